"""A sentence taken apart for comparison, and findings on a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from broadsheet.analyse.claim_words import NEGATORS, root
from broadsheet.model.figures import Figure
from broadsheet.model.findings import Finding, Level
from broadsheet.text.dates import DateMention, find_dates
from broadsheet.text.number_words import SMALL
from broadsheet.text.quantities import find_figures
from broadsheet.text.speech import find_speaker
from broadsheet.text.words import fold, is_stop, words

# Claim and evidence are resolved against one date, so that equal phrases mean equal days.
_ANCHOR = datetime(2026, 6, 17, tzinfo=UTC)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|%")
# Evidence with more figures than that is a table; the rest of it supports nothing.
_MOST_FIGURES = 60
_SPACE = re.compile(r"\s+")
_FOLDS = str.maketrans("’‘“”„«»–—\u00a0\u202f", '\'\'"""""--  ', "\u00ad")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place: folded, its comparison root, and whether it carries topic."""

    start: int
    end: int
    folded: str
    root: str
    topical: bool


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """One sentence: its words, figures, dates and source. Compared by identity: it costs less."""

    text: str
    plain: str
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    speaker: str

    @property
    def roots(self) -> frozenset[str]:
        """Return the roots of the words that carry topic."""
        return frozenset(word.root for word in self.words if word.topical)


def plain_text(text: str) -> str:
    """Return the text with typographic marks, white space and a final stop made equal."""
    return _SPACE.sub(" ", text.translate(_FOLDS).replace("…", "...")).strip().rstrip(".").strip()


@lru_cache(maxsize=512)
def take_apart(text: str, language: str) -> Parts:
    """Return a sentence's parts. Cached: the same evidence is asked about for many claims."""
    words = tuple(
        _word(match.start(), match.end(), fold(match.group()).replace("’", "'"), language)
        for match in _WORD.finditer(text)
    )
    return Parts(
        text,
        plain_text(text),
        words,
        tuple(find_figures(text, language=language, as_of=_ANCHOR)[:_MOST_FIGURES]),
        tuple(find_dates(text, language=language, as_of=_ANCHOR, tense=False)),
        find_speaker(text, language),
    )


def _word(start: int, end: int, folded: str, language: str) -> Word:
    bare = folded.removesuffix("'s")
    empty = (
        is_stop(bare, language)
        or folded in NEGATORS.get(language, ())
        or bare in SMALL.get(language, ())
    )
    topical = not empty and any(letter.isalpha() for letter in folded)
    return Word(start, end, folded, root(bare, language), topical)


def best_of(claim: Parts, cited: Sequence[Parts]) -> Parts:
    """Return the cited sentence that shares most with the claim, the first of equals.

    Who says it does not count: another speaker's name must not draw the claim to his sentence.
    """
    roots = claim.roots - _source_roots(claim)
    return max(cited, key=lambda parts: len(roots & (parts.roots - _source_roots(parts))))


def _source_roots(parts: Parts) -> frozenset[str]:
    named = set(words(parts.speaker))
    return frozenset(word.root for word in parts.words if word.folded.removesuffix("'s") in named)


def as_fraction(figure: Figure) -> Decimal:
    """Return a figure's value, percent as parts of one: 25% is a quarter."""
    return figure.value / 100 if figure.unit == "%" else figure.value


def error(check: str, message: str, start: int = 0, end: int = 0) -> Finding:
    """Return a hard finding on a span of the claim."""
    return Finding(check=check, level=Level.ERROR, message=message, start=start, end=end)


def warning(check: str, message: str, start: int = 0, end: int = 0) -> Finding:
    """Return a soft finding on a span of the claim."""
    return Finding(check=check, level=Level.WARN, message=message, start=start, end=end)
