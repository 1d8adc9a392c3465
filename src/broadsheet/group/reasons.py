"""Why articles are in one story, in words a reader can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from broadsheet.group.neighbours import Neighbours
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
    vectors: Sequence[Mapping[str, float]],
    neighbours: Neighbours,
) -> tuple[str, ...]:
    """Say of each article after the first which earlier one it is closest to, and what they share.

    At most six sentences; none for an article alone.
    """
    reasons: list[str] = []
    for position, index in enumerate(group[1 : _MOST_REASONS + 1], start=1):
        nearest = max(group[:position], key=lambda i: (neighbours[index].get(i, 0.0), -i))
        before, after = articles[nearest], articles[index]
        shared = ", ".join(_shared(before, after, vectors[nearest], vectors[index]))
        reasons.append(
            f"‘{_short(before.title)}’ and ‘{_short(after.title)}’ share: {shared or 'their text'} "
            f"(similarity {neighbours[index].get(nearest, 0.0):.2f}, "
            f"{_distance(before.dated, after.dated)})"
        )
    return tuple(reasons)


def _shared(
    a: Article, b: Article, of_a: Mapping[str, float], of_b: Mapping[str, float]
) -> list[str]:
    """Return what weighs most in both: names in both openings, then single words."""
    opening = f"{a.title}.\n\n{a.text[:_READ_CHARACTERS]}"
    other = f"{b.title}.\n\n{b.text[:_READ_CHARACTERS]}"
    weights = {term: weight * of_b[term] for term, weight in of_a.items() if term in of_b}
    in_other = _names(other, b.language)
    named: set[str] = set()
    found: list[str] = []
    common = [item for item in _names(opening, a.language).items() if item[0] in in_other]
    for stems_of_name, name in sorted(
        common, key=lambda item: -sum(weights.get(term, 0.0) for term in item[0])
    ):
        if not named.issuperset(stems_of_name):
            found.append(name)
            named.update(stems_of_name)
    surface = {stem(word, a.language): word for word in reversed(words(opening))}
    topical = [term for term in weights if term in surface and term not in named and term.isalpha()]
    topical.sort(key=lambda term: (-weights[term], term))
    return [*found[: _MOST_SHARED - 1], *(surface[term] for term in topical)][:_MOST_SHARED]


def _names(text: str, language: str) -> dict[tuple[str, ...], str]:
    """Return the names of a text by their stems, in order; no long runs, which are headlines."""
    names: dict[tuple[str, ...], str] = {}
    for span in find_names(text, language=language):
        key = tuple(stem(word, language) for word in words(span.of(text)))
        if len(key) <= _LONGEST_NAME:
            names.setdefault(key, span.of(text))
    return names


def _short(title: str) -> str:
    title = " ".join(title.split()) or "untitled"
    return title if len(title) <= _TITLE_CHARACTERS else f"{title[: _TITLE_CHARACTERS - 1]}…"


def _distance(a: datetime | None, b: datetime | None) -> str:
    if a is None or b is None:
        return "date unknown"
    days = abs((a.date() - b.date()).days)
    return "same day" if days == 0 else f"{days} day{'s' * (days > 1)} apart"
