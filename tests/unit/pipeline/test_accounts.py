"""The coverage ledger: everything fetched ends in one named bucket, and the counts add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.plans import next_state
from broadsheet.errors import (
    BroadsheetError,
    FetchError,
    NothingToPublish,
    ServerRefusal,
    StoreError,
)
from broadsheet.model.articles import Article, FetchResponse, FetchState
from broadsheet.model.briefings import Briefing, Source, SourceKind, SpanUnit, WindowRule
from broadsheet.model.ledgers import Ledger, total
from broadsheet.pipeline import candidates, gather, make_edition
from broadsheet.pipeline.accounts import close_books, refusal_name
from broadsheet.read.refusals import PAYWALL
from broadsheet.testing import MemoryArticles, MemoryFetcher
from repeated_sites import STORIES, paragraphs
from traces import MemoryTraces

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
BASE = "https://tarn.example"
BODY = "<p>" + "The yard in Torskar launched a ferry with room for 40 cars on Friday. " * 8 + "</p>"
PAGE = "<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
LOCKED = """<html lang=en><head><title>Dues at Torskar</title><meta name="article:content_tier" content="locked">
</head><body><article><h1>Dues at Torskar</h1><p>Harbour dues in Torskar are to rise, the port said.</p>
<p>Subscribe to continue reading this article.</p></article></body></html>"""


def source(location: str, kind: SourceKind = SourceKind.FEED, **more: str) -> Source:
    return Source(kind=kind, location=location, name=location, **more)


def briefing(*sources: Source) -> Briefing:
    return Briefing(slug="test", title="Test", sources=sources)


def item(path: str, *, text: str = "A taste.", date: str = "Fri, 06 Nov 2026 09:00:00 GMT") -> str:
    return (
        f"<item><title>{path}</title><link>{BASE}/{path}</link><guid>{path}</guid>"
        f"<pubDate>{date}</pubDate><description><![CDATA[{text}]]></description></item>"
    )


def feed(*items: str) -> bytes:
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Post</title>'
    return f"{head}{''.join(items)}</channel></rss>".encode()


def page(title: str) -> bytes:
    return PAGE.format(title=title, body=BODY.replace("Torskar", f"Torskar near {title}")).encode()


def collect(
    order: Briefing,
    served: dict[str, bytes | FetchResponse | BroadsheetError],
    store: MemoryArticles,
    *,
    now: datetime = NOW,
):
    fetcher = MemoryFetcher(served, at=now)
    gathered = gather(order, fetcher=fetcher, store=store, now=now, report=lambda *_: None)
    return gathered, [request.url for request in fetcher.requests]


FEED = f"{BASE}/rss"


def test_every_item_of_a_feed_has_one_bucket() -> None:
    served = {
        FEED: feed(
            item("full", text=BODY),
            item("page"),
            item("page"),
            item("cut"),
            item("old", date="Mon, 06 Jul 2026 09:00:00 GMT"),
            item("old-text", text=BODY + " ", date="Mon, 06 Jul 2026 09:00:00 GMT"),
            item("full", text=BODY),
        ),
        f"{BASE}/page": page("page"),
        f"{BASE}/cut": FetchError("timed out", what="x", reason="too_slow"),
    }
    gathered, asked = collect(briefing(source(FEED)), served, MemoryArticles())
    (line,) = gathered.lines
    assert line.items == {"new": 3, "repeated": 2, "too_old": 2}
    assert line.found == 7
    assert line.documents == {"read": 1}
    assert asked == [FEED, f"{BASE}/page", f"{BASE}/cut"]
    assert (gathered.read, gathered.new, gathered.fetched) == (4, 3, 2)
    assert gathered.unread == {"too_old": 2}


def test_pages_that_give_no_article_are_counted_by_the_reason() -> None:
    paths = ["ok", "locked", "empty", "gone", "slow", "private", "robots"]
    links = "".join(f'<a class="i" href="/{path}">x</a>' for path in paths)
    served = {
        f"{BASE}/news": f"<main>{links}</main>".encode(),
        f"{BASE}/ok": page("ok"),
        f"{BASE}/locked": LOCKED.encode(),
        f"{BASE}/empty": b"<html><body></body></html>",
        f"{BASE}/gone": ServerRefusal("no", what="x", status=410, headers={}, fetched_at=NOW),
        f"{BASE}/slow": FetchError("took longer", what="x", reason="too_slow"),
        f"{BASE}/robots": FetchError("forbidden", what="x", reason="robots_txt"),
    }
    order = briefing(source(f"{BASE}/news", SourceKind.PAGE, items="a.i"))
    store = MemoryArticles()
    gathered, _ = collect(order, served, store)
    assert gathered.lines[0].items == {
        "new": 1,
        "paywalled": 1,
        "no_text": 1,
        "http_410": 1,
        "too_slow": 1,
        "not_fetched": 1,
        "robots_txt": 1,
    }
    again, asked = collect(order, served, store, now=NOW + timedelta(days=1))
    assert again.lines[0].documents == {"unchanged": 1}
    changed = served | {f"{BASE}/news": f"<main>{links}</main> ".encode()}
    third, asked = collect(order, changed, store, now=NOW + timedelta(days=2))
    assert third.lines[0].items["known"] == 3
    assert third.lines[0].items["http_410"] == 1  # asked once more, to be sure
    changed |= {f"{BASE}/news": f"<main>{links}</main>  ".encode()}
    fourth, asked = collect(order, changed, store, now=NOW + timedelta(days=4))
    assert fourth.lines[0].items["waiting"] == 1
    assert third.lines[0].found == len(paths)
    assert f"{BASE}/gone" not in asked
    assert f"{BASE}/locked" not in asked


def test_a_page_that_turns_out_to_be_old_is_not_kept_and_not_asked_for_again() -> None:
    dated = page("ok").replace(
        b"</head>",
        b'<meta property="article:published_time" content="2026-07-06T09:00:00Z"></head>',
    )
    served = {f"{BASE}/news": b'<main><a class="i" href="/ok">x</a></main>', f"{BASE}/ok": dated}
    order = briefing(source(f"{BASE}/news", SourceKind.PAGE, items="a.i"))
    store = MemoryArticles()
    gathered, _ = collect(order, served, store)
    assert gathered.lines[0].items == {"too_old": 1}
    served[f"{BASE}/news"] += b" "
    again, asked = collect(order, served, store, now=NOW + timedelta(days=1))
    assert again.lines[0].items == {"known": 1}
    assert asked == [f"{BASE}/news"]


def test_a_source_in_trouble_is_named_in_every_run() -> None:
    gone = ServerRefusal("answered 410", what=FEED, status=410, headers={}, fetched_at=NOW)
    dead = FetchError("no connection", what=f"{BASE}/dead", reason="no_connection")
    order = briefing(source(FEED), source(f"{BASE}/dead"), source("none/*.md", SourceKind.FOLDER))
    store = MemoryArticles()
    served = {FEED: gone, f"{BASE}/dead": dead}
    first, _ = collect(order, served, store)
    assert [line.documents for line in first.lines] == [
        {"http_410": 1},
        {"no_connection": 1},
        {"failed": 1},
    ]
    soon, asked = collect(order, served, store, now=NOW + timedelta(minutes=5))
    assert asked == []
    assert [line.documents for line in soon.lines[:2]] == [{"gone": 1}, {"waiting": 1}]
    assert "gone for good since 2026-11-09" in soon.failed[FEED]
    assert "no connection; asked again 2026-11-09 0" in soon.failed[f"{BASE}/dead"]
    _, asked = collect(order, served, store, now=NOW + timedelta(days=1))
    assert FEED in asked  # to be sure
    later, asked = collect(order, served, store, now=NOW + timedelta(days=14))
    assert asked == [f"{BASE}/dead"]
    assert later.lines[0].documents == {"gone": 1}


def test_a_source_that_moved_is_said_to_have_moved_once() -> None:
    new = "https://new.tarn.example/rss"
    moved = FetchResponse(
        status=200, url=new, moved_to=new, content=feed(item("a", text=BODY)), fetched_at=NOW
    )
    order, store = briefing(source(FEED)), MemoryArticles()
    first, _ = collect(order, {FEED: moved}, store)
    assert [problem.message for problem in first.problems] == [f"has moved for good to {new}"]
    week = NOW + timedelta(days=7)
    later, asked = collect(order, {new: feed(item("b", text=BODY))}, store, now=week)
    assert (asked, later.new, later.problems) == ([new], 1, ())


def test_a_redirect_to_what_is_no_feed_is_not_remembered() -> None:
    notice = FetchResponse(
        status=200,
        url=f"{BASE}/maintenance",
        moved_to=f"{BASE}/maintenance",
        content=b"<html><body>We are back soon</body></html>",
        fetched_at=NOW,
    )
    store = MemoryArticles()
    gathered, _ = collect(briefing(source(FEED)), {FEED: notice}, store)
    assert gathered.lines[0].documents == {"unreadable": 1}
    assert store.state(FEED, FEED).moved_to == ""


class FailingStore(MemoryArticles):
    def add(self, articles: Iterable[Article], *, seen_at: datetime) -> int:
        raise StoreError(f"the disk is full, {len(list(articles))} lost at {seen_at}")


def test_what_could_not_be_stored_is_not_remembered_as_read() -> None:
    served = {FEED: feed(item("page")), f"{BASE}/page": page("page")}
    store = FailingStore()
    with pytest.raises(StoreError):
        collect(briefing(source(FEED)), served, store)
    assert store.states() == []


class CountingFetcher(MemoryFetcher):
    """Remembers how many requests each call brought."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        self.calls: list[int] = []

    def fetch_all(self, requests: Sequence):
        self.calls.append(len(requests))
        return super().fetch_all(requests)


