"""Which paragraph of one text is which of another, when both tell the same in another spacing.

Readers differ in how they space words and cells, and cleaning takes lines away; the letters stay.
Everything here is linear in the length of the texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNSEEN = re.compile(r"[\xad\u200b-\u200f\u2060\ufeff]")
_LOOK_AHEAD = 8
_NONE = -1


def bare(text: str) -> str:
    """Return a text without white space, what is invisible, and strokes between cells."""
    letters = "".join(text.replace("|", " ").split())
    return letters if letters.isascii() else _UNSEEN.sub("", letters)


def counterparts(known: Sequence[str], wanted: Sequence[str]) -> list[int | None]:
    """Return for each wanted paragraph which known one it is, in ascending order; None for none.

    Args:
        known: The paragraphs of the longer text, as `bare` gives them.
        wanted: Those of the text made of it: some missing, some changed, none moved.
    """
    places: dict[str, list[int]] = {}
    for place in range(len(known) - 1, -1, -1):
        places.setdefault(known[place], []).append(place)
    found: list[int] = []
    last = -1
    for letters in wanted:
        left = places.get(letters, [])
        while left and left[-1] <= last:
            left.pop()
        found.append(left.pop() if left else _NONE)
        last = max(last, found[-1])
    _bridge(found, known, wanted)
    return [None if place == _NONE else place for place in found]


def spans_of(text: str, start: int, end: int, lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Return the spans of parts that follow each other, of so many letters (as of `bare`) each."""
    spans: list[tuple[int, int]] = []
    position = start
    for length in lengths:
        while position < end and not bare(text[position]):
            position += 1
        first, left = position, length
        while left and position < end:
            left -= bool(bare(text[position]))
            position += 1
        spans.append((first, position))
    return spans


def _bridge(found: list[int], known: Sequence[str], wanted: Sequence[str]) -> None:
    """Settle changed paragraphs between two settled ones: as many as there, or what is alike."""
    start = 0
    while start < len(found):
        stop = start
        while stop < len(found) and found[stop] == _NONE:
            stop += 1
        before = found[start - 1] if start else -1
        after = found[stop] if stop < len(found) else len(known)
        gap, places = range(start, stop), range(before + 1, after)
        if len(gap) == len(places):
            found[start:stop] = places
        else:
            _settle(found, known, wanted, gap, places)
        start = stop + 1


def _settle(
    found: list[int], known: Sequence[str], wanted: Sequence[str], gap: range, places: range
) -> None:
    start = places.start
    for index in gap:
        for place in range(start, min(start + _LOOK_AHEAD, places.stop)):
            if _is_made_of(wanted[index], known[place]):
                found[index] = place
                start = place + 1
                break


def _is_made_of(new: str, old: str) -> bool:
    """Say whether a paragraph is part of another, or begins and ends as that does."""
    if new in old:
        return True
    alike = _shared(new, old) + _shared(new[::-1], old[::-1])
    return 2 * alike >= max(len(new), len(old))


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
