"""When briefings are due: over both clock changes of 2026, after stops, with runs that overlap."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import ConfigError
from broadsheet.model.briefings import CatchUp, Overlap, Schedule
from broadsheet.model.windows import Window
from broadsheet.shell.schedule.slots import missed_slots, next_slots
from broadsheet.shell.schedule.trigger import SlotTrigger

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
NEW_YEAR = date(2026, 1, 1)
MONDAY = datetime(2026, 10, 5, 5, 30, tzinfo=UTC)  # 07:30 in Berlin
WEEKLY = "30 7 * * mon"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def year_of(cron: str, zone: str) -> list[datetime]:
    """Return all slots of 2026, found one by one from the slot before, as the scheduler does."""
    schedule = Schedule(cron=cron)
    slot = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC) - timedelta(seconds=1)
    end = datetime(2027, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    slots: list[datetime] = []
    while (slot := next_slots(schedule, zone, after=slot, count=1)[0]) < end:
        slots.append(slot)
    return slots


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, "Australia/Lord_Howe", "America/Santiago"])
@pytest.mark.parametrize(
    "cron", ["0 0 * * *", "30 0 * * *", "30 1 * * *", "30 2 * * *", "59 23 * * *"]
)
def test_every_day_of_the_year_once(cron, zone):
    days = [slot.astimezone(ZoneInfo(zone)).date() for slot in year_of(cron, zone)]
    assert days == [NEW_YEAR + n * DAY for n in range(365)]


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK])
def test_every_monday_of_the_year_once(zone):
    local = [slot.astimezone(ZoneInfo(zone)) for slot in year_of("0 0 * * mon", zone)]
    assert [moment.date() for moment in local] == [date(2026, 1, 5) + n * WEEK for n in range(52)]
    assert {(moment.hour, moment.minute) for moment in local} == {(0, 0)}


@pytest.mark.parametrize(
    ("cron", "zone", "after", "expected"),
    [
        ("30 2 * * *", BERLIN, utc(2026, 3, 28, 12), utc(2026, 3, 29, 1, 0)),  # skipped: at 03:00
        ("30 2 * * *", NEW_YORK, utc(2026, 3, 7, 12), utc(2026, 3, 8, 7, 0)),
        ("30 2 * * *", BERLIN, utc(2026, 10, 24, 12), utc(2026, 10, 25, 0, 30)),  # repeated: first
        ("30 2 * * *", BERLIN, utc(2026, 10, 25, 0, 30), utc(2026, 10, 26, 1, 30)),
        ("30 2 * * *", BERLIN, utc(2026, 10, 25, 1, 10), utc(2026, 10, 26, 1, 30)),  # second 02:10
        ("30 1 * * *", NEW_YORK, utc(2026, 11, 1, 5, 30), utc(2026, 11, 2, 6, 30)),
        ("0 0 * * *", BERLIN, utc(2026, 3, 29, 12), utc(2026, 3, 29, 22, 0)),
        ("0 * * * *", BERLIN, utc(2026, 10, 25, 0, 0), utc(2026, 10, 25, 1, 0)),  # both 02:00
    ],
)  # fmt: skip
def test_the_hours_around_a_clock_change(cron, zone, after, expected):
    assert next_slots(Schedule(cron=cron), zone, after=after, count=1) == [expected]


@given(
    minutes=st.integers(0, 366 * 24 * 60),
    cron=st.sampled_from(["30 2 * * *", "0 2 * * *", "0 0 * * *", "15 * * * *", "0 1,2,3 * * *"]),
    zone=st.sampled_from([BERLIN, NEW_YORK, "Australia/Lord_Howe"]),
)
def test_the_next_slot_is_always_later(minutes, cron, zone):
    after = utc(2026, 1, 1) + timedelta(minutes=minutes)
    slots = next_slots(Schedule(cron=cron), zone, after=after, count=3)
    assert after < slots[0] < slots[1] < slots[2]


@pytest.mark.parametrize("cron", ["", "every monday", "61 * * * *", "0 0 31 2 *"])
def test_an_expression_that_means_nothing_is_refused(cron):
    with pytest.raises(ConfigError, match="not a cron expression"):
        next_slots(Schedule(cron=cron), BERLIN, after=MONDAY, count=1)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", ""])
def test_a_zone_that_does_not_exist_is_refused(zone):
    with pytest.raises(ConfigError, match="no such time zone"):
        next_slots(Schedule(cron=WEEKLY), zone, after=MONDAY, count=1)


# --- After a stop ------------------------------------------------------------------------------


def due(now: datetime, *, cursor: datetime = MONDAY, busy: Window | None = None, **rule: object):
    schedule = Schedule(**({"cron": "30 7 * * *"} | rule))
    return missed_slots(schedule, BERLIN, cursor=cursor, now=now, busy=busy)


def test_nothing_is_due_before_the_next_slot_and_it_is_at_its_very_time():
    assert due(MONDAY + DAY - timedelta(seconds=1)).run == ()
    assert due(MONDAY + DAY).run == (MONDAY + DAY,)
    assert due(MONDAY + DAY).skip == ()


def test_after_three_days_the_latest_is_run_and_the_others_are_accounted_for():
    found = due(MONDAY + 3 * DAY + HOUR)
    assert found.run == (MONDAY + 3 * DAY,)
    assert found.skip == tuple(
        (MONDAY + n * DAY, "missed, and made good by a later slot") for n in (1, 2)
    )


def test_catch_up_all_runs_each_oldest_first():
    found = due(MONDAY + 3 * DAY + HOUR, catch_up=CatchUp.ALL)
    assert found.run == (MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 3 * DAY)


def test_catch_up_none_runs_only_what_is_not_late():
    late = due(MONDAY + 2 * DAY + HOUR, catch_up=CatchUp.NONE)
    assert late.run == ()
    assert {reason for _, reason in late.skip} == {"missed, and catch_up is none"}
    on_time = due(MONDAY + 2 * DAY + timedelta(seconds=30), catch_up=CatchUp.NONE)
    assert on_time.run == (MONDAY + 2 * DAY,)
    assert [slot for slot, _ in on_time.skip] == [MONDAY + DAY]


def test_what_is_older_than_the_window_is_never_run():
    found = due(
        MONDAY + 30 * DAY, catch_up=CatchUp.ALL, catch_up_window=timedelta(days=2, hours=12)
    )
    assert found.run == (MONDAY + 28 * DAY + HOUR, MONDAY + 29 * DAY + HOUR)  # winter time by now
    assert len(found.skip) == 27
    assert {reason for _, reason in found.skip} == {"missed, and older than the catch-up window"}


@pytest.mark.parametrize("catch_up", [CatchUp.LATEST, CatchUp.ALL, CatchUp.NONE])
def test_of_slots_inside_a_long_run_one_is_queued(catch_up):
    busy = Window(start=MONDAY, end=MONDAY + 3 * DAY + HOUR)
    found = due(MONDAY + 3 * DAY + HOUR, busy=busy, catch_up=catch_up)
    assert found.run == (MONDAY + 3 * DAY,)
    assert [slot for slot, _ in found.skip] == [MONDAY + DAY, MONDAY + 2 * DAY]


def test_overlapping_slots_are_skipped_when_asked():
    busy = Window(start=MONDAY, end=MONDAY + 2 * DAY + HOUR)
    found = due(MONDAY + 2 * DAY + 2 * HOUR, busy=busy, overlap=Overlap.SKIP)
    assert found.run == ()
    assert {reason for _, reason in found.skip} == {
        "fell due while the run before it was still going"
    }


def test_a_slot_after_the_long_run_counts_as_any_other():
    busy = Window(start=MONDAY, end=MONDAY + DAY + HOUR)
    found = due(MONDAY + 2 * DAY, busy=busy, overlap=Overlap.SKIP)
    assert found.run == (MONDAY + 2 * DAY,)


@given(
    days=st.integers(0, 60),
    catch_up=st.sampled_from(list(CatchUp)),
    overlap=st.sampled_from(list(Overlap)),
    busy_days=st.integers(0, 60),
)
def test_every_missed_slot_is_run_or_skipped_with_a_reason(days, catch_up, overlap, busy_days):
    now = MONDAY + days * DAY
    busy = Window(start=MONDAY, end=MONDAY + busy_days * DAY)
    found = due(now, catch_up=catch_up, overlap=overlap, busy=busy)
    every = next_slots(Schedule(cron="30 7 * * *"), BERLIN, after=MONDAY, count=61)
    told = sorted([*found.run, *(slot for slot, _ in found.skip)])
    assert told == [slot for slot in every if slot <= now]
    assert all(reason for _, reason in found.skip)
    if catch_up is not CatchUp.ALL:
        assert len(found.run) <= 1


# --- The alarm clock ---------------------------------------------------------------------------


def test_the_alarm_rings_at_the_next_slot_and_never_for_the_past():
    trigger = SlotTrigger(Schedule(cron=WEEKLY), BERLIN)
    assert trigger.get_next_fire_time(None, MONDAY) == MONDAY
    assert trigger.get_next_fire_time(MONDAY, MONDAY) == MONDAY + WEEK
    asleep = MONDAY + 5 * WEEK + DAY
    assert trigger.get_next_fire_time(MONDAY, asleep) == MONDAY + 6 * WEEK + HOUR  # winter time
