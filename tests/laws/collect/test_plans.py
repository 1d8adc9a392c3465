"""What holds of plans whatever the input."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.plans import next_state
from broadsheet.model.articles import FetchResponse, FetchState

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)

URL = "https://wire.example/feed.xml"

STATE = FetchState(source="Tidewater Wire", url=URL)


def response(
    headers: dict[str, str] | None = None, *, status: int = 200, content: bytes = b"x"
) -> FetchResponse:
    return FetchResponse(
        status=status, url=URL, headers=headers or {}, content=content, fetched_at=NOW
    )


def wait(headers: dict[str, str], *, status: int = 200) -> timedelta:
    state = next_state(STATE, response(headers, status=status), NOW)
    assert state.not_before is not None
    return state.not_before - NOW


@given(
    st.dictionaries(
        st.sampled_from(["cache-control", "expires", "retry-after", "age", "date"]),
        st.text(max_size=60),
    )
)
def test_no_header_raises_or_waits_longer_than_30_days(headers: dict[str, str]) -> None:
    assert timedelta(minutes=59) <= wait(headers) <= timedelta(days=30)
