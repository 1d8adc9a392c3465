"""Which slots a schedule has, and what to do about missed ones. No clock: `now` is an argument.

A slot is a moment in UTC at which a briefing is due. Times are those of the briefing's zone, read
as Debian's cron does: a time that daylight saving skips counts at the first moment after the gap,
a repeated one counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError

from broadsheet.errors import ConfigError
from broadsheet.model.briefings import CatchUp, Overlap, Schedule
from broadsheet.model.windows import Window

PUNCTUAL = timedelta(minutes=1)
"""How late a slot may be found and still count as on time (`catch_up: none`)."""

LONGEST_LOOK = timedelta(days=366)
"""How far back missed slots are counted one by one after a long stop."""

TOO_OLD = "missed, and older than the catch-up window"
NOT_WANTED = "missed, and catch_up is none"
COVERED = "missed, and made good by a later slot"
OVERLAPPED = "fell due while the run before it was still going"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What missed slots amount to: those to run, and the reason for each to be skipped."""

    run: tuple[datetime, ...] = ()
    skip: tuple[tuple[datetime, str], ...] = ()


def next_slots(schedule: Schedule, timezone: str, *, after: datetime, count: int) -> list[datetime]:
    """Return the next `count` slots later than `after`, in UTC; fewer when the schedule ends.

    Raises:
        ConfigError: the expression or the zone is not valid.
    """
    return list(islice(_slots(schedule, timezone, after), count))


def missed_slots(
    schedule: Schedule,
    timezone: str,
    *,
    cursor: datetime,
    now: datetime,
    busy: Window | None = None,
) -> Due:
    """Return what to do about the slots later than `cursor`, up to and including `now`.

    Of the slots that fell due while the briefing was busy, `queue_one` runs the newest and `skip`
    none. Of the others, `catch_up` runs the newest (`latest`), each (`all`) or only one that is
    not late (`none`), within the catch-up window.

    Args:
        schedule: The briefing's schedule.
        timezone: Its IANA zone.
        cursor: The newest slot on record.
        now: The present.
        busy: When the last run on record was going.

    Raises:
        ConfigError: the expression or the zone is not valid.
    """
    since = max(cursor, now - LONGEST_LOOK)
    slots = list(takewhile(lambda slot: slot <= now, _slots(schedule, timezone, since)))
    overlapped = [slot for slot in slots if busy is not None and busy.start < slot <= busy.end]
    missed = [slot for slot in slots if slot not in overlapped]
    run, reasons = _apply_catch_up(schedule, missed, now)
    reasons |= dict.fromkeys(overlapped, OVERLAPPED)
    if overlapped and schedule.overlap is Overlap.QUEUE_ONE:
        run.append(overlapped[-1])
    if schedule.catch_up is not CatchUp.ALL:
        reasons |= dict.fromkeys(sorted(run)[:-1], COVERED)
        run = sorted(run)[-1:]
    return Due(
        run=tuple(sorted(run)),
        skip=tuple((slot, reasons[slot]) for slot in slots if slot not in run),
    )


def _apply_catch_up(
    schedule: Schedule, missed: Sequence[datetime], now: datetime
) -> tuple[list[datetime], dict[datetime, str]]:
    """Return the missed slots to run, and why the others are not."""
    reasons = {slot: TOO_OLD for slot in missed if now - slot > schedule.catch_up_window}
    fresh = [slot for slot in missed if slot not in reasons]
    if schedule.catch_up is CatchUp.NONE:
        reasons |= {slot: NOT_WANTED for slot in fresh if now - slot > PUNCTUAL}
        fresh = [slot for slot in fresh if slot not in reasons]
    return fresh, reasons


def _slots(schedule: Schedule, timezone: str, after: datetime) -> Iterator[datetime]:
    """Yield the slots later than `after`.

    Inside the repeated hour of a clock change cronsim may answer with the first passage of a time
    that lies before `after`; such an answer is passed over.
    """
    try:
        times = CronSim(schedule.cron, after.astimezone(ZoneInfo(timezone)))
    except CronSimError as error:
        raise ConfigError(f"not a cron expression: {error}", what=schedule.cron) from error
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ConfigError("no such time zone", what=timezone, remedy="use Europe/Berlin") from error
    for time in times:
        slot = time.astimezone(UTC)
        if slot > after:
            yield slot
