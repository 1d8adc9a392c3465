from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from broadsheet.collect.windows import edition_window
from broadsheet.model.briefings import SpanUnit, WindowRule


def window(span: SpanUnit, zone: str, local: str) -> tuple[str, str]:
    slot = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    found = edition_window(WindowRule(span=span), zone, slot)
    return found.start.isoformat(), found.end.isoformat()


@pytest.mark.parametrize(
    ("span", "zone", "local", "start", "end"),
    [
        (SpanUnit.DAY, "UTC", "2026-11-09T07:30", "2026-11-08T07:30", "2026-11-09T07:30"),
        (
            SpanUnit.WEEK,
            "Europe/Berlin",
            "2026-11-09T07:30",
            "2026-11-02T06:30",
            "2026-11-09T06:30",
        ),
        # the week in which clocks go back is an hour longer, the one in which they go on shorter
        (
            SpanUnit.WEEK,
            "Europe/Berlin",
            "2026-10-26T07:30",
            "2026-10-19T05:30",
            "2026-10-26T06:30",
        ),
        (
            SpanUnit.WEEK,
            "Europe/Berlin",
            "2026-03-30T07:30",
            "2026-03-23T06:30",
            "2026-03-30T05:30",
        ),
        (SpanUnit.MONTH, "Asia/Tokyo", "2026-03-31T09:00", "2026-02-28T00:00", "2026-03-31T00:00"),
        (SpanUnit.MONTH, "UTC", "2026-01-15T09:00", "2025-12-15T09:00", "2026-01-15T09:00"),
        # 02:30 does not exist on 29 March 2026 in Berlin: the clocks would have shown it at 01:30 UTC
        (SpanUnit.DAY, "Europe/Berlin", "2026-03-30T02:30", "2026-03-29T01:30", "2026-03-30T00:30"),
    ],
)
def test_spans_go_back_in_wall_time(
    span: SpanUnit, zone: str, local: str, start: str, end: str
) -> None:
    assert window(span, zone, local) == (f"{start}:00+00:00", f"{end}:00+00:00")


def test_the_window_is_half_open() -> None:
    end = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
    found = edition_window(WindowRule(span=SpanUnit.DAY), "UTC", end)
    assert found.start in found
    assert end - timedelta(microseconds=1) in found
    assert end not in found
