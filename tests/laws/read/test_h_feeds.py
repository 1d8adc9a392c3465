"""Whatever a page marks up, nothing active comes out."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.read.h_feeds import read_h_feed

URL = "https://skerry.example/notes/"
pieces = st.sampled_from(
    [
        '<div class="h-entry">', '<p class="p-name">', '<div class="e-content">', "</div>", "</p>",
        '<a class="u-url" href="javascript:x()">', '<a rel="bookmark" href="//[x">', "</a>",
        '<article class="hentry">', "<script>alert(1)</script>", '<img src=x onerror="x()">',
        '<time class="dt-published" datetime="0001-01-01">', "A quay", "&#0;", "\0", "<base href='http://['>",
    ]
)  # fmt: skip


@given(st.lists(pieces, max_size=30))
def test_any_markup_is_read_and_nothing_active_comes_out(parts: list[str]) -> None:
    result = read_h_feed("".join(parts).encode(), url=URL)
    for entry in result.entries if result else ():
        assert not re.search(r"<script|onerror|javascript:|<img", entry.content + entry.summary)
        assert not entry.url.startswith("javascript")
