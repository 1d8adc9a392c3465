"""Commands that keep the program running and healthy: serve, runs, preview, doctor."""

from __future__ import annotations

from threading import Event
from typing import Annotated

import typer

from broadsheet.shell.cli.context import Json, app_of, service_app_of
from broadsheet.shell.cli.terminal import FAILED, say, show_rows


def register(cli: typer.Typer) -> None:
    """Add this module's commands."""
    cli.command()(serve)
    cli.command()(runs)
    cli.command()(preview)
    cli.command()(doctor)


def serve(
    context: typer.Context,
    *,
    deliver: Annotated[
        bool, typer.Option("--deliver/--no-deliver", help="Send editions, or only write them.")
    ] = True,
) -> None:
    """Run the briefings at their times until SIGTERM or Ctrl-C; missed runs are caught up.

    Example: `broadsheet serve`
    """
    from broadsheet.shell.schedule.service import serve_briefings

    if not serve_briefings(service_app_of(context), deliver=deliver):
        raise typer.Exit(FAILED)


def runs(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[BRIEFING]", help="Which; default: all.")
    ] = None,
    json: Json = False,
) -> None:
    """Show the runs on record: done, failed and skipped ones, with the reason.

    Example: `broadsheet runs coastal-power`
    """
    found = app_of(context).store.runs.runs(name)
    columns = ("briefing", "scheduled for", "state", "edition", "reason")
    rows = [
        (
            run.briefing,
            f"{run.scheduled_for:%Y-%m-%d %H:%M} UTC",
            run.state.value,
            run.edition_id,
            run.reason,
        )
        for run in found
    ]
    show_rows(columns, rows, json=json, empty="no runs yet")


def preview(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="BRIEFING|EDITION", help="A briefing (its latest edition) or one edition."
        ),
    ],
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65_535, help="0 takes any free one.")
    ] = 8321,
) -> None:
    """Show an edition as e-mail, text, web page and PDF, until Ctrl-C, on this machine alone.

    Width, dark colours, blocked images and missing styles can be switched; the page reloads when a
    template or a briefing file changes.

    Example: `broadsheet preview coastal-power`
    """
    from broadsheet.shell.preview.editions import preview_edition
    from broadsheet.shell.schedule.serve import stop_on_signals

    stop = Event()
    stop_on_signals(stop)
    preview_edition(
        app_of(context), name, port=port, ready=lambda url: say(f"{url}  (Ctrl-C ends)"), stop=stop
    )


def doctor(
    context: typer.Context,
    *,
    settings: Annotated[
        bool, typer.Option("--settings", help="List every setting, its value and meaning.")
    ] = False,
    json: Json = False,
) -> None:
    """Check the machine and the workspace: PDF engine, fonts, database, settings, briefings.

    Example: `broadsheet doctor`
    """
    from broadsheet.shell.cli.diagnosis import diagnose, list_settings

    app = app_of(context)
    if settings:
        rows = list_settings(app.settings)
        show_rows(("setting", "value", "meaning"), rows, json=json, empty="")
        return
    results = diagnose(app)
    seen = [("ok" if item.ok else "NO", item.name, item.detail) for item in results]
    show_rows(("ok", "check", "detail"), seen, json=json, empty="")
    if not all(item.ok for item in results):
        raise typer.Exit(FAILED)
