from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.errors import ReadError
from broadsheet.model.articles import Document, Entry, Feed
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.entries import article_from_entry, merge_page
from broadsheet.read.links import feed_links, page_links
from broadsheet.read.sources import ReadResult, articles_of, read_link

SITEMAPS = Path(__file__).parents[2] / "cases" / "sitemaps"
NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
LONG = "The port of Lindhavn wants four new berths for electric freighters by 2028. " * 6
PAGE = f"<html lang=en><body><article><h1>Four berths</h1><p>{LONG}</p></article></body></html>"
FEED = f"""<rss version="2.0"><channel><title>Tidewater Wire</title><link>https://wire.example/</link>
<item><title>Full</title><link>https://wire.example/full</link><description>{LONG}</description></item>
<item><title>Short</title><link>https://wire.example/short</link><description>A taste.</description></item>
<item><title>No address</title><guid isPermaLink="false">x</guid><description>A note.</description></item>
</channel></rss>"""
SECTION = """<html><head><base href="https://port.example/news/"></head><body><nav><a href="/">Home</a></nav>
<main><article><h2><a href="one.html#top">One</a></h2><a href="one.html">again</a></article>
<article><a>no address</a></article><article><a href="mailto:x@y.example">mail</a></article>
<article><a href="two.html">Two</a></article></main></body></html>"""


def source(kind: SourceKind = SourceKind.FEED, **fields: object) -> Source:
    return Source(kind=kind, location="x", name="The source", **fields)  # type: ignore[arg-type]


def document(content: str, url: str, media_type: str = "", charset: str | None = None) -> Document:
    return Document(
        url=url, content=content.encode(), media_type=media_type, charset=charset, fetched_at=NOW
    )


def test_a_feed_gives_full_articles_and_links_for_the_rest() -> None:
    result = articles_of(
        source(), document(FEED, "https://wire.example/feed", "application/rss+xml", "utf-8")
    )
    assert [article.title for article in result.articles] == ["Full", "No address"]
    assert [url for url, _ in result.links] == ["https://wire.example/short"]
    assert result.feed.title == "Tidewater Wire"
    assert result.articles[0].publisher == "Tidewater Wire"


def test_a_local_feed_file_gives_all_it_has_at_once() -> None:
    for kind in (SourceKind.FEED, SourceKind.FOLDER):
        result = articles_of(source(kind), document(FEED, "feeds/wire.xml"))
        assert [article.title for article in result.articles] == ["Full", "Short", "No address"]
        assert result.links == ()


def test_what_the_briefing_says_wins_over_the_document() -> None:
    named = source(publisher="Wire", family="Tidewater Group", language="de", tags=("wire",))
    article = articles_of(named, document(FEED, "feeds/wire.xml")).articles[0]
    assert (article.source, article.publisher, article.family) == (
        "The source",
        "Wire",
        "Tidewater Group",
    )
    assert (article.language, article.tags) == ("de", ("wire",))


def test_the_publisher_is_its_own_family_unless_one_is_named() -> None:
    note = (
        "---\npublisher: Skerry Post\nfamily: Skerry Group\n---\nA note about the quay in Storvann."
    )
    folder = source(SourceKind.FOLDER)
    article = articles_of(folder, document(note, "notes/a.md")).articles[0]
    assert (article.publisher, article.family) == ("Skerry Post", "Skerry Group")
    plain = articles_of(folder, document("A title\n\nA note.", "notes/a.txt")).articles[0]
    assert (plain.publisher, plain.family) == ("The source", "The source")


def test_a_page_source_without_items_is_one_article() -> None:
    (article,) = articles_of(
        source(SourceKind.PAGE), document(PAGE, "https://port.example/a")
    ).articles
    assert article.title == "Four berths"
    with pytest.raises(ReadError):
        articles_of(source(SourceKind.PAGE), document("<html></html>", "https://port.example/a"))


def test_a_section_page_gives_links() -> None:
    page = source(SourceKind.PAGE, items="main article")
    result = articles_of(page, document(SECTION, "https://port.example/news/"))
    assert result.links == (
        ("https://port.example/news/one.html", None),
        ("https://port.example/news/two.html", None),
    )
    assert result.problems == ()
    empty = articles_of(
        source(SourceKind.PAGE, items="ul.none a"), document(SECTION, "https://port.example/")
    )
    assert empty.links == ()
    assert "matches no link" in empty.problems[0].message


