"""Looking at sources before subscribing, on the in-memory stand-ins."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.errors import FetchError, SourceError
from broadsheet.model.articles import FetchResponse
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.pipeline import discover, probe
from broadsheet.read.discovery import known_feeds, sitemaps_of
from broadsheet.testing import MemoryFetcher

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
SITE = "https://tarn.example/"
LONG = "The yard in Torskar launched a ferry with room for 40 cars on Friday. " * 10
FEED = f"""<rss version="2.0"><channel><title>Tarn Post</title>
<item><title>Old</title><link>{SITE}old</link><pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate><description>{LONG}</description></item>
<item><title>New</title><link>{SITE}new</link><pubDate>Fri, 06 Nov 2026 08:00:00 GMT</pubDate><description>A taste</description></item>
</channel></rss>""".encode()
EMPTY = b"<rss version='2.0'><channel><title>Empty</title></channel></rss>"
SITEMAP = f"<urlset><url><loc>{SITE}a</loc><lastmod>2026-11-01</lastmod></url></urlset>".encode()
MARKED = b"<html lang=en><body><div class=h-entry><p class=p-name>A note from the quay</p></div></body></html>"


def page(*links: str) -> bytes:
    heads = "".join(f'<link rel="alternate" type="application/rss+xml" href="{x}">' for x in links)
    return f"<html><head><title>Tarn</title>{heads}</head><body><p>Hello</p></body></html>".encode()


def found(pages: dict[str, bytes], url: str = SITE) -> list[tuple[str, str, str]]:
    fetcher = MemoryFetcher(pages, at=NOW)
    return [
        (each.source.kind.value, each.source.location, each.source.name)
        for each in discover(url, fetcher=fetcher)
    ]


def test_a_feed_is_found_to_be_itself() -> None:
    assert found({SITE + "feed": FEED}, SITE + "feed") == [("feed", SITE + "feed", "Tarn Post")]
    assert found({SITE + "s": SITEMAP}, SITE + "s") == [("sitemap", SITE + "s", "tarn.example")]


def test_announced_feeds_that_work_come_in_their_order() -> None:
    pages = {SITE: page("/b", "/comments", "/dead", "/a"), SITE + "a": FEED, SITE + "b": FEED}
    pages |= {SITE + "comments": EMPTY}
    assert [url for _, url, _ in found(pages)] == [SITE + "b", SITE + "a"]


def test_feeds_that_a_page_only_links_to_are_found() -> None:
    home = (
        b'<html><body><a href="/about-feeding">x</a><a href="/news/rss-2.xml#top">RSS</a>'
        b'<a href="https://www.tarn.example/?feed=atom">y</a><a href="https://else.example/rss">z</a>'
        b'<a href="http://[::1/rss">q</a></body></html>'
    )
    pages = {SITE: home, SITE + "news/rss-2.xml": FEED}
    assert found(pages) == [("feed", SITE + "news/rss-2.xml", "Tarn Post")]
    fetcher = MemoryFetcher(pages, at=NOW)
    discover(SITE, fetcher=fetcher)
    assert [request.url for request in fetcher.requests] == [
        SITE,
        SITE + "news/rss-2.xml",
        "https://www.tarn.example/?feed=atom",
    ]


def test_marked_up_entries_count_behind_feeds() -> None:
    assert found({SITE: MARKED}) == [("feed", SITE, "tarn.example")]


def test_feeds_are_looked_for_where_most_have_them() -> None:
    assert found({SITE: page(), SITE + "atom.xml": FEED})[0][1] == SITE + "atom.xml"
    deep = {SITE + "news": page(), SITE + "news/feed": FEED, SITE + "feed": FEED}
    assert found(deep, SITE + "news") == [("feed", SITE + "news/feed", "Tarn Post")]
    fetcher = MemoryFetcher({SITE: page(), SITE + "feed": FEED}, at=NOW)
    discover(SITE, fetcher=fetcher)
    assert len(fetcher.requests) == 4


def test_sitemaps_are_the_last_resort() -> None:
    robots = f"User-agent: *\nSitemap: {SITE}map.xml\nsitemap: {SITE}news.xml\n".encode()
    pages = {SITE: page(), SITE + "robots.txt": robots, SITE + "map.xml": SITEMAP}
    pages |= {SITE + "news.xml": SITEMAP}
    assert [url for _, url, _ in found(pages)] == [SITE + "news.xml", SITE + "map.xml"]
    assert found({SITE: page(), SITE + "sitemap.xml": SITEMAP})[0][0] == "sitemap"
    assert found({SITE: page()}) == []
    assert sitemaps_of(b"Sitemap: /relative", SITE)[0] == SITE + "news-sitemap.xml"


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        ("https://www.reddit.com/r/ferries/", "https://www.reddit.com/r/ferries/.rss"),
        ("https://github.com/tarn/hull", "https://github.com/tarn/hull/releases.atom"),
        (
            "https://www.youtube.com/channel/UCx-1/videos",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCx-1",
        ),
        ("https://medium.com/@tarn", "https://medium.com/feed/@tarn"),
        ("https://tarn.substack.com/p/one", "https://tarn.substack.com/feed"),
        ("https://arxiv.org/list/cs.CL/recent", "https://rss.arxiv.org/rss/cs.CL"),
        ("https://social.example/@tarn", "https://social.example/@tarn.rss"),
        ("https://bsky.app/profile/tarn.example", "https://bsky.app/profile/tarn.example/rss"),
    ],
)
def test_well_known_sites_keep_their_feeds_in_known_places(url: str, feed: str) -> None:
    assert known_feeds(url) == [feed]
    assert found({feed: FEED}, url) == [("feed", feed, "Tarn Post")]


def test_a_site_that_is_not_there() -> None:
    with pytest.raises(SourceError):
        found({})


def seen(kind: SourceKind, location: str, pages: dict, name: str = ""):
    source = Source(kind=kind, location=location, name=name)
    return probe(source, fetcher=MemoryFetcher(pages, at=NOW), now=NOW)


def test_what_a_feed_would_bring() -> None:
    result = seen(SourceKind.FEED, SITE + "feed", {SITE + "feed": FEED})
    assert (result.items, result.complete, result.titles) == (2, 1, ("New", "Old"))
    assert result.newest == datetime(2026, 11, 6, 8, tzinfo=UTC)
    assert (result.source.name, result.error) == ("Tarn Post", "")
    named = seen(SourceKind.FEED, SITE + "feed", {SITE + "feed": FEED}, name="Ours")
    assert named.source.name == "Ours"


def test_what_a_folder_would_bring() -> None:
    files = {f"in/{number:02}.txt": b"A hull\n\nIt floats." for number in range(30)}
    files |= {"in/00.txt": b"", "in/01.txt": FetchError("no", what="in/01.txt")}
    result = seen(SourceKind.FOLDER, "in/*.txt", files)
    assert (result.items, result.complete) == (30, 18)
    assert [problem.message for problem in result.problems] == ["is empty", "no"]


def test_what_an_index_of_sitemaps_or_a_section_would_bring() -> None:
    index = f"<sitemapindex><sitemap><loc>{SITE}1.xml</loc></sitemap></sitemapindex>".encode()
    result = seen(SourceKind.SITEMAP, SITE + "s.xml", {SITE + "s.xml": index})
    assert (result.items, result.titles) == (1, (SITE + "1.xml",))
    section = Source(kind=SourceKind.PAGE, location=SITE, name="Tarn", items="a")
    fetcher = MemoryFetcher({SITE: b"<a href=/one>One</a>"}, at=NOW)
    assert probe(section, fetcher=fetcher, now=NOW).titles == (SITE + "one",)


class PostOffice(MemoryFetcher):
    def expand(self, pattern: str) -> list[str]:
        assert "SINCE%2009-Oct-2026" in pattern
        return [f"imaps://desk@quay.example/A;UIDVALIDITY=7/;UID={uid}" for uid in range(1, 26)]


def test_what_a_mailbox_would_bring() -> None:
    box = Source(kind=SourceKind.MAILBOX, location="imaps://desk@quay.example/A", name="A")
    letter = FetchResponse(
        status=200,
        url="imaps://desk@quay.example/A;UIDVALIDITY=7/;UID=25",
        content=b"Subject: Hull\n\nIt floats.",
        fetched_at=NOW,
    )
    result = probe(box, fetcher=PostOffice({letter.url: letter}), now=NOW)
    assert (result.items, result.complete, result.titles) == (25, 1, ("Hull",))
    assert len(result.problems) == 19


@pytest.mark.parametrize(
    ("kind", "location", "error"),
    [
        (SourceKind.FEED, SITE + "dead", "nothing is served here"),
        (SourceKind.FEED, SITE, "is an HTML page, not a feed"),
        (SourceKind.FOLDER, "none/*", "empty or not there"),
        (SourceKind.SITEMAP, SITE, "is not a sitemap"),
    ],
)
def test_a_source_that_brings_nothing_says_why(kind: SourceKind, location: str, error: str) -> None:
    assert error in seen(kind, location, {SITE: page()}).error
