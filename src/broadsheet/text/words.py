"""Words for matching: folded, stemmed, with or without stop words.

Scripts without word spaces (Han, kana, Thai and others) yield overlapping pairs of characters
instead of words, which matches nearly as well as segmentation for retrieval (Nie et al. 2000).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from broadsheet.text.scripts import MARKS, SPACED_CHARACTER, UNSPACED_RUN
from broadsheet.text.stopwords import STOP_WORDS

# 1,200 and 3.5 stay one word; u.s. becomes us; then letters with their marks and apostrophes.
_NUMBER_OR_DOTTED = r"\d+(?:[.,]\d+)+(?!\w)|(?<![^\W_])[^\W\d_]\.(?:[^\W\d_]\.)+"
_MARKED = f"[^\\W_]+(?:[{MARKS}][^\\W_]*)*"
_TOKEN = re.compile(f"{_NUMBER_OR_DOTTED}|{_MARKED}(?:'{_MARKED})*")
_MIXED_TOKEN = re.compile(
    f"{_NUMBER_OR_DOTTED}|{UNSPACED_RUN.pattern}|{SPACED_CHARACTER}+(?:'{SPACED_CHARACTER}+)*"
)
_ASCII_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+(?![a-z0-9])|\b[a-z]\.(?:[a-z]\.)+|[a-z0-9]+(?:'[a-z0-9]+)*"
)
_TYPESET = (("’", "'"), *((mark, " ") for mark in "“”„‘–—\u00a0"))
_POSSESSIVE = re.compile(r"'s?$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")

# Longest ending first; the rest of the word must keep at least three letters.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("ational", "ate"), ("ations", "ate"), ("ation", "ate"), ("ingly", ""), ("edly", ""),
        ("ments", "ment"), ("ness", ""), ("ings", ""), ("ies", "y"), ("ied", "y"), ("ers", "er"),
        ("ing", ""), ("ed", ""), ("sses", "ss"), ("es", ""), ("ly", ""), ("s", ""), ("e", ""),
    ),
    "de": (
        ("ungen", "ung"), ("keiten", "keit"), ("heiten", "heit"), ("innen", ""), ("erin", "er"),
        ("ern", ""), ("est", ""), ("em", ""), ("en", ""), ("er", ""), ("es", ""), ("e", ""),
        ("st", ""), ("n", ""), ("s", ""), ("t", ""),
    ),
    "fr": (
        ("issements", ""), ("issement", ""), ("ements", ""), ("ement", ""), ("ations", "ation"),
        ("euses", "eu"), ("euse", "eu"), ("aient", ""), ("ées", ""), ("ent", ""), ("eux", "eu"),
        ("és", ""), ("ée", ""), ("er", ""), ("ez", ""), ("es", ""), ("é", ""), ("e", ""), ("s", ""),
        ("x", ""),
    ),
    "es": (
        ("amientos", ""), ("amiento", ""), ("aciones", "acion"), ("ación", "acion"),
        ("ciones", "cion"), ("ción", "cion"), ("mente", ""), ("ando", ""), ("iendo", ""),
        ("aron", ""), ("ieron", ""),
        ("ados", ""), ("adas", ""), ("ado", ""), ("ada", ""), ("ar", ""), ("er", ""), ("ir", ""),
        ("es", ""), ("os", ""), ("as", ""), ("o", ""), ("a", ""), ("e", ""), ("s", ""),
    ),
}  # fmt: skip
_VOWEL = re.compile("[aeiouyáéíóúäöüàâèêîôû]")
_SHORTEST_STEM = 3


def fold(text: str) -> str:
    """Return the text in NFKC and casefolded, so that look-alikes compare equal."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _plain(text: str) -> str:
    """Return the text with typographic marks made plain: they keep English from the fast path."""
    if not text.isascii():
        for mark, plain in _TYPESET:
            if mark in text:
                text = text.replace(mark, plain)
    return text


def words(text: str) -> list[str]:
    """Return the folded words of a text in order, without possessive endings."""
    folded = fold(_plain(text)).replace("’", "'")
    if not UNSPACED_RUN.search(folded):
        pattern = _ASCII_TOKEN if folded.isascii() else _TOKEN
        return [
            _strip(token) if "'" in token or token[-1] == "." else token
            for token in pattern.findall(folded)
        ]
    found: list[str] = []
    for token in _MIXED_TOKEN.findall(folded):
        if UNSPACED_RUN.match(token):
            found.extend(_pairs(token))
        else:
            found.append(_strip(token))
    return found


def _strip(token: str) -> str:
    if token[-1] == ".":
        return token.replace(".", "")
    bare = _POSSESSIVE.sub("", token)
    return _ELISION.sub("", bare) or bare


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def is_stop(word: str, language: str = "en") -> bool:
    """Return whether a folded word carries no topic; never, in a language without a list."""
    return word in STOP_WORDS.get(language, ())


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: str = "en") -> str:
    """Return a folded word without its usual inflection, for matching only (not for display).

    Light suffix stripping in the spirit of Savoy (1999); words with digits and words of languages
    without rules are returned as they are.
    """
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    for ending, instead in _ENDINGS.get(language, ()):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= _SHORTEST_STEM and _VOWEL.search(rest):
                return _undouble(rest + instead) if language == "en" else rest + instead
    return word


def _undouble(word: str) -> str:
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] in "bdgmnprt":
        return word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word


def stems(text: str, language: str = "en") -> list[str]:
    """Return the stems of all words of a text, in order."""
    return [stem(word, language) for word in words(text)]


def content_words(text: str, language: str = "en") -> list[str]:
    """Return the stems of the words that carry topic, in order."""
    stop = STOP_WORDS.get(language, frozenset())
    return [stem(word, language) for word in words(text) if word not in stop]
