"""What holds of windows whatever the input."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.windows import edition_window
from broadsheet.model.briefings import WindowRule


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_weekly_windows_meet_when_their_slots_exist(slot: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    local = slot.replace(hour=12, tzinfo=zone)
    this = edition_window(WindowRule(), name, local)
    last = edition_window(WindowRule(), name, local - timedelta(days=7))
    assert last.end == this.start
    assert this.start < this.end
