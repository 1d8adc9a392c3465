"""What holds of words whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.words import words


@given(st.text(max_size=80))
def test_words_of_words_are_the_same(text: str) -> None:
    once = [word for word in words(text) if "'" not in word and word.isascii()]
    assert words(" ".join(once)) == once
