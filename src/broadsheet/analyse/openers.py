"""Openers: the same finding said in several ways, so that lines do not all begin alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


class Openers:
    """Remembers how the lines of a section began and picks the form least used so far."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def pick(self, forms: Sequence[str]) -> str:
        """Return the form whose first two words began the fewest lines, the first in a draw."""
        best = min(forms, key=lambda form: self._used[_first_words(form)])
        self._used[_first_words(best)] += 1
        return best


def _first_words(text: str) -> str:
    return " ".join(text.split()[:2]).casefold()
