"""The quantity grammar: sign, currency, number, scale, range, unit and rate, read from tokens.

One pass from left to right; every rule looks at a bounded number of tokens, so the cost grows with
the length of the sentence and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from broadsheet.text import number_words as words
from broadsheet.text import quantity_currencies as money
from broadsheet.text.numbers import Number, read_number
from broadsheet.text.quantity_nouns import STOP, is_plural, noun_span, singular, unit_of
from broadsheet.text.quantity_tokens import Tokens
from broadsheet.text.quantity_units import (
    GLUED_ONLY,
    RATE_NOUNS,
    SIGN_STARTS,
    TIME_UNITS,
    UNIT_SIGNS,
    UNIT_STARTS,
    UNIT_WORDS,
)

_MINUS = frozenset("-−–")
_DASHES = frozenset("-–—−~")
_PER = {"en": ("per",), "de": ("pro", "je"), "fr": ("par",), "es": ("por",)}
_EACH = {"en": ("a", "an", "each", "every", "per"), "de": ("im", "am", "pro"), "fr": ("par",), "es": ("al",)}
CHANGE_VERBS = frozenset(
    ["rose", "rise", "rises", "rising", "risen", "grew", "grow", "grows", "grown", "growing", "climbed", "climb", "climbing", "jumped", "jump", "increased", "increase", "increasing", "fell", "fall", "falls", "falling", "fallen", "dropped", "drop", "dropping", "declined", "decline", "decreased", "slid", "slipped", "sank", "cut", "cutting", "reduced", "reduce", "lowered", "lower", "lengthened", "lengthen", "extended", "extend", "raised", "raise", "lifted", "lift", "widened", "narrowed", "shrank", "shrunk", "shortened", "up", "down", "improved", "doubled", "eased", "slowed", "moved", "went", "gone", "changed", "revised", "upgraded", "downgraded"]
)
_CJK_COUNTERS = frozenset("元辆人家台个吨円")


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity at tokens [first, last). `noun` is the token span of a counted noun."""

    first: int
    last: int
    value: Decimal
    high: Decimal | None = None
    unit: str = ""
    currency: str | None = None
    per: str | None = None
    number: Number | None = None
    noun: tuple[int, int] | None = None
    signed: bool = False
    hyphenated: bool = False

    @property
    def measured(self) -> bool:
        """Tell whether the unit is one of the tables, not merely a counted noun."""
        return self.currency is not None or (self.unit != "" and self.noun is None)


def read_quantity(tokens: Tokens, at: int, language: str = "en") -> Reading | None:
    """Return the quantity that starts at token `at`, the far end of a range included, or None."""
    low = _read_amount(tokens, at, language)
    if low is None:
        return None
    joined = _read_range(tokens, low, language) or low
    return _read_rate(tokens, joined, language)


def _read_amount(tokens: Tokens, at: int, language: str) -> Reading | None:
    index, negative = _read_sign(tokens, at)
    index, currency = _read_prefix(tokens, index)
    if currency and tokens.at(index) in _MINUS and tokens.glued(index + 1):
        index, negative = index + 1, True
    if index >= len(tokens):
        return None
    number = read_number(tokens, index, language)
    if number is None or (index > at and number.worded and tokens.kind[at] == "s"):
        return None
    number = _settle_suffix(tokens, number, currency, language)
    value = -number.value if negative else number.value
    bare = Reading(
        at, number.last, value, currency=currency, number=number, signed=index > at and currency is None
    )
    return bare if currency else _read_unit(tokens, bare, language)


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


def _read_prefix(tokens: Tokens, at: int) -> tuple[int, str | None]:
    """Return the token after a currency prefix, and its code."""
    if at >= len(tokens):
        return at, None
    word, after = tokens.word[at], tokens.at(at + 1)
    if tokens.kind[at] == "w":
        if after in ("$", "＄") and tokens.lower[at] in money.DOLLARS and word[0].isupper():
            return at + 2, money.DOLLARS[tokens.lower[at]]
        return _read_code(tokens, at, word, after)
    if word in money.SIGNS:
        if (
            word == "$"
            and tokens.glued(at + 1)
            and after in money.DOLLARS
            and at + 2 < len(tokens)
            and tokens.kind[at + 2] == "n"
        ):
            return at + 2, money.DOLLARS[after]
        return at + 1, _near(tokens, word, money.SIGNS[word])
    return at, None


