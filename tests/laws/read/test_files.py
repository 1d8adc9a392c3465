"""What holds of files whatever the input."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.errors import ReadError
from broadsheet.model.articles import Document
from broadsheet.read.files import read_file

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)


def document(
    content: str | bytes, url: str, *, media_type: str = "", charset: str | None = None
) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    return Document(url=url, content=raw, media_type=media_type, charset=charset, fetched_at=NOW)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=120), st.sampled_from(["a.md", "a.txt", "a.eml", "a.html"]))
def test_no_bytes_raise_anything_but_a_read_error(content: bytes, url: str) -> None:
    for start in (b"", b"Subject: x\nContent-Type: text/html\n\n", b"---\n"):
        with contextlib.suppress(ReadError):
            assert len(read_file(document(start + content, url))) == 1
