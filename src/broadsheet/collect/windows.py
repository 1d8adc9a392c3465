"""The window an edition covers: a calendar span back from its slot, in the readers' wall time."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from broadsheet.model.briefings import SpanUnit, WindowRule
from broadsheet.model.windows import Window

_SHORTEST_MEMORY = timedelta(days=62)


def edition_window(rule: WindowRule, timezone: str, scheduled_for: datetime) -> Window:
    """Return the half-open window [start, end) in UTC that ends at the slot.

    The start is the same wall-clock time one day, seven days or one calendar month earlier, so that
    the windows of a weekly 07:30 edition meet exactly even when a change to or from daylight saving
    time makes the week an hour shorter or longer. A wall time that does not exist counts as the
    moment the clocks would have shown it without the change (PEP 495, fold 0); the 31st of a month
    goes back to the last day of a shorter one.

    Args:
        rule: How the window is cut.
        timezone: An IANA zone name.
        scheduled_for: The slot; aware.
    """
    zone = ZoneInfo(timezone)
    local = scheduled_for.astimezone(zone)
    start = _earlier(local.replace(tzinfo=None, fold=0), rule.span).replace(tzinfo=zone)
    return Window(start=start.astimezone(UTC), end=scheduled_for.astimezone(UTC))


def oldest_kept(rule: WindowRule, timezone: str, now: datetime) -> datetime:
    """Return the date before which nothing is kept: no edition could use it any more.

    Two months at least, whatever the briefing says, because a source may serve several briefings.
    """
    window = edition_window(rule, timezone, now)
    return min(
        window.start - rule.late_arrivals, window.end - rule.max_age, window.end - _SHORTEST_MEMORY
    )


def _earlier(wall: datetime, span: SpanUnit) -> datetime:
    """Return the naive wall time one span before."""
    if span is SpanUnit.DAY:
        return wall - timedelta(days=1)
    if span is SpanUnit.WEEK:
        return wall - timedelta(days=7)
    year, month = (wall.year, wall.month - 1) if wall.month > 1 else (wall.year - 1, 12)
    return wall.replace(year=year, month=month, day=min(wall.day, monthrange(year, month)[1]))
