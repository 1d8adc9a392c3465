"""Conflicts: publishers that give different figures for the same quantity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from broadsheet.analyse.expectations import shared
from broadsheet.analyse.figures import same_value
from broadsheet.model.articles import Article
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Figure, FigureRecord, Period
from broadsheet.model.insights import Claim, Conflict
from broadsheet.model.stories import Story
from broadsheet.text.quantities import find_figures
from broadsheet.text.words import content_words

_SAME_FRAME = 0.6
_ALMOST_SAME_FRAME = 0.8
_FEWEST_FRAME_WORDS = 3
_MOST_APART = 3


@dataclass(frozen=True, slots=True)
class _Side:
    """A record in a story, with the words its sentence leads to the figure with."""

    record: FigureRecord
    frame: frozenset[str]


def find_conflicts(
    records: Sequence[FigureRecord],
    stories: Sequence[Story],
    articles: Mapping[str, Article],
) -> list[Conflict]:
    """Return the disagreements between independent publishers within a story.

    Two records conflict when subject or leading words, counted noun, unit, currency, rate and
    period fit, no family stands behind both, the values differ beyond rounding and bounds, and
    neither publisher also gives the other's value. Each record is in one conflict at most.
    """
    by_article: dict[str, list[int]] = {}
    for index, record in enumerate(records):
        for key in dict.fromkeys(one.article_id for one in record.evidence):
            by_article.setdefault(key, []).append(index)
    found: list[Conflict] = []
    taken: set[int] = set()
    for story in stories:
        inside = {index for key in story.article_ids for index in by_article.get(key, ())}
        told = [records[index] for index in sorted(inside - taken)]
        groups = _disagreements([_Side(record, _frame(record, articles)) for record in told])
        for group in groups:
            taken.update(at for at in inside if any(records[at] is one.record for one in group))
            found.append(_conflict_of(group, articles))
    return found


def _disagreements(sides: Sequence[_Side]) -> list[list[_Side]]:
    """Return the groups of sides that contradict each other, each side in one group at most."""
    records = [side.record for side in sides]
    groups: list[list[_Side]] = []
    left = list(sides)
    while left:
        side, *left = left
        against = [other for other in left if _conflict(side, other, records)]
        if against and _speak_once([side, *against]):
            groups.append([side, *against])
            left = [one for one in left if one not in against]
    return groups


def disputed_values(conflicts: Sequence[Conflict]) -> dict[tuple[str, int, Decimal], int]:
    """Return where each disputed value stands (article, sentence) and in which conflict."""
    return {
        (claim.evidence.article_id, claim.evidence.start, figure.value): index
        for index, conflict in enumerate(conflicts)
        for claim in conflict.claims
        for figure in find_figures(claim.text)[:1]
    }


def _conflict(one: _Side, other: _Side, records: Sequence[FigureRecord]) -> bool:
    a, b = one.record, other.record
    if set(a.families) & set(b.families) or not _comparable(a, b):
        return False
    if same_value(a.value, b.value, one_bound=a.bound, other_bound=b.bound):
        return False
    if not _same_size(a.value, b.value) or not _same_quantity(one, other):
        return False
    return not (_gives(a, b, records) or _gives(b, a, records))


def _speak_once(sides: Sequence[_Side]) -> bool:
    """Return whether each family gives one value: several of one family are several quantities."""
    families = [family for side in sides for family in side.record.families]
    return len(families) == len(set(families))


def _comparable(a: FigureRecord, b: FigureRecord) -> bool:
    kind_a, kind_b = a.key.split("|")[2:5], b.key.split("|")[2:5]
    return kind_a == kind_b and a.movement is b.movement and _fits(a.period, b.period)


def _fits(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return True
    return one.start <= other.end and other.start <= one.end


def _same_size(one: Decimal, other: Decimal) -> bool:
    """Return whether two values are close enough to be about one thing."""
    low, high = sorted((abs(one), abs(other)))
    return high <= low * _MOST_APART


def _same_quantity(one: _Side, other: _Side) -> bool:
    smaller = min(len(one.frame), len(other.frame))
    dated = [_names_a_day(side.record.period) for side in (one, other)]
    needed = _SAME_FRAME if dated[0] == dated[1] else _ALMOST_SAME_FRAME
    return smaller >= _FEWEST_FRAME_WORDS and shared(one.frame, other.frame) >= needed


def _names_a_day(period: Period | None) -> bool:
    return period is not None and period.granularity == "day"


def _gives(record: FigureRecord, other: FigureRecord, records: Sequence[FigureRecord]) -> bool:
    """Return whether a family behind `record` also gives the other's value in that unit."""
    return any(
        set(one.families) & set(record.families)
        and one.value == other.value
        and (one.unit, one.currency) == (other.unit, other.currency)
        for one in records
    )


def _frame(record: FigureRecord, articles: Mapping[str, Article]) -> frozenset[str]:
    """Return the words that say what is measured: the sentence up to the figure, and its unit."""
    evidence = record.evidence[0]
    article = articles.get(evidence.article_id)
    if article is None:
        return frozenset()
    figure = _figure_in(evidence, record, article)
    head = evidence.quote[: figure.end] if figure else evidence.quote
    terms = content_words(head, article.language)
    return frozenset(term for term in terms if not any(map(str.isdigit, term)))


def _figure_in(evidence: Evidence, record: FigureRecord, article: Article) -> Figure | None:
    found = find_figures(evidence.quote, language=article.language, as_of=article.dated)
    return next((one for one in found if one.value == record.value), None)


def _conflict_of(sides: Iterable[_Side], articles: Mapping[str, Article]) -> Conflict:
    records = [side.record for side in sides]
    claims = []
    for record in records:
        evidence = record.evidence[0]
        article = articles[evidence.article_id]
        figure = _figure_in(evidence, record, article)
        claims.append(
            Claim(
                text=figure.text if figure else evidence.quote,
                publisher=article.publisher,
                evidence=evidence,
            )
        )
    return Conflict(label=records[0].label, claims=tuple(claims))
