"""What holds of stories whatever the input."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.group.stories import group_stories
from deskwork import NOW, article

TEXTS = st.lists(
    st.sampled_from(
        "ferry yard battery order fire quay smoke brigade cod price bakery cable ship winter".split()
    ),
    min_size=0,
    max_size=12,
).map(" ".join)

ARTICLES = st.lists(
    st.builds(
        lambda text, title, outlet, age: article(
            text,
            title=title,
            publisher=outlet,
            published=None if age is None else NOW - timedelta(days=age),
        ),
        TEXTS,
        TEXTS,
        st.sampled_from(["Harbour Ledger", "Island Post", "Cable News"]),
        st.one_of(st.none(), st.floats(0, 30)),
    ),
    max_size=12,
)


@given(ARTICLES, st.randoms(use_true_random=False))
def test_grouping_loses_nothing_and_order_does_not_matter(articles, draw):
    stories = group_stories(articles)
    grouped = [one for story in stories for one in story.article_ids]
    assert sorted(grouped) == sorted({one.id for one in articles})
    shuffled = list(articles)
    draw.shuffle(shuffled)
    assert group_stories(shuffled) == stories
