"""What an article is about, as a sparse vector: its words, and once more its title and lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from broadsheet.model.articles import Article
from broadsheet.text.similarity import count_documents, tfidf_vector, unit
from broadsheet.text.words import content_words

# Beyond the first 400 words of topic an article adds background, and cost.
_BODY_TERMS = 400
_LEAD_TERMS = 80
_READ_CHARACTERS = 6_000
_KEPT_TERMS = 150
# In a handful of articles the words of their one story would look common; count as if there were
# this many.
_FEWEST_DOCUMENTS = 40


def article_vectors(articles: Sequence[Article]) -> list[dict[str, float]]:
    """Return one vector of length 1 for each article, in order; empty for an article without words.

    The mean of two TF-IDF vectors, both with the title counted twice: of the body, and of its first
    words alone, because a news lead names what, who and where.
    """
    documents = [_terms(article) for article in articles]
    frequencies = count_documents((full for full, _ in documents), at_least=_FEWEST_DOCUMENTS)
    vectors: list[dict[str, float]] = []
    for full, lead in documents:
        whole = tfidf_vector(full, frequencies)
        for term, weight in tfidf_vector(lead, frequencies).items():
            whole[term] = whole.get(term, 0.0) + weight
        vectors.append(unit(dict(strongest(whole.items(), _KEPT_TERMS))))
    return vectors


def _terms(article: Article) -> tuple[list[str], list[str]]:
    title = content_words(article.title, article.language) * 2
    body = content_words(article.text[:_READ_CHARACTERS], article.language)[:_BODY_TERMS]
    return title + body, title + body[:_LEAD_TERMS]


def strongest(weights: Iterable[tuple[str, float]], limit: int) -> Iterable[tuple[str, float]]:
    """Return the terms with the greatest weights, ties in the order of the alphabet."""
    return islice(sorted(weights, key=lambda item: (-item[1], item[0])), limit)
