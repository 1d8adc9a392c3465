"""What holds of freshness whatever the input."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.freshness import (
    LONGEST_WAIT,
    age,
    lifetime,
)

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)


@given(st.dictionaries(st.sampled_from(["cache-control", "expires", "age", "date"]), st.text()))
def test_nothing_raises_and_nothing_lasts_longer_than_30_days(headers: dict[str, str]) -> None:
    assert timedelta() <= (lifetime(headers, NOW) or timedelta()) <= LONGEST_WAIT
    assert timedelta() <= age(headers) <= LONGEST_WAIT
