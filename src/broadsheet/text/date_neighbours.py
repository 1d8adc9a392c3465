"""Whether a date is only a part of a longer one that no form reads: then it is left open.

"The ninth week of May", "April of 87", "September-2020-23", "Easter Monday": what the grammar does
read there (May, April, Monday) is not what the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from broadsheet.text.date_ordinals import DAY_NUMBERS
from broadsheet.text.date_words import COUNTS, MONTHS, ORDINALS, UNITS

_REACH = 40
_OF_A_MONTH = frozenset({"month", "month_year", "weekday", "step_month"})
_LENGTHS = frozenset({"within", "span"})
# "Within two years of the sale", "the last three weeks before the vote" count from another time.
_FROM_NEXT = re.compile(
    r"\s+(?:of|from|after|before|von|nach|vor|après|avant|desde|después|antes)\b"
)
_WHOLE = frozenset({"step", "post_step", "year"})
_BARE = frozenset({"month", "day_month", "weekday", "days", "step_weekday"})

# Before a weekday or month: one told by another, or a day with a name of its own.
_NAMED_BEFORE: dict[str, str] = {
    "en": "that same following previous easter black good ash cyber"
    " shrove palm whit maundy holy super sheffield",
    "de": "folgenden selben derselben gleichen",
    "fr": "même",
    "es": "mismo misma",
}
_OF: dict[str, str] = {
    "en": r"(?:of\s+)?",
    "de": "",
    "fr": r"(?:de\s+|d['’])?",
    "es": r"(?:del?\s+)?",
}
# How a year or day in words or short digits goes on from a month.
_GOES_ON: dict[str, str] = {
    "en": r"(?:,?\s+(?:of\s+)?(?:nineteen|twenty|two\s+thousand|eighteen|seventeen)\b"
    r"|\s+of\s+\d\d(?!\d))",
    "de": r"\s+(?:zweitausend|neunzehnhundert)",
    "fr": r"\s+(?:deux\s+mill?e|mill?e|mil\s)",
    "es": r"\s+del?\s+(?:(?:dos\s+)?mil\b|\d\d(?!\d))",
}


def _any(listed: Iterable[str]) -> str:
    chosen = sorted(listed, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"[\s-]") for word in chosen) + ")"


def _before(language: str) -> re.Pattern[str]:
    counts = (word for word in COUNTS[language] if word not in ("a", "an"))
    numbers = _any([*DAY_NUMBERS[language], *ORDINALS[language], *counts])
    named = _any(_NAMED_BEFORE[language].split())
    return re.compile(
        rf"(?:(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)?|{numbers})[\s-]+{_OF[language]}"
        rf"|(?<!\w){named}\s+)$",
        re.IGNORECASE,
    )


def _part_before(language: str) -> re.Pattern[str]:
    """Return what makes a part of the year or month after it: "the ninth month of"."""
    units = _any(unit for unit in UNITS[language] if len(unit) > 2)
    return re.compile(
        rf"(?<!\w)(?:{_any(DAY_NUMBERS[language])}|\d{{1,2}}(?:st|nd|rd|th|er|º|ro))\s+{_OF[language]}$"
        rf"|(?<!\w){units}s?\s+(?:of|des|du|de|del)\s+(?:the\s+|l['’]|la\s+|el\s+)?$",
        re.IGNORECASE,
    )


def _after(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"[-/~]\d|\s?[-/(]{_any(MONTHS[language])}\b|\s+(?:of\s+)?['’]\d\d(?!\d)|{_GOES_ON[language]}",
        re.IGNORECASE,
    )


def _number_after(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*,?\s*(?:the|der|den|dem|el\s+día|el|le)?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?"
        rf"|{_any(DAY_NUMBERS[language])})(?=\s*(?:[.,;!?)](?!\d)|$))",
        re.IGNORECASE,
    )


_BEFORE = {language: _before(language) for language in _OF}
_PART_BEFORE = {language: _part_before(language) for language in _OF}
_AFTER = {language: _after(language) for language in _OF}
_NUMBER_AFTER = {language: _number_after(language) for language in _OF}
_GLUED = re.compile(r"\d[-/~]\s?$")


def is_partial(
    text: str, start: int, end: int, meaning: str, groups: Mapping[str, str | None], language: str
) -> bool:
    """Return whether the words around a date make another one of it."""
    if language not in _OF:
        return False
    before = text[max(0, start - _REACH) : start]
    if _is_part(before, meaning, language):
        return True
    if meaning in _LENGTHS:
        return _FROM_NEXT.match(text, end) is not None
    if meaning not in _BARE or groups.get("y") or groups.get("ys"):
        return False
    if _AFTER[language].match(text, end):
        return True
    return meaning == "weekday" and _NUMBER_AFTER[language].match(text, end) is not None


def _is_part(before: str, meaning: str, language: str) -> bool:
    """Return whether what stands before a date is the rest of it."""
    if meaning in _OF_A_MONTH:
        return bool(_BEFORE[language].search(before) or _GLUED.search(before))
    return meaning in _WHOLE and _PART_BEFORE[language].search(before) is not None
