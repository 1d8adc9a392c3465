"""Rates: what an amount is per."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.text.quantity_measures import read_unit_words
from broadsheet.text.quantity_nouns import is_plural, singular
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens
from broadsheet.text.quantity_units import RATE_NOUNS, UNIT_SIGNS

_PER = {"en": ("per",), "de": ("pro", "je"), "fr": ("par",), "es": ("por",)}
_EACH = {"en": ("a", "an", "each", "every"), "de": ("im", "am"), "fr": ("par",), "es": ("al",)}
# "A year earlier" is a date, "a half of" a share.
# "14,000 passengers daily"
_ADVERBS = {
    "en": {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week",
           "monthly": "month", "yearly": "year", "annually": "year"},
    "de": {"stündlich": "stunde", "täglich": "tag", "wöchentlich": "woche", "monatlich": "monat",
           "jährlich": "jahr"},
}  # fmt: skip
_LONGEST_SUBSTANCE = 3
_NO_RATES = frozenset({"ago", "earlier", "later", "before", "after", "of"})


def read_rate(tokens: Tokens, reading: Reading, language: str) -> Reading:
    """Take in "per kilowatt-hour", "a year", "/MWh", "a-year", "pro Tonne"."""
    if reading.per:
        return reading
    at = reading.noun[1] if reading.noun else reading.last
    if tokens.at(at) == "/":
        return _rate_of_sign(tokens, reading, at + 1)
    if tokens.at(at) == "-" and tokens.at(at + 1) in ("a", "an", "per"):
        at += 1
    named = at + 2 if tokens.at(at + 1) == "-" else at + 1
    word = tokens.at(at)
    adverb = _ADVERBS.get(language, {}).get(word)
    if adverb and not _is_noun_next(tokens, at + 1):
        return replace(reading, last=at + 1, per=adverb)
    if word == "of":
        return _rate_past_substance(tokens, reading, at, language)
    rate = word in _PER.get(language, ("per",)) or (
        word in _EACH.get(language, ()) and _is_rate_noun(tokens, named)
    )
    return _rate_of_word(tokens, reading, named) if rate else reading


def _is_noun_next(tokens: Tokens, at: int) -> bool:
    """Tell an adjective, "9 tonnes daily output", from the adverb."""
    return tokens.kind[at : at + 1] == ["w"] and is_plural(tokens.word[at])


def _rate_past_substance(tokens: Tokens, reading: Reading, at: int, language: str) -> Reading:
    """Read "38,000 tonnes of carbon dioxide a year": the substance stays out of the figure."""
    for step in range(2, 2 + _LONGEST_SUBSTANCE):
        word = tokens.at(at + step)
        if (
            word in (*_EACH.get(language, ()), *_PER.get(language, ()))
            and tokens.at(at + step + 1) in RATE_NOUNS
        ):
            if tokens.at(at + step + 2) in _NO_RATES:
                return reading
            return replace(reading, per=tokens.at(at + step + 1))
        if tokens.kind[at + step : at + step + 1] != ["w"]:
            return reading
    return reading


def _is_rate_noun(tokens: Tokens, at: int) -> bool:
    if tokens.at(at + 1) in _NO_RATES:
        return False
    if tokens.at(at) in RATE_NOUNS:
        return True
    unit, per, last = read_unit_words(tokens, at)
    return unit not in ("", "%") and per is None and not is_plural(tokens.word[last - 1])


def _rate_of_sign(tokens: Tokens, reading: Reading, at: int) -> Reading:
    unit, per, last = read_unit_words(tokens, at)
    if not unit:
        unit, per = UNIT_SIGNS.get(tokens.raw(at), ("", None))
        last = at + 1
    return replace(reading, last=last, per=unit) if unit and per is None else reading


def _rate_of_word(tokens: Tokens, reading: Reading, at: int) -> Reading:
    many = ""
    if tokens.kind[at : at + 1] == ["n"]:  # "per 100 kilometres"
        many, at = f"{tokens.word[at]} ", at + 1
    unit, per, last = read_unit_words(tokens, at)
    if unit and per is None:
        return replace(reading, last=last, per=many + unit)
    if tokens.kind[at : at + 1] != ["w"] or tokens.lower[at] in ("the", "its", "cent"):
        return reading
    known = UNIT_SIGNS.get(tokens.word[at])
    named = known[0] if known else singular(tokens.lower[at])
    return replace(reading, last=at + 1, per=many + named)
