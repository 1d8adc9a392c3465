"""Cron times for APScheduler.

Its own CronTrigger leaves out the day after a clock change (a weekly Monday-midnight briefing
loses a whole week) and fires twice when an hour repeats; this one asks `slots` instead.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from apscheduler.triggers.base import BaseTrigger
from typing_extensions import override

from broadsheet.model.briefings import Schedule
from broadsheet.shell.schedule.slots import next_slots

_MOMENT = timedelta(microseconds=1)


class SlotTrigger(BaseTrigger):  # type: ignore[misc]  # apscheduler ships no types
    """Fires at the slots of a schedule, always in the future: what was missed is not its business.

    Args:
        schedule: The briefing's schedule.
        timezone: Its IANA zone.
    """

    def __init__(self, schedule: Schedule, timezone: str) -> None:
        self._schedule = schedule
        self._timezone = timezone

    @override
    def get_next_fire_time(
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime | None:
        after = max(previous_fire_time or now - _MOMENT, now - _MOMENT)
        return next(iter(next_slots(self._schedule, self._timezone, after=after, count=1)), None)
