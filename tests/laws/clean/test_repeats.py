"""Laws of learned furniture: any order, nothing emptied, nothing left to cut the second time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.repeats import find_repeats
from broadsheet.clean.traces import paragraph_key, trace_of, without_paragraphs
from broadsheet.model.articles import Article
from repeated_sites import STORIES, article, paragraphs

NOW = datetime(2026, 11, 9, tzinfo=UTC)
FRAME = [
    "About the author",
    "About Brae Works: cable for the seas.",
    "Sign up to our morning letter, it is free.",
    "“We are late and dearer than planned,” it said.",
    "Question:",
    "Who wrote this",
]
EVERY = [*STORIES["different"], *STORIES["follow_ups"]]
PARTS = st.sampled_from([*FRAME, *(part for one in EVERY for part in paragraphs(one["text"]))])
ARTICLES = st.builds(
    lambda story, extra: article(story["title"], "\n\n".join([*extra, story["text"], *extra[:2]])),
    st.sampled_from(EVERY),
    st.lists(PARTS, max_size=4),
)
SITES = st.lists(
    st.one_of(ARTICLES, st.builds(article, st.text(max_size=9), st.text())), max_size=9
)


def repeats(articles: list[Article]) -> dict[str, object]:
    return dict(find_repeats([trace_of(one, site="", seen_at=NOW) for one in articles]))


@given(SITES, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(articles: list[Article], chance) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert repeats(shuffled) == repeats(articles)
    assert list(repeats(shuffled)) == list(repeats(articles))


@given(SITES)
def test_cutting_twice_is_cutting_once_and_leaves_something(articles: list[Article]) -> None:
    found = repeats(articles)
    for one in articles:
        cut = without_paragraphs(one, found)
        assert without_paragraphs(cut, found) == cut
        assert bool(paragraphs(cut.text)) == bool(paragraphs(one.text))
        assert set(paragraphs(cut.text)) <= set(paragraphs(one.text))


@given(st.lists(ARTICLES, min_size=1, max_size=6), st.lists(PARTS, max_size=3))
def test_one_story_under_many_addresses_is_no_site(
    articles: list[Article], more: list[str]
) -> None:
    (first, *_) = articles
    text = "\n\n".join([first.text, *more])
    copies = [replace(first, url=f"{first.url}-{n}", text=text) for n in range(6)]
    assert repeats(copies) == {}


@given(st.text())
def test_a_key_is_a_hash_whatever_the_text(text: str) -> None:
    assert len(paragraph_key(text)) == 16
