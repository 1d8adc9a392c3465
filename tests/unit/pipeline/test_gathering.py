"""Gathering on the in-memory stand-ins: what fails is named, and the rest goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.errors import FetchError, ReadError, SourceError
from broadsheet.model.articles import FetchResponse, FetchState
from broadsheet.model.briefings import Briefing, Source, SourceKind
from broadsheet.model.windows import Window
from broadsheet.pipeline import gather, read_location
from broadsheet.pipeline.following import document_of
from broadsheet.testing import MemoryArticles, MemoryFetcher

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NOTE = "---\ntitle: A pier in {place}\ndate: 2026-11-05\n---\n\nThe pier in {place} was painted green on Thursday.\n"
BODY = "<p>" + "The yard in Torskar launched a ferry with room for 40 cars on Friday. " * 8 + "</p>"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Post</title>
<item><title>Full</title><link>https://tarn.example/full</link><description>{full}</description></item>
<item><title>Taste</title><link>https://tarn.example/taste</link><description>A ferry was launched.</description></item>
<item><title>Gone</title><link>https://tarn.example/gone</link><description>A pier was closed.</description></item>
</channel></rss>"""


def source(location: str, kind: SourceKind = SourceKind.FEED, **more: str) -> Source:
    return Source(kind=kind, location=location, name=location, **more)


def briefing(*sources: Source) -> Briefing:
    return Briefing(slug="test", title="Test", sources=sources)


def stored(store: MemoryArticles, *names: str) -> list[str]:
    span = Window(start=LONG_AGO, end=NOW + timedelta(days=1))
    return sorted(article.title for article in store.between(span, sources=names))


class Reports(list):
    def __call__(self, what: str, done: int, total: int) -> None:
        self.append((what, done, total))


def test_every_readable_document_is_stored_and_the_others_are_named() -> None:
    escaped = BODY.replace("<", "&lt;").replace(">", "&gt;")
    page = f"<html lang=en><head><title>Taste</title></head><body><article><h1>Taste</h1>{BODY}</article></body></html>"
    fetcher = MemoryFetcher(
        {
            "notes/a.md": NOTE.format(place="Torskar").encode(),
            "notes/b.md": NOTE.format(place="Lindhavn").encode(),
            "notes/c.md": b"",
            "notes/d.md": b"\0",
            "https://tarn.example/rss": FEED.format(full=escaped).encode(),
            "https://tarn.example/taste": page.encode(),
            "https://tarn.example/gone": FetchError("timed out", what="https://tarn.example/gone"),
            "https://dead.example/rss": FetchError(
                "no connection", what="https://dead.example/rss"
            ),
            "https://moved.example/rss": b"<html><body>We have moved</body></html>",
        },
        at=NOW,
    )
    store, reports = MemoryArticles(), Reports()
    gathered = gather(
        briefing(
            source("notes/*.md", SourceKind.FOLDER),
            source("empty/*.md", SourceKind.FOLDER),
            source("https://tarn.example/rss"),
            source("https://dead.example/rss"),
            source("https://moved.example/rss"),
        ),
        fetcher=fetcher,
        store=store,
        now=NOW,
        report=reports,
    )
    assert stored(store, "notes/*.md") == ["A pier in Lindhavn", "A pier in Torskar"]
    assert stored(store, "https://tarn.example/rss") == ["Full", "Gone", "Taste"]
    assert set(gathered.failed) == {
        "notes/*.md",
        "empty/*.md",
        "https://dead.example/rss",
        "https://moved.example/rss",
    }
    assert "empty or not there" in gathered.failed["empty/*.md"]
    assert "c.md" in gathered.failed["notes/*.md"]
    assert [problem.what for problem in gathered.problems] == [
        "notes/d.md",
        "https://tarn.example/gone",
    ]
    assert (gathered.read, gathered.new) == (5, 5)
    assert reports[-1] == ("documents read", 7, 7)
    assert [each for each in reports if each[0] == "pages read"] == [
        ("pages read", 1, 2),
        ("pages read", 2, 2),
    ]
    states = {state.url: state for state in store.states()}
    assert states["https://dead.example/rss"].failures == 1
    assert states["https://tarn.example/gone"].failures == 1
    assert states["notes/a.md"].last_success == NOW


def test_what_did_not_change_is_not_read_again_and_what_is_not_due_not_asked_for() -> None:
    etag = FetchResponse(
        status=200,
        url="https://tarn.example/rss",
        headers={"etag": '"1"', "cache-control": "max-age=86400"},
        content=FEED.format(full="short").encode(),
        fetched_at=NOW,
    )
    fetcher = MemoryFetcher({"https://tarn.example/rss": etag, "notes/a.md": NOTE.encode()}, at=NOW)
    store = MemoryArticles()
    order = briefing(source("https://tarn.example/rss"), source("notes/a.md", SourceKind.FOLDER))

    def run(after: timedelta):
        return gather(order, fetcher=fetcher, store=store, now=NOW + after, report=Reports())

    assert run(timedelta()).fetched >= 2
    asked = len(fetcher.requests)
    soon = run(timedelta(hours=1))
    assert (soon.fetched, soon.unchanged, soon.new) == (0, 2, 0)
    assert [request.url for request in fetcher.requests[asked:]] == ["notes/a.md"]
    later = run(timedelta(days=2))
    assert later.new == 0
    assert fetcher.requests[-2].headers["If-None-Match"] == '"1"' or any(
        request.headers.get("If-None-Match") == '"1"' for request in fetcher.requests
    )


