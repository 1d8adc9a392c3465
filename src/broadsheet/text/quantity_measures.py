"""What a number is a number of: its unit, its currency or the noun it counts."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.text import number_words as words
from broadsheet.text.numbers import Number
from broadsheet.text.quantity_money import currency_after, nearby_currency
from broadsheet.text.quantity_nouns import STOP, is_plural, noun_span, singular, unit_of
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens
from broadsheet.text.quantity_units import (
    GLUED_ONLY,
    SIGN_STARTS,
    UNIT_SIGNS,
    UNIT_STARTS,
    UNIT_WORDS,
)
from broadsheet.text.stopwords import STOP_WORDS

_NO_UNITS = frozenset({"for", "to", "in", "and", "per", "a", "an"})
_LOOSE_SIGNS = frozenset({"C", "K", "t", "h", "PS", "ch", "L", "J", "MP", "NM"})
_AFTER_LOOSE_SIGNS = frozenset(("", ",", ".", ")", "(", ";", "/", "of", "and", "or", "to", "per"))
_CJK_COUNTERS = frozenset("元辆人家台个吨円")
# Nobody weighs a million pounds in the news.
_MONEY_SCALE = 1_000_000


def settle_suffix(tokens: Tokens, number: Number, currency: str | None, language: str) -> Number:
    """Decide whether m, t, b, l, k after digits scale the number or measure it."""
    if not number.shy or currency:
        return number
    suffix = tokens.word[number.last - 1]
    if suffix in ("k", "K", "mil"):
        return number
    if _counts_something(tokens, number.last, language) or suffix in ("M", "B"):
        return number
    value = number.value / words.SHY_SUFFIXES[suffix.lower()]
    return Number(number.first, number.last - 1, value)


def _counts_something(tokens: Tokens, at: int, language: str) -> bool:
    if at >= len(tokens):
        return False
    if currency_after(tokens, at) or read_unit_words(tokens, at)[0]:
        return True
    if language != "en":
        return tokens.word[at][:1].isupper()
    return noun_span(tokens, at, single=False) is not None


def read_unit(tokens: Tokens, amount: Reading, language: str) -> Reading:
    """Take in the unit, currency or counted noun after the number."""
    at = _after_de(tokens, amount.last, language)
    if at >= len(tokens):
        return amount
    found = currency_after(tokens, at)
    if found:
        code, last = found
        return replace(amount, last=last, currency=nearby_currency(tokens, tokens.word[at], code))
    sign = _unit_sign(tokens, at)
    if sign:
        unit, per, last = sign
        return replace(amount, last=last, unit=unit, per=per)
    if tokens.word[at] == "-" and tokens.glued(at):
        return _read_hyphenated(tokens, amount, at + 1)
    return _read_named_unit(tokens, amount, at) or _read_noun(tokens, amount, language)


def _read_named_unit(tokens: Tokens, amount: Reading, at: int) -> Reading | None:
    unit, per, last = read_unit_words(tokens, at)
    if unit == "pound" and amount.number.scale >= _MONEY_SCALE:
        return replace(amount, last=last, currency="GBP")
    if unit and not _is_other_noun(tokens, last, unit):
        return replace(amount, last=last, unit=unit, per=per)
    return None


def _after_de(tokens: Tokens, at: int, language: str) -> int:
    """Step over the "de" of "1,4 millones de euros"."""
    if language in ("fr", "es") and tokens.at(at) == "de" and at + 1 < len(tokens):
        return at + 1
    return at


def _is_other_noun(tokens: Tokens, last: int, unit: str) -> bool:
    """Tell "20 second homes" and "8 bar stools" from measures."""
    return (
        unit in ("second", "bar", "stone", "yard")
        and not is_plural(tokens.word[last - 1])
        and is_plural(tokens.word[last] if last < len(tokens) and tokens.kind[last] == "w" else "")
    )


def _unit_sign(tokens: Tokens, at: int) -> tuple[str, str | None, int] | None:
    word = tokens.word[at]
    if word[:1] not in SIGN_STARTS:
        return None
    glued = tokens.glued(at)
    for length in (3, 2, 1):
        if at + length > len(tokens):
            continue
        surface = tokens.text[tokens.start[at] : tokens.end[at + length - 1]]
        known = UNIT_SIGNS.get(surface)
        if known is None:
            continue
        after = at + length
        grown = tokens.glued(after) and tokens.raw(after)[:1].isalnum() and surface[-1].isalnum()
        loose = not glued and surface in GLUED_ONLY and not _stands_alone(tokens, after, surface)
        if not grown and not loose:
            return known[0], known[1], after
    return None


def _stands_alone(tokens: Tokens, after: int, surface: str) -> bool:
    """Accept "2.5 K and", "150 ch." but no "in" or "a" after a space."""
    return surface in _LOOSE_SIGNS and tokens.at(after) in _AFTER_LOOSE_SIGNS


def read_unit_words(tokens: Tokens, at: int) -> tuple[str, str | None, int]:
    """Match the longest unit name at token `at`: hyphens count as spaces."""
    if at >= len(tokens) or (tokens.lower[at] not in UNIT_STARTS):
        return "", None, at
    best: tuple[str, str | None, int] = ("", None, at)
    surface = ""
    index = at
    taken = 0
    while index < len(tokens) and taken < 5:
        piece = tokens.lower[index]
        if piece == "-" and surface:
            index += 1
            continue
        if tokens.kind[index] != "w":
            break
        surface = f"{surface} {piece}" if surface else piece
        index, taken = index + 1, taken + 1
        if surface in UNIT_WORDS:
            best = (*UNIT_WORDS[surface], index)
    return best


def _read_hyphenated(tokens: Tokens, amount: Reading, at: int) -> Reading:
    """Read "8-inch", "15-year-old", "12-page"."""
    if at >= len(tokens) or not tokens.glued(at):
        return amount
    found = currency_after(tokens, at)
    if found:
        return replace(amount, last=found[1], currency=found[0], hyphenated=True)
    sign = UNIT_SIGNS.get(tokens.word[at])
    unit, per, last = read_unit_words(tokens, at)
    if sign and not unit:
        (unit, per), last = sign, at + 1
    if unit:
        return replace(amount, last=last, unit=unit, per=per, hyphenated=True)
    if tokens.kind[at] != "w" or tokens.lower[at] in _NO_UNITS:
        return amount
    one = singular(tokens.lower[at])
    return replace(amount, last=at + 1, unit=one, noun=(at, at + 1), hyphenated=True)


def _read_noun(tokens: Tokens, amount: Reading, language: str) -> Reading:
    at, number = amount.last, amount.number
    if amount.signed or tokens.kind[at] != "w":
        return amount
    if tokens.word[at][0] in _CJK_COUNTERS:
        return replace(amount, last=at + 1)
    if language != "en":
        return amount if number.fraction else _read_plain_noun(tokens, amount, language)
    if tokens.lower[at] == "who":
        return replace(amount, unit="person")
    after = _after_of(tokens, at, number)
    span = noun_span(tokens, after, single=number.value == 1 and after == at)
    if span is None:
        return _read_modifier(tokens, amount)
    return replace(amount, unit=unit_of(tokens, span), noun=span)


def _read_modifier(tokens: Tokens, amount: Reading) -> Reading:
    """Read "a 12 page document", "the 11 member pact": the noun that counts, then what it is of."""
    at = amount.last
    led = tokens.at(amount.first - 1) in ("a", "an", "the", "of", "with", "its", "this")
    if not led or amount.number.fraction or at + 1 >= len(tokens):
        return amount
    if any(not tokens.word[n].islower() or tokens.lower[n] in STOP for n in (at, at + 1)):
        return amount
    return replace(amount, last=at + 1, unit=tokens.lower[at], noun=(at, at + 1), hyphenated=True)


def _after_of(tokens: Tokens, at: int, number: Number) -> int:
    """Step over "of the" after "one", "a third" and scale words: "one of the oldest parks"."""
    if tokens.at(at) != "of" or number.fraction:
        return at
    if tokens.at(at + 1) in ("the", "its", "their", "his", "her", "our", "my", "those", "these"):
        return at + 2
    return at + 1 if number.scale > 1 else at


def _read_plain_noun(tokens: Tokens, amount: Reading, language: str) -> Reading:
    """Take the next noun as it stands: in German the next capital, elsewhere the next long word."""
    at = amount.last
    if language == "de":
        for index in range(at, min(at + 3, len(tokens))):
            if tokens.kind[index] != "w":
                break
            if tokens.word[index][0].isupper():
                return replace(amount, unit=tokens.word[index], noun=(at, index + 1))
        return amount
    index = at + 1 if tokens.at(at) in ("de", "d") else at
    word = tokens.at(index)
    if len(word) <= 3 or tokens.kind[index] != "w" or word in STOP_WORDS.get(language, ()):
        return amount
    return replace(amount, unit=word, noun=(at, index + 1))
