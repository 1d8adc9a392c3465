from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from broadsheet.errors import ReadError
from broadsheet.read.sitemaps import read_sitemap

NEWS = (Path(__file__).parents[2] / "cases" / "sitemaps" / "news.xml").read_bytes()
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://port.example/2025.xml</loc></sitemap>
<sitemap><loc>https://port.example/2026.xml</loc></sitemap></sitemapindex>"""


def urls(count: int) -> bytes:
    rows = (
        f"<url><loc>https://port.example/{number}</loc><lastmod>2026-{number % 12 + 1:02}-01</lastmod></url>"
        for number in range(count)
    )
    return f"<urlset>{''.join(rows)}</urlset>".encode()


def test_news_come_newest_first_under_their_publication() -> None:
    result = read_sitemap(NEWS).pages
    assert result.feed.title == "Port Courier"
    assert [(entry.title, entry.language) for entry in result.entries] == [
        ("Lindhavn plans four berths", "en"),
        ("Two ferries wait for a cable", "en"),
    ]
    assert result.problems == ()


def test_a_gzipped_sitemap_is_read_alike() -> None:
    assert read_sitemap(gzip.compress(NEWS)) == read_sitemap(NEWS)


def test_a_long_sitemap_gives_its_newest_pages_and_says_so() -> None:
    result = read_sitemap(urls(400)).pages
    assert len(result.entries) == 200
    assert {entry.updated.month for entry in result.entries if entry.updated} >= {12, 11, 7}
    assert not any(entry.updated and entry.updated.month < 6 for entry in result.entries)
    assert [problem.message for problem in result.problems] == ["400 pages, 200 of them used"]


def test_pages_without_dates_keep_their_order() -> None:
    plain = b"<urlset><url><loc>https://a.example/2</loc></url><url><loc>https://a.example/1</loc></url></urlset>"
    assert [entry.url for entry in read_sitemap(plain).pages.entries] == [
        "https://a.example/2",
        "https://a.example/1",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not a sitemap"),
        (b"<html><body>Not found</body></html>", "is not a sitemap"),
        (b"<rss version='2.0'><channel></channel></rss>", "is not a sitemap"),
        (b"<sitemapindex></sitemapindex>", "lists no sitemap of its own site"),
        (
            b"<sitemapindex><sitemap><loc>https://elsewhere.example/a.xml</loc></sitemap></sitemapindex>",
            "lists no sitemap of its own site",
        ),
        (b"<urlset><url><loc>/relative</loc></url></urlset>", "lists no page"),
        (b"\x1f\x8bnot gzip at all", "broken gzip"),
        (gzip.compress(b" " * 16_000_000), "larger than 15 MB"),
        (b"<urlset>" + b" " * 15_000_000, "larger than 15 MB"),
    ],
)
def test_what_is_no_sitemap_is_refused_by_name(content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_sitemap(content, url="https://port.example/sitemap.xml")


def test_an_index_names_the_sitemaps_with_the_newest_pages() -> None:
    reading = read_sitemap(INDEX, url="https://www.port.example/sitemap.xml")
    assert reading.sitemaps == ("https://port.example/2026.xml", "https://port.example/2025.xml")
    assert reading.pages.entries == ()
    parts = "".join(
        f"<sitemap><loc>https://port.example/{number}.xml</loc><lastmod>2026-0{number}-01</lastmod></sitemap>"
        for number in (3, 1, 9, 2, 7, 5)
    )
    news = "<sitemap><loc>https://news.port.example/news.xml</loc></sitemap>"
    dated = f"<sitemapindex>{parts}{news}<sitemap><loc>x</loc></sitemap></sitemapindex>"
    reading = read_sitemap(dated.encode(), url="https://port.example/sitemap.xml")
    assert reading.sitemaps == (
        "https://news.port.example/news.xml",
        "https://port.example/9.xml",
        "https://port.example/7.xml",
        "https://port.example/5.xml",
        "https://port.example/3.xml",
    )
    assert [problem.message for problem in reading.pages.problems] == ["7 sitemaps, 5 of them used"]
