"""What holds of stream whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.group.stream import StoryStream
from broadsheet.model.ids import content_id
from laws.group.test_stories import ARTICLES


@given(ARTICLES, ARTICLES)
def test_no_later_article_changes_an_id(first, second):
    stream = StoryStream()
    begun = {one.id: stream.add(one) for one in first}
    remembered = set(begun)
    for one in (*second, None):
        # What was forgotten and comes again begins anew.
        remembered &= {held.article_id for held in stream._held}
        if one is not None:
            stream.add(one)
    kept = [one for one in first if one.id in remembered]
    assert [stream.add(one) for one in kept] == [begun[one.id] for one in kept]


@given(ARTICLES, st.sampled_from([3, 1000]))
def test_no_two_stories_share_an_id_and_ids_depend_on_the_articles_alone(articles, most):
    stream = StoryStream(most=most)
    ids = [stream.add(one) for one in articles]
    founders = {key: articles[ids.index(key)].id for key in ids}
    assert all(key == content_id("s", founder) for key, founder in founders.items())
    again = StoryStream(most=most)
    assert [again.add(one) for one in articles] == ids
