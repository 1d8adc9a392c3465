"""Figures on record: every publishable quantity, once, with who stands behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from broadsheet.analyse.owners import find_owner, find_subjects
from broadsheet.analyse.series import TIME_UNITS, Series, series_of
from broadsheet.model.articles import Article
from broadsheet.model.evidence import Evidence, Span
from broadsheet.model.figures import Bound, Figure, FigureRecord, Movement
from broadsheet.model.independence import support_of
from broadsheet.text.quantities import find_figures
from broadsheet.text.sentences import split_sentences
from broadsheet.text.shared_currencies import may_mean, named_crown

_ROUGH = (Bound.ABOUT, Bound.NEARLY)
_ROUGHNESS = Decimal("0.05")
# A value that only serves to compare is not what the sentence reports.
_COMPARED = re.compile(
    r"\b(?:from|against|than|compared (?:with|to)|versus|vs|instead of|after|nach|gegenüber"
    r"|statt)\s+"
    r"(?:(?:about|nearly|around|only|roughly|some|the|rund|etwa|a)\s+)?$",
    re.IGNORECASE,
)


_POINTS_BACK = re.compile(
    r"(?:It|They|He|She|The (?:company|group|firm|yard|agency|authority|port|exchange|operator))\b"
)


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A figure where it stands."""

    article: Article
    sentence: Span
    figure: Figure
    series: Series
    subject: str


def figures_on_record(
    articles: Sequence[Article], *, copies: Mapping[str, tuple[str, ...]]
) -> list[FigureRecord]:
    """Return the figures of the articles in order, each value of a series once.

    Equal values of one series (within their rounding) merge: the record names every independent
    family and cites every sentence. Figures without a subject, and values that a sentence names
    only to compare with, are left out; so are undated articles, whose figures belong to no time.
    An amount whose sign several currencies share is of the one its article, or else the articles
    together, name by code.
    """
    crown = named_crown(article.text for article in articles)
    by_id = {article.id: article for article in articles}
    groups: dict[str, list[list[_Sighting]]] = {}
    order: list[list[_Sighting]] = []
    for article in articles:
        for sighting in _sightings(article, crown):
            rows = groups.setdefault(sighting.series.key, [])
            row = next((row for row in rows if _agree(row[0].figure, sighting.figure)), None)
            if row is None:
                row = []
                rows.append(row)
                order.append(row)
            row.append(sighting)
    return [_record(row, by_id, copies) for row in order]


def same_value(
    one: Decimal,
    other: Decimal,
    *,
    one_bound: Bound = Bound.EXACT,
    other_bound: Bound = Bound.EXACT,
) -> bool:
    """Return whether two values agree within their rounding and their bounds.

    "4.2 million" agrees with 4,180,000; "about" and "nearly" allow five percent; "over 40" agrees
    with anything above, "under 40" with anything below.
    """
    if _allows(one, one_bound, other) or _allows(other, other_bound, one):
        return True
    tolerance = max(_half_step(one), _half_step(other))
    if one_bound in _ROUGH or other_bound in _ROUGH:
        tolerance = max(tolerance, max(abs(one), abs(other)) * _ROUGHNESS)
    return abs(one - other) <= tolerance


def _allows(limit: Decimal, bound: Bound, value: Decimal) -> bool:
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return value >= limit
    if bound in (Bound.UNDER, Bound.UP_TO):
        return value <= limit
    return False


def _half_step(value: Decimal) -> Decimal:
    """Return half a unit of the last place a value was given with, for scaled and decimal values.

    A whole number below a thousand is a count, exact as it stands.
    """
    digits = value.normalize().as_tuple()
    exponent = digits.exponent
    if not isinstance(exponent, int) or exponent == 0:
        return Decimal(0)
    if 0 < exponent < 3:
        return Decimal(0)
    return Decimal(5).scaleb(exponent - 1)


def _agree(one: Figure, other: Figure) -> bool:
    if one.high != other.high or one.movement is not other.movement:
        return False
    return same_value(
        one.value, other.value, one_bound=one.bound, other_bound=other.bound
    ) and not _limits(one, other)


