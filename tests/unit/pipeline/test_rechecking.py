"""Rechecking on the in-memory stand-ins: which pages are asked for again, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.clean.traces import paragraph_key
from broadsheet.errors import BroadsheetError, FetchError, ServerRefusal
from broadsheet.model.articles import Article, FetchResponse, FetchState, article_id
from broadsheet.model.briefings import Briefing, Source, SourceKind
from broadsheet.model.editions import Past, past_of
from broadsheet.pipeline import find_revisions, recheck
from broadsheet.testing import MemoryArticles, MemoryFetcher
from deskwork import edition_from

NOW = datetime(2026, 10, 12, 5, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
URL = "https://tarn.example/plant"
TITLE = "Brae Works opens a plant"
SENTENCES = [
    "Brae Works opened a cable plant in Skarnhavn on Tuesday and hired 240 people for it.",
    "The plant makes 1,200 kilometres of submarine cable a year, the company said.",
    "It cost €84 million, nearly a fifth more than the plan, said the port authority.",
    "Brae Works plans to open a second line when the harbour basin is deep enough for it.",
]
TEXT = "\n\n".join(SENTENCES)
FEED = Source(kind=SourceKind.FEED, location="https://tarn.example/rss", name="Tarn")
BRIEFING = Briefing(slug="coast", title="Coast", sources=(FEED,))


def page(*sentences: str, title: str = TITLE, published: str = "2026-10-10") -> bytes:
    body = "".join(f"<p>{one}</p>" for one in sentences)
    return (
        f'<html lang="en"><head><title>{title}</title>'
        f'<meta property="article:published_time" content="{published}T09:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def quoted() -> Article:
    return Article(
        id=article_id(URL, TITLE, TEXT),
        url=URL,
        title=TITLE,
        text=TEXT,
        publisher="Tarn Post",
        family="Tarn Post",
        language="en",
        published=NOW - timedelta(days=2),
        date_source="meta",
        source="Tarn",
    )


@pytest.fixture
def store() -> MemoryArticles:
    """A store with an article that was read from a page behind a tracking link."""
    made = MemoryArticles()
    made.add([quoted()], seen_at=NOW - timedelta(days=1))
    state = FetchState(source="Tarn", url=f"{URL}?utm_source=rss", last_success=NOW, last_new=NOW)
    made.remember(state)
    return made


def past(*more: Article) -> Past:
    return past_of((edition_from([[quoted()], *([one] for one in more)]),))


def ask(
    store: MemoryArticles,
    answer: bytes | FetchResponse | BroadsheetError,
    *,
    now: datetime = LATER,
    briefing: Briefing = BRIEFING,
) -> tuple[int, MemoryFetcher]:
    fetcher = MemoryFetcher({f"{URL}?utm_source=rss": answer}, at=now)
    told: list[tuple[str, int, int]] = []
    changed = recheck(
        briefing,
        past(),
        fetcher=fetcher,
        store=store,
        now=now,
        report=lambda *step: told.append(step),
    )
    assert len(told) == len(fetcher.requests)
    return changed, fetcher


def refusal(status: int) -> ServerRefusal:
    return ServerRefusal(
        f"the server answered {status}", what=URL, status=status, headers={}, fetched_at=LATER
    )


def test_a_changed_page_is_kept_beside_the_old_text(store: MemoryArticles) -> None:
    edited = [SENTENCES[0].replace("240", "140"), *SENTENCES[1:]]
    assert ask(store, page(*edited))[0] == 1
    (revision,) = find_revisions(BRIEFING, past(), store)
    assert (revision.article_id, revision.seen_at) == (quoted().id, LATER)
    assert revision.article is not None
    assert "140 people" in revision.article.text
    assert revision.article.publisher == "Tarn Post"
    assert revision.article.url == URL


@pytest.mark.parametrize("answer", [page(*SENTENCES), b"<html><body>Log in</body></html>"])
def test_a_page_that_says_the_same_or_nothing_is_no_revision(
    store: MemoryArticles, answer: bytes
) -> None:
    assert ask(store, answer)[0] == 0
    assert find_revisions(BRIEFING, past(), store) == ()


def test_what_was_cut_from_an_article_is_cut_from_its_page_read_again(
    store: MemoryArticles,
) -> None:
    tail = "The Tarn Post belongs to those who read it."
    cut = (paragraph_key(tail),)
    edited = [SENTENCES[0].replace("240", "140"), *SENTENCES[1:], tail]
    for sentences, changed in [([*SENTENCES, tail], 0), (edited, 1)]:
        kept = MemoryArticles()
        kept.add([replace(quoted(), cut=cut)], seen_at=NOW)
        kept.remember(store.states()[0])
        found, fetcher = ask(kept, page(*sentences))
        assert (found, len(fetcher.requests)) == (changed, 1)
    (revision,) = find_revisions(BRIEFING, past(), kept)
    assert revision.article is not None
    assert tail not in revision.article.text
    assert revision.article.cut == cut


def test_a_retraction_in_the_title_alone_is_kept(store: MemoryArticles) -> None:
    assert ask(store, page(*SENTENCES, title=f"Retracted: {TITLE}"))[0] == 1
    (revision,) = find_revisions(BRIEFING, past(), store)
    assert revision.article is not None
    assert revision.article.title == f"Retracted: {TITLE}"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_remembered(store: MemoryArticles, status: int) -> None:
    ask(store, refusal(status))
    ask(store, refusal(status), now=LATER + timedelta(days=3))
    (revision,) = find_revisions(BRIEFING, past(), store)
    assert (revision.article, revision.status, revision.seen_at) == (None, status, LATER)


def test_a_text_that_is_put_back_is_no_longer_replaced(store: MemoryArticles) -> None:
    edited = [SENTENCES[0].replace("240", "140"), *SENTENCES[1:]]
    ask(store, page(*edited))
    ask(store, page(*SENTENCES), now=LATER + timedelta(days=3))
    found = find_revisions(BRIEFING, past(), store)
    assert {one.article.text for one in found if one.article} == {TEXT}
    assert quoted().id not in {one.article_id for one in found}


def test_a_page_that_is_back_is_not_gone(store: MemoryArticles) -> None:
    ask(store, refusal(404))
    ask(store, page(*SENTENCES), now=LATER + timedelta(days=6))
    assert find_revisions(BRIEFING, past(), store) == ()


@pytest.mark.parametrize("error", [refusal(503), FetchError("timed out", what=URL)])
def test_a_server_in_trouble_takes_nothing_back(
    store: MemoryArticles, error: BroadsheetError
) -> None:
    ask(store, error)
    assert find_revisions(BRIEFING, past(), store) == ()


def test_what_collecting_found_gone_counts_too(store: MemoryArticles) -> None:
    (state,) = store.states()
    store.remember(replace(state, gone_at=LATER))
    (revision,) = find_revisions(BRIEFING, past(), store)
    assert revision.status == 410


def test_the_same_bytes_are_not_read_again(store: MemoryArticles) -> None:
    ask(store, page(*SENTENCES))
    (state,) = store.states()
    assert state.content_hash
    assert ask(store, page(*SENTENCES), now=LATER + timedelta(days=2))[0] == 0


def test_a_page_is_asked_for_in_its_time_and_for_two_weeks(store: MemoryArticles) -> None:
    (state,) = store.states()
    store.remember(replace(state, not_before=LATER + timedelta(hours=1)))
    assert ask(store, b"")[1].requests == []
    late = LATER + timedelta(days=30)
    assert ask(store, b"", now=late)[1].requests == []


def of_feed() -> MemoryArticles:
    """A store with the same article, come as full text in the feed."""
    made = MemoryArticles()
    made.add([quoted()], seen_at=NOW - timedelta(days=1))
    return made


def look(store: MemoryArticles, answer: bytes | BroadsheetError, *, days: int) -> int:
    now = LATER + timedelta(days=days)
    fetcher = MemoryFetcher({URL: answer}, at=now)
    return recheck(BRIEFING, past(), fetcher=fetcher, store=store, now=now, report=lambda *_: None)


def test_the_page_of_an_article_from_a_feed_that_was_there_and_is_gone() -> None:
    store = of_feed()
    look(store, page("Other words stand on the page, with more around them."), days=0)
    assert find_revisions(BRIEFING, past(), store) == ()
    look(store, refusal(404), days=2)
    (revision,) = find_revisions(BRIEFING, past(), store)
    assert (revision.status, revision.article) == (404, None)
    look(store, page(*SENTENCES), days=5)
    assert find_revisions(BRIEFING, past(), store) == ()


def test_the_page_of_an_article_from_a_feed_that_never_was_is_not_gone() -> None:
    store = of_feed()
    for days in (0, 2):
        look(store, refusal(410), days=days)
    assert find_revisions(BRIEFING, past(), store) == ()


def test_the_page_of_an_article_from_a_feed_that_takes_it_back() -> None:
    store = of_feed()
    assert look(store, page(*SENTENCES[:3], "This article has been retracted."), days=0) == 1
    (revision,) = find_revisions(BRIEFING, past(), store)
    assert revision.article is not None
    assert "has been retracted" in revision.article.text


def test_what_a_feed_says_is_deleted_is_not_asked_for() -> None:
    store = of_feed()
    store.remember(FetchState(source="Tarn", url=URL, gone_at=NOW, gone_status=410))
    look(store, page(*SENTENCES), days=0)
    (revision,) = find_revisions(BRIEFING, past(), store)
    assert revision.status == 410


def test_what_a_feed_says_is_deleted_is_so_although_its_page_was_had_at_a_tracking_link(
    store: MemoryArticles,
) -> None:
    store.remember(FetchState(source="Tarn", url=URL, gone_at=NOW, gone_status=410))
    assert ask(store, page(*SENTENCES))[1].requests == []
    (revision,) = find_revisions(BRIEFING, past(), store)
    assert (revision.status, revision.seen_at) == (410, NOW)


def test_only_pages_of_their_own_are_asked_for(store: MemoryArticles) -> None:
    (state,) = store.states()
    store.remember(replace(state, last_success=None, last_new=None))
    local = replace(FEED, location="feeds/tarn.xml")
    assert ask(store, b"", briefing=replace(BRIEFING, sources=(local,)))[1].requests == []
    elsewhere = replace(BRIEFING, sources=(replace(FEED, name="Other"),))
    store.remember(state)
    assert ask(store, b"", briefing=elsewhere)[1].requests == []
    itself = Source(kind=SourceKind.PAGE, location=f"{URL}?utm_source=rss", name="Tarn")
    assert ask(store, b"", briefing=replace(BRIEFING, sources=(itself,)))[1].requests == []


def test_without_editions_there_is_nothing_to_recheck(store: MemoryArticles) -> None:
    fetcher = MemoryFetcher({})
    changed = recheck(
        BRIEFING,
        Past(),
        fetcher=fetcher,
        store=store,
        now=LATER,
        report=lambda *_: None,
    )
    assert (changed, fetcher.requests) == (0, [])
    assert find_revisions(BRIEFING, Past(), store) == ()
