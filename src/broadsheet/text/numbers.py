"""Numbers: digits in the formats of the press, number words, scales and fractions, as Decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal

from broadsheet.text import number_words as words
from broadsheet.text.quantity_tokens import Tokens

# Enough for the longest number that is read, so that scaling never rounds.
_EXACT = Context(prec=90)
_LONGEST = 60
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’   ]\d{3})+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_MARKS = re.compile(r"[,.'’\s]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens [first, last): its value, and how it was written.

    `scale` is the product of its scale words (1 when it has none), `worded` tells that it has no
    digits, `fraction` that it is a part of something.
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
    comma = language in words.DECIMAL_COMMA
    decimal, group = (",", ".") if comma else (".", ",")
    if _INDIAN.fullmatch(written):
        return Decimal(written.replace(",", ""))
    head, mark, tail = written.rpartition(decimal)
    if mark and decimal not in head and (tail.isdigit() and _is_whole(head, group)):
        return Decimal(f"{_digits(head) or '0'}.{tail}")
    if _is_whole(written, group):
        return Decimal(_digits(written))
    return _foreign(written, decimal, group)


def _foreign(written: str, decimal: str, group: str) -> Decimal | None:
    """Read a number in the other convention, when it can be read in no other way."""
    if written.count(group) == 1 and decimal not in written:
        whole, _, tail = written.partition(group)
        return Decimal(f"{whole}.{tail}") if whole.isdigit() and tail.isdigit() else None
    if _GROUPED.fullmatch(written) and len({mark for mark in written if not mark.isdigit()}) == 1:
        return Decimal(_digits(written))
    head, mark, tail = written.rpartition(group)
    if mark and head.count(decimal) and _is_whole(head, decimal) and tail.isdigit():
        return Decimal(f"{_digits(head)}.{tail}")
    return None


def _is_whole(written: str, group: str) -> bool:
    if written.isdigit() or not written:
        return True
    marks = {mark for mark in written if not mark.isdigit()}
    return len(marks) == 1 and bool(_GROUPED.fullmatch(written)) and bool(marks & {group, *"'’   "})


def _digits(written: str) -> str:
    return _MARKS.sub("", written)


def read_number(tokens: Tokens, at: int, language: str = "en") -> Number | None:
    """Return the number that starts at token `at`, scale words and suffixes included, or None."""
    if tokens.kind[at] == "n":
        number = _read_digits(tokens, at, language)
    elif tokens.word[at] in words.SIGN_FRACTIONS:
        value = words.SIGN_FRACTIONS[tokens.word[at]]
        number = Number(at, at + 1, value, fraction=True)
    else:
        number = _read_words(tokens, at, language)
    return number if number is None else _scaled(tokens, number, language)


def _read_digits(tokens: Tokens, at: int, language: str) -> Number | None:
    value = parse_digits(tokens.word[at], language)
    if value is None:
        return None
    after = at + 1
    if tokens.at(after) in ("/", "⁄") and tokens.glued(after):
        return _read_ratio(tokens, at, value)
    if tokens.at(after) in words.SIGN_FRACTIONS:
        return Number(at, after + 1, value + words.SIGN_FRACTIONS[tokens.at(after)])
    if after + 2 < len(tokens) and tokens.at(after + 1) in ("/", "⁄"):
        mixed = _read_ratio(tokens, after, Decimal(0)) if tokens.kind[after] == "n" else None
        if mixed and mixed.value < 1 and value == value.to_integral_value():
            return Number(at, mixed.last, value + mixed.value)
    if tokens.at(after) in ("x", "×") and tokens.word[after + 1 : after + 2] == ["10"]:
        return _read_power(tokens, at, value) or Number(at, after, value)
    return Number(at, after, value)


def _read_ratio(tokens: Tokens, at: int, value: Decimal) -> Number | None:
    """Read 1/16; other slashed digits (24/7, 2025/26) are no number at all."""
    if at + 2 >= len(tokens) or tokens.kind[at + 2] != "n" or not tokens.glued(at + 2):
        return Number(at, at + 1, value)
    top, bottom = tokens.word[at], tokens.word[at + 2]
    small = top.isdigit() and bottom.isdigit() and len(top) <= 2 and len(bottom) <= 3
    if not small or not 0 < int(top) < int(bottom) or tokens.at(at + 3) == "/":
        return None
    return Number(at, at + 3, Decimal(int(top)) / int(bottom), fraction=True)


def _read_power(tokens: Tokens, at: int, value: Decimal) -> Number | None:
    """Read 1.99×10−30 and 3 x 10^8."""
    index = at + 3
    if tokens.at(index) == "^":
        index += 1
    sign = 1
    if tokens.at(index) in ("-", "−"):
        sign, index = -1, index + 1
    if index >= len(tokens) or not tokens.word[index].isdigit() or not tokens.glued(index):
        return None
    exponent = int(tokens.word[index]) if len(tokens.word[index]) <= 2 else 100
    return Number(at, index + 1, value.scaleb(sign * exponent)) if exponent <= _LONGEST else None


def _read_words(tokens: Tokens, at: int, language: str) -> Number | None:
    small = words.SMALL.get(language)
    if small is None:
        return None
    word = tokens.lower[at]
    if word in small:
        return _read_run(tokens, at, language)
    scales = words.SCALES[language]
    if word in words.ARTICLES[language] or word in words.FRACTIONS[language]:
        return _read_part(tokens, at, language)
    if (
        word in scales
        and language != "en"
        and word in ("hundert", "tausend", "cent", "mille", "mil", "cien")
    ):
        return Number(at, at + 1, scales[word], worded=True)
    return None


def _read_part(tokens: Tokens, at: int, language: str) -> Number | None:
    """Read "a third", "half a million", "a hundred", "a dozen"."""
    fractions, scales = words.FRACTIONS[language], words.SCALES[language]
    article = tokens.lower[at] in words.ARTICLES[language]
    index = at + 1 if article else at
    word = tokens.at(index)
    if article and word in scales:
        return Number(at, index, Decimal(1), worded=True)
    if article and word in words.SMALL[language] and words.SMALL[language][word] == 12:
        return Number(at, index + 1, Decimal(12), worded=True)
    if word not in fractions or not _is_part(tokens, index, language, article=article):
        return None
    after = index + 1
    if tokens.at(after) in words.ARTICLES[language] and tokens.at(after + 1) in scales:
        return Number(at, after + 1, fractions[word], worded=True)
    return Number(at, after, fractions[word], worded=True, fraction=True)


def _is_part(tokens: Tokens, index: int, language: str, *, article: bool) -> bool:
    """Tell a share ("a third of", "by half") from an ordinal, a quarter of a year, "half-staff"."""
    if language != "en":
        return (
            tokens.at(index + 1) in ("der", "des", "aller", "von", "de", "des", "del", "d", "(")
            or article
        )
    word, after, before = tokens.lower[index], tokens.at(index + 1), tokens.at(index - 1)
    if word != "half" and not article:
        return False
    if (
        after == "-"
        or before == "-"
        or before in ("first", "second", "other", "this", "last", "next")
    ):
        return False
    if word == "half" and not article:
        return after in ("of", "the", "a", "an", "its", "their", "that", "as") or before in (
            "by",
            "in",
            "about",
            "almost",
            "nearly",
            "around",
            "roughly",
            "over",
            "than",
            "just",
        )
    return after == "of" or (after == "the" and word == "half") or (article and before == "by")


def _read_run(tokens: Tokens, at: int, language: str) -> Number | None:
    """Read a run of number words; the value grows hundred- and thousand-wise as it is spoken."""
    small, scales = words.SMALL[language], words.SCALES[language]
    total, current = Decimal(0), Decimal(small[tokens.lower[at]])
    product, last, index = Decimal(1), at + 1, at + 1
    joiner = words.JOINERS[language]
    while index < len(tokens):
        word = tokens.lower[index]
        if word in scales:
            current = _EXACT.multiply(current, scales[word])
            if scales[word] >= 1000:
                total, current = total + current, Decimal(0)
                product = scales[word]
            last = index = index + 1
        elif word in small and _continues(tokens, index, current, small[word]):
            current += small[word]
            last = index = index + 1
        elif (
            word in ("-", joiner)
            and tokens.at(index + 1) in (small if word != "-" else small | scales)
            and _joins(tokens, index, current, total, language)
        ):
            index += 1
        elif word == "-" and tokens.at(index + 1) in words.FRACTIONS[language] and last == at + 1:
            return _read_share(tokens, at, index + 1, language)
        else:
            break
    if last == at + 1 and tokens.at(last) in words.FRACTIONS[language]:
        share = _read_share(tokens, at, last, language)
        if share:
            return share
    return Number(at, last, total + current, scale=product, worded=True)


def _read_share(tokens: Tokens, at: int, index: int, language: str) -> Number | None:
    """Read "two-thirds", "three quarters"."""
    count = words.SMALL[language][tokens.lower[at]]
    if tokens.lower[index] == "second" or (
        tokens.lower[index] == "quarter" and tokens.at(index + 1) != "of"
    ):
        return None
    if tokens.lower[index] == "quarters" and tokens.at(index + 1) not in ("of", "the"):
        return None
    value = _EXACT.multiply(Decimal(count), words.FRACTIONS[language][tokens.lower[index]])
    if value >= count or value > 10:
        return None
    return Number(at, index + 1, value, worded=True, fraction=True)


def _continues(tokens: Tokens, index: int, current: Decimal, addend: int) -> bool:
    """Tell whether a small number adds to the run: tens take ones, hundreds take both."""
    if tokens.lower[index - 1] in ("dozen", "dutzend"):
        return False
    return (
        current % 100 == 0
        and (current >= 100 or tokens.lower[index - 1] in ("thousand", "million"))
    ) or (current % 10 == 0 and 20 <= current % 100 <= 90 and 0 < addend < 10)


def _joins(tokens: Tokens, index: int, current: Decimal, total: Decimal, language: str) -> bool:
    addend = words.SMALL[language].get(tokens.at(index + 1))
    if tokens.lower[index] == "-":
        if addend is None:
            return True
        return 20 <= current % 100 <= 90 and current % 10 == 0 and 0 < addend < 10
    return addend is not None and (
        (current >= 100 and current % 100 == 0) or (current == 0 and total > 0)
    )


def _scaled(tokens: Tokens, number: Number, language: str) -> Number:
    """Take in the scale words and suffixes after a number."""
    scales = words.SCALES.get(language, words.SCALES["en"])
    index, scale, shy = number.last, number.scale, False
    while index < len(tokens) and tokens.kind[index] == "w":
        word = tokens.lower[index]
        factor = scales.get(word) or words.CJK_SCALES.get(word)
        if factor is None and index == number.last and not number.worded:
            factor = words.SUFFIXES.get(word)
            if factor is None and word in words.SHY_SUFFIXES and _may_be_scale(tokens, index):
                factor, shy = words.SHY_SUFFIXES[word], True
        if factor is None or (word in ("cent", "cents") and language == "fr" and not number.worded):
            break
        scale = _EXACT.multiply(scale, factor)
        index += 1
        if shy:
            break
        if tokens.at(index) == "." and word in ("mio", "mrd", "mill", "tsd", "bio"):
            index += 1
    if tokens.at(number.last) == "-" and tokens.at(number.last + 1) in scales and not number.worded:
        return _scaled(tokens, Number(number.first, number.last + 1, number.value), language)
    if index == number.last:
        return number
    product = _EXACT.divide(scale, number.scale)
    value = _EXACT.multiply(number.value, product)
    return Number(number.first, index, value, scale, number.worded, number.fraction, shy)


def _may_be_scale(tokens: Tokens, index: int) -> bool:
    word = tokens.word[index]
    if tokens.glued(index):
        return True
    return word in ("m", "M", "k", "K", "B", "cr", "Cr", "mil")
