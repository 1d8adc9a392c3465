"""The quantity grammar: sign, currency, number, scale, range, unit and rate, read from tokens.

One pass from left to right; every rule looks at a bounded number of tokens, so the cost grows with
the length of the sentence and nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from broadsheet.text import number_words as words
from broadsheet.text import quantity_currencies as money
from broadsheet.text.numbers import Number, read_number
from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_measures import read_unit, settle_suffix
from broadsheet.text.quantity_money import read_prefix
from broadsheet.text.quantity_rates import read_rate
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens
from broadsheet.text.spoken_numbers import read_multiple

_MINUS = frozenset("-−–")
_DASHES = frozenset("-–—−~")
CHANGE_VERBS = LEXICON["change_verbs"]


def read_quantity(tokens: Tokens, at: int, language: str = "en") -> Reading | None:
    """Return the quantity that starts at token `at`, the far end of a range included, or None."""
    times = read_multiple(tokens, at) if language == "en" else None
    if times is not None:
        number = Number(at, at + 1, Decimal(times), worded=True)
        return Reading(at, at + 1, number.value, number, unit="time")
    low = _read_amount(tokens, at, language)
    if low is None:
        return None
    joined = _read_range(tokens, low, language) or low
    return read_rate(tokens, joined, language)


def _starters(language: str) -> frozenset[str]:
    """Return the folded words and marks a quantity may start with, digits apart."""
    found = {"minus", "y", "+", *words.MULTIPLES, *_MINUS, *money.SIGNS, *words.SIGN_FRACTIONS}
    found.update(code.lower() for code in (*money.ISO_CODES, *money.PREFIXES, *money.DOLLARS))
    for table in (words.SMALL, words.FRACTIONS, words.ARTICLES, words.SCALES):
        found.update(table.get(language, ()))
    return frozenset(found)


_STARTERS = {language: _starters(language) for language in (*words.SMALL, "")}


def starts(tokens: Tokens, language: str) -> list[int]:
    """Return the tokens at which a quantity may start."""
    starters = _STARTERS.get(language, _STARTERS[""])
    return [
        at
        for at, (kind, lower) in enumerate(zip(tokens.kind, tokens.lower, strict=True))
        if kind == "n" or lower in starters
    ]


def _read_amount(tokens: Tokens, at: int, language: str) -> Reading | None:
    index, negative = _read_sign(tokens, at)
    index, currency = read_prefix(tokens, index)
    if currency and tokens.at(index) in _MINUS and tokens.glued(index + 1):
        index, negative = index + 1, True
    if index >= len(tokens):
        return None
    number = read_number(tokens, index, language)
    if number is None or (index > at and number.worded and tokens.kind[at] == "s"):
        return None
    number = settle_suffix(tokens, number, currency, language)
    value = -number.value if negative else number.value
    bare = Reading(
        at,
        number.last,
        value,
        currency=currency,
        number=number,
        signed=index > at and currency is None,
    )
    return bare if currency else read_unit(tokens, bare, language)


def _read_sign(tokens: Tokens, at: int) -> tuple[int, bool]:
    word = tokens.lower[at]
    if word == "minus":
        return (at + 2 if tokens.at(at + 1) == "-" else at + 1), True
    free = at == 0 or not tokens.glued(at) or tokens.word[at - 1] in "([/"
    if free and tokens.glued(at + 1):
        if word in _MINUS:
            return at + 1, True
        if word == "+":
            return at + 1, False
    return at, False


def _read_range(tokens: Tokens, low: Reading, language: str) -> Reading | None:
    """Join the far end of a range: "12 to 15", "4-7%", "$10 to $15 billion", "between 3 and 5"."""
    index = _range_joiner(tokens, low, language)
    if index is None or index >= len(tokens):
        return None
    high = _read_amount(tokens, index, language)
    if high is None or high.value < 0:
        return None
    if low.number.fraction != high.number.fraction or not _same_measure(low, high):
        return None
    if _is_change(tokens, low.first) and tokens.at(high.last) != "to":
        return None
    value = low.value
    if (
        low.number.scale == 1
        and high.number.scale > 1
        and value < 1000
        and (value < high.value / high.number.scale)
    ):
        value *= high.number.scale
    if value >= high.value:
        return None
    return replace(
        high,
        first=low.first,
        value=value,
        high=high.value,
        currency=high.currency or low.currency,
        unit=high.unit or low.unit,
        per=high.per or low.per,
        signed=low.signed,
    )


def _is_change(tokens: Tokens, at: int) -> bool:
    """Tell "rose in a year from 12 to 15" from the range of "12 to 15": two figures, not one."""
    if tokens.at(at - 1) != "from":
        return False
    for step in range(2, 11):
        word = tokens.at(at - step)
        if word in (",", ";", ":", ".", ""):
            return False
        if word in CHANGE_VERBS:
            return True
    return False


def _same_measure(low: Reading, high: Reading) -> bool:
    """Tell whether two amounts can be the ends of one range: what one lacks, the other gives."""
    if low.currency:
        return high.currency == low.currency or not (high.currency or high.measured)
    if low.unit and not low.noun:
        return high.unit == low.unit
    return True


def _range_joiner(tokens: Tokens, low: Reading, language: str) -> int | None:
    """Return where the far end starts, None when no joiner follows."""
    at = low.number.last if low.noun and not low.hyphenated else low.last
    word = tokens.at(at)
    if word in _DASHES:
        if tokens.at(at + 1) in words.RANGE_WORDS.get(language, ()):  # "3- to 5-year"
            return at + 2
        return _dash_end(tokens, at)
    if word in words.RANGE_WORDS.get(language, ()):
        at += 1
        while tokens.at(at) in ("-", "about", "around", "as", "much", "rund", "etwa"):
            at += 1
        return at
    if word == words.JOINERS.get(language) and _is_between(tokens, low.first, language):
        return at + 1
    return None


def _dash_end(tokens: Tokens, at: int) -> int | None:
    spaced = not tokens.glued(at) and not tokens.glued(at + 1)
    tight = tokens.glued(at) and tokens.glued(at + 1)
    return at + 1 if tight or (spaced and tokens.at(at) != "—") else None


def _is_between(tokens: Tokens, at: int, language: str) -> bool:
    cue = words.BETWEEN.get(language)
    return any(tokens.at(at - step) == cue for step in (1, 2, 3))
