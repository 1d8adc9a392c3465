"""Writing systems: which letters have no word spaces, and which have no capitals."""

from __future__ import annotations

import re

# Han, kana, Thai, Lao, Khmer, Burmese, Tibetan: written without spaces between words.
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Marks that str.isalnum() does not count as part of a word, by block.
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0dff"

UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
SPACED_CHARACTER = f"(?:(?![_{_UNSPACED}])(?:\\w|[{MARKS}]))"


def is_unspaced(text: str) -> bool:
    """Return whether most letters of a text belong to a script without word spaces."""
    sample = text[:4000]
    unspaced = sum(len(run.group()) for run in UNSPACED_RUN.finditer(sample))
    return unspaced * 2 > sum(character.isalpha() for character in sample)
