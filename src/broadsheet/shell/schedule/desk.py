"""Runs what is due, from the record. The alarm clock only says "look again".

Everything is computed from the newest slot on record, so a missed slot is found, not remembered:
after a crash, a long sleep or a changed clock the answer is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Event

from broadsheet.errors import BroadsheetError, NothingToPublish, without_login
from broadsheet.model.briefings import Briefing, Schedule
from broadsheet.model.runs import Run, RunState
from broadsheet.model.windows import Window
from broadsheet.ports import RunLog
from broadsheet.shell.logs import logger
from broadsheet.shell.schedule.slots import missed_slots

MAX_ATTEMPTS = 3
"""How often a run that takes the whole program down with it is started."""

BEGAN = "the schedule began after this"

Job = Callable[[Briefing, datetime], Run]
"""Does the work of one slot; returns the run with its state, edition, reason and counts."""

Lock = Callable[[str], AbstractContextManager[bool]]
"""Takes a lock across processes that dies with its holder; yields whether it was got."""

_ATTEMPTS = "attempts"


def _unshared(_: str) -> AbstractContextManager[bool]:
    return nullcontext(enter_result=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Looks at one briefing at a time and does what is due.

    Attributes:
        job: Does the work of one slot.
        runs: The record.
        clock: Tells the time.
        stop: When set, no further run is started.
        lock: Makes this process the only one at work on a briefing. Whoever holds it may take a run
            on record as `running` for one whose process is gone.
    """

    job: Job
    runs: RunLog
    clock: Callable[[], datetime]
    stop: Event = field(default_factory=Event)
    lock: Lock = _unshared

    def attend(self, briefing: Briefing) -> int:
        """Record the slots that are due, run them, and return how many ran.

        Raises:
            ConfigError: the schedule is not valid.
            StoreError: the record refuses.
        """
        if briefing.schedule is None:
            return 0
        with self.lock(f"run-{briefing.slug}") as mine:
            if not mine:
                return 0
            self._record(briefing, briefing.schedule)
            open_runs = [
                run
                for run in reversed(self.runs.runs(briefing.slug))
                if run.state in {RunState.QUEUED, RunState.RUNNING}
            ]
            return sum(self._perform(briefing, run) for run in open_runs)

    def _record(self, briefing: Briefing, schedule: Schedule) -> None:
        """Put every slot that has come due on record, as queued or skipped, oldest first."""
        now = self.clock()
        cursor, busy = self._memory(briefing.slug, now)
        if cursor is None:
            cursor = now - timedelta(seconds=1)
            self._open(briefing, cursor, RunState.SKIPPED, BEGAN)
        due = missed_slots(schedule, briefing.timezone, cursor=cursor, now=now, busy=busy)
        entries = [(slot, RunState.QUEUED, "") for slot in due.run]
        entries += [(slot, RunState.SKIPPED, reason) for slot, reason in due.skip]
        for slot, state, reason in sorted(entries):
            self._open(briefing, slot, state, reason)

    def _memory(self, slug: str, now: datetime) -> tuple[datetime | None, Window | None]:
        """Return the newest slot on record up to now, and when the last run was going."""
        past = (run for run in self.runs.runs(slug) if run.scheduled_for <= now)
        newest = next(past, None)
        if newest is None:
            return None, None
        ran = next((run for run in (newest, *past) if run.started_at and run.ended_at), None)
        if ran is None or ran.started_at is None or ran.ended_at is None:
            return newest.scheduled_for, None
        return newest.scheduled_for, Window(start=ran.started_at, end=ran.ended_at)

    def _open(self, briefing: Briefing, slot: datetime, state: RunState, reason: str) -> None:
        run = Run(briefing=briefing.slug, scheduled_for=slot, state=state, reason=reason)
        if self.runs.open(run) and state is RunState.SKIPPED:
            logger().info(
                "slot skipped", briefing=briefing.slug, slot=slot.isoformat(), reason=reason
            )

    def _perform(self, briefing: Briefing, run: Run) -> bool:
        """Run one slot; False when it may not start."""
        if self.stop.is_set():
            return False
        attempts = run.counts.get(_ATTEMPTS, 0)
        if attempts >= MAX_ATTEMPTS:
            reason = f"the program ended {attempts} times while running it"
            self.runs.update(
                replace(run, state=RunState.FAILED, reason=reason, ended_at=self.clock())
            )
            return False
        going = replace(
            run,
            state=RunState.RUNNING,
            started_at=self.clock(),
            counts={_ATTEMPTS: attempts + 1},
        )
        self.runs.update(going)
        done = self._outcome(briefing, going)
        self.runs.update(
            replace(
                going,
                state=done.state,
                ended_at=self.clock(),
                edition_id=done.edition_id,
                reason=done.reason,
                counts=done.counts,
            )
        )
        return True

    def _outcome(self, briefing: Briefing, run: Run) -> Run:
        """Do the work; an error ends this run, not the schedule."""
        log = logger().bind(briefing=briefing.slug, slot=run.scheduled_for.isoformat())
        log.info("run started")
        try:
            done = self.job(briefing, run.scheduled_for)
        except NothingToPublish as error:
            done = replace(run, state=RunState.SKIPPED, reason=str(error), counts={})
        except BroadsheetError as error:
            done = replace(run, state=RunState.FAILED, reason=str(error), counts={})
        except Exception as error:
            log.exception("run broke")
            reason = without_login(f"{type(error).__name__}: {error}")
            done = replace(run, state=RunState.FAILED, reason=reason, counts={})
        tell = log.info if done.state is RunState.DONE else log.warning
        tell("run ended", state=done.state.value, reason=done.reason)
        return done
