"""What holds of formats whatever the input."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render.formats import (
    scaled,
)
from broadsheet.render.labels import labels_for

EN = labels_for("en")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=4
    )
)
def test_no_digit_of_a_figure_is_lost(value):
    shown, word = scaled(value, EN)
    scale = {"": 1, "million": 10**6, "billion": 10**9}[word]
    assert Decimal(shown.replace(",", "").replace("−", "-")) * scale == value