def test_the_links_of_many_feeds_are_fetched_together() -> None:
    served = {f"{BASE}/rss/{n}": feed(item(f"p{n}"), item(f"q{n}")) for n in range(5)}
    served |= {f"{BASE}/{kind}{n}": page(f"{kind}{n}") for kind in "pq" for n in range(5)}
    fetcher = CountingFetcher(served, at=NOW)
    gather(
        briefing(*(source(f"{BASE}/rss/{n}") for n in range(5))),
        fetcher=fetcher,
        store=MemoryArticles(),
        now=NOW,
        report=lambda *_: None,
    )
    assert [count for count in fetcher.calls if count] == [5, 10]


def test_many_links_are_followed_in_portions() -> None:
    many = [item(f"page/{n}") for n in range(1_100)]
    served = {f"{BASE}/rss/{n}": feed(*many[: 1_100 - n]) for n in range(3)}
    fetcher = CountingFetcher(served, at=NOW)
    gathered = gather(
        briefing(*(source(url) for url in served)),
        fetcher=fetcher,
        store=MemoryArticles(),
        now=NOW,
        report=lambda *_: None,
    )
    assert [count for count in fetcher.calls if count] == [3, 2_199, 1_098]
    assert total(line.items for line in gathered.lines) == {"new": 3_297}


