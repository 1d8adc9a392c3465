"""Input made to break the reading of h feeds is survived in bounded time."""

from __future__ import annotations

from broadsheet.read.h_feeds import MOST_ENTRIES, read_h_feed
from patience import patience

URL = "https://skerry.example/notes/"


def test_work_is_bounded() -> None:
    many = b"<div class=h-entry><p class=p-name>One</p></div>" * 600
    result = read_h_feed(many, url=URL)
    assert result
    assert len(result.entries) == MOST_ENTRIES
    assert [one.message for one in result.problems] == ["has 600 entries, the first 500 read"]
    nested = b"<div class=h-entry><p class=p-name>One</p>" * 1_500
    with patience():
        result = read_h_feed(nested * 5, url=URL) or read_h_feed(nested, url=URL)
    assert result
    assert len(result.entries) == 1
