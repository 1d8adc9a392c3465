"""The journey's stage: a fresh workspace with the sample newsroom and its six weekly editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

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


def make_newsroom(root: Path) -> Newsroom:
    create_workspace(root)
    app = open_app(root)
    briefing = app.briefing("coastal-power")
    outcomes = tuple(
        app.run(briefing, now=slot, deliver=False, report=say_nothing) for slot in SLOTS
    )
    return Newsroom(root=root, app=app, outcomes=outcomes)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return make_newsroom(tmp_path_factory.mktemp("newsroom"))
