"""h-feed: entries marked up on a page, in the new and the old way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.errors import ReadError
from broadsheet.model.articles import Document
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.h_feeds import read_h_feed
from broadsheet.read.sources import articles_of

CASES = Path(__file__).parents[2] / "cases" / "h_feeds"
NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
URL = "https://skerry.example/notes/"


def test_entries_of_an_h_feed() -> None:
    result = read_h_feed((CASES / "h-feed.html").read_bytes(), url=URL)
    assert result
    assert (result.feed.title, result.feed.url, result.feed.language) == ("Skerry Notes", URL, "en")
    first, note, reply = result.entries
    assert (first.title, first.url) == ("Four berths", "https://skerry.example/notes/four-berths")
    assert first.id == "https://skerry.example/id/4"
    assert first.authors == ("Ida Strand", "Olav Berg")
    assert first.published == datetime(2026, 11, 6, 8, 30, tzinfo=UTC)
    assert first.updated == datetime(2026, 11, 7, tzinfo=UTC)
    assert first.tags == ("ports", "shore power")
    assert "<p>The port wants four berths" in first.content
    assert "script" not in first.content
    assert 'href="https://skerry.example/plan"' in first.content
    assert first.summary == '<p class="p-summary">Four more.</p>'.replace(' class="p-summary"', "")
    assert (note.title, note.url, note.language) == ("", "https://skerry.example/notes/7", "sv")
    assert note.published == datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    assert (reply.title, reply.authors) == ("Re: berths", ())


def test_entries_in_the_old_class_names() -> None:
    result = read_h_feed((CASES / "hentry.html").read_bytes(), url=URL)
    assert result
    assert result.feed.title == "Harbour blog"
    assert [(entry.title, entry.url) for entry in result.entries] == [
        ("A hull", "https://skerry.example/2026/a-hull"),
        ("A keel", "https://skerry.example/2026/a-keel"),
    ]
    first = result.entries[0]
    assert (first.authors, first.published) == (("Ida Strand",), datetime(2026, 11, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"<p>No entries</p>",
        b"<!-- -->",
        b"<div class=h-entry></div>",
        b"<div>" * 2_500 + b"<div class=h-entry>A",
        b"<div class='u-like-of h-cite'><p class=p-name>Cited</p></div>",
    ],
)
def test_a_page_that_marks_up_no_entries(html: bytes) -> None:
    assert read_h_feed(html, url=URL) is None


def test_a_feed_source_may_be_a_page_with_entries() -> None:
    feed = Source(kind=SourceKind.FEED, location=URL, name="Skerry")
    content = (CASES / "h-feed.html").read_bytes()
    found = articles_of(feed, Document(url=URL, content=content, fetched_at=NOW))
    assert [url for url, _ in found.links] == [
        "https://skerry.example/notes/four-berths",
        "https://skerry.example/notes/7",
    ]
    assert [article.title for article in found.articles] == ["Re: berths"]


def test_a_page_named_as_a_feed_says_where_its_feed_is() -> None:
    feed = Source(kind=SourceKind.FEED, location=URL, name="Skerry")
    head = (
        b"<html><head><link rel=alternate type=application/rss+xml href=/feed></head><body>A page"
    )
    with pytest.raises(ReadError, match=r"not a feed .use its feed: https://skerry.example/feed"):
        articles_of(feed, Document(url=URL, content=head, fetched_at=NOW))
    plain = articles_of(feed, Document(url=URL, content=b"<html><body>A page", fetched_at=NOW))
    assert [one.message for one in plain.problems] == ["is an HTML page, not a feed"]
    text = articles_of(feed, Document(url=URL, content=b"A note", fetched_at=NOW))
    assert [one.message for one in text.problems] == ["is not a feed"]
