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
_LONGEST_POSTING = 250
_WEAKEST = 0.06
_SECONDS_A_DAY = 86_400

Neighbours = list[dict[int, float]]


def find_neighbours(
    vectors: Sequence[Mapping[str, float]], dates: Sequence[datetime | None]
) -> Neighbours:
    """Return for each article the others it resembles, with the similarity (0 to 1).

    Similarity is the cosine times exp(-days apart / 4). Only articles that share one of their 60
    strongest terms are compared, and a term that very many share brings nobody together, so the
    cost grows with the number of articles and not with its square.
    """
    heads = [dict(strongest(vector.items(), _INDEXED_TERMS)) for vector in vectors]
    neighbours: Neighbours = [{} for _ in vectors]
    for index, other, estimate in _candidates(heads):
        fading = _fading(dates[index], dates[other])
        if estimate * fading < _WEAKEST / 2:
            continue
        similarity = cosine(vectors[index], vectors[other]) * fading
        if similarity >= _WEAKEST:
            neighbours[index][other] = neighbours[other][index] = similarity
    return neighbours


def _candidates(heads: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs that share a term, later one first, with the cosine of their strongest terms."""
    postings: dict[str, list[int]] = defaultdict(list)
    for index, head in enumerate(heads):
        for term in head:
            postings[term].append(index)
    for index, head in enumerate(heads):
        estimates: dict[int, float] = defaultdict(float)
        for term, weight in head.items():
            posting = postings[term]
            if len(posting) > _LONGEST_POSTING:
                continue
            for other in posting:
                if other >= index:
                    break
                estimates[other] += weight * heads[other][term]
        for other, estimate in estimates.items():
            yield index, other, estimate


def _fading(a: datetime | None, b: datetime | None) -> float:
    if a is None or b is None:
        return _UNDATED_FADING
    return math.exp(-abs((a - b).total_seconds()) / _SECONDS_A_DAY / _DECAY_DAYS)
