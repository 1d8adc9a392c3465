"""A workspace with the sample newsroom and its weekly editions, for the journey tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet.model.editions import Edition
from broadsheet.shell.app.program import App, RunOutcome, say_nothing
from broadsheet.shell.config.workspace import create_workspace

BERLIN = ZoneInfo("Europe/Berlin")
SLOTS = tuple(
    datetime(2026, month, day, 7, 30, tzinfo=BERLIN)
    for month, day in ((10, 5), (10, 12), (10, 19), (10, 26), (11, 2), (11, 9))
)


@dataclass(frozen=True)
class Newsroom:
    """A workspace in which the six editions were made."""

    root: Path
    app: App
    outcomes: tuple[RunOutcome, ...]

    @property
    def editions(self) -> tuple[Edition, ...]:
        return tuple(outcome.edition for outcome in self.outcomes)


def open_app(root: Path, at: datetime = SLOTS[-1]) -> App:
    """Open a workspace with a clock that stands still."""
    app = App.open(root)
    app.now = lambda: at
    return app


def make_newsroom(root: Path, slots: Sequence[datetime] = SLOTS) -> Newsroom:
    """Fill a workspace and make the sample's editions of these slots."""
    create_workspace(root)
    app = open_app(root)
    briefing = app.briefing("coastal-power")
    outcomes = tuple(
        app.run(briefing, now=slot, deliver=False, report=say_nothing) for slot in slots
    )
    return Newsroom(root=root, app=app, outcomes=outcomes)