def test_selectors_choose_elements_or_links() -> None:
    html = SECTION.encode()
    assert page_links(html, "article > a", "https://port.example/") == [
        "https://port.example/news/one.html",
        "https://port.example/news/two.html",
    ]
    assert page_links(html, "nav a", "https://port.example/") == []
    assert page_links(b"", "a", "https://port.example/") == []
    assert page_links(b"<div>" * 3000 + b"<a href=/x>", "a", "https://port.example/") == []
    many = b"<html><body>" + b"".join(b"<a href=/%d>x</a>" % number for number in range(400))
    assert len(page_links(many, "a", "https://port.example/")) == 200
    odd = b"<base href='http://<[x/'><a href='/a#x'>1</a><a href='http://[::1'>2</a><a href='#y'>3</a>"
    assert page_links(odd, "a", "https://port.example/") == ["https://port.example/a"]
    assert feed_links(odd + b"<a href='/rss'>", "https://port.example/") == [
        "https://port.example/rss"
    ]
    with pytest.raises(ReadError, match="not a CSS selector"):
        page_links(html, "main >> [", "https://port.example/")


ENTRY = Entry(
    id="1",
    url="https://wire.example/short",
    title="Short",
    summary="<p>A taste.</p>",
    published=NOW,
)


def test_a_fetched_page_fills_an_entry() -> None:
    page = document(PAGE, ENTRY.url, "text/html", "utf-8")
    (article,) = read_link(source(), ENTRY.url, ENTRY, page, Feed(title="Wire")).articles
    assert (article.title, article.published, article.date_source) == ("Short", NOW, "feed")
    assert article.text.startswith("The port of Lindhavn")
    assert (article.source, article.publisher, article.url) == ("The source", "Wire", ENTRY.url)


def test_a_link_through_a_counter_stands_for_where_it_leads() -> None:
    counted = "https://feedproxy.google.com/~r/wire/~3/x/"
    page = document(PAGE, "https://wire.example/short", "text/html", "utf-8")
    entry = replace(ENTRY, url=counted)
    (article,) = read_link(source(), counted, entry, page, Feed(title="Wire")).articles
    assert article.url == "https://wire.example/short"
    (alone,) = read_link(source(), counted, entry, None, Feed(title="Wire")).articles
    assert alone.url == counted
    no_address = "http://[feedproxy.google.com/"
    (article,) = read_link(source(), no_address, ENTRY, page, Feed(title="Wire")).articles
    assert article.url == no_address


def test_a_page_that_cannot_be_fetched_or_read_leaves_the_summary() -> None:
    for page in (None, document("<html></html>", ENTRY.url)):
        (article,) = read_link(source(), ENTRY.url, ENTRY, page, Feed(title="Wire")).articles
        assert article.text == "A taste."


def test_a_link_of_a_section_page_stands_alone() -> None:
    url = "https://port.example/one"
    (article,) = read_link(source(SourceKind.PAGE), url, None, document(PAGE, url)).articles
    assert (article.title, article.publisher) == ("Four berths", "The source")
    assert read_link(source(SourceKind.PAGE), url, None, None) == ReadResult()


def test_an_entry_that_says_nothing_is_no_article() -> None:
    assert article_from_entry(Entry(id="1", url="u", title=""), Feed()) is None
    silent = Entry(id="1", url="u", title="", content="<p></p>")
    assert read_link(source(), "u", silent, None).articles == ()


def test_a_page_that_is_no_article_is_named_and_leaves_the_summary() -> None:
    page = document("<html></html>", ENTRY.url)
    refused = read_link(source(), ENTRY.url, ENTRY, page)
    assert [article.text for article in refused.articles] == ["A taste."]
    (problem,) = refused.problems
    assert (problem.what, problem.message) == (ENTRY.url, "holds nothing to read")


HOME = """<html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/c.xml">
<link rel="stylesheet" type="text/css" href="/a.css"><link rel="alternate" type="text/html" href="/en">
<link rel="alternate" type="application/atom+xml" href="news.xml">
<link rel="alternate" type="application/rss+xml" href="javascript:x">
</head><body>""" + "".join(
    f"<h2><a href='/{number}'>Berth {number} opens in Lindhavn next year</a></h2><p>A short word.</p>"
    for number in range(9)
)


