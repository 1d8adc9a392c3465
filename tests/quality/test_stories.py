"""Stories: B-cubed F1 (Bagga & Baldwin 1998) with singletons, and pair F1, on dated articles."""

from __future__ import annotations

from collections import Counter

import pytest

from broadsheet.group.stories import group_stories
from broadsheet.group.stream import StoryStream
from broadsheet.model.articles import Article
from quality.corpora import corpora, report, say, stories

pytestmark = pytest.mark.quality


def dated() -> tuple[list[Article], dict[str, int]]:
    """Return the dated articles in the order they were published, and the story of each by id."""
    label: dict[str, int] = {}
    articles = []
    for number, story in enumerate(stories(corpora())):
        for article in story["articles"]:
            if article.published and article.id not in label:
                label[article.id] = number
                articles.append(article)
    return sorted(articles, key=lambda one: (one.published, one.id)), label


def test_stories_of_a_window():
    articles, label = dated()
    groups = [story.article_ids for story in group_stories(articles)]
    b3, pairs = scores(groups, label)
    say(f"{len(articles)} articles, {len(set(label.values()))} stories, {len(groups)} found")
    report("stories", {"b_cubed_f1": b3, "pair_f1": pairs})


def test_stories_of_a_stream():
    articles, label = dated()
    stream = StoryStream()
    found: dict[str, list[str]] = {}
    for article in articles:
        found.setdefault(stream.add(article), []).append(article.id)
    groups = [tuple(group) for group in found.values()]
    b3, pairs = scores(groups, label)
    window = group_stories(articles)
    place = {one: number for number, story in enumerate(window) for one in story.article_ids}
    agreement, _ = scores(groups, place)
    report("stories_stream", {"b_cubed_f1": b3, "pair_f1": pairs, "as_in_a_window": agreement})


def scores(groups: list[tuple[str, ...]], label: dict[str, int]) -> tuple[float, float]:
    sizes = Counter(label.values())
    precision = recall = shared_pairs = found_pairs = 0.0
    for group in groups:
        for story, count in Counter(label[one] for one in group).items():
            precision += count * count / len(group)
            recall += count * count / sizes[story]
            shared_pairs += count * (count - 1)
        found_pairs += len(group) * (len(group) - 1)
    precision, recall = precision / len(label), recall / len(label)
    true_pairs = sum(size * (size - 1) for size in sizes.values())
    return (
        200 * precision * recall / (precision + recall),
        200 * shared_pairs / (found_pairs + true_pairs),
    )
