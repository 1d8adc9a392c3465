"""Documents that come as gzip files."""

from __future__ import annotations

import gzip

import pytest

from broadsheet.errors import ReadError
from broadsheet.read.feeds import read_feed
from broadsheet.read.packed import unpacked

FEED = b"<rss><channel><title>Wire</title><item><title>One</title></item></channel></rss>"


@pytest.mark.parametrize(
    "content",
    [
        FEED,
        gzip.compress(FEED),
        gzip.compress(FEED[:30]) + gzip.compress(FEED[30:]),
        gzip.compress(FEED) + b"left over",
    ],
    ids=["plain", "one member", "two members", "left over"],
)
def test_what_is_packed_is_read_alike(content: bytes) -> None:
    assert unpacked(content, 1_000) == FEED
    assert read_feed(content).entries == read_feed(FEED).entries


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x1f\x8bno gzip at all", "broken gzip"),
        (b"\x1f\x8b", "broken gzip"),
        (gzip.compress(bytes(20_000_000)), "larger than 15 MB"),
        (gzip.compress(bytes(4_000_000)) * 5, "larger than 15 MB"),
        (gzip.compress(b"") * 1_000_000, "is empty"),
        (gzip.compress(gzip.compress(FEED)), "is not a feed"),
    ],
    # The bytes hold the second they were made in: two processes would name the cases differently.
    ids=["no gzip", "cut short", "bomb", "bomb of members", "nothing", "packed twice"],
)
def test_what_cannot_be_unpacked_is_refused_by_name(content: bytes, message: str) -> None:
    assert message in read_feed(content).problems[-1].message


def test_an_error_names_the_document() -> None:
    with pytest.raises(ReadError, match=r"^feed.gz: is larger than 0 MB"):
        unpacked(gzip.compress(FEED), 10, what="feed.gz")
