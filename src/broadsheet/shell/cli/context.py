"""What a command works with: the workspace, its settings and the assembled program, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from broadsheet.errors import ConfigError

if TYPE_CHECKING:
    from broadsheet.shell.app.program import App


@dataclass
class Context:
    """Built once a command line; the program is assembled when a command first needs it."""

    start: Path
    quiet: bool = False
    log_level: str = "warning"

    @cached_property
    def app(self) -> App:
        """The program over the workspace at or above `start`."""
        from broadsheet.shell.app.program import App

        return App.open(self.start, log_level=self.log_level)

    def close(self) -> None:
        """Release what the command used."""
        if "app" in self.__dict__:
            self.app.close()


def app_of(context: typer.Context) -> App:
    """Return the assembled program."""
    found = context.find_object(Context)
    assert found is not None
    return found.app


def service_app_of(context: typer.Context) -> App:
    """Return the assembled program for a service: it logs what it does."""
    found = context.find_object(Context)
    assert found is not None
    found.log_level = "info"
    return found.app


def quiet_of(context: typer.Context) -> bool:
    """Say whether `--quiet` was given."""
    found = context.find_object(Context)
    return found is not None and found.quiet


def parse_moment(text: str, timezone: str) -> datetime:
    """Read a moment: ISO 8601; without an offset it is wall time in `timezone`; a date is midnight.

    Raises:
        ConfigError: it is not a moment.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            "not a time",
            what=text,
            remedy="write 2026-11-09T07:30, with an offset if it is not in the briefing's zone",
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(timezone))
    return moment.astimezone(UTC)


Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
BriefingName = Annotated[
    str, typer.Argument(metavar="BRIEFING", help="Name of a briefing, or its file.")
]
EditionName = Annotated[
    str,
    typer.Argument(
        metavar="EDITION",
        help="An id or the start of one, `briefing/number`, `briefing/latest`, or an edition.json.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="TIME", help="Act as if it were this time: 2026-11-09T07:30."),
]
