"""Conflicts: publishers that give different figures for the same quantity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from broadsheet.analyse.clauses import split_clauses
from broadsheet.analyse.conflict_scopes import (
    counts_elsewhere,
    measures_otherwise,
    names_value,
    rounds_to,
    spans_another_time,
)
from broadsheet.analyse.expectations import shared
from broadsheet.analyse.figure_rows import same_value
from broadsheet.analyse.forecasts import looks_ahead
from broadsheet.analyse.owners import find_subjects
from broadsheet.analyse.wording import points_back
from broadsheet.model.articles import Article
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Figure, FigureRecord, Period
from broadsheet.model.insights import Claim, Conflict
from broadsheet.model.stories import Story
from broadsheet.text.quantities import find_figures
from broadsheet.text.words import content_words, words

_SAME_FRAME = 0.6
_ALMOST_SAME_FRAME = 0.8
_FEWEST_FRAME_WORDS = 3
_FEWEST_CLAUSE_WORDS = 4
_MOST_APART = 3
_LONG_AGO = timedelta(days=45)
_ACTIONS_BEFORE = 4
# What is done with the things counted, as far as the form of the word tells.
_ACTION = re.compile(
    r"[a-z]{2,}(?:ed|es)|bought|built|cut|drew|expects?|fell|found|gave|has|have|heard|held|hit"
    r"|holds?|killed|left|lent|lost|made|met|paid|ran|rose|runs|saw|sent|sold|spent|stole|took|won"
)
_DONE_TO_THEM = re.compile(
    r"\s*(?:[a-z]+\s+){0,2}?(?:was|were|been|are|is|be)\s+(\w+(?:ed|en|ne|lt|ld))\b"
)
_PART_OF = re.compile(r"\s*(?:\w+\s+)?of (?:its own|them|these|those|which|whom|that|it)\b")

_PART_WITHIN = re.compile(r"\S+ of (?:the|its|their)\b")
_PART_BEFORE = re.compile(
    r"\b(?:among|(?<!total )of|including|includes?|another|other)\s+(?:(?:the|its|their)\s+)?$"
)


@dataclass(frozen=True, slots=True)
class _Side:
    """A record in a story, and what its sentence says around the figure.

    `frame` holds the words that lead to the figure, `clause` all of those around it, `names` the
    names of the sentence by their words, `action` the stem of the verb beside the figure, `ahead`
    whether it is a forecast.
    """

    record: FigureRecord
    frame: frozenset[str]
    clause: frozenset[str]
    names: frozenset[frozenset[str]]
    action: str
    ahead: bool
    figure: Figure
    language: str


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
        sides = (_side(record, articles) for record in _rivals(told))
        groups = _disagreements([side for side in sides if side is not None])
        for group in groups:
            taken.update(at for at in inside if any(records[at] is one.record for one in group))
            found.append(_conflict_of(group, articles))
    return found


def _rivals(records: Sequence[FigureRecord]) -> list[FigureRecord]:
    """Return the records that another family's record could contradict, by their figures alone."""
    alike: dict[tuple[object, ...], list[FigureRecord]] = {}
    for record in records:
        alike.setdefault(_kind(record), []).append(record)
    for kind, told in alike.items():
        if frozenset.intersection(*(frozenset(one.families) for one in told)):
            alike[kind] = []  # one family stands behind them all: a table of its own
    return [one for one in records if any(_differ(one, other) for other in alike[_kind(one)])]


def _kind(record: FigureRecord) -> tuple[object, ...]:
    """Return what two records must share to be comparable: unit, currency, rate and movement."""
    return (*record.key.split("|")[2:5], record.movement)


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
    if not _differ(a, b) or _covers(one.figure, b.value) or _covers(other.figure, a.value):
        return False
    return _same_quantity(one, other) and not (_gives(a, b, records) or _gives(b, a, records))


def _differ(a: FigureRecord, b: FigureRecord) -> bool:
    """Return whether two families give comparable values that cannot both be right."""
    if set(a.families) & set(b.families) or not _comparable(a, b):
        return False
    if same_value(a.value, b.value, one_bound=a.bound, other_bound=b.bound):
        return False
    if rounds_to(a.value, b.value):
        return False
    return _same_size(a.value, b.value)


def _covers(figure: Figure, value: Decimal) -> bool:
    """Return whether a figure is a range that holds the value."""
    return figure.high is not None and figure.value <= value <= figure.high


def _speak_once(sides: Sequence[_Side]) -> bool:
    """Return whether each family gives one value: several of one family are several quantities."""
    families = [family for side in sides for family in side.record.families]
    return len(families) == len(set(families))


def _comparable(a: FigureRecord, b: FigureRecord) -> bool:
    return _kind(a) == _kind(b) and _same_time(a, b)


def _same_time(a: FigureRecord, b: FigureRecord) -> bool:
    """Return whether two records can be of one time; without a period it is that of the article."""
    if a.period is not None and b.period is not None:
        return a.period.start <= b.period.end and b.period.start <= a.period.end
    dated, open_ended = (a, b) if a.period is not None else (b, a)
    if dated.period is None or _names_a_day(dated.period):
        return True
    return dated.period.end >= open_ended.as_of.date() - _LONG_AGO


def _same_size(one: Decimal, other: Decimal) -> bool:
    """Return whether two values are close enough to be about one thing."""
    low, high = sorted((abs(one), abs(other)))
    return high <= low * _MOST_APART


