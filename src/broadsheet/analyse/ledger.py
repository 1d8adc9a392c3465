"""The forecast ledger: what became of what earlier editions told readers to watch.

An expectation stays open until its day has passed or a newer article moves it. It then happened
(an article reports it), slipped (an article names another date) or there is no news of it. Each
outcome is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from broadsheet.analyse.expectations import (
    DatedForecast,
    event_words,
    evidence_for,
    merge_expectations,
)
from broadsheet.analyse.outcomes import Record, matter_of
from broadsheet.analyse.phrases import Phrases
from broadsheet.analyse.wording import points_back
from broadsheet.model.articles import Article
from broadsheet.model.editions import EditionArticle, Past
from broadsheet.model.evidence import Evidence
from broadsheet.model.insights import Due, WatchItem, WatchState
from broadsheet.model.stories import Story

_MOST_SILENT = 1


def open_items(past: Past) -> list[WatchItem]:
    """Return what earlier editions announced and no later one has settled, by date.

    The newest edition's ledger holds them all. Editions from before there was a ledger tell only
    what they showed.
    """
    if any(edition.ledger for edition in past.editions):
        held: Iterable[WatchItem] = past.editions[-1].ledger
    else:
        shown = (item for edition in past.editions for item in edition.watch)
        held = {_key(item): item for item in shown}.values()
    waiting = [item for item in held if item.state is WatchState.OPEN]
    return sorted(waiting, key=lambda item: (item.due.end, item.due.start, item.text))


def carry_over(
    past: Past,
    settled: Iterable[WatchItem],
    found: Sequence[WatchItem],
    *,
    now: datetime,
    stories: Sequence[Story] = (),
) -> list[WatchItem]:
    """Return all that is open now, by date: what earlier editions left open and what is new.

    An expectation announced again is one: in its newest wording, with all the evidence.
    """
    lines = [*(story for edition in past.editions for story in edition.stories), *stories]
    return merge_expectations([*found, *still_open(past, settled, now=now)], stories=lines)


def resolve_due(
    past: Past,
    articles: Sequence[Article],
    forecasts: Sequence[DatedForecast],
    *,
    now: datetime,
    language: str = "en",
) -> list[WatchItem]:
    """Return the earlier expectations that are now settled, with outcome and evidence.

    An item whose day has passed is settled one way or another; one still ahead only when an article
    moves it (`forecasts` are those of the articles). The items keep their text and evidence; an
    outcome from an article adds its sentence; that there is none is said in `language`.
    """
    waiting = open_items(past)
    if not waiting:
        return []
    record = Record(articles, forecasts)
    earlier = {one.id: one for edition in past.editions for one in edition.articles}
    settled = (_settled(item, record, earlier, now=now) for item in waiting)
    silent = Phrases(language).say("no_news_outcome")
    return [
        replace(item, outcome=silent) if item.state is WatchState.NO_NEWS else item
        for item in settled
        if item is not None
    ]


def _settled(
    item: WatchItem, record: Record, earlier: Mapping[str, EditionArticle], *, now: datetime
) -> WatchItem | None:
    matter = matter_of(item, earlier)
    moved = record.shift(matter)
    if moved is not None:
        new = evidence_for(moved.article, moved.sentence)
        return _with_outcome(item, WatchState.SLIPPED, new)
    if item.due.end >= now.date():
        return None
    report = record.fulfilment(matter)
    if report is None:
        return replace(item, state=WatchState.NO_NEWS)
    return _with_outcome(item, WatchState.HAPPENED, evidence_for(report.article, report.span))


def _with_outcome(item: WatchItem, state: WatchState, new: Evidence) -> WatchItem:
    evidence = item.evidence if new in item.evidence else (*item.evidence, new)
    return replace(item, state=state, outcome=new.quote, evidence=evidence)


def still_open(past: Past, settled: Iterable[WatchItem], *, now: datetime) -> list[WatchItem]:
    """Return the earlier expectations that are neither settled nor past."""
    done = {_key(item) for item in settled}
    return [
        item for item in open_items(past) if _key(item) not in done and item.due.end >= now.date()
    ]


def choose_watch(
    settled: Sequence[WatchItem], expected: Sequence[WatchItem], *, limit: int
) -> list[WatchItem]:
    """Return what fits: at most half of it outcomes, those with news first, then what is next.

    An expectation announced again is one. Of the expectations those with the finest date are
    preferred, then the near ones and those with the most evidence; the result lists outcomes first
    and then the calendar.
    """
    expected = merge_expectations(expected)
    news = [item for item in settled if item.state is not WatchState.NO_NEWS]
    silent = [item for item in settled if item.state is WatchState.NO_NEWS]
    room = max(limit - len(expected), 0)
    outcomes = [*news, *silent[: max(_MOST_SILENT, room)]][: max(limit // 2, room)]
    room = limit - len(outcomes)
    first = min((item.due.end for item in expected), default=date.min)
    ranked = sorted(
        range(len(expected)),
        key=lambda at: (
            _coarseness(expected[at].due),
            _distance(expected[at].due, first),
            points_back(expected[at].text),
            -len(expected[at].evidence),
            at,
        ),
    )
    chosen = [expected[at] for at in sorted(ranked[:room])]
    chosen.sort(key=lambda item: (item.due.end, item.due.start))
    return [*outcomes, *chosen]


def _coarseness(due: Due) -> int:
    days = (due.end - due.start).days
    return sum(days > limit for limit in (10, 31, 100))


def _distance(due: Due, first: date) -> int:
    """Return how far ahead a date is, roughly: within weeks, months or beyond."""
    days = (due.end - first).days
    return sum(days > limit for limit in (21, 75))


def _key(item: WatchItem) -> tuple[str, str]:
    return (item.due.end.isoformat(), " ".join(sorted(event_words(item.text))))
