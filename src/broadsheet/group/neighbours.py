"""Which articles could be about the same event, found without comparing all with all."""

from __future__ import annotations

import math
from array import array
from datetime import datetime

from broadsheet.group.vectors import TopicVector

# Outlets report one event within a day or two; similarity halves in just under three days.
_DECAY_DAYS = 4.0
# Without a date the likeness of two texts proves less: as much as a day apart would.
_UNDATED_FADING = 0.75
_INDEXED_TERMS = 80
# Of the articles that share a term only the nearest in time are looked at.
MOST_SHARING = 40
# A common term joins too many to tell anything, except where it is what the article is about.
_TELLING_TERMS = 8
# Weaker links never decide, they only cost. What the shared ones of the strongest terms weigh in
# one article, squared, is near the cosine: far below the weakest link nothing needs comparing.
_WEAKEST = 0.1
_ESTIMATED_SHARE = 0.6
_SECONDS_A_DAY = 86_400
#: After so many days the likest articles are too weakly linked to be neighbours.
FADED_DAYS = _DECAY_DAYS * math.log(1 / _WEAKEST)

Neighbours = list[dict[int, float]]


class NeighbourIndex:
    """An inverted index of articles by their strongest terms, in the order they are added.

    It finds for each article the earlier ones it resembles. Similarity is the cosine times
    exp(-days apart / 4). Only articles that share one of their 80 strongest terms are compared, and
    for each term only the forty added last, so an article costs the same however many there are.
    """

    def __init__(self) -> None:
        self._next = 0
        self._vectors: dict[int, TopicVector] = {}
        self._dates: dict[int, datetime | None] = {}
        self._postings: dict[str, array[int]] = {}

    def add(self, vector: TopicVector, date: datetime | None) -> dict[int, float]:
        """Take in an article; return the numbers of its neighbours with the similarity (0 to 1).

        Articles are numbered from 0 in the order they are added.
        """
        number, self._next = self._next, self._next + 1
        weights = vector.by_term()
        neighbours: dict[int, float] = {}
        for other, estimate in self._estimates(vector).items():
            theirs = self._vectors.get(other)
            if theirs is None or estimate < _WEAKEST * _ESTIMATED_SHARE:
                continue
            fading = _fading(date, self._dates[other])
            if estimate * fading < _WEAKEST * _ESTIMATED_SHARE:
                continue
            similarity = theirs.cosine(weights) * fading
            if similarity >= _WEAKEST:
                neighbours[other] = similarity
        for term in vector.terms[:_INDEXED_TERMS]:
            self._post(term, number)
        self._vectors[number] = vector
        self._dates[number] = date
        return neighbours

    def vector(self, number: int) -> TopicVector:
        """Return the vector of an article that is not forgotten."""
        return self._vectors[number]

    def forget(self, number: int) -> None:
        """Let go of an article: it is nobody's neighbour any more."""
        del self._vectors[number], self._dates[number]

    def sweep(self) -> None:
        """Let go of the terms that only forgotten articles had."""
        oldest = next(iter(self._vectors), self._next)
        self._postings = {
            term: posting for term, posting in self._postings.items() if posting[-1] >= oldest
        }

    def _estimates(self, vector: TopicVector) -> dict[int, float]:
        """Return by number who shares terms with a vector, and about how much of its length."""
        estimates: dict[int, float] = {}
        for rank, term in enumerate(vector.terms[:_INDEXED_TERMS]):
            posting = self._postings.get(term)
            if posting is None or (rank >= _TELLING_TERMS and len(posting) > MOST_SHARING):
                continue
            share = vector.weights[rank] ** 2
            for other in posting[-MOST_SHARING:]:
                estimates[other] = estimates.get(other, 0.0) + share
        return estimates

    def _post(self, term: str, number: int) -> None:
        posting = self._postings.get(term)
        if posting is None:
            self._postings[term] = array("L", (number,))
            return
        posting.append(number)
        if len(posting) > 2 * MOST_SHARING:
            del posting[: -MOST_SHARING - 1]


def _fading(a: datetime | None, b: datetime | None) -> float:
    if a is None or b is None:
        return _UNDATED_FADING
    return math.exp(-abs((a - b).total_seconds()) / _SECONDS_A_DAY / _DECAY_DAYS)