def _read_code(tokens: Tokens, at: int, word: str, after: str) -> tuple[int, str | None]:
    index = at + 2 if after in (".", "$", "€") and at + 2 < len(tokens) else at + 1
    if word == "Y" and after == "=" and tokens.kind[at + 2 : at + 3] == ["n"]:
        return at + 2, "JPY"  # the yen sign, flattened to ASCII
    if index >= len(tokens) or tokens.kind[index] != "n":
        return at, None
    if word in money.ISO_CODES:
        return index, word
    code = money.PREFIXES.get(word)
    if code is None or (index == at + 2 and after != "."):
        return at, None
    if word in ("R", "PS", "Ft", "SR", "Fr"):
        scaled = tokens.kind[index + 1 : index + 2] == ["w"] and tokens.glued(index + 1)
        return (index, code) if tokens.glued(index) and (scaled or "." in tokens.word[index]) else (at, None)
    return index, _near(tokens, word, code)


def _near(tokens: Tokens, sign: str, code: str) -> str:
    if sign not in ("kr", "¥", "￥", "Rs"):
        return code
    text = tokens.text.lower()
    for shape, cues, better in money.NEAR:
        if shape == sign and any(cue in text for cue in cues):
            return better
    return code


def _settle_suffix(tokens: Tokens, number: Number, currency: str | None, language: str) -> Number:
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
    if _currency_after(tokens, at) or read_unit_words(tokens, at)[0]:
        return True
    if language != "en":
        return tokens.word[at][:1].isupper()
    return noun_span(tokens, at, single=False) is not None


def _read_unit(tokens: Tokens, amount: Reading, language: str) -> Reading:
    """Take in the unit, currency or counted noun after the number."""
    at = _after_de(tokens, amount.last, language)
    if at >= len(tokens):
        return amount
    found = _currency_after(tokens, at)
    if found:
        code, last = found
        return replace(amount, last=last, currency=_near(tokens, tokens.word[at], code))
    sign = _unit_sign(tokens, at, amount)
    if sign:
        unit, per, last = sign
        return replace(amount, last=last, unit=unit, per=per)
    if tokens.word[at] == "-" and tokens.glued(at):
        return _read_hyphenated(tokens, amount, at + 1)
    unit, per, last = read_unit_words(tokens, at)
    if unit == "pound" and amount.number and amount.number.scale >= 1_000_000:
        return replace(amount, last=last, currency="GBP")
    if unit and not _is_other_noun(tokens, last, unit):
        return replace(amount, last=last, unit=unit, per=per)
    return _read_noun(tokens, amount, language)


def _after_de(tokens: Tokens, at: int, language: str) -> int:
    """Step over the "de" of "1,4 millones de euros"."""
    if language in ("fr", "es") and tokens.at(at) == "de" and at + 1 < len(tokens):
        return at + 1
    return at


def _is_other_noun(tokens: Tokens, last: int, unit: str) -> bool:
    """Tell "20 second homes" and "8 bar stools" from measures."""
    return unit in ("second", "bar", "stone", "yard") and not is_plural(tokens.word[last - 1]) and is_plural(
        tokens.word[last] if last < len(tokens) and tokens.kind[last] == "w" else ""
    )


def _currency_after(tokens: Tokens, at: int) -> tuple[str, int] | None:
    word = tokens.word[at]
    if word in money.SUFFIXES and (word != "$" or tokens.glued(at) or not tokens.glued(at + 1)):
        if word in ("$", "€", "£", "¥") and tokens.glued(at + 1) and tokens.kind[at + 1 : at + 2] == ["n"]:
            return None
        return money.SUFFIXES[word], at + 1
    if word in money.ISO_CODES:
        return word, at + 1
    if tokens.lower[at] in money.DOLLARS and tokens.at(at + 1) == "$" and word[0].isupper():
        return (money.DOLLARS[tokens.lower[at]], at + 2) if not tokens.glued(at + 2) else None
    lower = tokens.lower[at].removeprefix("d'").removeprefix("d’")
    if lower in money.NAME_STARTS:
        for length in (4, 3, 2, 1):
            code = money.NAMES.get(" ".join((lower, *tokens.lower[at + 1 : at + length])))
            if code and at + length <= len(tokens):
                return code, at + length
    return None


