"""Dates and periods in text, resolved to days against the date of the text.

The span is found by an own grammar first and resolved after; nothing is guessed from digits alone.
What cannot be resolved with certainty (a fiscal year, 03/04/2026, a year outside 1900..2100, a
relative date without `as_of`) is reported with `period` None, so a reader of the result sees that
there is a date and that it is open. Languages other than English, German, French and Spanish get
ISO 8601 dates only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from broadsheet.model.figures import Period
from broadsheet.text.date_direction import direction
from broadsheet.text.date_grammar import GRAMMARS, DateGrammar
from broadsheet.text.date_meanings import narrow, resolve
from broadsheet.text.date_neighbours import is_partial
from broadsheet.text.date_periods import move_years
from broadsheet.text.date_refusals import is_date
from broadsheet.text.date_setting import Setting
from broadsheet.text.date_words import MONTHS, PARTS, STEPS, WEEKDAYS

_PART_REACH = 40
_WORDS = re.compile(r"[^\W\d_]+")
_WITH_YEAR = re.compile(r"(?:19|20)\d\d$")
_UNTIL = re.compile(
    r"\s?(?:to|until|till|through|and|bis|zum|bis zum|à|au|et|a|al|hasta|y|[-–])\s?"
)
# Verbs as often as parts of a period: "the start of March", but "works start in March".
_NEEDS_OF = frozenset({"beginning", "close", "start"})
# "Early in March" names a part; what will "end in March" does not.
_TAKES_IN = frozenset({"early", "late"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or period in a text: its span, its words and, when resolved, its days."""

    start: int
    end: int
    text: str
    period: Period | None


def find_dates(
    text: str, *, language: str = "en", as_of: datetime | None = None, tense: bool = True
) -> list[DateMention]:
    """Return the dates and periods a text names, in order, without overlaps.

    Args:
        text: The text; offsets are code points into it.
        language: ISO 639-1; other than en, de, fr and es only ISO 8601 dates are found.
        as_of: When the text was published; relative dates stay open without it.
        tense: Whether the verb decides which "March" is meant. Without it the nearest is, so that
            the same words are the same days in two sentences.
    """
    known = language if language in GRAMMARS else ""
    grammar = GRAMMARS[known]
    today = as_of.date() if as_of else None
    mentions = [
        _mention(text, meaning, match, grammar, known, today, tense)
        for meaning, match in grammar.scan(text)
        if is_date(text, meaning, match, grammar, known)
    ]
    for at in range(len(mentions) - 1):
        mentions[at], mentions[at + 1] = _in_order(mentions[at], mentions[at + 1], text, known)
    return mentions


def _in_order(
    first: DateMention, second: DateMention, text: str, language: str
) -> tuple[DateMention, DateMention]:
    """Return the two ends of a range so that they follow one another, as others are."""
    if first.period is None or second.period is None or not language:
        return first, second
    if not _UNTIL.fullmatch(text, first.end, second.start):
        return first, second
    words = _WORDS.findall(first.text.lower())
    if words and words[-1] in MONTHS[language] and words[0] not in STEPS[language]:
        return _in_year_of(first, second), second
    if second.text.lower() in WEEKDAYS[language] and second.period.start <= first.period.start:
        gap = (second.period.start - first.period.start).days % 7
        moment = first.period.start + timedelta(days=gap)
        return first, replace(second, period=replace(second.period, start=moment, end=moment))
    return first, second


def _in_year_of(first: DateMention, second: DateMention) -> DateMention:
    """Let "November" of "from November to May 2027" be that of 2026."""
    if first.period is None or second.period is None or _WITH_YEAR.search(first.text):
        return first
    start, last = first.period.start, second.period.start
    year = last.year - ((start.month, start.day) > (last.month, last.day))
    return replace(first, period=move_years(first.period, year - start.year))


def _mention(
    text: str,
    meaning: str,
    match: re.Match[str],
    grammar: DateGrammar,
    language: str,
    today: date | None,
    tense: bool,
) -> DateMention:
    start = match.start()
    end = start + len(match.group().rstrip("."))
    before = text[max(0, start - _PART_REACH) : start]
    groups = match.groupdict()
    period = None
    if not is_partial(text, start, end, meaning, groups, language):
        spoken_of = language if tense else ""
        setting = Setting(language, today, lambda: direction(text, start, end, spoken_of))
        period = resolve(meaning, groups, match.group(), setting)
    part = grammar.part.search(before) if grammar.part and meaning != "part_unit" else None
    if part and _is_part(part, language):
        start -= len(before) - part.start()
        period = narrow(period, PARTS[language][part.group("part").lower()])
    return DateMention(start=start, end=end, text=text[start:end], period=period)


def _is_part(part: re.Match[str], language: str) -> bool:
    word, said = part.group("part").lower(), f"{part.group().lower()} "
    if language != "en":
        return True
    if word in _NEEDS_OF:
        return " of " in said
    return word in _TAKES_IN or " in " not in said
