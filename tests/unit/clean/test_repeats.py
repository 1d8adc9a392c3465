"""What repeats on a site: furniture goes, news that repeats stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.clean.repeats import Repeat, find_repeats
from broadsheet.clean.traces import trace_of, without_paragraphs
from broadsheet.model.articles import Article
from broadsheet.model.traces import ArticleTrace
from repeated_sites import SITES, article, furniture, paragraphs, site

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
(TAIL,) = [case for case in SITES if case["name"] == "three articles are enough at the end"]


def traces(articles: list[Article]) -> list[ArticleTrace]:
    return [trace_of(one, site="dispatch.example", seen_at=NOW) for one in articles]


@pytest.mark.parametrize("case", SITES, ids=lambda case: case["name"])
def test_a_site_loses_its_furniture_and_nothing_else(case: dict) -> None:
    articles = site(case)
    found = find_repeats(traces(articles))
    for number, one in enumerate(articles):
        cut = furniture(case, number)
        wanted = [part for part in paragraphs(one.text) if part not in cut]
        left = paragraphs(without_paragraphs(one, found).text)
        assert left == (wanted or paragraphs(one.text)), "an article is never emptied"
    assert bool(found) == bool(case["cut"])


def test_the_reason_names_how_many_articles_show_it() -> None:
    (repeat,) = find_repeats(traces(site(TAIL))).values()
    assert repeat == Repeat(articles=3, known=3)
    assert repeat.reason == "stands on 3 of 3 articles of the site"


def test_an_article_that_was_read_again_counts_once_as_it_was_read_last() -> None:
    first, second, third = site(TAIL)
    once = traces([first, second])
    again = [replace(trace, seen_at=NOW + timedelta(days=1)) for trace in once]
    assert find_repeats([*once, *again]) == {}
    assert len(find_repeats([*once, *again, *traces([third])])) == 1
    without = replace(again[0], paragraphs=again[0].paragraphs[:1])
    assert find_repeats([*once, without, *traces([third])]) == {}
    assert find_repeats([without, *once, *traces([third])]) == {}


def test_an_about_under_one_headline_only_is_not_under_different_texts() -> None:
    articles = site({"follow_ups": 5, "more": [{"at": -1, "says": "About Brae Works"}]})
    assert len(find_repeats(traces(articles))) == 1
    assert (
        find_repeats(
            traces([replace(one, title="Brae Works has news of its plant") for one in articles])
        )
        == {}
    )


def test_letters_that_all_have_one_subject_are_told_apart_by_what_they_say() -> None:
    letters = [replace(one, title="The Morning Letter") for one in site(TAIL)]
    assert len(find_repeats(traces(letters))) == 1
    same = [replace(one, title="Lindhavn paints its old lighthouse green") for one in site(TAIL)]
    assert find_repeats(traces(same)) == {}


def test_words_that_a_whole_site_uses_are_no_topic_once_enough_of_it_is_known() -> None:
    tail = "Our ships wait for you in nine ports."
    common = "Nordkai fleet ships cargo harbour voyage crew captain deck charter freight tonnage."
    own = "anchors bells cranes docks engines flags gears hulls inks jibs knots lamps".split()
    articles = [
        article(f"Nordkai {word}", f"{common} Mind {word} {word} {word}.\n\n{tail}") for word in own
    ]
    assert find_repeats(traces(articles[:9])) == {}
    assert len(find_repeats(traces(articles))) == 1


def test_beginning_and_end_of_long_articles_reach_beyond_what_repeats() -> None:
    box = "Before you read on, think of a friend who would like this letter as well."

    def long(one: Article, place: int) -> Article:
        parts = [f"{letter}: {part}" for letter in "abc" for part in paragraphs(one.text)]
        return replace(one, text="\n\n".join([*parts[:place], box, *parts[place:]]))

    stories = site({"different": 4})
    for place, count in [(1, 1), (3, 0), (4, 0), (7, 1)]:
        assert len(find_repeats(traces([long(one, place) for one in stories]))) == count, place
