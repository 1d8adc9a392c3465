"""Metrics: the figures chosen for "by the numbers", with their change and history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal, DivisionByZero, InvalidOperation

from broadsheet.analyse.conflicts import disputed_values
from broadsheet.analyse.expectations import event_words, shared
from broadsheet.analyse.figures import is_level
from broadsheet.analyse.series import TIME_UNITS, is_physical
from broadsheet.model.articles import Article
from broadsheet.model.editions import Past
from broadsheet.model.figures import Change, FigureRecord, Marker, Metric, Point
from broadsheet.model.independence import PRIMARY_TAG, support_of
from broadsheet.model.insights import Conflict
from broadsheet.model.stories import Story

_PER_SUBJECT = 2
_TENTH = Decimal("0.1")
_LEAST = 2.0
_SMALL_COUNT = 12
_SAME_STATEMENT = 0.6
_NEWS = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _Candidate:
    metric: Metric
    salience: float
    position: int
    conflict: int | None


def choose_metrics(
    records: Sequence[FigureRecord],
    past: Past,
    articles: Mapping[str, Article],
    *,
    limit: int,
    stories: Sequence[Story] = (),
    conflicts: Sequence[Conflict] = (),
    copies: Mapping[str, tuple[str, ...]] | None = None,
    language: str = "en",
) -> list[Metric]:
    """Return at most `limit` metrics, most telling first, at most two of one subject.

    A series with a history, several independent publishers, the lead story, a unit of measure and a
    large move speak for a figure; figures that only say how much something changed, bare counts
    up to twelve and lengths of time do not qualify unless a series of them exists. Records of one
    story with the same value and unit are one metric; of disputed values one stands for all.
    """
    rank = {key: story.rank for story in reversed(stories) for key in story.article_ids}
    history = _history(past)
    disputed = disputed_values(conflicts)
    joined = _one_a_value(_one_a_series(records), rank, articles, copies or {})
    candidates = []
    for position, record in enumerate(joined):
        if not _qualifies(record, articles, language):
            continue
        earlier = [
            one
            for one in history.get(record.key, ())
            if one.as_of < record.as_of and _is_same_statement(one, record)
        ]
        conflict = _conflict_of(record, disputed)
        metric = _metric(record, earlier, articles, differs=conflict is not None)
        salience = _salience(record, metric, rank)
        if salience >= _LEAST:
            candidates.append(_Candidate(metric, salience, position, conflict))
    return _most_telling(candidates, limit)


def change_between(previous: Decimal, value: Decimal) -> Change:
    """Return the change from one value to the next, the percentage to one decimal place."""
    delta = value - previous
    direction = "up" if delta > 0 else "down" if delta < 0 else "flat"
    try:
        percent = (delta / abs(previous) * 100).quantize(_TENTH)
    except (DivisionByZero, InvalidOperation):
        percent = None
    return Change(direction=direction, delta=delta, percent=percent)


def _one_a_series(records: Sequence[FigureRecord]) -> list[FigureRecord]:
    """Return the best supported record of each series, an earlier one in a draw."""
    best: dict[str, FigureRecord] = {}
    for record in records:
        known = best.get(record.key)
        if known is None or len(record.families) > len(known.families):
            best[record.key] = record
    return list(best.values())


def _one_a_value(
    records: Sequence[FigureRecord],
    rank: Mapping[str, int],
    articles: Mapping[str, Article],
    copies: Mapping[str, tuple[str, ...]],
) -> list[FigureRecord]:
    """Return the records with those of one story that give the same value made one.

    The buyer's price is the seller's: publishers name different subjects for one figure.
    """
    merged: dict[tuple[object, ...], FigureRecord] = {}
    for at, record in enumerate(records):
        story = min((rank.get(one.article_id, 0) for one in record.evidence), default=0)
        telling = record.currency is not None or record.value > _SMALL_COUNT
        value = (story, record.value, record.unit, record.currency, record.movement)
        key = value if story and telling else (at,)
        known = merged.get(key)
        merged[key] = record if known is None else _joined(known, record, articles, copies)
    return list(merged.values())


def _joined(
    one: FigureRecord,
    other: FigureRecord,
    articles: Mapping[str, Article],
    copies: Mapping[str, tuple[str, ...]],
) -> FigureRecord:
    seen = {(evidence.article_id, evidence.start) for evidence in one.evidence}
    new = tuple(row for row in other.evidence if (row.article_id, row.start) not in seen)
    cited = [articles[row.article_id] for row in one.evidence + new if row.article_id in articles]
    return replace(one, evidence=one.evidence + new, families=support_of(cited, copies).families)


def _conflict_of(
    record: FigureRecord, disputed: Mapping[tuple[str, int, Decimal], int]
) -> int | None:
    for one in record.evidence:
        index = disputed.get((one.article_id, one.start, record.value))
        if index is not None:
            return index
    return None


def _history(past: Past) -> dict[str, list[FigureRecord]]:
    """Return the earlier records by series, one an edition, oldest first."""
    found: dict[str, list[FigureRecord]] = {}
    for edition in past.editions:
        levels = [record for record in edition.figures if is_level(record)]
        for record in _one_a_series(levels):
            found.setdefault(record.key, []).append(record)
    return found


def _is_same_statement(one: FigureRecord, other: FigureRecord) -> bool:
    """Return whether two records say the same thing of their series' subject, numbers aside.

    "Evacuated 60 workers" does not continue "plans to hire 140 workers".
    """
    return shared(_frame(one), _frame(other)) >= _SAME_STATEMENT


def _frame(record: FigureRecord) -> frozenset[str]:
    return event_words(record.evidence[0].quote)


def _qualifies(record: FigureRecord, articles: Mapping[str, Article], language: str) -> bool:
    subject, measure, unit, currency, per, _ = record.key.split("|")
    first = articles.get(record.evidence[0].article_id)
    if first is None or first.language != language or not is_level(record):
        return False
    named = bool(subject) and record.label[:1].isupper() and not _is_background(record)
    return named and bool(measure) and bool(unit or currency or per) and unit not in TIME_UNITS


def _is_background(record: FigureRecord) -> bool:
    """Return whether a figure is of a named time that was over more than a year ago."""
    return record.period is not None and record.period.end < (record.as_of - _NEWS).date()


def _metric(
    record: FigureRecord,
    earlier: Sequence[FigureRecord],
    articles: Mapping[str, Article],
    *,
    differs: bool,
) -> Metric:
    points = [Point(as_of=one.as_of, value=one.value) for one in (*earlier, record)]
    previous = earlier[-1].value if earlier else None
    return Metric(
        key=record.key,
        label=record.label,
        value=record.value,
        unit=record.unit,
        currency=record.currency,
        bound=record.bound,
        subject=record.subject,
        period=record.period,
        speaker=record.speaker,
        as_of=record.as_of,
        previous=previous,
        change=None if previous is None else change_between(previous, record.value),
        history=tuple(points),
        markers=_markers(record, articles, first=previous is None, differs=differs),
        families=len(record.families),
        evidence=record.evidence,
    )


def _markers(
    record: FigureRecord, articles: Mapping[str, Article], *, first: bool, differs: bool
) -> tuple[Marker, ...]:
    cited = [articles[one.article_id] for one in record.evidence if one.article_id in articles]
    primary = any(PRIMARY_TAG in article.tags for article in cited)
    markers = (
        (Marker.SOURCES_DIFFER, differs),
        (Marker.COMPANY_CLAIM, record.self_reported),
        (
            Marker.UNVERIFIED,
            len(record.families) == 1 and not primary and not record.self_reported,
        ),
        (Marker.FIRST_RECORD, first),
    )
    return tuple(marker for marker, applies in markers if applies)


def _salience(record: FigureRecord, metric: Metric, rank: Mapping[str, int]) -> float:
    best_rank = min((rank.get(one.article_id, 99) for one in record.evidence), default=99)
    moves = metric.change is not None and metric.change.direction != "flat"
    score = 3.0 * (moves or len(metric.history) > 2)
    score += min(len(record.families) - 1, 3) * 1.5
    score += 2.0 if best_rank == 1 else 1.0 if best_rank < 99 else 0.0
    score += 1.0 * bool(record.currency or is_physical(record.unit))
    score += 1.5 * (Marker.SOURCES_DIFFER in metric.markers)
    if metric.change is not None and metric.change.percent is not None:
        score += min(float(abs(metric.change.percent)) / 10, 1.0)
    if record.value <= _SMALL_COUNT and not (record.currency or is_physical(record.unit)):
        score -= 2.0
    return score


def _most_telling(candidates: Sequence[_Candidate], limit: int) -> list[Metric]:
    chosen: list[Metric] = []
    subjects: Counter[str] = Counter()
    shown: set[int | None] = set()
    for one in sorted(candidates, key=lambda row: (-row.salience, row.position)):
        if len(chosen) == limit:
            break
        if subjects[one.metric.subject] >= _PER_SUBJECT or one.conflict in shown:
            continue
        subjects[one.metric.subject] += 1
        shown.update({one.conflict} - {None})
        chosen.append(one.metric)
    return chosen
