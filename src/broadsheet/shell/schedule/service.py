"""`broadsheet serve`: the schedule over a whole workspace."""

from __future__ import annotations

from datetime import datetime

from broadsheet.errors import BroadsheetError, ConfigError
from broadsheet.model.briefings import Briefing
from broadsheet.model.deliveries import Tally
from broadsheet.model.editions import Edition
from broadsheet.model.runs import Run, RunState
from broadsheet.shell.app.program import App, say_nothing
from broadsheet.shell.logs import logger
from broadsheet.shell.schedule.desk import Desk
from broadsheet.shell.schedule.serve import run_forever, stop_on_signals


def serve_briefings(app: App, *, deliver: bool, handle_signals: bool = True) -> bool:
    """Run the workspace's briefings at their times until told to stop.

    A run works with its slot as `now`, so a late run makes the edition it would have made in time.
    Between runs, messages that were deferred or cut off are sent when they are due.

    Args:
        app: The program.
        deliver: Send editions, or only write them.
        handle_signals: Let SIGTERM and SIGINT set `app.stop`, which ends the service.

    Returns:
        Whether everything ended cleanly.

    Raises:
        ConfigError: a briefing is wrong, or none has a schedule.
    """
    briefings = [one for one in app.briefings() if one.schedule is not None]
    if not briefings:
        raise ConfigError(
            "no briefing has a schedule",
            what=str(app.workspace.briefings),
            remedy='add one: schedule: {every: week, day: monday, at: "07:30"}',
        )
    if handle_signals:
        stop_on_signals(app.stop)

    def job(briefing: Briefing, slot: datetime) -> Run:
        outcome = app.run(briefing, now=slot, deliver=deliver, report=say_nothing)
        return _done(outcome.edition, slot, outcome.tally)

    desk = Desk(
        job=job, runs=app.store.runs, clock=app.now, stop=app.stop, lock=app.store.exclusive
    )
    logger().info("serving", briefings=[one.slug for one in briefings])
    clean = run_forever(briefings, desk, idle=(lambda: _send_due(app)) if deliver else None)
    logger().info("stopped", clean=clean)
    return clean


def _done(edition: Edition, slot: datetime, tally: Tally | None) -> Run:
    counts = {"read": edition.coverage.read, "used": edition.coverage.used}
    if tally is not None:
        counts |= {name: getattr(tally, name) for name in Tally.__slots__}
    return Run(
        briefing=edition.briefing,
        scheduled_for=slot,
        state=RunState.DONE,
        edition_id=edition.id,
        counts=counts,
    )


def _send_due(app: App) -> None:
    """Send what is due of any edition: deferred by a relay, or cut off by a crash."""
    for edition_id in app.store.deliveries.due_editions(now=app.now()):
        try:
            tally = app.send(app.edition(edition_id))
        except BroadsheetError as error:
            logger().error("not sent", edition=edition_id, error=str(error))
        else:
            logger().info("sent", edition=edition_id, accepted=tally.accepted, open=tally.open)
