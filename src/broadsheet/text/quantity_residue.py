"""Digits that are no text: clock times, phone numbers, links, versions, markup left in prose."""

from __future__ import annotations

import re

_CLOCK_SIGNS = r"(?:[ap]\.?\s?m\b\.?|Uhr\b|hrs?\b|GMT|UTC|CES?T|E[SD]?T|BST|PT)"
# Tried at each run of digits.
_AT_DIGITS = re.compile(
    rf"\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s?{_CLOCK_SIGNS}"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
    r"|\d{1,2}\s?(?:[ap]\.?\s?m\b\.?|Uhr\b)(?!\w)"
    r"|\d{4}\s(?:GMT|UTC|EDT|EST)\b|\d{1,2}h\d{2}\b"
    r"|\d{3}-\d{3,4}-\d{4}\b|0\d{2,4}[\s/-]\d{5,9}\b"
    r"|\d{1,3}(?:\.\d{1,2}){2,3}(?![\d.]*\d)|(?!\d{1,3}(?:\.\d{3})+(?![\d.]))(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)"
)
_DIGITS = re.compile(r"(?<![\d.,:])\d+")
_LINK = re.compile(r"https?://\S+|www\.\S+|\S{1,64}@\S{1,64}\.\S+")
_DIALLED = re.compile(
    r"(?<!\w)\+\d{1,3}[\s()./-]{0,2}\d[\d\s()./-]{5,17}\d|(?<!\w)\(\d{2,5}\)\s?\d[\d\s-]{4,12}\d"
)
_MARKUP = re.compile(
    r"[\"'][\w-]{1,40}[\"']\s?:\s?[\"']?[\d.,-]+"
    r"|(?<![\w-])[\w-]{1,30}\s?[=:]\s?[\"']?\d{1,20}(?:px|em|rem|pt)?[;\"']"
    r"|&#\d+;|#[0-9a-fA-F]{3,8}\b"
)
_VERSION = re.compile(r"\b[vV]\d+(?:\.\d+)*\b")
# A form is looked for only in a text that has one of its marks.
_MARKED = (
    (("@", "://", "www."), _LINK),
    (("+", "("), _DIALLED),
    ((":", "=", "#"), _MARKUP),
    (("v", "V"), _VERSION),
)


def residue_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of a sentence whose digits measure nothing."""
    spans = [
        found.span()
        for digits in _DIGITS.finditer(text)
        if (found := _AT_DIGITS.match(text, digits.start()))
    ]
    for marks, pattern in _MARKED:
        if any(mark in text for mark in marks):
            spans += [match.span() for match in pattern.finditer(text)]
    return spans