def test_a_home_page_is_refused_with_the_way_to_its_feed() -> None:
    with pytest.raises(
        ReadError, match=r"lists articles.*use its feed: https://port\.example/news\.xml"
    ):
        articles_of(source(SourceKind.PAGE), document(HOME, "https://port.example/"))
    feedless = HOME.replace("alternate", "other")
    with pytest.raises(ReadError, match="choose its links with `items`"):
        articles_of(source(SourceKind.PAGE), document(feedless, "https://port.example/"))
    assert feed_links(HOME.encode(), "https://port.example/") == [
        "https://port.example/news.xml",
        "https://port.example/c.xml",
    ]
    assert feed_links(b"", "https://port.example/") == []


def test_a_news_sitemap_gives_links_with_what_it_says_of_them() -> None:
    sitemap = (SITEMAPS / "news.xml").read_text("utf-8")
    result = articles_of(
        source(SourceKind.SITEMAP), document(sitemap, "https://port.example/news-sitemap.xml")
    )
    assert [url for url, _ in result.links] == [
        "https://port.example/berths",
        "https://port.example/ferries",
    ]
    page = document(PAGE, "https://port.example/berths")
    url, entry = result.links[0]
    (article,) = read_link(source(SourceKind.SITEMAP), url, entry, page, result.feed).articles
    assert (article.title, article.publisher) == ("Lindhavn plans four berths", "Port Courier")
    assert article.published == datetime(2026, 11, 8, 6, 0, tzinfo=UTC)
    assert article.text.startswith("The port of Lindhavn")


def test_an_entry_without_title_takes_its_first_words() -> None:
    article = article_from_entry(
        Entry(id="1", url="", title="", summary="One.\n\nTwo."), Feed(url="https://w.example/")
    )
    assert article is not None
    assert (article.title, article.url, article.date_source) == ("One.", "https://w.example/", "")


def test_the_feeds_text_stays_when_the_page_gives_less() -> None:
    full = article_from_entry(Entry(id="1", url="u", title="T", content=f"<p>{LONG}</p>"), Feed())
    taste = article_from_entry(Entry(id="1", url="u", title="T", content="<p>Paywall.</p>"), Feed())
    assert full is not None
    assert taste is not None
    assert merge_page(full, taste) == full
    merged = merge_page(taste, full)
    assert merged.text == full.text
    assert merged.published is None


def test_the_pages_date_serves_an_undated_entry() -> None:
    undated = article_from_entry(Entry(id="1", url="u", title="T", summary="x"), Feed())
    dated = article_from_entry(Entry(id="1", url="u", title="T", content=LONG, updated=NOW), Feed())
    assert undated is not None
    assert dated is not None
    merged = merge_page(undated, dated)
    assert (merged.published, merged.date_source) == (NOW, "feed")


def test_an_empty_entry_in_a_feed_file_is_passed_over() -> None:
    feed = (
        "<rss><channel><item><description>&lt;p&gt;&lt;/p&gt;</description></item></channel></rss>"
    )
    assert articles_of(source(), document(feed, "feeds/a.xml")).articles == ()


def test_a_link_of_a_mail_is_read_at_the_address_it_leads_to() -> None:
    box = source(SourceKind.MAILBOX, follow=True)
    counter = "https://click.letter.example/c/9?u=77"
    page = document(PAGE, "https://port.example/four-berths", "text/html")
    (article,) = read_link(box, counter, None, page).articles
    assert (article.url, article.title) == ("https://port.example/four-berths", "Four berths")
    assert read_link(box, counter, None, None) == ReadResult()


def test_an_index_of_sitemaps_gives_further_documents() -> None:
    index = "<sitemapindex><sitemap><loc>https://port.example/1.xml</loc></sitemap></sitemapindex>"
    found = articles_of(
        source(SourceKind.SITEMAP), document(index, "https://port.example/sitemap.xml")
    )
    assert found == ReadResult(documents=("https://port.example/1.xml",))


def test_a_link_may_lead_to_a_file() -> None:
    text = "The port of Lindhavn wants four new berths by 2028."
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", f"<d><p><t>Berths</t></p><p><t>{text}</t></p></d>")
    url = "https://port.example/report.docx"
    report = Document(url=url, content=target.getvalue(), fetched_at=NOW)
    (article,) = read_link(source(), url, None, report).articles
    assert (article.url, article.title, article.text) == (url, "Berths", text)
    broken = document("<html>not found</html>", "https://port.example/a", "application/pdf")
    assert read_link(source(), broken.url, None, broken).problems[0].message == "is not a PDF"