def _unit_sign(tokens: Tokens, at: int, amount: Reading) -> tuple[str, str | None, int] | None:
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
        if length < 3 and at + length < len(tokens) and tokens.glued(at + length) and (
            tokens.kind[at + length] in "wn" and tokens.kind[at + length - 1] in "wn"
        ):
            continue
        if not glued and surface in GLUED_ONLY and not _stands_alone(tokens, at, length, surface):
            continue
        return known[0], known[1], at + length
    return None


def _stands_alone(tokens: Tokens, at: int, length: int, surface: str) -> bool:
    """Accept "2.5 F and", "150 ch." but no "in", "a" or "x" after a space."""
    if surface in ("in", "in.", "a", "x", "s", '"', "mi", "ct", "lm", "B", "wk"):
        return False
    after = tokens.at(at + length)
    return after in ("", ",", ".", ")", "(", ";", "/", "of", "and", "or", "to", "per")


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
        if tokens.kind[index] != "w" and piece != ".":
            break
        surface = f"{surface} {piece}" if surface else piece
        index, taken = index + 1, taken + 1
        if surface in UNIT_WORDS:
            unit, per = UNIT_WORDS[surface]
            best = unit, per, index
        elif tokens.at(index) == "." and f"{surface}." in UNIT_WORDS:
            best = (*UNIT_WORDS[f"{surface}."], index + 1)
    return best


def _read_hyphenated(tokens: Tokens, amount: Reading, at: int) -> Reading:
    """Read "8-inch", "15-year-old", "12-page", "7- or 8-inch"."""
    if at >= len(tokens) or not tokens.glued(at):
        return _read_suspended(tokens, amount, at)
    found = _currency_after(tokens, at)
    if found:
        return replace(amount, last=found[1], currency=found[0], hyphenated=True)
    sign = UNIT_SIGNS.get(tokens.word[at])
    unit, per, last = read_unit_words(tokens, at)
    if unit:
        return replace(amount, last=last, unit=unit, per=per, hyphenated=True)
    if sign:
        return replace(amount, last=at + 1, unit=sign[0], per=sign[1], hyphenated=True)
    if tokens.kind[at] == "w" and tokens.word[at].isalpha() and tokens.lower[at] not in ("for", "to", "in", "and"):
        noun = (at, at + 1)
        return replace(amount, last=at + 1, unit=singular(tokens.lower[at]), noun=noun, hyphenated=True)
    return amount


def _read_suspended(tokens: Tokens, amount: Reading, at: int) -> Reading:
    """Give the 7 of "7- or 8-inch" the unit of the 8."""
    if tokens.at(at) not in ("or", "and", "to", "und", "oder", "bis") or at + 1 >= len(tokens):
        return amount
    other = _read_amount(tokens, at + 1, "en")
    if other is None or not other.unit:
        return amount
    return replace(amount, unit=other.unit, per=other.per, noun=other.noun, hyphenated=True)


def _read_noun(tokens: Tokens, amount: Reading, language: str) -> Reading:
    number = amount.number
    if number is None or amount.last >= len(tokens) or amount.signed:
        return amount
    at = amount.last
    if tokens.word[at] in _CJK_COUNTERS:
        return replace(amount, last=at + 1)
    if tokens.kind[at] == "w" and tokens.word[at][0] in _CJK_COUNTERS:
        return amount
    if language != "en":
        return _read_plain_noun(tokens, amount, language)
    if tokens.lower[at] == "who":
        return replace(amount, unit="person")
    at = _after_of(tokens, at, number)
    span = noun_span(tokens, at, single=number.value == 1 and at == amount.last)
    if span is None:
        return _read_modifier(tokens, amount)
    return replace(amount, unit=unit_of(tokens, span), noun=span)