def _same_quantity(one: _Side, other: _Side) -> bool:
    smaller = min(len(one.frame), len(other.frame))
    dated = [_names_a_day(side.record.period) for side in (one, other)]
    needed = _SAME_FRAME if dated[0] == dated[1] else _ALMOST_SAME_FRAME
    alike = smaller >= _FEWEST_FRAME_WORDS and shared(one.frame, other.frame) >= needed
    return (alike or _same_words(one, other)) and not _told_apart(one, other)


def _same_words(one: _Side, other: _Side) -> bool:
    """Return whether two clauses are made of the same words in another order."""
    fewest = min(len(one.clause), len(other.clause))
    return fewest >= _FEWEST_CLAUSE_WORDS and (
        shared(one.clause, other.clause) >= _ALMOST_SAME_FRAME
    )


def _told_apart(one: _Side, other: _Side) -> bool:
    """Return whether the wording shows two quantities: other names, deeds, measures or times."""
    if one.ahead != other.ahead or _is_part(one) != _is_part(other):
        return True
    if one.action and other.action and one.action != other.action:
        return True
    here, there = (_measure(side.record) for side in (one, other))
    if here and there and not here & there:
        return True
    if _bounds_apart(one, other):
        return True
    apart = _names_another(one, other) and _names_another(other, one)
    unclear = any(points_back(side.record.evidence[0].quote) for side in (one, other))
    return apart or (unclear and not _known_by(one) & _known_by(other))


def _bounds_apart(one: _Side, other: _Side) -> bool:
    """Return whether the sentences count in other bounds, or give the other's value for a part."""
    here, there = ((side.record.evidence[0].quote, side.figure) for side in (one, other))
    return (
        counts_elsewhere(here, there)
        or measures_otherwise(here, there, one.language)
        or spans_another_time(here, there, one.record.period, other.record.period)
        or names_value(here[0], other.record.value, one.language)
        or names_value(there[0], one.record.value, other.language)
    )


def _known_by(side: _Side) -> set[str]:
    """Return the words of the names a figure is about or stands beside."""
    return set(words(side.record.subject)).union(*side.names)


def _names_another(one: _Side, other: _Side) -> bool:
    """Return whether a side names somebody or some place that the other does not."""
    known = {word for name in other.names for word in name}
    return any(not name & known for name in one.names)


def _is_part(side: _Side) -> bool:
    """Return whether the figure is said to be a part of another: "40 of them"."""
    sentence = side.record.evidence[0].quote
    after = _PART_OF.match(sentence, side.figure.end) or _PART_WITHIN.match(side.figure.text)
    return bool(after or _PART_BEFORE.search(sentence, 0, side.figure.start))


def _measure(record: FigureRecord) -> frozenset[str]:
    return frozenset(record.key.split("|")[1].split())


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


def _side(record: FigureRecord, articles: Mapping[str, Article]) -> _Side | None:
    evidence = record.evidence[0]
    article = articles.get(evidence.article_id)
    figure = _figure_in(evidence, record, article) if article else None
    if article is None or figure is None:
        return None
    sentence, language = evidence.quote, article.language
    names = find_subjects(sentence, language)
    return _Side(
        record,
        _frame(sentence, figure, language),
        _clause(sentence, figure, language),
        frozenset(frozenset(words(name)) for name in names if name != article.publisher),
        _action(sentence, figure, language),
        looks_ahead(sentence, language=language, as_of=article.dated),
        figure,
        language,
    )


def _frame(sentence: str, figure: Figure, language: str) -> frozenset[str]:
    """Return the words that say what is measured: what leads to the figure, and its unit.

    Where little does, because the figure opens the sentence, it is the whole clause.
    """
    found = _plain_words(sentence[: figure.end], language)
    if len(found) >= _FEWEST_FRAME_WORDS:
        return found
    return _clause(sentence, figure, language)


def _clause(sentence: str, figure: Figure, language: str) -> frozenset[str]:
    clause = next(one for one in split_clauses(sentence) if one.end > figure.start)
    return _plain_words(clause.of(sentence), language)


def _plain_words(text: str, language: str) -> frozenset[str]:
    terms = content_words(text, language)
    return frozenset(term for term in terms if not any(map(str.isdigit, term)))


def _action(sentence: str, figure: Figure, language: str) -> str:
    """Return the stem of the verb right before the figure, or of the passive right after; or ""."""
    after = _DONE_TO_THEM.match(sentence, figure.end)
    if after:
        return " ".join(content_words(after.group(1), language))
    for word in reversed(sentence[: figure.start].split()[-_ACTIONS_BEFORE:]):
        if _ACTION.fullmatch(word):
            return " ".join(content_words(word, language)) or word
    return ""


def _figure_in(evidence: Evidence, record: FigureRecord, article: Article) -> Figure | None:
    found = find_figures(evidence.quote, language=article.language, as_of=article.dated)
    return next((one for one in found if one.value == record.value), None)


def _conflict_of(sides: Sequence[_Side], articles: Mapping[str, Article]) -> Conflict:
    claims = []
    for side in sides:
        evidence = side.record.evidence[0]
        publisher = articles[evidence.article_id].publisher
        claims.append(Claim(text=side.figure.text, publisher=publisher, evidence=evidence))
    return Conflict(label=sides[0].record.label, claims=tuple(claims))
