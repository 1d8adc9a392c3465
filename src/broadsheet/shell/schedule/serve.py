"""`serve`: waits for the slots of all briefings and runs them, until it is told to stop.

APScheduler is the alarm clock and nothing more: it holds no record and no job, it only wakes the
worker, which looks at the record. One worker runs one briefing at a time.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from datetime import UTC
from threading import Event, Thread
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler

from broadsheet.errors import BroadsheetError
from broadsheet.model.briefings import Briefing
from broadsheet.shell.logs import logger
from broadsheet.shell.schedule.desk import Desk
from broadsheet.shell.schedule.trigger import SlotTrigger

GRACE = 30.0
"""Seconds a run may go on after a stop was asked for."""

HEARTBEAT = 30.0
"""Seconds after which the worker looks again by itself: for a clock that was changed, a machine
that slept, a process next door that died."""


def run_forever(
    briefings: Sequence[Briefing],
    desk: Desk,
    *,
    idle: Callable[[], object] | None = None,
    grace: float = GRACE,
    heartbeat: float = HEARTBEAT,
) -> bool:
    """Run the briefings at their slots until `desk.stop` is set; return whether all ended cleanly.

    A run that is going when the stop comes is given `grace` seconds. If they are not enough it is
    abandoned (False is returned and the process must end); it stays on record as running and is
    run again at the next start.

    Args:
        briefings: Those without a schedule are left alone.
        desk: Does what is due.
        idle: Called about every heartbeat between runs, for instance to send deferred messages
            again. An error in it is logged.
        grace: Seconds to wait for the run in progress at the end.
        heartbeat: Seconds between looks without an alarm.

    Raises:
        ConfigError: a schedule is not valid.
    """
    wake = Event()
    alarm = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    for briefing in briefings:
        if briefing.schedule is not None:
            trigger = SlotTrigger(briefing.schedule, briefing.timezone)
            alarm.add_job(wake.set, trigger, id=briefing.slug)

    def work() -> None:
        while not desk.stop.is_set():
            wake.clear()
            ran = sum(_attend(desk, briefing) for briefing in briefings)
            _call(idle)
            if not ran:  # after a run, slots may have come due meanwhile: look again at once
                wake.wait(heartbeat)

    worker = Thread(target=work, name="schedule", daemon=True)
    alarm.start()
    worker.start()
    try:
        desk.stop.wait()
    finally:
        desk.stop.set()
        wake.set()
        alarm.shutdown(wait=False)
        worker.join(grace)
    return not worker.is_alive()


def stop_on_signals(stop: Event) -> None:
    """Let SIGTERM and SIGINT set `stop`; a second one ends the process on the spot."""

    def handle(number: int, _: FrameType | None) -> None:
        if stop.is_set():
            os._exit(128 + number)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handle)


def _attend(desk: Desk, briefing: Briefing) -> int:
    """Attend to one briefing; what refuses now (a full disk) may not refuse at the next look."""
    try:
        return desk.attend(briefing)
    except BroadsheetError as error:
        logger().error("schedule", briefing=briefing.slug, error=str(error))
    except Exception:  # noqa: BLE001 - a broken briefing must not end the schedule of the others
        logger().exception("schedule", briefing=briefing.slug)
    return 0


def _call(idle: Callable[[], object] | None) -> None:
    try:
        if idle is not None:
            idle()
    except BroadsheetError as error:
        logger().error("between runs", error=str(error))
    except Exception:  # noqa: BLE001 - as above
        logger().exception("between runs")