def test_names_of_refusals() -> None:
    assert refusal_name(PAYWALL) == "paywalled"
    assert refusal_name("something else") == "no_text"


# --- The seen-list -----------------------------------------------------------------------------


@pytest.mark.parametrize("days", [1, 40, 400])
def test_an_article_seen_once_is_never_new_again(days: int) -> None:
    undated = [item("full", text=BODY, date=""), item("page", date="")]
    order, store = briefing(source(FEED)), MemoryArticles()
    served = {FEED: feed(*undated), f"{BASE}/page": page("page")}
    first, _ = collect(order, served, store)
    assert first.new == 2
    served[FEED] = feed(*undated, item("next", text=BODY.replace("ferry", "barge"), date=""))
    later, asked = collect(order, served, store, now=NOW + timedelta(days=days))
    assert later.lines[0].items == {"known": 2, "new": 1}
    assert asked == [FEED]


# --- Closing the books -------------------------------------------------------------------------

OUTCOMES = st.sampled_from(
    ["full", "page", "short", "fail", "same", "old", "late", "ahead", "none"]
)
DATES = {
    "old": "Mon, 06 Jul 2026 09:00:00 GMT",
    "late": "Wed, 21 Oct 2026 09:00:00 GMT",
    "ahead": "Mon, 16 Nov 2026 09:00:00 GMT",
    "none": "",
}


def documents(kinds: list[list[str]]) -> dict[str, bytes | FetchResponse | BroadsheetError]:
    served: dict[str, bytes | FetchResponse | BroadsheetError] = {}
    for number, found in enumerate(kinds):
        items = []
        for place, kind in enumerate(found):
            path = "same" if kind == "same" else f"s{number}i{place}"
            text = (
                "A taste." if kind in {"page", "fail", "short"} else BODY.replace("40", f"{place}0")
            )
            items.append(item(path, text=text, date=DATES.get(kind, DATES_DEFAULT)))
            if kind == "page":
                served[f"{BASE}/{path}"] = page(path)
            elif kind == "short":
                served[f"{BASE}/{path}"] = b"<html><body></body></html>"
            elif kind == "fail":
                served[f"{BASE}/{path}"] = FetchError("no", what=path, reason="too_large")
        served[f"{BASE}/rss/{number}"] = feed(*items)
    return served


DATES_DEFAULT = "Fri, 06 Nov 2026 09:00:00 GMT"


