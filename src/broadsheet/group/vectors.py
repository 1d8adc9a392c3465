"""What an article is about, as a sparse vector: its words, and once more its title and lead."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from dataclasses import dataclass
from sys import intern

from broadsheet.model.articles import Article
from broadsheet.text.similarity import DocumentFrequencies
from broadsheet.text.words import content_words

# Beyond the first 400 words of topic an article adds background, and cost.
_BODY_TERMS = 400
_LEAD_TERMS = 80
_READ_CHARACTERS = 6_000
_KEPT_TERMS = 150
# In a handful of articles the words of their one story would look common; count as if there were
# this many.
FEWEST_DOCUMENTS = 40
_MOST_COUNTED = 255
#: By how often a term occurs in a text: its weight there before that of its rarity.
_DAMPED = (0.0, *(1.0 + math.log(count) for count in range(1, _MOST_COUNTED + 1)))


@dataclass(frozen=True, slots=True)
class Terms:
    """An article's topic words, each once, with how often each occurs in it and in its opening.

    Counts are bytes (255 stands for more), words are interned: a hundred thousand fit in memory.
    """

    words: tuple[str, ...]
    counts: bytes
    opening: bytes


@dataclass(frozen=True, slots=True)
class TopicVector:
    """A sparse vector of length 1, heaviest term first; weights in single precision."""

    terms: tuple[str, ...]
    weights: array[float]

    def by_term(self) -> dict[str, float]:
        """Return the weights by term, heaviest first."""
        return dict(zip(self.terms, self.weights, strict=True))

    def cosine(self, other: dict[str, float]) -> float:
        """Return the cosine with a vector of length 1 that is given by term, 0 to 1."""
        return sum([
            weight * other[term]
            for term, weight in zip(self.terms, self.weights, strict=True)
            if term in other
        ])  # fmt: skip


def read_terms(article: Article) -> Terms:
    """Return the topic words of an article, the title counted twice."""
    title = content_words(article.title[:_READ_CHARACTERS], article.language) * 2
    body = content_words(article.text[:_READ_CHARACTERS], article.language)[:_BODY_TERMS]
    counts = Counter(map(intern, title + body))
    opening = Counter(title + body[:_LEAD_TERMS])
    return Terms(
        words=tuple(counts),
        counts=bytes([min(count, _MOST_COUNTED) for count in counts.values()]),
        opening=bytes([min(opening[term], _MOST_COUNTED) for term in counts]),
    )


def topic_vector(terms: Terms, frequencies: DocumentFrequencies) -> TopicVector:
    """Return the vector of an article's terms; empty for an article without words.

    The mean of two TF-IDF vectors of length 1, of the whole and of its first words alone, because
    a news lead names what, who and where. The 150 heaviest terms are kept.
    """
    rarity = [frequencies.idf(term) for term in terms.words]
    whole = [_DAMPED[count] * idf for count, idf in zip(terms.counts, rarity, strict=True)]
    lead = [_DAMPED[count] * idf for count, idf in zip(terms.opening, rarity, strict=True)]
    of_whole, of_lead = _length(whole), _length(lead)
    weights = [a / of_whole + b / of_lead for a, b in zip(whole, lead, strict=True)]
    kept = sorted(zip(weights, terms.words, strict=True), reverse=True)[:_KEPT_TERMS]
    length = _length([weight for weight, _ in kept])
    return TopicVector(
        terms=tuple([term for _, term in kept]),
        weights=array("f", [weight / length for weight, _ in kept]),
    )


def _length(weights: list[float]) -> float:
    return math.sqrt(math.fsum([weight * weight for weight in weights])) or 1.0
