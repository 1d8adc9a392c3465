"""Currencies before and after an amount."""

from __future__ import annotations

import re

from broadsheet.text import quantity_currencies as money
from broadsheet.text.quantity_tokens import Tokens

# Letters that mean a currency only when they touch digits with a scale or decimals: R250m, PS2.7m.
_DOUBTFUL = frozenset({"R", "PS", "Ft", "SR", "Fr"})
_SHARED = frozenset({"¥", "Rs"})
_CROWNS = {code: re.compile(cues) for code, cues in money.CROWNS.items()}
_BEFORE_DIGITS = frozenset({"$", "€", "£", "¥"})


def read_prefix(tokens: Tokens, at: int) -> tuple[int, str | None]:
    """Return the token after a currency prefix, and its code; `at` and None without one."""
    word, after = tokens.raw(at), tokens.at(at + 1)
    if word in money.SIGNS:
        if word == "$" and after in money.DOLLARS and tokens.is_number(at + 2):  # $US5
            return at + 2, money.DOLLARS[after]
        return at + 1, nearby_currency(tokens, word, money.SIGNS[word])
    if after in ("$", "＄") and _names_dollars(tokens, at):
        return at + 2, money.DOLLARS[word.lower()]
    if word == "Y" and after == "=" and tokens.is_number(at + 2):
        return at + 2, "JPY"  # the yen sign, flattened to ASCII
    index = at + 2 if after == "." else at + 1  # "Rs. 14"
    if not tokens.is_number(index):
        return at, None
    return _read_letters(tokens, at, index, word)


def _names_dollars(tokens: Tokens, at: int) -> bool:
    """Tell "A$5" and "US $5" from the article of "A $5 note"."""
    word = tokens.word[at]
    near = tokens.glued(at + 1) or len(word) > 1 or word in ("S", "C")
    return near and word[0].isupper() and word.lower() in money.DOLLARS


def _read_letters(tokens: Tokens, at: int, index: int, word: str) -> tuple[int, str | None]:
    if word in money.ISO_CODES:
        return index, word
    code = money.PREFIXES.get(word)
    if code is None:
        return at, None
    if word in _DOUBTFUL:
        scaled = tokens.glued(index + 1) and tokens.raw(index + 1).isalpha()
        sure = tokens.glued(index) and (scaled or "." in tokens.word[index])
        return (index, code) if sure else (at, None)
    return index, nearby_currency(tokens, word, code)


def nearby_currency(tokens: Tokens, sign: str, code: str) -> str:
    """Return what a sign shared by several currencies means here, from the words around it."""
    if code == money.OPEN_CROWN:
        return crown_of(tokens.text)
    sign = "¥" if sign == "￥" else sign
    if sign not in _SHARED:
        return code
    text = tokens.text.lower()
    for shape, cues, better in money.NEAR:
        if shape == sign and any(cue in text for cue in cues):
            return better
    return code


def crown_of(text: str) -> str:
    """Return the one crown a text speaks of; "kr", which leaves it open, for none or several."""
    found = [code for code, cues in _CROWNS.items() if cues.search(text)]
    return found[0] if len(found) == 1 else money.OPEN_CROWN


def currency_after(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Return the currency named at token `at` and the token after it, None without one."""
    word, lower = tokens.word[at], tokens.lower[at]
    if word in _BEFORE_DIGITS and tokens.glued(at + 1) and tokens.is_number(at + 1):
        return None  # the sign of the next amount
    code = money.SUFFIXES.get(word) or (word if word in money.ISO_CODES else None)
    if code:
        return code, at + 1
    if tokens.at(at + 1) == "$" and lower in money.DOLLARS and not tokens.is_number(at + 2):
        return money.DOLLARS[lower], at + 2
    bare = lower.removeprefix("d'").removeprefix("d’")
    if bare not in money.NAME_STARTS:
        return None
    for length in (4, 3, 2, 1):
        code = money.NAMES.get(" ".join((bare, *tokens.lower[at + 1 : at + length])))
        if code:
            return code, min(at + length, len(tokens))
    return None
