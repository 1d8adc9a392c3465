"""What is due is run once, recorded, and made good after a stop or a crash."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from broadsheet.errors import NothingToPublish, SendError
from broadsheet.model.briefings import Briefing, CatchUp, Schedule
from broadsheet.model.runs import Run, RunState
from broadsheet.shell.schedule.desk import MAX_ATTEMPTS, Desk
from broadsheet.testing import MemoryRuns

MONDAY = datetime(2026, 10, 5, 5, 30, tzinfo=UTC)  # 07:30 in Berlin
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def briefing(slug: str = "ev", **rule: object) -> Briefing:
    schedule = Schedule(**({"cron": "30 7 * * *"} | rule))
    return Briefing(slug=slug, title=slug, sources=(), timezone="Europe/Berlin", schedule=schedule)


class Office:
    """A desk with a clock to set and a job that takes as long as it is told."""

    def __init__(self, runs: MemoryRuns | None = None) -> None:
        self.now = MONDAY - HOUR
        self.runs = runs or MemoryRuns()
        self.worked: list[tuple[str, datetime]] = []
        self.takes = SECOND
        self.raises: BaseException | None = None
        self.desk = Desk(job=self.work, runs=self.runs, clock=lambda: self.now)

    def work(self, one: Briefing, slot: datetime) -> Run:
        self.worked.append((one.slug, slot))
        self.now += self.takes
        if self.raises is not None:
            raise self.raises
        return Run(
            briefing=one.slug,
            scheduled_for=slot,
            state=RunState.DONE,
            edition_id="e-1",
            counts={"read": 3},
        )

    def attend(self, at: datetime, one: Briefing | None = None) -> int:
        self.now = at
        return self.desk.attend(one or briefing())

    def states(self) -> dict[datetime, str]:
        return {run.scheduled_for: run.state.value for run in self.runs.runs()}


@pytest.fixture
def office() -> Office:
    office = Office()
    office.attend(MONDAY - HOUR)
    return office


def test_the_first_look_runs_nothing_of_the_time_before():
    office = Office()
    assert office.attend(MONDAY + HOUR) == 0
    (mark,) = office.runs.runs()
    assert (mark.state, mark.reason) == (RunState.SKIPPED, "the schedule began after this")
    assert office.attend(MONDAY + DAY) == 1


def test_a_first_look_at_the_very_slot_runs_it():
    office = Office()
    assert office.attend(MONDAY) == 1


def test_a_slot_is_run_once_and_recorded(office):
    assert office.attend(MONDAY) == 1
    assert office.attend(MONDAY + HOUR) == 0
    assert office.worked == [("ev", MONDAY)]
    run = office.runs.runs("ev")[0]
    assert (run.state, run.edition_id, run.counts) == (RunState.DONE, "e-1", {"read": 3})
    assert (run.started_at, run.ended_at) == (MONDAY, MONDAY + SECOND)


def test_a_briefing_without_a_schedule_is_left_alone(office):
    plain = Briefing(slug="plain", title="Plain", sources=())
    assert office.attend(MONDAY, plain) == 0
    assert not office.runs.runs("plain")


def test_after_days_away_the_latest_slot_is_made_good_and_the_others_recorded(office):
    assert office.attend(MONDAY + 3 * DAY + HOUR) == 1
    assert office.worked == [("ev", MONDAY + 3 * DAY)]
    skipped = [run.scheduled_for for run in office.runs.runs() if "later slot" in run.reason]
    assert sorted(skipped) == [MONDAY, MONDAY + DAY, MONDAY + 2 * DAY]


def test_the_slots_that_come_due_during_a_long_run_wait_as_one(office):
    office.takes = 2 * DAY + HOUR
    office.attend(MONDAY)
    office.takes = SECOND
    assert office.attend(office.now) == 1
    assert office.worked == [("ev", MONDAY), ("ev", MONDAY + 2 * DAY)]
    assert office.attend(office.now) == 0


def test_too_little_news_is_a_skipped_run_with_the_reason(office):
    office.raises = NothingToPublish("only 1 story, 3 needed")
    office.attend(MONDAY)
    run = office.runs.runs("ev")[0]
    assert (run.state, run.reason) == (RunState.SKIPPED, "only 1 story, 3 needed")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            SendError("cannot be reached", what="mail.example:25"),
            "mail.example:25: cannot be reached",
        ),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
        (ValueError("https://ida:s3@quay.example"), "ValueError: https://quay.example"),
    ],
)
def test_a_run_that_fails_says_why_and_the_next_slot_runs(office, error, reason):
    office.raises = error
    office.attend(MONDAY)
    run = office.runs.runs("ev")[0]
    assert (run.state, run.reason) == (RunState.FAILED, reason)
    office.raises = None
    assert office.attend(MONDAY + DAY) == 1


def test_a_run_whose_process_died_is_run_again(office):
    office.raises = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        office.attend(MONDAY)
    assert office.states()[MONDAY] == "running"
    after = Office(office.runs)
    assert after.attend(MONDAY + HOUR) == 1
    assert after.worked == [("ev", MONDAY)]
    assert after.states()[MONDAY] == "done"


def test_a_run_that_kills_the_program_each_time_is_given_up(office):
    office.raises = KeyboardInterrupt()
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            office.attend(MONDAY + HOUR)
    assert office.attend(MONDAY + HOUR) == 0
    run = office.runs.runs("ev")[0]
    assert (run.state, run.reason) == (
        RunState.FAILED,
        "the program ended 3 times while running it",
    )


def test_queued_slots_survive_a_stop_between_them(office):
    stop = Event()
    every = briefing(catch_up=CatchUp.ALL)

    def work_and_stop(one: Briefing, slot: datetime) -> Run:
        stop.set()
        return office.work(one, slot)

    desk = Desk(job=work_and_stop, runs=office.runs, clock=lambda: office.now, stop=stop)
    office.now = MONDAY + 2 * DAY
    assert desk.attend(every) == 1
    assert office.states()[MONDAY + DAY] == "queued"
    assert office.attend(MONDAY + 2 * DAY + HOUR, every) == 2
    assert [slot for _, slot in office.worked] == [MONDAY, MONDAY + DAY, MONDAY + 2 * DAY]


def test_nothing_is_started_while_another_process_is_at_work_on_the_briefing(office):
    held = {"run-ev"}

    @contextmanager
    def lock(name: str):
        yield name not in held

    desk = Desk(job=office.work, runs=office.runs, clock=lambda: MONDAY, lock=lock)
    assert desk.attend(briefing()) == 0
    assert office.worked == []
    held.clear()
    assert desk.attend(briefing()) == 1


def test_a_run_made_by_hand_for_a_later_time_does_not_hold_the_schedule_up(office):
    by_hand = Run(briefing="ev", scheduled_for=MONDAY + 9 * DAY, state=RunState.DONE)
    office.runs.open(by_hand)
    assert office.attend(MONDAY) == 1


def test_briefings_are_kept_apart(office):
    office.attend(MONDAY - HOUR, briefing("other"))
    office.attend(MONDAY)
    office.attend(MONDAY, briefing("other"))
    assert office.worked == [("ev", MONDAY), ("other", MONDAY)]


def test_a_whole_year_with_stops_at_odd_times_runs_each_day_once():
    """Look at the record every so often, across both clock changes, with `all` missed slots."""
    office = Office()
    every = briefing(catch_up=CatchUp.ALL, cron="30 2 * * *")
    start = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
    office.attend(start, every)
    hours = 0
    while hours < 365 * 24:
        hours += 5 + hours % 61
        office.attend(start + min(hours, 365 * 24) * HOUR - SECOND, every)
    assert len(office.worked) == len(set(office.worked)) == 365
