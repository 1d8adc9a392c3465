"""The date forms compiled: where a date may start, and which form it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from broadsheet.text import date_words as words
from broadsheet.text.date_forms import FORMS, OPENERS, YEAR_LEADS, YEAR_OF
from broadsheet.text.date_ordinals import DAY_NUMBERS

_YEAR = r"(?:1[5-9]|2[01])\d\d"
_NAMED = re.compile(r"\(\?P<\w+>")
_START = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ELIDED = re.compile(r"([dlDL]['’])(\w+)$")
_POSSESSIVE = re.compile(r"['’]s$")
_LONG_ENOUGH = frozenset(
    {"may", "june", "july", "mai", "juni", "juli", "mars", "märz", "mayo", "août", "juin"}
)
_NOT_BEFORE = frozenset("$€£¥.,_")
_FLAGS = re.IGNORECASE | re.VERBOSE


def _any(listed: Iterable[str]) -> str:
    chosen = sorted(listed, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in chosen) + ")"


def _lists(language: str) -> dict[str, str]:
    """Return what each placeholder of a language's forms stands for."""
    if not language:
        return {}
    months, weekdays = words.MONTHS[language], words.WEEKDAYS[language]
    return {
        "yearof": YEAR_OF[language],
        "th": "(?:st|nd|rd|th)?",
        "dayword": _any(DAY_NUMBERS[language]).replace("\\ ", r"[\s-]"),
        "year": _YEAR,
        "month": _any(months),
        "longmonth": _any(name for name in months if len(name) > 4 or name in _LONG_ENOUGH),
        "weekday": _any(weekdays),
        "longweekday": _any(name for name in weekdays if len(name) > 5),
        "count": _any(words.COUNTS[language]),
        "ordinal": _any(words.ORDINALS[language]),
        "unit": _any(words.UNITS[language]),
        "season": _any(words.SEASONS[language]),
        "step": _any(words.STEPS[language]),
        "days": _any(words.DAYS[language]),
    }


def _forms(language: str) -> Iterator[tuple[str, str]]:
    lists = _lists(language)
    for block in re.split(r"\n(?=\S)", FORMS[language].strip()):
        meaning, _, pattern = block.partition(" ")
        for name, listed in lists.items():
            pattern = pattern.replace(f"@{name}@", listed)
        yield meaning, pattern.strip()


def _openers(language: str) -> frozenset[str]:
    found = set(OPENERS[language].split())
    if language:
        tables = (words.MONTHS, words.WEEKDAYS, words.COUNTS, words.ORDINALS, words.SEASONS,
                  words.STEPS, words.DAYS, DAY_NUMBERS)  # fmt: skip
        found.update(word for table in tables for word in table[language])
    if language == "de":  # inflected: nächsten, zweiten, letztes
        found.update(word + end for word in tuple(found) if word.endswith("e") for end in "nrsm")
        found.update(word + "s" for word in tuple(found))
    return frozenset(word.partition("-")[0].partition(" ")[0] for word in found)


class DateGrammar:
    """One language's forms: one scanner for all, and each form again with its groups."""

    def __init__(self, language: str) -> None:
        forms = list(_forms(language))
        self.forms = [(meaning, re.compile(pattern, _FLAGS)) for meaning, pattern in forms]
        anonymous = (f"(?P<f{n}>{_NAMED.sub('(?:', form)})" for n, (_, form) in enumerate(forms))
        self._scanner = re.compile(rf"(?:{'|'.join(anonymous)})(?!\w)", _FLAGS)
        self._openers = _openers(language)
        strong, weak = YEAR_LEADS[language]
        self.year_leads = frozenset(strong.split())
        self.weak_year_leads = frozenset(weak.split())
        self.part = _part(language)

    def scan(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the meaning and the match of each form in a text, from left to right."""
        position = 0
        for token in _START.finditer(text):
            start = token.start()
            if start < position:
                continue
            if not self._may_open(text, start, token.group()):
                elided = _ELIDED.match(token.group())
                if elided is None or elided.group(2).lower() not in self._openers:
                    continue
                start += elided.end(1)
            found = self._scanner.match(text, start)
            if found is None:
                continue
            meaning, form = self.forms[int((found.lastgroup or "f0")[1:])]
            # What the scanner matched, the form itself matches too.
            yield meaning, cast("re.Match[str]", form.match(text, start, found.end()))
            position = found.end()

    def _may_open(self, text: str, start: int, word: str) -> bool:
        if start and (text[start - 1] in _NOT_BEFORE or text[start - 1].isalnum()):
            return False
        if word[0].isdigit() or (len(word) <= 2 and word in ("Q", "H", "T", "S", "FY", "q", "t")):
            return True
        name = word.lower()
        return name in self._openers or _POSSESSIVE.sub("", name) in self._openers


def _part(language: str) -> re.Pattern[str] | None:
    """Return what finds "early", "mid-" or "the end of" just before a date."""
    if not language:
        return None
    return re.compile(
        rf"(?<!\w)(?P<part>{_any(words.PARTS[language])})"
        r"(?:-|\s+(?:of|in|de|du|del)(?:\s+(?:the|la|l['’]))?\s+|\s+)$",
        re.IGNORECASE,
    )


GRAMMARS = {language: DateGrammar(language) for language in FORMS}
