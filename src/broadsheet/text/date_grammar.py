"""The date forms compiled: where a date may start, and which form it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from broadsheet.text import date_words as words
from broadsheet.text.date_forms import FORMS, GUARDS, OPENERS, YEAR_LEADS, YEAR_OF
from broadsheet.text.date_ordinals import DAY_NUMBERS

_YEAR = r"(?:1[5-9]|2[01])\d\d"
_NAMED = re.compile(r"\(\?P<\w+>")
_START = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?")
_APOSTROPHE = re.compile("['’]")
_LETTERS_OF_TURNS = "q t h s fy"
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
    for block in re.split(r"\n(?=\S)", FORMS[language].strip()):
        meaning, _, pattern = block.partition(" ")
        yield meaning, _filled(pattern, language)


def _filled(pattern: str, language: str) -> str:
    for name, listed in _lists(language).items():
        pattern = pattern.replace(f"@{name}@", listed)
    return pattern.strip()


def _guards(language: str) -> dict[str, re.Pattern[str]]:
    """Return by frequent word what must follow for it to open a date."""
    found: dict[str, re.Pattern[str]] = {}
    for line in filter(None, GUARDS[language].splitlines()):
        names, _, pattern = line.partition("\\")
        compiled = re.compile(_filled(f"\\{pattern}", language), re.IGNORECASE)
        found |= dict.fromkeys(names.split(), compiled)
    return found


def _openers(language: str) -> frozenset[str]:
    found = {*OPENERS[language].split(), *_LETTERS_OF_TURNS.split()}
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
        self._guards = _guards(language)
        strong, weak = YEAR_LEADS[language]
        self.year_leads = frozenset(strong.split())
        self.weak_year_leads = frozenset(weak.split())
        self.part = _part(language)

    def scan(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the meaning and the match of each form in a text, from left to right."""
        position = 0
        openers = self._openers
        for token in _START.finditer(text):
            word = token.group().lower()
            # Most words end here, so nothing else is asked of them.
            if (
                word not in openers
                and not word[0].isdigit()
                and "'" not in word
                and "’" not in word
            ):
                continue
            start = token.start()
            if start < position:
                continue
            skipped = self._opens(text, token, word)
            if skipped < 0:
                continue
            found = self._scanner.match(text, start + skipped)
            if found is None:
                continue
            meaning, form = self.forms[int((found.lastgroup or "f0")[1:])]
            # What the scanner matched, the form itself matches too.
            yield meaning, cast("re.Match[str]", form.match(text, found.start(), found.end()))
            position = found.end()

    def _opens(self, text: str, token: re.Match[str], word: str) -> int:
        """Return how far into a word a date may begin ("l'an dernier": 2), -1 where none may."""
        skipped = 0
        if not word[0].isdigit():
            if word not in self._openers:  # "Friday's talk", "l'an dernier"
                first, last = _APOSTROPHE.split(word)
                if last != "s" and last in self._openers:
                    word, skipped = last, len(first) + 1
                elif first not in self._openers:
                    return -1
            guard = self._guards.get(word)
            if guard is not None and guard.match(text, token.end()) is None:
                return -1
        before = text[token.start() - 1] if token.start() else " "
        return -1 if before in _NOT_BEFORE or before.isalnum() else skipped


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
