"""Stories as the news comes in: ids that stay, bounded memory, no article that can spoil it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.group import stream as streams
from broadsheet.group.stories import group_stories
from broadsheet.group.stream import StoryStream
from broadsheet.model.articles import Article
from deskwork import NOW, article
from unit.group.test_stories import CASES, FERRIES, told

COAST = [
    one
    for _, articles in told(json.loads((Path(CASES) / "coast.json").read_text("utf-8")))
    for one in articles
]


def grouped(stream: StoryStream, articles: list[Article]) -> set[frozenset[str]]:
    stories: dict[str, set[str]] = {}
    for one in articles:
        stories.setdefault(stream.add(one), set()).add(one.id)
    return {frozenset(story) for story in stories.values()}


def test_a_stream_finds_the_stories_that_a_window_finds():
    in_time = sorted(COAST, key=lambda one: (one.published or NOW, one.id))
    assert grouped(StoryStream(), in_time) == {
        frozenset(story.article_ids) for story in group_stories(COAST)
    }


def test_a_known_article_gets_its_story_again():
    stream = StoryStream()
    first = stream.add(FERRIES[0])
    assert stream.add(FERRIES[0]) == first
    assert len(stream) == 1


def test_a_new_stream_goes_on_where_an_old_one_ended():
    stream = StoryStream()
    stream.add(FERRIES[0], story_id="s-old")
    assert stream.add(FERRIES[1]) == "s-old"


def test_what_is_long_ago_is_forgotten_and_a_dateless_article_counts_as_new():
    stream = StoryStream()
    nameless = replace(FERRIES[1], published=None)
    assert stream.add(nameless) == stream.add(FERRIES[0])
    later = [
        replace(one, published=NOW + timedelta(days=20 + day))
        for day, one in enumerate(article(f"Cod {n}", title=f"Cod {n}") for n in range(9))
    ]
    for one in later:
        stream.add(one)
    assert len(stream) == len(later)
    again = replace(FERRIES[2], published=NOW + timedelta(days=28))
    assert stream.add(again) not in {stream.add(one) for one in later}


@pytest.mark.parametrize("days", [-30_000, 300_000])
def test_a_date_from_elsewhere_empties_no_memory(days):
    stream = StoryStream()
    for one in COAST[:6]:
        stream.add(one)
    strange = replace(article("Dream.", title="Dream"), published=NOW + timedelta(days=days))
    stream.add(strange)
    assert len(stream) >= 6
    assert stream.add(COAST[0]) == stream.add(COAST[1])


def test_only_so_many_articles_and_words_are_remembered(monkeypatch):
    monkeypatch.setattr(streams, "_MOST_TERMS", 40)
    monkeypatch.setattr(streams, "_FEWEST_SWEPT", 3)
    stream = StoryStream(most=4)
    rows = [
        article(f"Word{n} thing{n} place{n}.", title=f"Title{n} ferry", publisher="Post")
        for n in range(60)
    ]
    for one in rows:
        stream.add(one)
    assert len(stream) == 4
    assert len(stream._counts) <= 40
    assert len(stream._index._postings) < 60
    assert stream.add(FERRIES[0]) == stream.add(FERRIES[1])
