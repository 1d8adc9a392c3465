from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.group.stories import group_stories
from broadsheet.model.articles import Article
from deskwork import NOW, article

CASES = Path(__file__).parents[2] / "cases" / "groups"


def told(case: dict) -> list[tuple[str, list[Article]]]:
    """Return the stories of a case: the title each should get, and its articles."""
    return [
        (
            story["title"],
            [
                article(
                    row["text"],
                    title=row["title"],
                    publisher=row["publisher"],
                    language=row.get("language", "en"),
                    published=datetime.fromisoformat(row["published"]).astimezone(UTC),
                )
                for row in story["articles"]
            ],
        )
        for story in case["stories"]
    ]


@pytest.fixture(params=sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def case(request):
    return told(json.loads(request.param.read_text("utf-8")))


FERRIES = told(json.loads((CASES / "coast.json").read_text("utf-8")))[0][1]


def test_each_event_is_one_story(case):
    stories = group_stories([one for _, articles in case for one in articles])
    assert {frozenset(story.article_ids) for story in stories} == {
        frozenset(one.id for one in articles) for _, articles in case
    }


def test_a_story_has_its_plainest_headline(case):
    stories = group_stories([one for _, articles in case for one in articles])
    assert {story.title for story in stories} == {title for title, _ in case}


def test_wide_coverage_ranks_first(case):
    stories = group_stories([one for _, articles in case for one in articles])
    assert [story.rank for story in stories] == list(range(1, len(stories) + 1))
    counts = [story.independent_publishers for story in stories]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 3


def test_events_are_told_apart_without_dates(case):
    undated = [replace(one, published=None) for _, articles in case[:2] for one in articles]
    stories = group_stories(undated)
    assert [len(story.article_ids) for story in stories] == [3, 2]
    assert all("date unknown" in line for story in stories for line in story.why)


def test_a_story_says_why_its_articles_are_together():
    (story,) = group_stories(FERRIES)
    assert len(story.why) == 2
    first, second = story.why
    assert first.startswith(
        "‘Halsund orders eight electric ferries from Lindhavn yard’ and ‘Eight battery"
    )
    assert "Halsund Ferries" in first
    assert first.endswith("same day)")
    assert second.endswith("1 day apart)")
    assert group_stories(FERRIES[:1])[0].why == ()


def test_a_long_headline_is_cut_in_the_reasons_and_a_missing_one_named():
    long = replace(FERRIES[0], title="Halsund orders ferries " * 10, published=NOW)
    nameless = replace(FERRIES[1], title="", published=NOW - timedelta(days=2))
    (story,) = group_stories([long, nameless])
    assert "…’" in story.why[0]
    assert "‘untitled’" in story.why[0]
    assert "2 days apart" in story.why[0]
    assert story.title == long.title


def test_a_name_inside_a_longer_one_and_a_headline_in_capitals_are_no_reasons():
    headline = "Halsund Ferries Orders Eight Boats Today"
    first = article("Boats come from Halsund Ferries. All of Halsund waits.", title=headline)
    second = article("Boats go to Halsund Ferries. Much of Halsund cheers.", title=headline)
    (story,) = group_stories([first, second])
    shared = story.why[0].split("share: ")[1].split(" (")[0].split(", ")
    assert shared[0] == "Halsund Ferries"
    assert "Halsund" not in shared
    assert headline not in shared


def test_a_copied_text_is_in_the_story_and_supports_it_no_further():
    original, copy, _ = FERRIES
    copies = {original.id: (copy.id,)}
    (story,) = group_stories(FERRIES, copies=copies)
    assert len(story.article_ids) == 3
    assert story.independent_publishers == 2


def test_a_known_copy_is_in_the_story_of_its_original_even_when_reworded():
    original = FERRIES[0]
    copy = article("Nothing in common with it.", title="Short notice", publisher="Island Post")
    stories = group_stories([original, copy], copies={original.id: (copy.id, "a-gone")})
    assert [len(story.article_ids) for story in stories] == [2]
    assert "share: their text (similarity 0.00" in stories[0].why[0]


def test_two_papers_of_one_family_count_once():
    papers = [replace(one, family="Quay Group") for one in FERRIES[:2]]
    assert group_stories(papers)[0].independent_publishers == 1


def test_of_equals_the_newer_ranks_first_and_undated_last():
    old = article("Cod prices rose in Torskar.", title="Cod", published=NOW - timedelta(days=5))
    new = article("A bakery opened in Greyholm.", title="Bakery", published=NOW - timedelta(days=1))
    undated = article("The cable ship is in dock.", title="Cable ship", published=None)
    ranked = group_stories([undated, old, new])
    assert [story.article_ids[0] for story in ranked] == [new.id, old.id, undated.id]


def test_the_story_keeps_its_id_when_more_is_told():
    first = group_stories(FERRIES[:2])[0]
    assert group_stories(FERRIES)[0].id == first.id


def test_an_article_that_comes_in_late_does_not_rename_its_story():
    seen = [replace(one, first_seen=NOW) for one in FERRIES[:2]]
    late = replace(
        FERRIES[2], published=NOW - timedelta(days=7), first_seen=NOW + timedelta(hours=1)
    )
    (before,) = group_stories(seen)
    (after,) = group_stories([*seen, late])
    assert after.article_ids[0] == late.id
    assert after.id == before.id


def test_articles_without_words_stand_alone():
    empty = [article("", title=""), article("...", title="", publisher="Island Post")]
    assert len(group_stories(empty)) == 2
    assert group_stories([]) == []
