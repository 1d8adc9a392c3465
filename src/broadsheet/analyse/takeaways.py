"""Key sentences of one or several articles about an event, chosen and never rewritten.

Extractive selection with a lead prior, a TF-IDF centroid weighted towards the openings (Radev et
al. 2004), support by other publisher families, and a greedy choice that refuses what has been said
(maximal marginal relevance; Carbonell & Goldstein 1998).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from broadsheet.analyse.candidates import Candidate, count_words, find_candidates
from broadsheet.analyse.centrality import choose_central
from broadsheet.analyse.trimming import trim_sentence
from broadsheet.model.articles import Article
from broadsheet.model.evidence import Evidence
from broadsheet.model.independence import family_of
from broadsheet.model.stories import Takeaway
from broadsheet.text.quantities import find_figures
from broadsheet.text.similarity import cosine, count_documents, tfidf_vector, unit
from broadsheet.text.words import content_words

VERBATIM = "verbatim"
TRIMMED = "trimmed"

# Sentences are compared with one another: of a story told by more, the most typical tellings.
_READ_ARTICLES = 24
_LEAD_WEIGHT = 0.45
_LEAD_FADE = 8.0
_CENTROID_WEIGHT = 1.5
_SUPPORT_WEIGHT = 0.7
_TITLE_WEIGHT = 0.8
_FAULT_WEIGHT = 0.6
_LENGTH_WEIGHT = 0.1
_REDUNDANCY = 0.6
_TOO_ALIKE = 0.5
_SAME_WORDS = 0.7
_SAME_FACT_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Scored:
    """A candidate, its score, and its likeness to the others by their place in the list."""

    candidate: Candidate
    likeness: Mapping[int, float]
    score: float


@dataclass(frozen=True, slots=True)
class _Chosen:
    scored: _Scored
    text: str
    method: str
    facts: frozenset[tuple[Decimal, str]]


def select_takeaways(
    articles: Sequence[Article], *, limit: int, max_words: int | None = None
) -> list[Takeaway]:
    """Return up to `limit` key sentences of the articles, the most important first.

    Each quotes its source exactly in its evidence. With `max_words` a longer sentence is trimmed
    where that is safe (method "trimmed": its words are a subsequence of the quote), else passed
    over. No two say the same, in words or in figures. Support counts from other publisher families
    only. Fewer than `limit` come back when there is no more to say. Of a story of more than two
    dozen articles the most central are read, one of each family first, so that the cost of a story
    stays in proportion to its articles.
    """
    articles = [articles[place] for place in choose_central(articles, limit=_READ_ARTICLES)]
    scored = _score(articles, find_candidates(articles))
    alike = [0.0] * len(scored)
    chosen: list[_Chosen] = []
    waiting = list(range(len(scored)))
    while waiting and len(chosen) < limit:
        best = max(waiting, key=lambda i: scored[i].score - _REDUNDANCY * alike[i])
        waiting.remove(best)
        fitted = _fit(scored[best], articles[scored[best].candidate.article], max_words)
        if fitted is None or _says_again(fitted, chosen):
            continue
        chosen.append(fitted)
        for i in waiting:
            alike[i] = max(alike[i], scored[best].likeness.get(i, 0.0))
        waiting = [i for i in waiting if alike[i] < _TOO_ALIKE]
    return [_takeaway(articles, one) for one in chosen]


def _fit(one: _Scored, article: Article, max_words: int | None) -> _Chosen | None:
    """Return the sentence within the limit of words, None when it cannot be made to fit."""
    text = one.candidate.text
    method = VERBATIM
    if max_words is not None and one.candidate.length > max_words:
        trimmed = trim_sentence(text, max_words=max_words, language=article.language)
        if trimmed is None or count_words(trimmed) > max_words:
            return None
        text, method = trimmed, TRIMMED
    figures = find_figures(text, language=article.language)
    facts = frozenset((figure.value, figure.currency or figure.unit) for figure in figures)
    return _Chosen(one, text, method, facts)


def _says_again(one: _Chosen, chosen: Sequence[_Chosen]) -> bool:
    """Return whether a sentence repeats a chosen one: most of its words, or all of its figures."""
    terms = set(one.scored.candidate.terms)
    for other in chosen:
        shared = len(terms.intersection(other.scored.candidate.terms))
        smaller = min(len(terms), len(set(other.scored.candidate.terms)))
        if shared >= _SAME_WORDS * smaller:
            return True
        if one.facts and one.facts <= other.facts and shared >= _SAME_FACT_WORDS:
            return True
    return False


def _score(articles: Sequence[Article], candidates: Sequence[Candidate]) -> list[_Scored]:
    frequencies = count_documents((one.terms for one in candidates), at_least=40)
    vectors = [tfidf_vector(one.terms, frequencies) for one in candidates]
    leads = [math.exp(-one.position / _LEAD_FADE) for one in candidates]
    centroid = _sum(vectors, leads)
    titles = _sum(
        [tfidf_vector(content_words(a.title, a.language), frequencies) for a in articles],
        [1.0] * len(articles),
    )
    likeness = _likeness(vectors)
    support = _support(articles, candidates, likeness)
    return [
        _Scored(
            one,
            likeness[i],
            _LEAD_WEIGHT * leads[i]
            + _CENTROID_WEIGHT * cosine(vectors[i], centroid)
            + _SUPPORT_WEIGHT * support[i]
            + _TITLE_WEIGHT * cosine(vectors[i], titles)
            - _FAULT_WEIGHT * one.fault
            - _LENGTH_WEIGHT * _length_fault(one.length),
        )
        for i, one in enumerate(candidates)
    ]


def _sum(vectors: Sequence[Mapping[str, float]], weights: Sequence[float]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for vector, weight in zip(vectors, weights, strict=True):
        for term, value in vector.items():
            total[term] += weight * value
    return unit(total)


def _likeness(vectors: Sequence[Mapping[str, float]]) -> list[dict[int, float]]:
    """Return the cosine of every two vectors that share a term."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    likeness: list[dict[int, float]] = [{} for _ in vectors]
    for i, vector in enumerate(vectors):
        mine = likeness[i]
        for term, weight in vector.items():
            posting = postings[term]
            for j, other in posting:
                mine[j] = mine.get(j, 0.0) + weight * other
            posting.append((i, weight))
        for j, value in mine.items():
            likeness[j][i] = value
    return likeness


def _support(
    articles: Sequence[Article],
    candidates: Sequence[Candidate],
    likeness: Sequence[Mapping[int, float]],
) -> list[float]:
    """Return how well the other publisher families' sentences say the same, averaged over them."""
    families = [family_of(article) for article in articles]
    others = len(set(families)) - 1
    if others < 1:
        return [0.0] * len(candidates)
    support: list[float] = []
    for i, one in enumerate(candidates):
        best: dict[str, float] = defaultdict(float)
        for j, value in likeness[i].items():
            family = families[candidates[j].article]
            if family != families[one.article]:
                best[family] = max(best[family], value)
        support.append(math.fsum(best.values()) / others)
    return support


def _length_fault(length: int) -> float:
    return max(0.0, (12 - length) / 12) + max(0.0, (length - 35) / 35)


def _takeaway(articles: Sequence[Article], one: _Chosen) -> Takeaway:
    candidate = one.scored.candidate
    evidence = Evidence(
        article_id=articles[candidate.article].id,
        start=candidate.span.start,
        end=candidate.span.end,
        quote=candidate.text,
    )
    return Takeaway(text=one.text, evidence=(evidence,), method=one.method)
