"""From articles to ranked stories: one group for each event, across outlets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from broadsheet.group.crossings import Encoder, find_crossings
from broadsheet.group.linking import link
from broadsheet.group.neighbours import MOST_SHARING, Neighbours, find_neighbours
from broadsheet.group.reasons import explain_links
from broadsheet.group.titles import choose_title
from broadsheet.group.vectors import article_vectors
from broadsheet.model.articles import Article
from broadsheet.model.ids import content_id
from broadsheet.model.independence import support_of
from broadsheet.model.stories import Story

# Chosen on 2,300 dated articles, nearly half of them alone in their story: a threshold chosen on
# stories that all have company merges unrelated news.
_THRESHOLD = 0.19
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
    and recency. Neither the order of the articles nor their dates are required. With an `encoder`
    (of sentences of many languages) stories of different languages about one event become one.
    """
    copied = copies or {}
    ordered = sorted({article.id: article for article in articles}.values(), key=_chronology)
    vectors = article_vectors(ordered)
    neighbours = find_neighbours(vectors, [article.dated for article in ordered])
    groups = link(
        neighbours,
        threshold=_THRESHOLD,
        compared=MOST_SHARING,
        together=_copied_pairs(ordered, copied),
    )
    if encoder is not None:
        groups = _across_languages(groups, ordered, neighbours, encoder)
    stories = [_story(group, ordered, vectors, neighbours, copied) for group in groups]
    recency = {
        content_id("s", ordered[group[0]].id): max(
            (article.dated for article in (ordered[i] for i in group) if article.dated),
            default=_FIRST,
        )
        for group in groups
    }
    stories.sort(key=lambda story: story.id)
    stories.sort(key=lambda story: recency[story.id], reverse=True)
    stories.sort(key=lambda story: (-story.independent_publishers, -len(story.article_ids)))
    return [replace(story, rank=rank) for rank, story in enumerate(stories, start=1)]


def _chronology(article: Article) -> tuple[datetime, str]:
    return article.dated or _LAST, article.id


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
    vectors: Sequence[Mapping[str, float]],
    neighbours: Neighbours,
    copies: Mapping[str, tuple[str, ...]],
) -> Story:
    members = [articles[index] for index in group]
    inside = frozenset(group)
    closeness = [
        math.fsum(value for other, value in neighbours[i].items() if other in inside) for i in group
    ]
    return Story(
        id=content_id("s", members[0].id),
        title=choose_title(members, closeness),
        rank=0,
        article_ids=tuple(article.id for article in members),
        independent_publishers=len(support_of(members, copies).families),
        why=explain_links(group, articles, vectors, neighbours),
    )
