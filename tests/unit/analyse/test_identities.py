"""A story keeps its id across editions, and no two stories of any edition share one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.analyse.changes import match_stories
from broadsheet.analyse.identities import keep_ids
from broadsheet.model.articles import Article
from broadsheet.model.editions import Edition, EditionArticle, Past, past_of
from broadsheet.model.stories import Story
from deskwork import NOW, WEEK, article, edition_from, story

FIRE = article(
    "A fire broke out in battery hall 2 at Norrvik Yards on 6 October. Nobody was hurt.",
    title="Fire in Norrvik battery hall halts ferry refit",
    published=NOW - timedelta(days=3),
)
PUMP = article(
    "A coolant pump started the fire in the battery hall at Norrvik Yards on 6 October. The pump "
    "sits on 22 vessels.",
    title="Pump blamed for fire in Norrvik battery hall",
    publisher="Tidewater Wire",
    published=NOW + timedelta(days=4),
)
RECALL = article(
    "The maker of the coolant pump recalls it from 22 vessels after the fire at Norrvik Yards.",
    title="Pump of the fire in Norrvik battery hall recalled from 22 vessels",
    publisher="Skerry Post",
    published=NOW + timedelta(days=5),
)
BASE = edition_from([[FIRE]])


def told(edition: Edition, stories: list[Story], articles: list[Article]) -> Edition:
    """Return the edition as if it had told these stories a week after the last."""
    kept = tuple(
        EditionArticle(
            id=one.id, url=one.url, title=one.title, publisher=one.publisher, family=one.family,
            published=one.published, language=one.language, text=one.text, used=True,
        )
        for one in articles
    )  # fmt: skip
    return replace(edition, number=edition.number + 1, stories=tuple(stories), articles=kept)


def matched(groups: list[list[Article]], past: Past) -> list[Story]:
    by_id = {one.id: one for group in groups for one in group}
    return match_stories([story(*group) for group in groups], by_id, past, now=NOW + WEEK)


def test_a_story_keeps_its_id_from_edition_to_edition():
    (second,) = matched([[PUMP]], past_of((BASE,)))
    assert second.id == second.continues == BASE.stories[0].id
    after = told(BASE, [second], [PUMP])
    (third,) = matched([[RECALL]], past_of((BASE, after)))
    assert third.id == second.id


def test_a_story_that_splits_leaves_its_id_to_the_likest_and_the_branch_keeps_its_own():
    past = past_of((BASE,))
    first, branch = matched([[RECALL], [FIRE, PUMP]], past)
    assert branch.id == BASE.stories[0].id
    assert first.id == story(RECALL).id
    assert first.continues == BASE.stories[0].id
    after = told(BASE, [first, branch], [FIRE, PUMP, RECALL])
    (again,) = matched([[RECALL]], past_of((BASE, after)))
    assert again.id == first.id
    assert again.continues == BASE.stories[0].id


def test_what_shares_articles_with_an_earlier_telling_goes_on_from_it():
    odd = article("Cod was dear.", title="Cod", published=NOW + timedelta(days=1))
    bare = replace(FIRE, text="Nothing of it.", title="Nothing")
    past = past_of((BASE,))
    (one,) = match_stories(
        [story(bare, odd)], {bare.id: bare, odd.id: odd}, past, now=NOW + WEEK
    )  # fmt: skip
    assert one.id == BASE.stories[0].id


def test_an_id_of_the_past_is_never_given_to_another_story():
    late = NOW + 9 * WEEK
    (forgotten,) = match_stories([story(FIRE)], {FIRE.id: FIRE}, past_of((BASE,)), now=late)
    assert forgotten.continues is None
    assert forgotten.id != BASE.stories[0].id
    after = told(BASE, [forgotten], [FIRE])
    both = past_of((BASE, after))
    (third,) = match_stories([story(FIRE)], {FIRE.id: FIRE}, both, now=late, days=99)
    assert third.id == forgotten.id
    (fourth,) = keep_ids([story(FIRE)], {}, both)
    assert fourth.id not in {BASE.stories[0].id, forgotten.id}


def test_stories_without_articles_are_alike_in_nothing():
    empty = replace(story(FIRE), article_ids=())
    assert match_stories([empty], {}, past_of((BASE,)), now=NOW + WEEK)[0].continues is None


WORDS = st.lists(
    st.sampled_from("ferry yard battery order fire quay smoke cod price bakery winter".split()),
    min_size=1,
    max_size=8,
).map(" ".join)
TEXTS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8, unique=True)


def written(rows: list[tuple[str, str]]) -> list[Article]:
    return [article(f"{text.capitalize()}.", title=title) for title, text in rows]


def grouped(articles: list[Article], cuts: list[int]) -> list[list[Article]]:
    """Cut a row of articles into groups."""
    groups: dict[int, list[Article]] = {}
    for place, one in enumerate(articles):
        groups.setdefault(cuts[place % len(cuts)], []).append(one)
    return list(groups.values())


CUTS = st.lists(st.integers(0, 3), min_size=1, max_size=8)


@given(st.lists(st.tuples(TEXTS, CUTS), min_size=2, max_size=4))
def test_no_two_stories_of_any_edition_share_an_id(weeks):
    past: tuple[Edition, ...] = ()
    for rows, cuts in weeks:
        articles = written(rows)
        before = past_of(past)
        stories = matched(grouped(articles, cuts), before)
        assert len({one.id for one in stories}) == len(stories)
        earlier = {one.id for edition in past for one in edition.stories}
        assert all(one.id not in earlier for one in stories if one.continues is None)
        past = (*past, told(past[-1] if past else BASE, stories, articles))


@given(TEXTS, CUTS, WORDS, st.integers(0, 7))
def test_an_article_added_to_a_told_story_does_not_change_its_id(rows, cuts, more, which):
    articles = written(rows)
    groups = grouped(articles, cuts)
    first = matched(groups, Past())
    past = past_of((told(BASE, first, articles),))
    extra = article(f"{more.capitalize()} again.", title="Another view", publisher="Late Post")
    groups[which % len(groups)].append(extra)
    assert [one.id for one in matched(groups, past)] == [one.id for one in first]
