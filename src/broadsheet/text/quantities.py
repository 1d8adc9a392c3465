"""Figures: the quantities of a text, with what the text says about each.

An own grammar over tokens, linear in the length of the text, no model. Tables of numbers, units and
currencies sit in the modules beside this one. English is read in full; German, French and Spanish
by their number formats, scales, units and currencies; other languages by digits, signs and ISO
codes. Words of quantity ("several", "dozens", "thousands of") are no figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from broadsheet.model.figures import Bound, Figure, Movement, Period
from broadsheet.text.dates import DateMention, find_dates
from broadsheet.text.number_words import FRACTIONS, MULTIPLES, SCALES, SMALL, SPACED_GROUPS
from broadsheet.text.quantity_context import bound_of, is_level, is_negated, movement_of
from broadsheet.text.quantity_currencies import OPEN_CROWN
from broadsheet.text.quantity_exclusions import is_no_quantity
from broadsheet.text.quantity_grammar import read_quantity, starts
from broadsheet.text.quantity_labels import measure_of
from broadsheet.text.quantity_links import inherits, share_units
from broadsheet.text.quantity_money import crown_of
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_residue import residue_spans
from broadsheet.text.quantity_subjects import subject_of
from broadsheet.text.quantity_tokens import Tokens, tokenize
from broadsheet.text.sentences import split_sentences
from broadsheet.text.speech import find_speaker

_DURATION = re.compile(
    r"(?i)(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty"
    r"|thirty|zwei|drei|vier|fünf|sechs|zehn|deux|trois|quatre|cinq|six|dix|dos|tres|cuatro|cinco|seis|diez)\b)"
    r".*\b(?:days?|weeks?|months?|years?|quarters?|decades?|tagen?|wochen|monaten?|jahren?|quartalen?|jours?"
    r"|semaines?|mois|ans|années|trimestres|días|semanas|meses|años)\b"
)
_GENERIC = frozenset(
    [
        "the company",
        "the group",
        "the firm",
        "the operator",
        "the producer",
        "the supplier",
        "the manufacturer",
        "the maker",
        "it",
        "we",
        "eigenen",
        "das Unternehmen",
        "des Unternehmens",
        "Unternehmens",
        "der Konzern",
        "the carmaker",
        "the yard",
        "the utility",
        "the agency",
        "the retailer",
        "the lender",
        "the start-up",
        "the startup",
        "the developer",
        "the port",
        "the bank",
    ]
)


class _Context(NamedTuple):
    """What the clause adds to a quantity."""

    bound: Bound
    movement: Movement
    negated: bool


def _number_words(language: str) -> frozenset[str]:
    """Return what tells that a sentence without digits may hold a number."""
    tables = (SMALL, FRACTIONS, SCALES)
    listed = {word for table in tables for word in table[language] if len(word) <= 12}
    if language == "en":
        listed |= MULTIPLES.keys()
    return frozenset(part for word in listed for part in word.split("-"))


_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅛⅕]")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_WORDS = {language: _number_words(language) for language in SMALL}


def _may_count(text: str, language: str) -> bool:
    if _DIGIT.search(text):
        return True
    known = _NUMBER_WORDS.get(language)
    return known is not None and not known.isdisjoint(_WORD.findall(text.lower()))


def find_figures(text: str, *, language: str = "en", as_of: datetime | None = None) -> list[Figure]:
    """Return the quantities in a text in order, without overlaps.

    Args:
        text: The text; offsets are code points into it, and `text[f.start:f.end] == f.text`.
        language: ISO 639-1 code of the text.
        as_of: When it was published: resolves the period of a figure.

    "kr" is the crown of the one country that the sentence, or else the text, names by its code,
    name or capital. Where none or several are named the currency is "kr", which is no ISO 4217
    code: the text leaves it open.
    """
    figures: list[Figure] = []
    if not _may_count(text, language):
        return figures
    for span in split_sentences(text, language=language):
        sentence = text[span.start : span.end]
        if _may_count(sentence, language):
            found = read_sentence(sentence, language, as_of.date() if as_of else None)
            figures.extend(_moved(figure, span.start) for figure in found)
    if any(figure.currency == OPEN_CROWN for figure in figures):
        crown = crown_of(text)
        return [
            replace(figure, currency=crown) if figure.currency == OPEN_CROWN else figure
            for figure in figures
        ]
    return figures


def _moved(figure: Figure, offset: int) -> Figure:
    if not offset:
        return figure
    return replace(figure, start=figure.start + offset, end=figure.end + offset)


@lru_cache(maxsize=1 << 12)
def read_sentence(sentence: str, language: str, day: date | None) -> tuple[Figure, ...]:
    """Return the figures of one sentence, published on `day`; an open "kr" stays open.

    The last sentences are remembered: an edition asks for those it shows again and again, and the
    copies of a wire report hold the same ones.
    """
    as_of = datetime.combine(day, time.min, UTC) if day else None
    tokens = tokenize(sentence, spaced_groups=language in SPACED_GROUPS)
    dates = find_dates(sentence, language=language, as_of=as_of)
    taken = residue_spans(sentence)
    taken += [(date.start, date.end) for date in dates if not _DURATION.search(date.text)]
    readings = share_units(tokens, _readings(tokens, taken, language))
    if not readings:
        return ()
    speaker = find_speaker(sentence, language)
    contexts = _contexts(tokens, readings, language)
    return tuple(
        _figure(tokens, reading, context, language, speaker, dates)
        for reading, context in zip(readings, contexts, strict=True)
    )


def _contexts(tokens: Tokens, readings: Sequence[Reading], language: str) -> list[_Context]:
    contexts: list[_Context] = []
    for index, reading in enumerate(readings):
        bound, start = bound_of(tokens, reading, language)
        if is_level(tokens, start, language):
            bound, start = Bound.EXACT, start + 1
        if index and inherits(tokens, readings[index - 1], reading):
            bound = contexts[-1].bound if bound is Bound.EXACT else bound
            moved = contexts[-1].movement
        else:
            moved = movement_of(tokens, reading, start, language)
        contexts.append(_Context(bound, moved, is_negated(tokens, start)))
    return contexts


def _figure(
    tokens: Tokens,
    reading: Reading,
    context: _Context,
    language: str,
    speaker: str,
    dates: Sequence[DateMention],
) -> Figure:
    first, last = _extent(tokens, reading)
    subject = subject_of(tokens, reading, language)
    return Figure(
        start=first,
        end=last,
        text=tokens.text[first:last],
        value=reading.value,
        high=reading.high,
        unit=reading.unit,
        currency=reading.currency,
        per=reading.per,
        bound=context.bound,
        movement=context.movement,
        negated=context.negated,
        subject=subject,
        measure=measure_of(tokens, reading, language),
        period=_period(tokens, reading, dates),
        speaker=speaker,
        self_reported=_is_self_reported(speaker, subject),
    )


def _readings(tokens: Tokens, taken: Sequence[tuple[int, int]], language: str) -> list[Reading]:
    blocked = _blocked(tokens, taken)
    readings: list[Reading] = []
    done = 0
    for at in starts(tokens, language):
        if at < done or blocked[at]:
            continue
        reading = read_quantity(tokens, at, language)
        if reading is None or any(blocked[at : reading.last]):
            continue
        if not is_no_quantity(tokens, reading, language):
            readings.append(reading)
        done = max(reading.last, reading.noun[1] if reading.noun and not reading.hyphenated else 0)
    return readings


def _blocked(tokens: Tokens, taken: Sequence[tuple[int, int]]) -> list[bool]:
    flags = [False] * len(tokens)
    for first, last in taken:
        for at in range(bisect_left(tokens.start, first), bisect_left(tokens.start, last)):
            flags[at] = True
    return flags


def _extent(tokens: Tokens, reading: Reading) -> tuple[int, int]:
    last = reading.last
    if reading.noun and not reading.hyphenated:
        last = max(last, reading.noun[1])
    return tokens.start[reading.first], tokens.end[last - 1]


def _period(tokens: Tokens, reading: Reading, dates: Sequence[DateMention]) -> Period | None:
    """Return the resolved date nearest to the quantity, those after it first, in its own clause."""
    first, last = _extent(tokens, reading)
    best: tuple[int, Period] | None = None
    for mention in dates:
        if mention.period is None or (mention.start < last and first < mention.end):
            continue
        gap = mention.start - last if mention.start >= last else (first - mention.end) * 2
        between = (
            tokens.text[last : mention.start]
            if mention.start >= last
            else tokens.text[mention.end : first]
        )
        if ";" in between:
            continue
        if best is None or gap < best[0]:
            best = (gap, mention.period)
    return best[1] if best else None


def _is_self_reported(speaker: str, subject: str) -> bool:
    """Tell whether who says it is whom it is about: the subject itself, or "the company"."""
    if not speaker:
        return False
    if speaker in _GENERIC:
        return True
    return bool(subject) and (speaker in subject or subject in speaker)
