"""Numbers: digits in the formats of the press, number words, scales and fractions, as Decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from broadsheet.text import number_words as words
from broadsheet.text.quantity_tokens import Tokens
from broadsheet.text.spoken_numbers import Spoken, read_spoken

# Enough for the longest number that is read, so that scaling never rounds.
_EXACT = Context(prec=120)
_LONGEST = 60
_GROUPS = re.compile(r"\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_MARKS = re.compile(r"[,.'’\s]")
_FREE_GROUPS = frozenset("'’ \u00a0\u2009\u202f")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens [first, last): its value, and how it was written.

    `scale` is the product of its scale words (1 when it has none), `worded` tells that it has no
    digits, `fraction` that it is a part of something, `shy` that its scale is an abbreviation with
    other meanings.
    """

    first: int
    last: int
    value: Decimal
    scale: Decimal = Decimal(1)
    worded: bool = False
    fraction: bool = False
    shy: bool = False


def parse_digits(written: str, language: str = "en") -> Decimal | None:
    """Return the value of a digit run such as 1,400,000 or 1.400.000 or 1 400 000,5.

    None for what is no number (3.11.2, 192.168.0.1) and for more than 60 digits. A comma or point
    that cannot group is a decimal mark in every language; one that could do both ("1.400") follows
    the language.
    """
    if len(written) > _LONGEST:
        return None
    if written.isdigit():
        return Decimal(written)
    if _INDIAN.fullmatch(written):
        return Decimal(written.replace(",", ""))
    group, decimal = (".", ",") if language in words.DECIMAL_COMMA else (",", ".")
    own = _parse_with(written, group, decimal)
    return own if own is not None else _parse_with(written, decimal, group)


def _parse_with(written: str, group: str, decimal: str) -> Decimal | None:
    """Read digits with the given marks; None when they do not fit."""
    whole, mark, tail = written.partition(decimal)
    if mark and not tail.isdigit():
        return None
    if whole and not whole.isdigit():
        grouped = _GROUPS.fullmatch(whole)
        if grouped is None or grouped.group(1) not in (group, *_FREE_GROUPS):
            return None
    return Decimal(
        f"{_MARKS.sub('', whole) or '0'}.{tail or '0'}" if mark else _MARKS.sub("", whole)
    )


def read_number(tokens: Tokens, at: int, language: str = "en") -> Number | None:
    """Return the number that starts at token `at`, scale words and suffixes included, or None."""
    if tokens.kind[at] == "n":
        number = _read_digits(tokens, at, language)
        return number and _scaled(tokens, number, language)
    if tokens.word[at] in words.SIGN_FRACTIONS:
        return Number(at, at + 1, words.SIGN_FRACTIONS[tokens.word[at]], fraction=True)
    spoken = read_spoken(tokens, at, language)
    if spoken is None:
        return None
    return _scaled(tokens, _from_words(at, spoken), language)


def _from_words(at: int, spoken: Spoken) -> Number:
    return Number(
        at, spoken.last, spoken.value, spoken.scale, worded=True, fraction=spoken.fraction
    )


def _read_digits(tokens: Tokens, at: int, language: str) -> Number | None:
    value = parse_digits(tokens.word[at], language)
    if value is None:
        return None
    after = at + 1
    if tokens.at(after) in words.SIGN_FRACTIONS:
        return Number(at, after + 1, value + words.SIGN_FRACTIONS[tokens.at(after)])
    if _is_slash(tokens, after):
        return _read_ratio(tokens, at) if tokens.kind[at + 2] == "n" else Number(at, after, value)
    if tokens.kind[after : after + 1] == ["n"] and _is_slash(tokens, after + 1):
        mixed = _read_ratio(tokens, after)
        if mixed and value == value.to_integral_value():
            return Number(at, mixed.last, value + mixed.value)
    if tokens.at(after) in ("x", "×") and tokens.at(after + 1) == "10":
        return _read_power(tokens, at, value)
    return Number(at, after, value)


def _is_slash(tokens: Tokens, at: int) -> bool:
    return tokens.at(at) in ("/", "⁄") and tokens.glued(at) and tokens.glued(at + 1)


def _read_ratio(tokens: Tokens, at: int) -> Number | None:
    """Read 1/16; other slashed digits (24/7, 2025/26) are no number at all."""
    top, bottom = tokens.word[at], tokens.at(at + 2)
    short = top.isdigit() and bottom.isdigit() and len(top) <= 2 and len(bottom) <= 3
    if not short or not 0 < int(top) < int(bottom) or tokens.at(at + 3) == "/":
        return None
    return Number(at, at + 3, Decimal(int(top)) / int(bottom), fraction=True)


def _read_power(tokens: Tokens, at: int, value: Decimal) -> Number:
    """Read 1.99×10−30 and 3 x 10^8; without an exponent the digits stand alone."""
    index = at + 4 if tokens.at(at + 3) == "^" else at + 3
    negative = tokens.at(index) in ("-", "−")
    index += negative
    exponent = tokens.at(index)
    if not tokens.glued(index) or not exponent.isdigit() or int(exponent[:3]) > _LONGEST:
        return Number(at, at + 1, value)
    power = -int(exponent) if negative else int(exponent)
    return Number(at, index + 1, value.scaleb(power))


def _scaled(tokens: Tokens, number: Number, language: str) -> Number:
    """Take in the scale words and the suffix after a number."""
    scales = words.SCALES.get(language, words.SCALES["en"])
    index = number.last
    if tokens.at(index) == "-" and tokens.at(index + 1) in scales:
        index += 1  # "1.8-billion"
    start, scale = index, Decimal(1)
    while (factor := _factor(tokens, index, scales, language)) is not None:
        scale = _EXACT.multiply(scale, factor)
        index += 2 if tokens.at(index + 1) == "." and tokens.at(index) in _DOTTED else 1
    if index > start:
        return _multiplied(number, index, scale)
    suffix = None if number.worded else _shy_factor(tokens, index)
    return replace(_multiplied(number, index + 1, suffix), shy=True) if suffix else number


_DOTTED = frozenset({"mio", "mrd", "mill", "tsd", "bio"})


def _factor(tokens: Tokens, at: int, scales: dict[str, Decimal], language: str) -> Decimal | None:
    word = tokens.at(at)
    if language == "fr" and word in ("cent", "cents") and tokens.kind[at - 1] == "n":
        return None  # "40 cents" is money
    return scales.get(word) or words.CJK_SCALES.get(word) or words.SUFFIXES.get(word)


def _shy_factor(tokens: Tokens, at: int) -> Decimal | None:
    """Return what m, k, b and the like after digits may multiply by; the noun after decides."""
    near = tokens.glued(at) or (tokens.word[at : at + 1] and tokens.word[at] in _SPACED_SUFFIXES)
    return words.SHY_SUFFIXES.get(tokens.at(at)) if near else None


_SPACED_SUFFIXES = frozenset({"m", "M", "k", "K", "B", "cr", "Cr", "mil"})


def _multiplied(number: Number, last: int, factor: Decimal) -> Number:
    return replace(
        number,
        last=last,
        value=_EXACT.multiply(number.value, factor),
        scale=_EXACT.multiply(number.scale, factor),
    )
