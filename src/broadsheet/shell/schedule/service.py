"""`broadsheet serve`: the schedule over a whole workspace."""

from __future__ import annotations

from datetime import datetime
from threading import Event

from broadsheet.errors import BroadsheetError, ConfigError
from broadsheet.model.briefings import Briefing
from broadsheet.model.runs import Run, RunState
from broadsheet.shell.app.program import App, say_nothing
from broadsheet.shell.logs import logger
from broadsheet.shell.schedule.desk import Desk
from broadsheet.shell.schedule.serve import run_forever, stop_on_signals

_RECENT = 20


def serve_briefings(app: App, *, deliver: bool, stop: Event | None = None) -> bool:
    """Run the workspace's briefings at their times until told to stop.

    A run works with its slot as `now`, so a late run makes the edition it would have made in time.
    Between runs, messages that were deferred or cut off are sent.

    Args:
        app: The program.
        deliver: Send editions, or only write them.
        stop: Ends the service when set; SIGTERM and SIGINT set it too when it is None.

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
    if stop is None:
        stop = Event()
        stop_on_signals(stop)

    def job(briefing: Briefing, slot: datetime) -> Run:
        outcome = app.run(briefing, now=slot, deliver=deliver, report=say_nothing)
        coverage = outcome.edition.coverage
        return Run(
            briefing=briefing.slug,
            scheduled_for=slot,
            state=RunState.DONE,
            edition_id=outcome.edition.id,
            counts={"read": coverage.read, "used": coverage.used, "new": outcome.gathered.new},
        )

    desk = Desk(job=job, runs=app.store.runs, clock=app.now, stop=stop, lock=app.store.exclusive)
    logger().info("serving", briefings=[one.slug for one in briefings])
    clean = run_forever(
        briefings, desk, idle=(lambda: _send_rest(app, briefings)) if deliver else None
    )
    logger().info("stopped", clean=clean)
    return clean


def _send_rest(app: App, briefings: list[Briefing]) -> None:
    """Go on with deliveries that are not finished: deferred by a relay, or cut off by a crash."""
    for briefing in briefings:
        for run in app.store.runs.runs(briefing.slug)[:_RECENT]:
            if run.edition_id and app.store.deliveries.tally(run.edition_id).open:
                try:
                    app.send(app.edition(run.edition_id), briefing)
                except BroadsheetError as error:
                    logger().error("not sent", edition=run.edition_id, error=str(error))
