"""Numbers written as words: "twenty-eight", "half a million", "two-thirds", "achtundzwanzig"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from broadsheet.text import number_words as words
from broadsheet.text.quantity_tokens import Tokens

# What may stand before a bare "half" that is a share, and after it.
_BEFORE_HALF = frozenset(
    {"by", "in", "about", "almost", "nearly", "around", "roughly", "over", "than", "just"}
)
_AFTER_HALF = frozenset({"of", "the", "a", "an", "its", "their", "that", "as"})
_NO_SHARE = frozenset({"first", "second", "other", "this", "last", "next", "-"})
_GENITIVES = frozenset({"der", "des", "aller", "von", "de", "del", "d", "du"})
_AND_A_HALF = ["and", "a", "half"]
_BY = frozenset({"by", "um", "de", "en"})


class Spoken(NamedTuple):
    """A worded number: the token after it, its value, its last scale, and whether it is a part."""

    last: int
    value: Decimal
    scale: Decimal = Decimal(1)
    fraction: bool = False


def read_spoken(tokens: Tokens, at: int, language: str) -> Spoken | None:
    """Return the number the words from token `at` on say, None when they say none."""
    small = words.SMALL.get(language)
    if small is None:
        return None
    word = tokens.lower[at]
    if word in small:
        return _read_share(tokens, at, language) or _read_run(tokens, at, language)
    if word in words.ARTICLES[language]:
        return _read_article(tokens, at, language)
    if word in words.FRACTIONS[language] and _is_bare_part(tokens, at, language):
        return _part(tokens, at, language)
    if language != "en" and word in words.SCALES[language]:
        scale = words.SCALES[language][word]
        return Spoken(at + 1, scale) if scale <= 1000 else None
    return None


def _read_article(tokens: Tokens, at: int, language: str) -> Spoken | None:
    """Read "a hundred", "a dozen", "a third of"."""
    word, small = tokens.at(at + 1), words.SMALL[language]
    if word in words.SCALES[language]:
        return Spoken(at + 1, Decimal(1))
    if small.get(word) == 12:
        return Spoken(at + 2, Decimal(12))
    if word not in words.FRACTIONS[language] or tokens.at(at + 2) == "-":
        return None
    following = tokens.at(at + 2)
    of = following == "of" or following in _GENITIVES or (word == "half" and following == "the")
    if of or tokens.at(at - 1) in _BY or language == "de":
        return _part(tokens, at + 1, language)
    return None


def _is_bare_part(tokens: Tokens, at: int, language: str) -> bool:
    """Tell a share without an article: "half of", "by half", "Drittel der"."""
    if language != "en":
        return tokens.at(at + 1) in _GENITIVES
    before, after = tokens.at(at - 1), tokens.at(at + 1)
    if tokens.lower[at] != "half" or before in _NO_SHARE or after == "-":
        return False
    return after in _AFTER_HALF or before in _BEFORE_HALF


def _part(tokens: Tokens, at: int, language: str) -> Spoken:
    """Read the fraction word at a token, or "half a million"."""
    value = Decimal(1) / words.FRACTIONS[language][tokens.lower[at]]
    article = tokens.at(at + 1) in words.ARTICLES[language]
    if article and tokens.at(at + 2) in words.SCALES[language]:
        return Spoken(at + 2, value)
    return Spoken(at + 1, value, fraction=True)


def _read_share(tokens: Tokens, at: int, language: str) -> Spoken | None:
    """Read "two-thirds", "three quarters of", "zwei Drittel"."""
    index = at + 2 if tokens.at(at + 1) == "-" else at + 1
    word = tokens.at(index)
    parts = words.FRACTIONS[language].get(word)
    count = words.SMALL[language][tokens.lower[at]]
    if parts is None or not 0 < count < parts:
        return None
    if word.startswith("quarter") and tokens.at(index + 1) not in ("of", "the"):
        return None  # "three quarters" may be nine months
    if count > 1 and language == "en" and not word.endswith("s"):
        return None  # "two third places"
    return Spoken(index + 1, Decimal(count) / parts, fraction=True)


def _read_run(tokens: Tokens, at: int, language: str) -> Spoken:
    """Read a run of number words; the value grows hundred- and thousand-wise as it is spoken."""
    small, scales = words.SMALL[language], words.SCALES[language]
    total, current, scale = Decimal(0), Decimal(small[tokens.lower[at]]), Decimal(1)
    last = index = at + 1
    while index < len(tokens):
        word = tokens.lower[index]
        if index == last and language == "en" and tokens.lower[index : index + 3] == _AND_A_HALF:
            current += Decimal("0.5")
            last = index = index + 3
        elif word in scales:
            current *= scales[word]
            if scales[word] >= 1000:
                total, current, scale = total + current, Decimal(0), scales[word]
            last = index = index + 1
        elif word in small and _adds(current, total, small[word]):
            current += small[word]
            last = index = index + 1
        elif index == last and word in ("-", words.JOINERS[language]):
            index += 1
            joined = tokens.at(index)
            if joined not in (small.keys() | scales.keys() if word == "-" else small):
                break
        else:
            break
    return Spoken(last, total + current, scale)


def _adds(current: Decimal, total: Decimal, addend: int) -> bool:
    """Tell whether a small number continues the run: tens take ones, hundreds take both."""
    if current % 100 == 0 and (current >= 100 or total > 0):
        return addend < 100
    return 20 <= current % 100 <= 90 and current % 10 == 0 and 0 < addend < 10


def read_multiple(tokens: Tokens, at: int) -> int | None:
    """Return how many times "twice as", "double the" or "tenfold" at a token means."""
    word = tokens.lower[at]
    times = words.MULTIPLES.get(word)
    if times is None or word.endswith("fold"):
        return times
    after = tokens.at(at + 1)
    if after == "as":  # "twice as long", but no "scored twice as Lindhavn won"
        return times if tokens.at(at + 2).isalpha() and tokens.word[at + 2].islower() else None
    return times if after in words.AFTER_MULTIPLE else None
