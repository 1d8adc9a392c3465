"""Corrections: what an earlier edition said and what holds now.

Three things take a statement back: a newer sentence that says it corrects a figure, a newer figure
of the same speaker for the same time that is over, and a change of the article that was quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from broadsheet.analyse.expectations import event_words, evidence_for, shared
from broadsheet.analyse.figures import is_level
from broadsheet.analyse.owners import find_subjects
from broadsheet.analyse.phrases import Phrases
from broadsheet.analyse.revisions import find_revised, say_editions
from broadsheet.model.articles import Article
from broadsheet.model.editions import Edition, Past
from broadsheet.model.evidence import Evidence, Span
from broadsheet.model.figures import Bound, Figure, FigureRecord
from broadsheet.model.insights import Correction, CorrectionKind
from broadsheet.text.quantities import find_figures
from broadsheet.text.sentences import split_sentences
from broadsheet.text.words import words

_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ing)|revis(?:es|ed|ing)|restat(?:es|ed|ing)|amend(?:s|ed)|retract(?:s|ed)"
    r"|korrigiert|korrigierte|berichtigt|berichtigte|revidiert"
    r"|corrig(?:e|é|ée)|rectifi(?:e|é|ée)|corrigi(?:ó|do|da)|rectific(?:a|ó|ado|ada))\b",
    re.IGNORECASE,
)
_EDITIONS_SEARCHED = 12
_SAME_STATEMENT = 0.6


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure earlier editions gave, and which of them."""

    record: FigureRecord
    editions: tuple[Edition, ...]


def find_corrections(
    past: Past,
    articles: Sequence[Article],
    *,
    records: Sequence[FigureRecord] = (),
    language: str = "en",
) -> list[Correction]:
    """Return what no longer stands of what earlier editions said; each taken back once.

    Args:
        past: The earlier editions, and what became of the articles they used.
        articles: The current articles.
        records: The figures of the current articles.
        language: The language of the edition, for the words around what is quoted.

    A sentence that corrects must say so, name the old value and a new one in the same unit, and
    concern the subject of the earlier figure. What several articles take back in the same words is
    one correction.
    """
    phrases = Phrases(language)
    told = {_key(one) for edition in past.editions for one in edition.corrections}
    found: dict[tuple[str, int], Correction] = {}
    for one in (*_stated(past, articles, phrases), *_contradicted(past, records, phrases)):
        first = one.evidence[0]
        if _key(one) not in told:
            found.setdefault((first.article_id, first.start), one)
    return [*found.values(), *find_revised(past, phrases)]


def _key(correction: Correction) -> tuple[str, int, str]:
    first = correction.evidence[0]
    return first.article_id, first.start, correction.holds


def _stated(past: Past, articles: Sequence[Article], phrases: Phrases) -> Iterator[Correction]:
    for article in articles:
        if not _CORRECTS.search(article.text):
            continue
        for span in split_sentences(article.text, language=article.language):
            if _CORRECTS.search(span.of(article.text)):
                yield from _stated_in(past, article, span, phrases)


def _stated_in(past: Past, article: Article, span: Span, phrases: Phrases) -> Iterator[Correction]:
    text = span.of(article.text)
    figures = find_figures(text, language=article.language, as_of=article.dated)
    names = {word for name in _named(article, text) for word in words(name)}
    for old in figures:
        new = next((one for one in figures if _replaces(one, old)), None)
        given = _on_record(past, old, names) if new is not None else None
        if new is not None and given is not None:
            told = evidence_for(article, span)
            yield _correction("corrected", given, new.text, told, phrases)
            return


def _correction(
    key: str, given: _Given, holds: str, told: Evidence, phrases: Phrases
) -> Correction:
    record, editions = given.record, given.editions
    said = phrases.number(record.value)
    text = phrases.say(
        key,
        editions=say_editions(editions, phrases),
        value=said,
        label=record.label,
        new=holds,
        text=told.quote,
    )
    return Correction(
        edition_id=editions[-1].id,
        text=text,
        evidence=(*record.evidence[:1], told),
        kind=CorrectionKind(key),
        said=f"{said} ({record.label})",
        holds=holds,
        editions=tuple(one.id for one in editions),
    )


def _named(article: Article, text: str) -> list[str]:
    return find_subjects(text, article.language) or find_subjects(article.title, article.language)


def _replaces(new: Figure, old: Figure) -> bool:
    return (
        new.value != old.value
        and new.currency == old.currency
        and (new.unit == old.unit or not new.unit or not old.unit)
    )


def _on_record(past: Past, figure: Figure, names: set[str]) -> _Given | None:
    """Return the newest record of that value about one of the names, with all editions that had it.

    The same sentence stays on record for as long as editions cite it.
    """
    newest: FigureRecord | None = None
    editions: list[Edition] = []
    for edition in past.editions[-_EDITIONS_SEARCHED:]:
        for record in edition.figures:
            same = record.value == figure.value and record.currency == figure.currency
            if same and names & set(words(record.subject)):
                newest = record
                editions.append(edition)
                break
    return _Given(newest, tuple(editions)) if newest else None


def _contradicted(
    past: Past, records: Sequence[FigureRecord], phrases: Phrases
) -> Iterator[Correction]:
    """Yield the figures that their own speaker now gives differently.

    Both must be of one series and one named time that was over when the first was given: a count
    that still runs may grow. Nobody speaks twice in one edition, or the figures are parts.
    """
    for new in records:
        given = _given_before(past, new) if _is_settled(new) and _is_alone(new, records) else None
        if given is not None:
            told = new.evidence[0]
            yield _correction("contradicted", given, phrases.value(new), told, phrases)


def _given_before(past: Past, new: FigureRecord) -> _Given | None:
    newest: FigureRecord | None = None
    editions: list[Edition] = []
    for edition in past.editions[-_EDITIONS_SEARCHED:]:
        for old in edition.figures:
            if _contradicts(new, old) and _is_alone(old, edition.figures):
                newest = old
                editions.append(edition)
    return _Given(newest, tuple(editions)) if newest else None


def _contradicts(new: FigureRecord, old: FigureRecord) -> bool:
    if (new.key, new.period, new.movement) != (old.key, old.period, old.movement):
        return False
    if _agree(new.value, old.value) or new.as_of <= old.as_of:
        return False
    if not (_is_settled(old) and _same_speaker(new, old)):
        return False
    frames = (event_words(one.evidence[0].quote) for one in (new, old))
    return shared(*frames) >= _SAME_STATEMENT


def _agree(one: Decimal, other: Decimal) -> bool:
    """Return whether two values are equal at the precision of the coarser one."""
    places = (value.normalize().as_tuple().exponent for value in (one, other))
    coarser = Decimal(1).scaleb(max(place for place in places if isinstance(place, int)))
    return round(one / coarser) == round(other / coarser)


def _is_settled(record: FigureRecord) -> bool:
    """Return whether a record is an exact level of a named time that was over by then."""
    period = record.period
    over = period is not None and period.end < record.as_of.date()
    return over and record.bound is Bound.EXACT and is_level(record)


def _is_alone(record: FigureRecord, others: Sequence[FigureRecord]) -> bool:
    same = [one for one in others if (one.key, one.period) == (record.key, record.period)]
    return len({one.value for one in same}) == 1


def _same_speaker(new: FigureRecord, old: FigureRecord) -> bool:
    """Return whether one party gives both: whom they quote, or the publisher where nobody is."""
    if new.speaker or old.speaker:
        return new.speaker == old.speaker
    return bool(set(new.families) & set(old.families))
