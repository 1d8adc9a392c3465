"""Wording: can a sentence be read without the one before it?"""

from __future__ import annotations

import re

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_POINTS_BACK = re.compile(
    r"(?:It|Its|They|Their|Them|He|She|His|Her|That|This|These|Those|Both"
    r"|The (?:rest|company|firm|yard"
    r"|agency|authority|port|exchange|investor|municipality|operator|same|other|figure|latter)"
    r"|Es|Sie|Er|Das|Dies|Diese|Dieser)\b"
)
# A definite noun without a name beside it means one the text has named before.
_DEFINITE = re.compile(r"(?:The|Its|Their|His|Her|Both|Die|Der|Das)\s+[a-zß-ÿ]")
_INSIDE = re.compile(
    r"\b(?:that|this)\s+(?:figure|number|request|shift|order|step|claim|date|case|price|distance"
    r"|rule|deal|plan|offer|sum|gap|test)s?\b"
    r"|\b(?:of|for|with|at) (?:that|this|it|them|those)\b(?! [a-z])"
    r"|\b(?:these|those)\s+(?!who\b)[a-z]+"
    r"|^[^,;]*\b(?:gave|awarded|told|sold|offered|handed|lent|sent|paid) (?:it|them|him|her)\b"
)
_OPENING_WORDS = 8
_CALENDAR = frozenset(
    [*_MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
)


def points_back(sentence: str) -> bool:
    """Return whether a sentence opens with a word that leans on the sentence before it."""
    return bool(_POINTS_BACK.match(sentence))


def stands_alone(sentence: str) -> bool:
    """Return whether a sentence can be read without the one before it.

    It opens with no pronoun and no definite noun without a name, and points to nothing inside.
    """
    if points_back(sentence) or _INSIDE.search(sentence):
        return False
    if not _DEFINITE.match(sentence):
        return True
    opening = [word.strip(",.") for word in sentence.split()[1:_OPENING_WORDS]]
    return any(word[:1].isupper() and word not in _CALENDAR for word in opening)
