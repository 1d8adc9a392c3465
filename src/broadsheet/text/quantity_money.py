"""Currencies before and after an amount."""

from __future__ import annotations

from broadsheet.text import quantity_currencies as money
from broadsheet.text.quantity_tokens import Tokens


def read_prefix(tokens: Tokens, at: int) -> tuple[int, str | None]:
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
        return at + 1, nearby_currency(tokens, word, money.SIGNS[word])
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
        return (
            (index, code)
            if tokens.glued(index) and (scaled or "." in tokens.word[index])
            else (at, None)
        )
    return index, nearby_currency(tokens, word, code)


def nearby_currency(tokens: Tokens, sign: str, code: str) -> str:
    """Return what a sign shared by several currencies means here, from the words around it."""
    sign = "¥" if sign == "￥" else sign
    if sign not in ("kr", "kroner", "¥", "Rs"):
        return code
    text = tokens.text.lower()
    for shape, cues, better in money.NEAR:
        if shape == sign and any(cue in text for cue in cues):
            return better
    return code


def currency_after(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Return the currency named at token `at` and the token after it, None without one."""
    word = tokens.word[at]
    if word in money.SUFFIXES and (word != "$" or tokens.glued(at) or not tokens.glued(at + 1)):
        if (
            word in ("$", "€", "£", "¥")
            and tokens.glued(at + 1)
            and tokens.kind[at + 1 : at + 2] == ["n"]
        ):
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
