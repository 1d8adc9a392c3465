"""Entries that a feed says were deleted (RFC 6721)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.model.articles import Document
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.feeds import read_feed
from broadsheet.read.sources import articles_of

FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
<title>Tarn</title><entry><id>tag:tarn.example,2026:1</id><title>Hull</title>
<link href="https://tarn.example/hull"/><updated>2026-11-08T07:00:00Z</updated></entry>{}</feed>"""


@pytest.mark.parametrize(
    ("stone", "withdrawn"),
    [
        ('<at:deleted-entry ref="https://tarn.example/pier" when="2026-11-09T07:00:00Z"/>',
         ("https://tarn.example/pier",)),
        (('<at:deleted-entry ref="tag:tarn.example,2026:2"><link href="https://tarn.example/quay"/>'
         "<at:comment>Wrong</at:comment></at:deleted-entry>"), ("https://tarn.example/quay",)),
        ('<at:deleted-entry ref="tag:tarn.example,2026:1" when="2026-11-09T07:00:00Z"/>',
         ("https://tarn.example/hull",)),
        ('<at:deleted-entry ref="tag:tarn.example,2026:1" when="2026-11-07T07:00:00Z"/>', ()),
        ('<at:deleted-entry ref="https://tarn.example/hull"/>', ()),
        ('<at:deleted-entry ref="tag:tarn.example,2026:3"/>', ()),
        ('<at:deleted-entry ref="javascript:x"/>', ()),
        ('<deleted-entry ref="https://tarn.example/pier"/>', ()),
    ],
)  # fmt: skip
def test_what_was_deleted(stone: str, withdrawn: tuple[str, ...]) -> None:
    assert read_feed(FEED.format(stone).encode()).withdrawn == withdrawn


def test_deletions_come_with_what_the_source_brings() -> None:
    stone = '<at:deleted-entry ref="https://tarn.example/pier"/>'
    source = Source(kind=SourceKind.FEED, location="https://tarn.example/atom", name="Tarn")
    document = Document(
        url=source.location,
        content=FEED.format(stone).encode(),
        media_type="application/atom+xml",
        fetched_at=datetime(2026, 11, 9, tzinfo=UTC),
    )
    assert articles_of(source, document).withdrawn == ("https://tarn.example/pier",)