def test_an_article_behind_a_link_that_says_nothing_is_passed_over() -> None:
    fetcher = MemoryFetcher(
        {
            "https://tarn.example/news": b'<main><a class="i" href="/empty">x</a></main>',
            "https://tarn.example/empty": b"<html><body></body></html>",
        },
        at=NOW,
    )
    store = MemoryArticles()
    gathered = gather(
        briefing(source("https://tarn.example/news", SourceKind.PAGE, items="a.i")),
        fetcher=fetcher,
        store=store,
        now=NOW,
        report=Reports(),
    )
    assert (gathered.fetched, gathered.read, gathered.new) == (2, 0, 0)


def test_a_link_that_names_where_it_leads_is_asked_for_there() -> None:
    target, outward = "https://tarn.example/pier", "https://www.google.com/url?q={}&amp;sa=D"
    section = f'<main><a class="i" href="{outward.format(target)}">x</a></main>'
    page = f"<html lang=en><body><article><h1>A pier</h1>{BODY}</article></body></html>"
    fetcher = MemoryFetcher(
        {"https://tarn.example/news": section.encode(), target: page.encode()}, at=NOW
    )
    store = MemoryArticles()
    order = briefing(source("https://tarn.example/news", SourceKind.PAGE, items="a.i"))
    gathered = gather(order, fetcher=fetcher, store=store, now=NOW, report=Reports())
    assert (gathered.new, [request.url for request in fetcher.requests][-1]) == (1, target)


def test_what_a_feed_deletes_and_puts_back_is_remembered() -> None:
    url, stone = "https://tarn.example/atom", '<t:deleted-entry ref="https://tarn.example/hull"/>'
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="http://purl.org/atompub/tombstones/1.0">'
        "<title>Tarn</title>{}</feed>"
    )
    entry = "<entry><id>{0}</id><title>{0}</title><link href='https://tarn.example/{0}'/>"
    entry += f"<content type='html'>{BODY.replace('<', '&lt;')}</content></entry>"
    hull, pier = entry.format("hull"), entry.format("pier")
    store, seen = MemoryArticles(), []
    bodies = [hull + pier, pier, pier + stone, pier + stone + " ", hull + pier]
    for day, body in enumerate(bodies):
        now = NOW + timedelta(days=day)
        fetcher = MemoryFetcher({url: atom.format(body).encode()}, at=now)
        gather(briefing(source(url)), fetcher=fetcher, store=store, now=now, report=Reports())
        state = store.state(url, "https://tarn.example/hull")
        seen.append((state.gone_at, state.gone_status))
    gone = (NOW + timedelta(days=2), 410)
    assert seen == [(None, 0), (None, 0), gone, gone, (None, 0)]


def test_a_page_that_is_gone_stays_so_while_its_feed_goes_on_to_list_it() -> None:
    url, hull = "https://tarn.example/rss", "https://tarn.example/hull"
    item = f"<item><title>A hull</title><link>{hull}</link><description>{BODY}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Tarn</title>{item}</channel></rss>"
    store = MemoryArticles()
    gone = FetchState(source=url, url=hull, last_success=NOW, gone_at=NOW, gone_status=404)
    store.remember(gone)
    fetcher = MemoryFetcher({url: feed.encode()}, at=NOW)
    gathered = gather(
        briefing(source(url)), fetcher=fetcher, store=store, now=NOW, report=Reports()
    )
    assert gathered.new == 1
    assert store.state(url, hull) == gone, "else readers would be told of it again and again"


def test_a_link_does_not_say_who_we_are() -> None:
    url, target = "https://tarn.example/rss", "https://tarn.example/pier"
    item = "<item><title>A pier</title><link>https://eve:x@tarn.example/pier</link></item>"
    page = f"<html lang=en><body><article><h1>A pier</h1>{BODY}</article></body></html>"
    feed = f"<rss version='2.0'><channel><title>Tarn</title>{item}</channel></rss>"
    fetcher = MemoryFetcher({url: feed.encode(), target: page.encode()}, at=NOW)
    order = briefing(source(url))
    gathered = gather(order, fetcher=fetcher, store=MemoryArticles(), now=NOW, report=Reports())
    assert (gathered.new, [request.url for request in fetcher.requests]) == (1, [url, target])


@pytest.mark.parametrize(
    "stated", ["text/xml; charset=koi8-r", "text/xml; Charset = 'KOI8-R'; x=1", "text/xml"]
)
def test_the_charset_of_an_answer(stated: str) -> None:
    response = FetchResponse(
        status=200, url="https://a.example/", headers={"content-type": stated}, fetched_at=NOW
    )
    charset = document_of(response).charset
    assert charset == ("koi8-r" if "charset=" in stated else "KOI8-R" if "=" in stated else None)


def test_one_location_can_be_read_alone() -> None:
    fetcher = MemoryFetcher({"a.md": NOTE.format(place="Torskar").encode(), "b.md": b"\0"}, at=NOW)
    articles, problems = read_location("a.md", fetcher=fetcher, now=NOW)
    assert [article.title for article in articles] == ["A pier in Torskar"]
    assert problems == []
    with pytest.raises(ReadError):
        read_location("b.md", fetcher=fetcher, now=NOW)
    with pytest.raises(SourceError):
        read_location("https://none.example/", fetcher=fetcher, now=NOW)
