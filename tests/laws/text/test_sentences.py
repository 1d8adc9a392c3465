"""What holds of sentences whatever the input."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.sentences import split_sentences


@given(
    st.text(alphabet=st.sampled_from("aB9.?! \n\t\r\"“”’'()-\u2028\u200b。、界é😀"), max_size=200),
    st.sampled_from(["en", "de", "zh", "und"]),
)
def test_spans_are_trimmed_ordered_and_lose_no_letter(text: str, language: str) -> None:
    spans = split_sentences(text, language=language)
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(span.of(text) for span in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
