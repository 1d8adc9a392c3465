"""What holds of similarity whatever the input."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.similarity import (
    cosine,
    unit,
)


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 9), min_size=1),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 9), min_size=1),
)
def test_cosine_is_symmetric_bounded_and_one_with_itself(a: dict, b: dict) -> None:
    first, second = unit(a), unit(b)
    assert 0.0 <= cosine(first, second) <= 1.0 + 1e-9
    assert cosine(first, second) == pytest.approx(cosine(second, first))
    assert math.isclose(cosine(first, first), 1.0)
