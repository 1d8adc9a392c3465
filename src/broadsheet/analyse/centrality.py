"""Which articles of a much-covered story are worth reading closely."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from broadsheet.model.articles import Article
from broadsheet.model.independence import family_of
from broadsheet.text.similarity import cosine, count_documents, tfidf_vector, unit
from broadsheet.text.words import content_words

_OPENING = 1_000
_FEWEST_DOCUMENTS = 40


def choose_central(articles: Sequence[Article], *, limit: int) -> list[int]:
    """Return the places of at most `limit` articles that stand for them all, ascending.

    Those whose title and opening lie closest to the centroid of all of them come first, one of each
    publisher family before a second of any: a story told a hundred times holds no more facts than
    its two dozen most typical tellings, and comparing sentences grows with the square of them.
    """
    if len(articles) <= limit:
        return list(range(len(articles)))
    openings = [
        content_words(f"{one.title}\n{one.text[:_OPENING]}", one.language) for one in articles
    ]
    frequencies = count_documents(openings, at_least=_FEWEST_DOCUMENTS)
    vectors = [tfidf_vector(terms, frequencies) for terms in openings]
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            total[term] += weight
    centroid = unit(total)
    closeness = [cosine(vector, centroid) for vector in vectors]
    taken: Counter[str] = Counter()
    turns: list[tuple[int, float, int]] = []
    for place in sorted(range(len(articles)), key=lambda i: (-closeness[i], i)):
        family = family_of(articles[place])
        turns.append((taken[family], -closeness[place], place))
        taken[family] += 1
    return sorted(place for _, _, place in sorted(turns)[:limit])
