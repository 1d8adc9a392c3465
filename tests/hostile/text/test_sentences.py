"""Input made to break the reading of sentences is survived in bounded time."""

from __future__ import annotations

import pytest

from broadsheet.text.sentences import split_sentences


@pytest.mark.parametrize(
    "text",
    ["“a. " * 30_000, "a" * 400_000, "a b " * 100_000, "\n\n" * 100_000, '( " ' * 100_000],
    ids=["quotes", "one-word", "no-stop", "breaks", "brackets"],
)
def test_hostile_text_is_split_without_losing_any(text: str) -> None:
    spans = split_sentences(text)
    assert sum(span.of(text).count("a") for span in spans) == text.count("a")
