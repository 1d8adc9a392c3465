"""What holds of trimming whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.analyse.trimming import is_subsequence, trim_sentence

CLAUSES = st.lists(
    st.sampled_from([
        "the yard builds boats", ", which leak,", " (in time)", ", saying so", ", hoping for more",
        " — as ever — ", "“not yet, which hurts”", " for Halsund", ", while it rains", "After a long winter, ",
        ", not paint", " may", ".", "(", "”", ",",
    ]),
    max_size=10,
).map("".join)  # fmt: skip


@given(CLAUSES, st.integers(0, 20))
def test_whatever_is_left_is_short_and_from_the_source(sentence: str, limit: int) -> None:
    trimmed = trim_sentence(sentence, max_words=limit)
    if trimmed is not None:
        assert len(trimmed.split()) <= limit
        assert is_subsequence(trimmed, sentence)
        assert trimmed.count("not") == sentence.count("not")
        assert trimmed.count("may") == sentence.count("may")
        assert trimmed.count("saying") == sentence.count("saying")
