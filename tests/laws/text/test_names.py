"""What holds of names whatever the input."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.names import find_names


@given(st.text(alphabet=st.sampled_from("Ab .,’'&-\n“”É界1"), max_size=120))
def test_names_are_ordered_apart_and_begin_with_a_letter_or_digit(text: str) -> None:
    spans = find_names(text)
    assert all(span.of(text)[0].isalnum() for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
