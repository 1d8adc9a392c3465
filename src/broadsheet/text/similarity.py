"""How alike two texts are: shingle sketches for copies, TF-IDF vectors for topics."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from zlib import crc32

from broadsheet.text.words import words

Vector = Mapping[str, float]

SHINGLE_WORDS = 4
SAMPLING = 8
_SHORT = 400


def shingle_sketch(text: str) -> frozenset[int]:
    """Return the CRC-32 hashes of a text's four-word shingles, a sample of them for long texts.

    Of 400 shingles or more only hashes divisible by 8 are kept (mod-p sketch, Broder 1997); a
    shorter text keeps all.
    """
    hashes = shingles(text)
    return hashes if len(hashes) < _SHORT else thin(hashes)


def shingles(text: str) -> frozenset[int]:
    """Return the CRC-32 hashes of all four-word shingles; a text of fewer words is one shingle."""
    tokens = words(text)
    if not tokens:
        return frozenset()
    # Each shingle is a slice of the joined words: no text is put together twice.
    text = " ".join(tokens)
    joined = text.encode("utf-8", "surrogatepass")
    lengths = map(len, tokens) if text.isascii() else map(_encoded_length, tokens)
    starts = [0, *accumulate(length + 1 for length in lengths)]
    return frozenset(
        [
            crc32(joined[start : after - 1])
            for start, after in zip(starts, starts[SHINGLE_WORDS:] or starts[-1:], strict=False)
        ]
    )


def _encoded_length(token: str) -> int:
    return len(token.encode("utf-8", "surrogatepass"))


def thin(sketch: Iterable[int]) -> frozenset[int]:
    """Return the part of a sketch that a long text would keep."""
    return frozenset(value for value in sketch if value % SAMPLING == 0)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share of the smaller sketch that is also in the larger, 0 to 1.

    A sampled and a full sketch are compared on what both would have sampled.
    """
    if _is_thin(a) != _is_thin(b):
        a, b = thin(a), thin(b)
    smallest = min(len(a), len(b))
    return len(a & b) / smallest if smallest else 0.0


def _is_thin(sketch: frozenset[int]) -> bool:
    return all(value % SAMPLING == 0 for value in sketch)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFrequencies:
    """In how many documents each term occurs."""

    documents: int
    counts: Mapping[str, int]

    def idf(self, term: str) -> float:
        """Return the smoothed inverse document frequency, never below 1 (Salton & Buckley 1988)."""
        return math.log((1 + self.documents) / (1 + self.counts.get(term, 0))) + 1.0


def count_documents(
    documents: Iterable[Iterable[str]], *, at_least: int = 0
) -> DocumentFrequencies:
    """Count in how many of the documents (each its terms) every term occurs.

    With `at_least` a small collection is taken for one of that many documents.
    """
    counts: Counter[str] = Counter()
    total = 0
    for terms in documents:
        counts.update(set(terms))
        total += 1
    return DocumentFrequencies(documents=max(total, at_least), counts=counts)


def tfidf_vector(terms: Iterable[str], frequencies: DocumentFrequencies) -> dict[str, float]:
    """Return the TF-IDF vector of a document's terms with length 1; empty when it has no terms."""
    return unit({
        term: (1.0 + math.log(count)) * frequencies.idf(term)
        for term, count in Counter(terms).items()
    })  # fmt: skip


def unit(vector: Vector) -> dict[str, float]:
    """Return the vector scaled to length 1; empty when its length is 0."""
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Return the dot product of two vectors of length 1: their cosine, 0 to 1."""
    smaller, larger = (a, b) if len(a) <= len(b) else (b, a)
    return sum([weight * larger[term] for term, weight in smaller.items() if term in larger])