def run_once(
    order: Briefing, served, store: MemoryArticles, now: datetime
) -> tuple[Ledger, int, int]:
    gathered, _ = collect(order, served, store, now=now)
    looked_at = candidates(order, store, now)
    try:
        edition = make_edition(order, looked_at, (), now)
    except NothingToPublish:
        return close_books(order.slug, now, gathered.lines, looked_at, None), gathered.new, 0
    ledger = close_books(order.slug, now, gathered.lines, looked_at, edition)
    assert edition.coverage.read == len(looked_at)
    outcomes = Counter(ledger.buckets()) + Counter(ledger.carried)
    for reason, count in edition.coverage.dropped.items():
        assert outcomes[reason] >= count
    assert outcomes["used"] == edition.coverage.used
    return ledger, gathered.new, len(looked_at)


@given(st.lists(st.lists(OUTCOMES, max_size=4), min_size=1, max_size=3))
def test_the_books_balance(kinds: list[list[str]]) -> None:
    served = documents(kinds)
    order = briefing(*(source(f"{BASE}/rss/{n}") for n in range(len(kinds))))
    store = MemoryArticles()
    for now in (NOW, NOW, NOW + timedelta(days=7)):
        ledger, new, looked_at = run_once(order, served, store, now)
        if now == NOW and ledger.documents().get("read"):
            assert ledger.found == sum(map(len, kinds))
        for line in ledger.lines:
            assert line.found == sum(line.items.values())
            assert all(count > 0 for count in line.items.values())
        if ledger.edition_id:
            assert "new" not in ledger.buckets()
            past_gathering = {"known", "repeated", "too_large", "no_text", "waiting"}
            settled = {n: c for n, c in ledger.buckets().items() if n not in past_gathering}
            assert sum(ledger.carried.values()) <= looked_at
            assert sum(settled.values()) >= new
        else:
            assert ledger.buckets().get("new", 0) == new


def test_what_a_run_stored_stands_under_what_the_edition_made_of_it() -> None:
    served = {
        FEED: feed(
            item("full", text=BODY),
            item("ahead", text=BODY.replace("ferry", "barge"), date=DATES["ahead"]),
            item("late", text=BODY.replace("ferry", "yacht"), date=DATES["late"]),
        )
    }
    order, store = briefing(source(FEED)), MemoryArticles()
    ledger, _, _ = run_once(order, served, store, NOW)
    assert ledger.buckets() == {"outside_window": 2, "used": 1}
    assert ledger.found == 3
    assert ledger.carried == {}
    again, _, _ = run_once(order, served, store, NOW)
    assert (again.found, again.carried) == (0, {"used": 1})
    assert again.documents() == {"not_due": 1}


def test_paragraphs_that_repeat_are_counted_where_they_were_cut_from_new_articles() -> None:
    stories, call = STORIES["different"], "<p>Sign up to our morning letter, it is free.</p>"
    rows = [
        item(
            f"story-{number}",
            text="".join(f"<p>{part}</p>" for part in paragraphs(story["text"]) * 3) + call,
            date=f"Mon, 0{2 if number < 4 else 9} {'Nov' if number < 4 else 'Feb'} 2026 09:00:00 GMT",
        )
        for number, story in enumerate(stories[:6])
    ]
    order, store = briefing(source(FEED)), MemoryArticles()
    arguments = {"store": store, "traces": MemoryTraces(store), "report": lambda *_: None}
    first = gather(order, fetcher=MemoryFetcher({FEED: feed(*rows)}, at=NOW), now=NOW, **arguments)
    assert (first.new, first.cut) == (4, 4)
    assert first.unread["too_old"] == 2
    ledger = close_books("test", NOW, first.lines, [], None)
    assert ledger.cut == 4
    later = NOW + timedelta(days=2)
    fetcher = MemoryFetcher({FEED: feed(*rows[3::-1])}, at=later)
    again = gather(order, fetcher=fetcher, now=later, **arguments)
    assert (again.fetched, again.read, again.new, again.cut) == (1, 4, 0, 0)


def test_a_quiet_source_of_a_daily_briefing_is_asked_again_within_hours() -> None:
    order = Briefing(
        slug="d", title="D", sources=(source(FEED),), window=WindowRule(span=SpanUnit.DAY)
    )
    store = MemoryArticles()
    store.remember(
        next_state(
            FetchState(source=FEED, url=FEED, last_new=NOW - timedelta(days=30)),
            FetchResponse(status=200, url=FEED, content=b"x", fetched_at=NOW),
            NOW - timedelta(days=7),
        )
    )
    collect(order, {FEED: feed(item("old", date=DATES["old"]))}, store)
    assert store.state(FEED, FEED).not_before == NOW + timedelta(hours=6)
