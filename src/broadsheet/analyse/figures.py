"""Figures on record: every publishable quantity, once, with who stands behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from broadsheet.analyse.figure_rows import FigureRows
from broadsheet.analyse.owners import find_owner, find_subjects
from broadsheet.analyse.reach import MOST_FIGURES
from broadsheet.analyse.series import TIME_UNITS, Series, is_measured, series_of
from broadsheet.model.articles import Article
from broadsheet.model.evidence import Evidence, Span
from broadsheet.model.figures import Figure, FigureRecord, Movement
from broadsheet.model.independence import support_of
from broadsheet.text.quantities import find_figures
from broadsheet.text.sentences import split_sentences
from broadsheet.text.shared_currencies import may_mean, named_crown

# A value that only serves to compare is not what the sentence reports.
_COMPARED = re.compile(
    r"\b(?:from|against|than|compared (?:with|to)|versus|vs|instead of|after|nach|gegenüber"
    r"|statt)\s+"
    r"(?:(?:about|nearly|around|only|roughly|some|the|rund|etwa|a)\s+)?$",
    re.IGNORECASE,
)
# How far before a figure such words are looked for: the cost of a figure is bounded.
_LEAD = 100
_SPACE = re.compile(" ")
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
    only to compare with, are left out; so are undated articles, whose figures belong to no time,
    and what an article gives beyond `MOST_FIGURES` that nobody gave before.
    An amount whose sign several currencies share is of the one its article, or else the articles
    together, name by code.
    """
    crown = named_crown(article.text for article in articles)
    by_id = {article.id: article for article in articles}
    numbered = FigureRows()
    opened: Counter[str] = Counter()
    rows: dict[int, list[_Sighting]] = {}
    for article in articles:
        for sighting in _sightings(article, crown):
            row = numbered.find(sighting.series.key, sighting.figure)
            if row is None:
                if opened[article.id] == MOST_FIGURES:
                    continue
                opened[article.id] += 1
                row = numbered.open(sighting.series.key, sighting.figure)
            rows.setdefault(row, []).append(sighting)
    return [_record(row, by_id, copies) for row in rows.values()]


def _sightings(article: Article, crown: str | None) -> Iterator[_Sighting]:
    if article.dated is None:
        return
    found = find_figures(article.text, language=article.language, as_of=article.dated)
    if not found:
        return
    crown = named_crown([article.text]) or crown
    known = _Names(find_subjects(article.text, article.language))
    sentences = split_sentences(article.text, language=article.language)
    for span, figure in _placed([_settled(one, crown) for one in found], sentences):
        sentence = span.of(article.text)
        start = figure.start
        if figure.negated or _COMPARED.search(sentence, max(0, start - _LEAD), start):
            continue
        if not (figure.unit or figure.currency or is_measured(figure, sentence, article.language)):
            continue  # spares the search for the subject of what measures nothing
        subject = known.full(_subject(article, span, figure, known))
        series = series_of(figure, sentence, subject, article.language)
        if _is_publishable(series, subject):
            yield _Sighting(article, span, figure, series, subject)


class _Names:
    """The names of an article, and by each way to cut one short at a word, the name it stands for.

    A short form of several names stands for none of them.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._all = frozenset(names)
        self._longer: dict[str, str] = {}
        for name in sorted(self._all):
            for cut in _SPACE.finditer(name):
                short = name[: cut.start()]
                self._longer[short] = "" if short in self._longer else name

    def __contains__(self, name: str) -> bool:
        return name in self._all

    def full(self, name: str) -> str:
        """Return the one longer name a short one stands for: "Voltara" is Voltara Cells."""
        return self._longer.get(name) or name


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


def _subject(article: Article, sentence: Span, figure: Figure, known: _Names) -> str:
    """Return whom a figure is about: a name the article knows, near it or in the title."""
    own = known.full(figure.subject)
    if own in known:
        return own
    whole = Span(start=0, end=sentence.end - sentence.start)
    owner = find_owner(article, sentence, whole, cue=figure.start)
    text = sentence.of(article.text)
    if owner in known and (owner in text or _POINTS_BACK.match(text)):
        return owner
    return next(iter(find_subjects(article.title, article.language)), "")


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
