"""Corrections: a newer figure that takes back one an earlier edition gave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadsheet.analyse.expectations import evidence_for
from broadsheet.analyse.owners import find_subjects
from broadsheet.model.articles import Article
from broadsheet.model.editions import Edition, Past
from broadsheet.model.evidence import Span
from broadsheet.model.figures import Figure, FigureRecord
from broadsheet.model.insights import Correction
from broadsheet.text.quantities import find_figures
from broadsheet.text.sentences import split_sentences
from broadsheet.text.words import words

_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ing)|revis(?:es|ed|ing)|restat(?:es|ed|ing)|amend(?:s|ed)|retract(?:s|ed)"
    r"|korrigiert|korrigierte|berichtigt|berichtigte|revidiert)\b",
    re.IGNORECASE,
)
_EDITIONS_SEARCHED = 12


def find_corrections(past: Past, articles: Sequence[Article]) -> list[Correction]:
    """Return what the articles take back of figures that earlier editions put on record.

    The sentence must say that it corrects, name the old value and a new one in the same unit, and
    concern the subject of the earlier figure. The newest edition with that figure is named. What
    several articles take back in the same words is one correction.
    """
    corrections: dict[tuple[str, str], Correction] = {}
    for article in articles:
        if not _CORRECTS.search(article.text):
            continue
        for span in split_sentences(article.text, language=article.language):
            if _CORRECTS.search(span.of(article.text)):
                for found in _corrections_in(past, article, span):
                    corrections.setdefault((found.edition_id, found.text), found)
    return list(corrections.values())


def _corrections_in(past: Past, article: Article, span: Span) -> Iterator[Correction]:
    text = span.of(article.text)
    figures = find_figures(text, language=article.language, as_of=article.dated)
    names = {word for name in _named(article, text) for word in words(name)}
    for old in figures:
        new = next((one for one in figures if _replaces(one, old)), None)
        found = _on_record(past, old, names) if new is not None else None
        if found is not None:
            edition, record = found
            yield Correction(
                edition_id=edition.id,
                text=f"Edition {edition.number} gave {record.value:,f} ({record.label}). {text}",
                evidence=(*record.evidence[:1], evidence_for(article, span)),
            )
            return


def _named(article: Article, text: str) -> list[str]:
    return find_subjects(text, article.language) or find_subjects(article.title, article.language)


def _replaces(new: Figure, old: Figure) -> bool:
    return (
        new.value != old.value
        and new.currency == old.currency
        and (new.unit == old.unit or not new.unit or not old.unit)
    )


def _on_record(past: Past, figure: Figure, names: set[str]) -> tuple[Edition, FigureRecord] | None:
    for edition in reversed(past.editions[-_EDITIONS_SEARCHED:]):
        for record in edition.figures:
            same = record.value == figure.value and record.currency == figure.currency
            if same and names & set(words(record.subject)):
                return edition, record
    return None