def _limits(one: Figure, other: Figure) -> bool:
    """Return whether one is a mere limit and the other is not: they are compatible, not equal."""
    open_ended = (Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.UP_TO)
    return (one.bound in open_ended or other.bound in open_ended) and one.value != other.value


def _sightings(article: Article, crown: str | None) -> Iterator[_Sighting]:
    if article.dated is None:
        return
    found = find_figures(article.text, language=article.language, as_of=article.dated)
    if not found:
        return
    crown = named_crown([article.text]) or crown
    names = tuple(dict.fromkeys(find_subjects(article.text, article.language)))
    sentences = split_sentences(article.text, language=article.language)
    for span, figure in _placed([_settled(one, crown) for one in found], sentences):
        sentence = span.of(article.text)
        if figure.negated or _COMPARED.search(sentence[: figure.start]):
            continue
        subject = _full_name(_subject(article, span, figure, names), names)
        series = series_of(figure, sentence, subject, article.language)
        if _is_publishable(series, subject):
            yield _Sighting(article, span, figure, series, subject)


def _settled(figure: Figure, crown: str | None) -> Figure:
    """Return a figure in the crown currency its context names, where its sign leaves that open."""
    if crown is None or figure.currency == crown:
        return figure
    known = may_mean(figure.text, figure.currency, crown)
    return replace(figure, currency=crown) if known else figure


def _placed(figures: Sequence[Figure], sentences: Sequence[Span]) -> Iterator[tuple[Span, Figure]]:
    """Yield each figure with its sentence, its offsets counted from there."""
    starts = [span.start for span in sentences]
    for figure in figures:
        span = sentences[bisect_right(starts, figure.start) - 1]
        yield span, replace(figure, start=figure.start - span.start, end=figure.end - span.start)


def _subject(article: Article, sentence: Span, figure: Figure, names: Sequence[str]) -> str:
    """Return whom a figure is about: a name the article knows, near it or in the title."""
    own = _full_name(figure.subject, names)
    if own in names:
        return own
    whole = Span(start=0, end=sentence.end - sentence.start)
    owner = find_owner(article, sentence, whole, cue=figure.start)
    text = sentence.of(article.text)
    if owner in names and (owner in text or _POINTS_BACK.match(text)):
        return owner
    return next(iter(find_subjects(article.title, article.language)), "")


def _full_name(subject: str, names: Sequence[str]) -> str:
    """Return the one longer name the article knows a short name by: "Voltara" is Voltara Cells."""
    longer = {name for name in names if name.startswith(f"{subject} ")}
    return longer.pop() if subject and len(longer) == 1 else subject


def _is_publishable(series: Series, subject: str) -> bool:
    _, measure, unit, currency, _, _ = series.key.split("|")
    if not subject or not (measure or unit or currency):
        return False
    return bool(measure) or unit not in TIME_UNITS


def _record(
    row: Sequence[_Sighting],
    by_id: Mapping[str, Article],
    copies: Mapping[str, tuple[str, ...]],
) -> FigureRecord:
    first = row[0]
    spans = {(one.article.id, one.sentence.start): one for one in row}
    cited = [by_id[key] for key, _ in spans]
    dates = [article.dated for article in cited if article.dated is not None]
    return FigureRecord(
        key=first.series.key,
        label=first.series.label,
        value=_whole(first.figure.value),
        unit=first.figure.unit,
        currency=first.figure.currency,
        bound=first.figure.bound,
        movement=first.figure.movement,
        subject=first.subject,
        period=first.figure.period,
        speaker=first.figure.speaker,
        self_reported=all(one.figure.self_reported for one in row),
        as_of=max(dates),
        families=support_of(cited, copies).families,
        evidence=tuple(_evidence(one) for one in spans.values()),
    )


def _evidence(sighting: _Sighting) -> Evidence:
    span = sighting.sentence
    return Evidence(
        article_id=sighting.article.id,
        start=span.start,
        end=span.end,
        quote=span.of(sighting.article.text),
    )


def _whole(value: Decimal) -> Decimal:
    """Return a whole number without the decimal places that scaling left on it."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def is_level(record: FigureRecord) -> bool:
    """Return whether a record states a level, and not how much something rose or fell."""
    return record.movement in (Movement.NONE, Movement.UP_TO, Movement.DOWN_TO)
