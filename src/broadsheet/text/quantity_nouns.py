"""The counted noun after a number: where its phrase ends, and its singular."""

from __future__ import annotations

import re

from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_tokens import Tokens

IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "teeth": "tooth", "mice": "mouse", "geese": "goose", "fishermen": "fisherman", "wives":
    "wife", "lives": "life", "knives": "knife", "wolves": "wolf", "shelves": "shelf", "halves":
    "half", "leaves": "leaf", "loaves": "loaf", "thieves": "thief", "data": "data", "criteria":
    "criterion", "crises": "crisis", "analyses": "analysis", "bases": "base", "buses": "bus",
    "gases": "gas", "viruses": "virus", "campuses": "campus", "statuses": "status", "bonuses":
    "bonus", "lenses": "lens", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato",
    "indices": "index", "policemen": "policeman", "workmen": "workman", "salesmen": "salesman",
    "spokesmen": "spokesman", "businessmen": "businessman", "servicemen": "serviceman", "shoes":
    "shoe", "movies": "movie", "cookies": "cookie", "calories": "calorie", "axes": "axis",
    "quizzes": "quiz", "series": "series", "species": "species", "innings": "innings",
    "headquarters": "headquarters", "bees": "bee",
}  # fmt: skip
_INVARIANT = LEXICON["invariant"]
_NEVER_PLURAL = LEXICON["never_plural"]
# Where a noun phrase cannot go on.
STOP = LEXICON["stop"]
_SKIPPED = LEXICON["skipped"]
_DOUBLE_PLURALS = LEXICON["double_plurals"]
_ADVERB = re.compile(r"ly$")
_PARTICIPLE = re.compile(r"(?:ed|ing)$")
_MAX_WORDS = 7


def is_plural(word: str) -> bool:
    """Tell whether an English word looks like a plural noun."""
    lower = word.lower()
    if lower in IRREGULAR or lower in _INVARIANT:
        return True
    if len(lower) < 4 or not lower.endswith("s") or lower in _NEVER_PLURAL:
        return len(word) > 2 and word.endswith("s") and word[:-1].isupper()
    return not lower.endswith(("ss", "us", "is", "ous"))


def singular(word: str) -> str:
    """Return the singular of an English plural, other words unchanged. Capitals stay."""
    lower = word.lower()
    if lower in IRREGULAR:
        one = IRREGULAR[lower]
        return one.capitalize() if word[:1].isupper() else one
    if lower.endswith("ies") and len(lower) > 4:
        return word[:-3] + "y"
    if lower.endswith(("sses", "ches", "shes", "xes", "zzes")):
        return word[:-2]
    if is_plural(word) and lower not in _INVARIANT:
        return word[:-1]
    return word


def noun_span(tokens: Tokens, at: int, *, single: bool) -> tuple[int, int] | None:
    """Return the token span of the noun phrase counted by the number before token `at`.

    The phrase ends at its first plural (or the second of "sales offices"); `single` reads the noun
    after "one", which is no plural. None when nothing there looks like a counted noun.
    """
    at = _skip(tokens, at)
    words = _run(tokens, at)
    if not words:
        return None
    heads = [index for index in words if is_plural(tokens.word[index])]
    if single:
        return _single_span(tokens, at, words)
    if not heads:
        return None
    head = heads[0]
    if len(heads) > 1 and heads[1] == head + 1 and tokens.lower[head] in _DOUBLE_PLURALS:
        head = heads[1]
    return at, head + 1


def _single_span(tokens: Tokens, at: int, words: list[int]) -> tuple[int, int] | None:
    if is_plural(tokens.word[words[0]]) and tokens.lower[words[0]] not in _INVARIANT:
        return None
    last = words[0]
    for index in words[1:4]:
        if _PARTICIPLE.search(tokens.lower[index]):
            break
        last = index
    return at, last + 1


def _skip(tokens: Tokens, at: int) -> int:
    while tokens.at(at) in _SKIPPED:
        at += 1
    return at


def _run(tokens: Tokens, at: int) -> list[int]:
    """Return the word tokens of the phrase from `at` on, over hyphens and names with numbers."""
    words: list[int] = []
    index = at
    while index < len(tokens) and len(words) < _MAX_WORDS:
        kind, lower = tokens.kind[index], tokens.lower[index]
        if kind == "w":
            if _stops(tokens, index) and not _joins_names(tokens, index, words):
                break
            if lower.endswith(("'s", "’s")):
                break
            words.append(index)
        elif not _inside(tokens, index, words):
            break
        index += 1
    return words


def _stops(tokens: Tokens, index: int) -> bool:
    """Tell a word no noun phrase goes over; "US" and "IT" in capitals are names."""
    word = tokens.word[index]
    return tokens.lower[index] in STOP and not (len(word) > 1 and word.isupper())


def _inside(tokens: Tokens, index: int, words: list[int]) -> bool:
    """Tell whether a hyphen, an ampersand or a number belongs inside the phrase."""
    lower = tokens.lower[index]
    after = tokens.raw(index + 1)
    if not words or not after[:1].isalpha():
        return False
    if tokens.kind[index] == "n":
        return tokens.word[index - 1][0].isupper() or after[0].isupper()
    return lower in ("-", "&", "/") and tokens.glued(index) and tokens.glued(index + 1)


def _joins_names(tokens: Tokens, index: int, words: list[int]) -> bool:
    """Let an "and" between two names, or between two describing words, stand inside the phrase."""
    if tokens.lower[index] != "and" or not words or tokens.at(index + 1) in STOP:
        return False
    if any(is_plural(tokens.word[at]) for at in words):
        return False
    ahead = tokens.word[index + 1 : index + 4]
    return tokens.raw(index + 1).isalpha() and any(is_plural(word) for word in ahead)


def phrase(tokens: Tokens, first: int, last: int) -> str:
    """Return the text of a token span."""
    return " ".join(tokens.text[tokens.start[first] : tokens.end[last - 1]].split())


def unit_of(tokens: Tokens, span: tuple[int, int]) -> str:
    """Return the counted noun in the singular, its describing words before it."""
    first, last = span
    while first < last - 2 and _ADVERB.search(tokens.lower[first]):
        first += 2  # the adverb and what it describes: "decently sized"
    head = tokens.word[last - 1]
    start = tokens.start[last - 1] - tokens.start[first]
    whole = tokens.text[tokens.start[first] : tokens.start[last - 1]]
    return " ".join((whole[:start] + singular(head)).split())
