"""What holds of numbers whatever the input."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.numbers import parse_digits


@given(st.decimals(0, 10**12, places=2))
def test_grouping_never_changes_the_value(number: Decimal) -> None:
    english = f"{number:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert parse_digits(english, "en") == number
    assert parse_digits(german, "de") == number
