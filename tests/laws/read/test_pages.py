"""What holds of pages whatever the input."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.read.pages import read_page


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise(content: bytes) -> None:
    read_page(content, url="https://www.fjordlight.example/a")
    read_page(b"<html><body><article><p>" + content * 5, url="http://[::1")
