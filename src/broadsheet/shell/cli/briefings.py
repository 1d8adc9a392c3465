"""Commands about briefing files: init, check, schema, schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from broadsheet.errors import ConfigError
from broadsheet.shell.cli.context import Json, app_of
from broadsheet.shell.cli.terminal import WRONG_USE, print_json, say, show_rows, warn


def register(cli: typer.Typer) -> None:
    """Add this module's commands."""
    cli.command()(init)
    cli.command()(check)
    cli.command()(schema)
    cli.command()(schedule)


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The new workspace; made if missing.")
    ],
) -> None:
    """Create a workspace that runs at once, with a sample briefing and its newsroom.

    Files that exist are left alone.

    Example: `broadsheet init news && cd news && broadsheet run coastal-power --no-deliver`
    """
    from broadsheet.shell.config.workspace import create_workspace

    written = create_workspace(folder)
    say(
        f"{len(written)} files written to {folder}" if written else f"{folder} was complete already"
    )
    say("next:")
    say(f"  cd {folder}")
    say("  broadsheet check")
    say("  broadsheet run coastal-power --as-of 2026-11-09T07:30 --no-deliver")


def check(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[BRIEFING]...", help="Which; default: all.")
    ] = None,
) -> None:
    """Check briefing files: every mistake at once, with file, line and the nearest valid name.

    Example: `broadsheet check coastal-power`
    """
    from broadsheet.shell.app.building import encoder_for
    from broadsheet.shell.app.styling import check_style

    app = app_of(context)
    wrong = 0
    targets = names or [path.stem for path in app.workspace.briefing_files()]
    if not targets:
        raise ConfigError(
            "no briefing files", what=str(app.workspace.briefings), remedy="see `broadsheet init`"
        )
    for name in targets:
        try:
            briefing = app.briefing(name)
            encoder_for(briefing)
            remark = check_style(briefing, app.workspace, app.logos)
        except ConfigError as error:
            wrong += 1
            warn(f"error: {error}")
        else:
            say(
                f"{briefing.slug}: ok, {len(briefing.sources)} sources, "
                f"{len(briefing.sections)} sections"
            )
            if remark:
                say(f"  {remark}")
    if wrong:
        raise typer.Exit(WRONG_USE)


def schema(
    what: Annotated[
        Literal["briefing", "edition"],
        typer.Argument(metavar="briefing|edition", help="Which schema."),
    ],
) -> None:
    """Print a JSON Schema: of briefing files (for your editor) or of edition.json.

    Example: `broadsheet schema briefing > briefing.schema.json`
    """
    if what == "briefing":
        from broadsheet.shell.config.schema import briefing_schema

        print_json(briefing_schema())
    else:
        from broadsheet.compose.schema import edition_schema

        print_json(edition_schema())


def schedule(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[BRIEFING]", help="Which; default: all.")
    ] = None,
    count: Annotated[
        int, typer.Option("--count", "-n", min=1, max=366, help="How many fire times.")
    ] = 5,
    json: Json = False,
) -> None:
    """List the next fire times, in each briefing's own time zone.

    Example: `broadsheet schedule coastal-power -n 10`
    """
    from zoneinfo import ZoneInfo

    from broadsheet.shell.schedule.slots import next_slots

    app = app_of(context)
    rows = []
    for briefing in [app.briefing(name)] if name else app.briefings():
        if briefing.schedule is None:
            continue
        slots = next_slots(briefing.schedule, briefing.timezone, after=app.now(), count=count)
        zone = ZoneInfo(briefing.timezone)
        rows += [
            (briefing.slug, slot.astimezone(zone).isoformat(timespec="minutes"), briefing.timezone)
            for slot in slots
        ]
    columns = ("briefing", "at", "timezone")
    show_rows(columns, rows, json=json, empty="no briefing here has a schedule")
