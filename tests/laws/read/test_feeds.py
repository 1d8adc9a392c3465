"""What holds of feeds whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.articles import FeedResult
from broadsheet.read.feeds import read_feed


@given(st.binary(max_size=300))
def test_no_bytes_raise(content: bytes) -> None:
    result = read_feed(b"<rss><channel><item><title>" + content)
    assert isinstance(result, FeedResult)
    assert isinstance(read_feed(content), FeedResult)
