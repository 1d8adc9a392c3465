"""Input made to break the reading of feeds is survived in bounded time."""

from __future__ import annotations

import json

import pytest

from broadsheet.read.feeds import read_feed
from patience import patience


@pytest.mark.parametrize("kind", ["xml", "json"])
def test_a_feed_of_too_many_entries_is_read_up_to_a_limit(kind: str) -> None:
    if kind == "xml":
        content = b"<rss><channel>" + b"<item><title>x</title></item>" * 5_001 + b"</channel></rss>"
    else:
        items = [{"id": str(number), "title": "x"} for number in range(5_001)]
        content = json.dumps({"items": items}).encode()
    result = read_feed(content)
    assert len(result.entries) == 5_000
    assert "5001 entries" in result.problems[0].message


@pytest.mark.parametrize(
    "content",
    [
        b"<rss><channel><item " + b"a='1' " * 60_000 + b"/></channel></rss>",
        b"<rss " + b"".join(b"xmlns:n%d='u' " % number for number in range(20_000)) + b"/>",
        b"<rss><channel><item><title>"
        + b"<![CDATA[" * 100_000
        + b"</title></item></channel></rss>",
        b"<rss><channel><item><title>" + b"&" * 300_000 + b"</title></item></channel></rss>",
        b"<!DOCTYPE rss [" + b"<!ENTITY a 'b'>" * 50_000 + b"]><rss/>",
        b"<rss><channel><item><description>"
        + b"&lt;div&gt;" * 50_000
        + b"</description></item></channel></rss>",
        b"<rss><channel><item><title>"
        + b"&lt;script" * 50_000
        + b"</title></item></channel></rss>",
    ],
    ids=["attributes", "namespaces", "cdata", "ampersands", "entities", "nesting", "tags"],
)
def test_hostile_feeds_are_read_to_the_end(content: bytes) -> None:
    with patience():
        read_feed(content)
