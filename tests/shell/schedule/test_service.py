"""The service at work on the sample workspace."""

from __future__ import annotations

from datetime import UTC, timedelta
from pathlib import Path
from threading import Event, Timer

import pytest

from broadsheet.deliver.audience import freeze_audience
from broadsheet.errors import ConfigError
from broadsheet.model.deliveries import Tally
from broadsheet.model.runs import Run, RunState
from broadsheet.shell.app.program import App
from broadsheet.shell.config.workspace import create_workspace
from broadsheet.shell.schedule.service import serve_briefings
from newsroom import SLOTS, make_newsroom, open_app

SLUG = "coastal-power"
SLOT = SLOTS[-1].astimezone(UTC)
DELIVERED = Tally(audience=3, accepted=3, failed=0, suppressed=0, unknown=0, open=0)


def serve_until(app: App, done, *, deliver: bool = True) -> bool:
    """Serve until `done()` says so, for a minute at most."""
    watch = Event()

    def look() -> None:
        if done() or watch.is_set():
            app.stop.set()
        else:
            Timer(0.1, look).start()

    limit = Timer(60, watch.set)
    limit.start()
    look()
    try:
        return serve_briefings(app, deliver=deliver, handle_signals=False)
    finally:
        limit.cancel()


def newest(app: App) -> Run:
    return app.store.runs.runs(SLUG)[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the last edition made, sent to nobody yet."""
    made = make_newsroom(tmp_path_factory.mktemp("service"), slots=SLOTS[-1:])
    made.app.import_subscribers(made.root / "briefings/sample/readers.csv", "")
    made.app.store.close()
    return made.root


def test_a_missed_slot_is_made_good_and_delivered(tmp_path):
    create_workspace(tmp_path)
    app = open_app(tmp_path, SLOT + timedelta(minutes=5))
    app.import_subscribers(tmp_path / "briefings/sample/readers.csv", "")
    week_before = SLOT - timedelta(weeks=1)
    app.store.runs.open(Run(briefing=SLUG, scheduled_for=week_before, state=RunState.DONE))
    assert serve_until(app, lambda: newest(app).state is RunState.DONE and newest(app).counts)
    run = newest(app)
    assert run.scheduled_for == SLOT
    assert app.edition(run.edition_id).period.end == SLOT
    assert (run.counts["audience"], run.counts["accepted"]) == (3, 3)
    assert len(list((app.folder(app.edition(run.edition_id)) / "outbox").iterdir())) == 3


def test_a_sending_cut_short_is_finished_with_the_same_edition(made):
    """A crash left a run and a message in flight: the run goes on where the sending stopped."""
    app = open_app(made, SLOT + timedelta(minutes=5))
    edition, briefing = app.edition(f"{SLUG}/latest"), app.briefing(SLUG)
    members = [(rule.list, app.store.audience.members(rule.list)) for rule in briefing.recipients]
    rows = freeze_audience(edition.id, members, briefing.recipients, domain="localhost.localdomain")
    app.store.deliveries.freeze(rows)
    app.store.deliveries.claim(edition.id, now=SLOT, limit=1)
    app.store.runs.open(Run(briefing=SLUG, scheduled_for=SLOT, state=RunState.RUNNING))
    assert serve_until(app, lambda: newest(app).state is RunState.DONE)
    assert newest(app).edition_id == edition.id
    assert app.store.deliveries.tally(edition.id) == DELIVERED
    assert len(app.store.editions.list()) == 1


def test_what_is_due_of_an_earlier_edition_is_sent_between_runs(tmp_path):
    made = make_newsroom(tmp_path, slots=SLOTS[-1:])
    made.app.import_subscribers(made.root / "briefings/sample/readers.csv", "")
    app, edition = made.app, made.editions[-1]
    app.now = lambda: SLOT
    rules = app.briefing(SLUG).recipients
    members = [(rule.list, app.store.audience.members(rule.list)) for rule in rules]
    app.store.deliveries.freeze(freeze_audience(edition.id, members, rules, domain="x.example"))
    app.store.runs.open(Run(briefing=SLUG, scheduled_for=SLOT, state=RunState.DONE))
    assert serve_until(app, lambda: not app.store.deliveries.tally(edition.id).open)
    assert app.store.deliveries.tally(edition.id) == DELIVERED


def test_a_workspace_without_a_schedule_has_nothing_to_serve(tmp_path):
    create_workspace(tmp_path)
    (tmp_path / "briefings" / f"{SLUG}.yaml").write_text(
        "title: Plain\nsources:\n  - feed: briefings/sample/feeds/tidewater-wire.rss.xml\n"
    )
    with pytest.raises(ConfigError, match="no briefing has a schedule"):
        serve_briefings(open_app(tmp_path), deliver=True, handle_signals=False)
