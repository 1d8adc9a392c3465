"""Stories told in several languages: found by an encoder that puts translations side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from operator import mul

from broadsheet.model.articles import Article

#: Turns texts, each with its language, into vectors: texts of one meaning into nearby ones. An
#: empty vector says that it does not know the language.
Encoder = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]

# With a multilingual sentence encoder translations lie at 0.5 to 0.9, other news below 0.45.
_THRESHOLD = 0.5
_MOST_APART = timedelta(days=4)
_TELLINGS = 3
_LEAD_CHARACTERS = 240

Crossing = tuple[float, int, int]


def find_crossings(
    groups: Sequence[Sequence[int]], articles: Sequence[Article], encoder: Encoder
) -> list[Crossing]:
    """Return which groups tell one event in different languages, as (similarity, a, b), best first.

    A group is the mean of the vectors of its first three articles' titles and leads. Two groups
    cross when their cosine reaches 0.5, they share no language, and no more than four days lie
    between them; a third language joins only while that holds for all. The cost is one vector a
    telling, and one product for each two groups in different languages.
    """
    tellings = [list(group[:_TELLINGS]) for group in groups]
    flat = [index for group in tellings for index in group]
    if len({articles[index].language for index in flat}) < 2:
        return []
    vectors = encoder([_opening(articles[i]) for i in flat], [articles[i].language for i in flat])
    encoded = dict(zip(flat, vectors, strict=True))
    means = [_mean([encoded[index] for index in group]) for group in tellings]
    languages = [frozenset(articles[i].language for i in group) for group in groups]
    dates = [_period([articles[i].dated for i in group]) for group in groups]
    pairs = [
        (sum(map(mul, means[a], means[b])), a, b)
        for b in range(len(groups))
        for a in range(b)
        if not languages[a] & languages[b] and _are_near(dates[a], dates[b])
    ]
    pairs = [pair for pair in pairs if pair[0] >= _THRESHOLD]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    return _without_clashes(pairs, languages)


def _without_clashes(
    pairs: Sequence[Crossing], languages: Sequence[frozenset[str]]
) -> list[Crossing]:
    """Return the pairs that can be merged in turn without two groups of one language meeting."""
    met = {index: [index] for index in range(len(languages))}
    found: list[Crossing] = []
    for similarity, a, b in pairs:
        first = frozenset().union(*(languages[i] for i in met[a]))
        second = frozenset().union(*(languages[i] for i in met[b]))
        if not first & second:
            together = [*met[a], *met[b]]
            met.update(dict.fromkeys(together, together))
            found.append((similarity, a, b))
    return found


def _opening(article: Article) -> str:
    lead = " ".join(article.text[:_LEAD_CHARACTERS].split())
    return f"{article.title[:_LEAD_CHARACTERS]}. {lead}"


def _mean(vectors: Sequence[Sequence[float]]) -> list[float]:
    """Return the mean of the vectors with length 1; empty when none of them says anything."""
    known = [vector for vector in vectors if len(vector)]
    total = [math.fsum(values) for values in zip(*known, strict=True)]
    length = math.sqrt(math.fsum(value * value for value in total))
    return [value / length for value in total] if length else []


def _period(dates: Sequence[datetime | None]) -> tuple[datetime, datetime] | None:
    known = [date for date in dates if date is not None]
    return (min(known), max(known)) if known else None


def _are_near(
    one: tuple[datetime, datetime] | None, other: tuple[datetime, datetime] | None
) -> bool:
    if one is None or other is None:
        return True
    return max(one[0], other[0]) - min(one[1], other[1]) <= _MOST_APART
