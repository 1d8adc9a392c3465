"""ROUGE-N F1 (Lin 2004) on words without case, stemmed by Porter's algorithm (Porter 1980)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_STEP_2 = [
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("abli", "able"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
]  # fmt: skip
_STEP_3 = [
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
]  # fmt: skip
_STEP_4 = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize",
]  # fmt: skip


def rouge(candidate: str, reference: str, *, n: int) -> float:
    """Return the F1 of shared n-grams, 0 to 1."""
    ours, theirs = _grams(candidate, n), _grams(reference, n)
    shared = sum((ours & theirs).values())
    if not shared:
        return 0.0
    return 2 * shared / (sum(ours.values()) + sum(theirs.values()))


def _grams(text: str, n: int) -> Counter[tuple[str, ...]]:
    tokens = [
        stem(token) if len(token) > 3 else token for token in re.findall("[a-z0-9]+", text.lower())
    ]
    return Counter(zip(*(tokens[i:] for i in range(n)), strict=False))


def _shape(word: str) -> str:
    return "".join(
        "v" if c in "aeiou" or (c == "y" and i and word[i - 1] not in "aeiou") else "c"
        for i, c in enumerate(word)
    )


def _measure(word: str) -> int:
    return len(re.findall("v+c+", _shape(word)))


def _short_end(word: str) -> bool:
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


@cache
def stem(word: str) -> str:
    """Return the Porter stem of a word in small letters."""
    word = _step_1(word)
    for endings in (_STEP_2, _STEP_3):
        for ending, instead in sorted(endings, key=lambda pair: -len(pair[0])):
            if word.endswith(ending):
                base = word[: -len(ending)]
                word = base + instead if _measure(base) > 0 else word
                break
    word = _step_4(word)
    if word.endswith("e"):
        base = word[:-1]
        if _measure(base) > 1 or (_measure(base) == 1 and not _short_end(base)):
            word = base
    if word.endswith("ll") and _measure(word) > 1:
        word = word[:-1]
    return word


def _step_1(word: str) -> str:
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith("eed"):
        word = word[:-1] if _measure(word[:-3]) > 0 else word
    else:
        for ending in ("ed", "ing"):
            base = word.removesuffix(ending)
            if base != word and "v" in _shape(base):
                word = _mended(base)
                break
    if word.endswith("y") and "v" in _shape(word[:-1]):
        word = word[:-1] + "i"
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if len(word) > 1 and word[-1] == word[-2] and _shape(word)[-1] == "c" and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _short_end(word) else word


def _step_4(word: str) -> str:
    for ending in sorted([*_STEP_4, "ion"], key=len, reverse=True):
        if word.endswith(ending):
            base = word[: -len(ending)]
            fits = ending != "ion" or base.endswith(("s", "t"))
            return base if fits and _measure(base) > 1 else word
    return word
