"""From articles to ranked stories: one group for each event, across outlets."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from broadsheet.group.crossings import Encoder, find_crossings
from broadsheet.group.linking import THRESHOLD, link
from broadsheet.group.neighbours import MOST_SHARING, NeighbourIndex, Neighbours
from broadsheet.group.reasons import explain_links
from broadsheet.group.titles import choose_title
from broadsheet.group.vectors import FEWEST_DOCUMENTS, read_terms, topic_vector
from broadsheet.model.articles import Article
from broadsheet.model.ids import content_id
from broadsheet.model.independence import support_of
from broadsheet.model.stories import Story
from broadsheet.text.similarity import count_documents

_LAST = datetime.max.replace(tzinfo=UTC)
_FIRST = datetime.min.replace(tzinfo=UTC)


def group_stories(
    articles: Sequence[Article],
    *,
    copies: Mapping[str, tuple[str, ...]] | None = None,
    encoder: Encoder | None = None,
) -> list[Story]:
    """Return the stories the articles tell, most widely covered first; every article is in one.

    Articles are linked by average-link clustering of TF-IDF similarity that fades with the days
    between them. `copies` maps an original's id to the ids of articles that copy its text: they are
    in its story and support it no further. Ranks go by independent publishers, number of articles
    and recency. Neither the order of the articles nor their dates are required. A story's id comes
    from the article of it that was seen first. With an `encoder` (of sentences of many languages)
    stories of different languages about one event become one.
    """
    copied = copies or {}
    ordered = sorted({article.id: article for article in articles}.values(), key=_chronology)
    index, neighbours = _linked(ordered)
    groups = link(
        neighbours,
        threshold=THRESHOLD,
        compared=MOST_SHARING,
        together=_copied_pairs(ordered, copied),
    )
    if encoder is not None:
        groups = _across_languages(groups, ordered, neighbours, encoder)
    found = [
        (_story(group, ordered, index, neighbours, copied), _latest(ordered[i] for i in group))
        for group in groups
    ]
    found.sort(key=lambda each: each[0].id)
    found.sort(key=lambda each: each[1], reverse=True)
    found.sort(key=lambda each: (-each[0].independent_publishers, -len(each[0].article_ids)))
    return [replace(story, rank=rank) for rank, (story, _) in enumerate(found, start=1)]


def _linked(ordered: Sequence[Article]) -> tuple[NeighbourIndex, Neighbours]:
    """Return the articles in an index under their places, and for each its neighbours."""
    waiting = deque(map(read_terms, ordered))
    frequencies = count_documents((terms.words for terms in waiting), at_least=FEWEST_DOCUMENTS)
    index = NeighbourIndex()
    neighbours: Neighbours = []
    for place, article in enumerate(ordered):
        earlier = index.add(topic_vector(waiting.popleft(), frequencies), article.dated)
        for other, similarity in earlier.items():
            neighbours[other][place] = similarity
        neighbours.append(earlier)
    return index, neighbours


def _latest(articles: Iterable[Article]) -> datetime:
    return max((article.dated for article in articles if article.dated), default=_FIRST)


def _chronology(article: Article) -> tuple[datetime, str]:
    return article.dated or _LAST, article.id


def _arrival(article: Article) -> tuple[datetime, datetime, str]:
    """Order by when the store met an article: one that comes in late never renames its story."""
    return (article.first_seen or article.dated or _LAST, *_chronology(article))


def _copied_pairs(
    articles: Sequence[Article], copies: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    position = {article.id: index for index, article in enumerate(articles)}
    for original in sorted(copies):
        present = [position[key] for key in (original, *copies[original]) if key in position]
        yield from ((present[0], other) for other in present[1:])


def _across_languages(
    groups: list[list[int]],
    articles: Sequence[Article],
    neighbours: Neighbours,
    encoder: Encoder,
) -> list[list[int]]:
    """Return the groups merged across languages, and make neighbours of those that met."""
    crossings = find_crossings(groups, articles, encoder)
    for similarity, a, b in crossings:
        first, second = groups[a][0], groups[b][0]
        neighbours[first][second] = neighbours[second][first] = similarity
    merged = link([{} for _ in groups], threshold=1.0, together=[(a, b) for _, a, b in crossings])
    return [sorted(index for place in row for index in groups[place]) for row in merged]


def _story(
    group: Sequence[int],
    articles: Sequence[Article],
    index: NeighbourIndex,
    neighbours: Neighbours,
    copies: Mapping[str, tuple[str, ...]],
) -> Story:
    members = [articles[index] for index in group]
    inside = frozenset(group)
    closeness = [
        math.fsum(value for other, value in neighbours[i].items() if other in inside) for i in group
    ]
    return Story(
        id=content_id("s", min(members, key=_arrival).id),
        title=choose_title(members, closeness),
        rank=0,
        article_ids=tuple(article.id for article in members),
        independent_publishers=len(support_of(members, copies).families),
        why=explain_links(group, articles, index, neighbours),
    )