def _read_modifier(tokens: Tokens, amount: Reading) -> Reading:
    """Read "a 12 page document", "the 11 member pact": a noun that counts, before the noun it tells of."""
    at = amount.last
    if tokens.at(amount.first - 1) not in ("a", "an", "the", "of", "with", "its", "this"):
        return amount
    words = tokens.kind[at : at + 2] == ["w", "w"] and not amount.number.fraction if amount.number else False
    if not words or any(tokens.lower[n] in STOP or not tokens.word[n].islower() for n in (at, at + 1)):
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
    """Take the next noun as it stands: in German the next capital, elsewhere the next word."""
    at = amount.last
    for index in range(at, min(at + 3, len(tokens))):
        if tokens.kind[index] != "w":
            break
        word = tokens.word[index]
        if (word[0].isupper() if language == "de" else len(word) > 3) and word[0].isalpha():
            unit = word if language == "de" else word.lower()
            return replace(amount, unit=unit, noun=(at, index + 1))
        if language != "de" and index == at and word.lower() not in ("de", "d"):
            break
    return amount


def _read_range(tokens: Tokens, low: Reading, language: str) -> Reading | None:
    """Join the far end of a range: "12 to 15", "4-7%", "$10 to $15 billion", "between 3 and 5"."""
    index = _range_joiner(tokens, low, language)
    if index is None or index >= len(tokens):
        return None
    high = _read_amount(tokens, index, language)
    if high is None or high.number is None or low.number is None or high.value < 0:
        return None
    if low.number.fraction != high.number.fraction or not _same_measure(low, high):
        return None
    if tokens.at(low.first - 1) == "from" and tokens.at(low.first - 2) in CHANGE_VERBS:
        return None
    value = low.value
    if low.number.scale == 1 and high.number.scale > 1 and value < 1000 and (
        value < high.value / high.number.scale
    ):
        value *= high.number.scale
    if value >= high.value:
        return None
    # "-5-10" and "-5 to 10" alike: only the first end carries a sign.
    return replace(
        high, first=low.first, value=value, high=high.value,
        currency=high.currency or low.currency, unit=high.unit or low.unit, per=high.per or low.per,
        noun=high.noun, signed=low.signed,
    )  # fmt: skip


def _same_measure(low: Reading, high: Reading) -> bool:
    if low.currency and high.currency and low.currency != high.currency:
        return False
    if low.currency and high.unit and not high.noun:
        return False
    if low.unit and not low.noun and not high.unit and not high.currency:
        return False
    if low.unit and high.unit and low.unit != high.unit:
        return low.noun is not None
    return not (low.unit and not low.noun and high.currency)


def _range_joiner(tokens: Tokens, low: Reading, language: str) -> int | None:
    """Return where the far end starts, None when no joiner follows."""
    at = low.number.last if low.noun and low.number and not low.hyphenated else low.last
    word = tokens.at(at)
    if word in _DASHES:
        return _dash_end(tokens, at, low)
    if word in words.RANGE_WORDS.get(language, ()):
        at += 1
        while tokens.at(at) in ("-", "about", "around", "as", "much", "rund", "etwa"):
            at += 1
        return at
    if word == words.JOINERS.get(language) and _is_between(tokens, low.first, language):
        return at + 1
    return None


def _dash_end(tokens: Tokens, at: int, low: Reading) -> int | None:
    spaced = not tokens.glued(at) and at + 1 < len(tokens) and not tokens.glued(at + 1)
    tight = tokens.glued(at) and tokens.glued(at + 1)
    if tokens.at(at) == "—" and not tight:
        return None
    return at + 1 if spaced or tight or tokens.at(at) in ("~", "–") else None


def _is_between(tokens: Tokens, at: int, language: str) -> bool:
    cue = words.BETWEEN.get(language)
    return any(tokens.at(at - step) == cue for step in (1, 2, 3))


def _read_rate(tokens: Tokens, reading: Reading, language: str) -> Reading:
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
    return bool(unit) and per is None and last > at and unit not in ("%", "half") and not is_plural(
        tokens.word[last - 1]
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


def is_duration(reading: Reading) -> bool:
    """Tell whether the unit is one of time."""
    return reading.unit in TIME_UNITS
