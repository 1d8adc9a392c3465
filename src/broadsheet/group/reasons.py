"""Why articles are in one story, in words a reader can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadsheet.group.neighbours import NeighbourIndex, Neighbours
from broadsheet.model.articles import Article
from broadsheet.text.names import find_names
from broadsheet.text.words import stem, words

_MOST_REASONS = 6
_MOST_SHARED = 4
_LONGEST_NAME = 4
_READ_CHARACTERS = 1_500
_TITLE_CHARACTERS = 60


def explain_links(
    group: Sequence[int],
    articles: Sequence[Article],
    index: NeighbourIndex,
    neighbours: Neighbours,
) -> tuple[str, ...]:
    """Say of each article after the first which earlier one it is closest to, and what they share.

    At most six sentences; none for an article alone. The articles' places are their numbers in the
    index.
    """
    if len(group) < 2:
        return ()
    reasons: list[str] = []
    told = group[: _MOST_REASONS + 1]
    openings = {place: _opening(articles[place]) for place in told}
    weights = {place: index.vector(place).by_term() for place in told}
    for position, place in enumerate(told[1:], start=1):
        nearest = max(group[:position], key=lambda i: (neighbours[place].get(i, 0.0), -i))
        before, after = articles[nearest], articles[place]
        # A copy published much later is no neighbour; there the texts alone are compared.
        likeness = neighbours[place].get(nearest) or index.vector(nearest).cosine(weights[place])
        shared = ", ".join(
            _shared(openings[nearest], openings[place], weights[nearest], weights[place])
        )
        same = "their text" if before.language == after.language else "what they tell"
        reasons.append(
            f"‘{_short(before.title)}’ and ‘{_short(after.title)}’ share: {shared or same} "
            f"(similarity {likeness:.2f}, "
            f"{_distance(before.dated, after.dated)})"
        )
    return tuple(reasons)


@dataclass(frozen=True, slots=True)
class _Opening:
    """The names and the words of a title and lead, by their stems, in order."""

    names: Mapping[tuple[str, ...], str]
    surface: Mapping[str, str]


def _opening(article: Article) -> _Opening:
    text = f"{article.title}.\n\n{article.text[:_READ_CHARACTERS]}"
    names: dict[tuple[str, ...], str] = {}
    for span in find_names(text, language=article.language):
        name = span.of(text)
        key = tuple(stem(word, article.language) for word in words(name))
        if len(key) <= _LONGEST_NAME:  # longer runs of capitals are headlines
            names.setdefault(key, name)
    surface = {stem(word, article.language): word for word in reversed(words(text))}
    return _Opening(names, surface)


def _shared(
    a: _Opening, b: _Opening, of_a: Mapping[str, float], of_b: Mapping[str, float]
) -> list[str]:
    """Return what weighs most in both: names in both openings, then single words."""
    weights = {term: weight * of_b[term] for term, weight in of_a.items() if term in of_b}
    named: set[str] = set()
    found: list[str] = []
    common = [key for key in a.names if key in b.names]
    for key in sorted(common, key=lambda key: -sum(weights.get(term, 0.0) for term in key)):
        if not named.issuperset(key):
            found.append(a.names[key])
            named.update(key)
    topical = [
        term for term in weights if term in a.surface and term not in named and term.isalpha()
    ]
    topical.sort(key=lambda term: (-weights[term], term))
    return [*found[: _MOST_SHARED - 1], *(a.surface[term] for term in topical)][:_MOST_SHARED]


def _short(title: str) -> str:
    title = " ".join(title.split()) or "untitled"
    return title if len(title) <= _TITLE_CHARACTERS else f"{title[: _TITLE_CHARACTERS - 1]}…"


def _distance(a: datetime | None, b: datetime | None) -> str:
    if a is None or b is None:
        return "date unknown"
    days = abs((a.date() - b.date()).days)
    return "same day" if days == 0 else f"{days} day{'s' * (days > 1)} apart"
