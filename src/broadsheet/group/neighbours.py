"""Which articles could be about the same event, found without comparing all with all."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from broadsheet.group.vectors import strongest
from broadsheet.text.similarity import cosine

# Outlets report one event within a day or two; similarity halves in just under three days.
_DECAY_DAYS = 4.0
# Without a date the likeness of two texts proves less: as much as a day apart would.
_UNDATED_FADING = 0.75
_INDEXED_TERMS = 60
# Of the articles that share a term only the nearest in time are looked at.
MOST_SHARING = 60
# Weaker links never decide, they only cost; the strongest terms carry at least half a cosine.
_WEAKEST = 0.1
_ESTIMATED_SHARE = 0.5
_SECONDS_A_DAY = 86_400

Neighbours = list[dict[int, float]]


def find_neighbours(
    vectors: Sequence[Mapping[str, float]], dates: Sequence[datetime | None]
) -> Neighbours:
    """Return for each article the others it resembles, with the similarity (0 to 1).

    Similarity is the cosine times exp(-days apart / 4). Only articles that share one of their 60
    strongest terms are compared, and for each term only the sixty before it in the given order
    (by date, undated last), so the cost grows with the number of articles, not with its square.
    """
    heads = [dict(strongest(vector.items(), _INDEXED_TERMS)) for vector in vectors]
    neighbours: Neighbours = [{} for _ in vectors]
    for index, other, estimate in _candidates(heads, dates):
        fading = _fading(dates[index], dates[other])
        if estimate * fading < _WEAKEST * _ESTIMATED_SHARE:
            continue
        similarity = cosine(vectors[index], vectors[other]) * fading
        if similarity >= _WEAKEST:
            neighbours[index][other] = neighbours[other][index] = similarity
    return neighbours


def _candidates(
    heads: Sequence[Mapping[str, float]], dates: Sequence[datetime | None]
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs that share a term, later one first, with the cosine of their strongest terms."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    oldest = 0
    for index, head in enumerate(heads):
        if dates[index] is None:
            oldest = 0
        while _fading(dates[index], dates[oldest]) < _WEAKEST:
            oldest += 1
        estimates: dict[int, float] = defaultdict(float)
        for term, weight in head.items():
            posting = postings[term]
            for other, theirs in posting[-MOST_SHARING:]:
                estimates[other] += weight * theirs
            posting.append((index, weight))
        for other, estimate in estimates.items():
            if estimate >= _WEAKEST * _ESTIMATED_SHARE and other >= oldest:
                yield index, other, estimate


def _fading(a: datetime | None, b: datetime | None) -> float:
    if a is None or b is None:
        return _UNDATED_FADING
    return math.exp(-abs((a - b).total_seconds()) / _SECONDS_A_DAY / _DECAY_DAYS)
