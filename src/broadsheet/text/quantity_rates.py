"""Rates: what an amount is per."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.text.quantity_measures import read_unit_words
from broadsheet.text.quantity_nouns import is_plural, singular
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens
from broadsheet.text.quantity_units import RATE_NOUNS, UNIT_SIGNS

_PER = {"en": ("per",), "de": ("pro", "je"), "fr": ("par",), "es": ("por",)}
_EACH = {
    "en": ("a", "an", "each", "every", "per"),
    "de": ("im", "am", "pro"),
    "fr": ("par",),
    "es": ("al",),
}


def read_rate(tokens: Tokens, reading: Reading, language: str) -> Reading:
    """Take in "per kilowatt-hour", "a year", "/MWh", "pro Tonne"."""
    if reading.per:
        return reading
    at = reading.noun[1] if reading.noun else reading.last
    word = tokens.at(at)
    if word == "/" and at + 1 < len(tokens):
        return _rate_at(tokens, reading, at + 1, sign=True)
    if word == "-" and tokens.at(at + 1) in ("a", "an", "per"):
        at, word = at + 1, tokens.at(at + 1)
        if tokens.at(at + 1) == "-":
            return _rate_at(tokens, reading, at + 2, sign=False)
    if word in _PER.get(language, ("per",)):
        return _rate_at(tokens, reading, at + 1, sign=False)
    if word in _EACH.get(language, ()) and _is_rate_noun(tokens, at + 1):
        return _rate_at(tokens, reading, at + 1, sign=False)
    return reading


def _is_rate_noun(tokens: Tokens, at: int) -> bool:
    if at < len(tokens) and tokens.at(at) == "-":
        at += 1
    if tokens.at(at + 1) in ("ago", "earlier", "later", "before", "after", "of"):
        return False
    if tokens.at(at) in RATE_NOUNS:
        return True
    unit, per, last = read_unit_words(tokens, at)
    return (
        bool(unit)
        and per is None
        and last > at
        and unit not in ("%", "half")
        and not is_plural(tokens.word[last - 1])
    )


def _rate_at(tokens: Tokens, reading: Reading, at: int, *, sign: bool) -> Reading:
    if at >= len(tokens):
        return reading
    if tokens.at(at) == "-":
        at += 1
    many = ""
    if at < len(tokens) - 1 and tokens.kind[at] == "n" and not sign:
        many, at = tokens.word[at] + " ", at + 1
    known = UNIT_SIGNS.get(tokens.word[at]) if tokens.kind[at] == "w" or sign else None
    unit, per, last = read_unit_words(tokens, at)
    if unit and per is None:
        return replace(reading, last=last, per=many + unit)
    if known and known[1] is None and (sign or tokens.word[at] not in ("a", "in")):
        return replace(reading, last=at + 1, per=many + known[0])
    if sign or tokens.kind[at] != "w" or tokens.lower[at] in ("the", "its", "cent"):
        return reading
    return replace(reading, last=at + 1, per=many + singular(tokens.lower[at]))
