"""The command that checks mails and PDFs before readers get them: lint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from broadsheet.render.lint.faults import Grade, LintReport
from broadsheet.shell.cli.context import Json, app_of
from broadsheet.shell.cli.terminal import FINDINGS, print_json, print_table, say, warn


def register(cli: typer.Typer) -> None:
    """Add this module's commands."""
    cli.command()(lint)


def lint(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="EDITION|FILE",
            help="An edition's id, `briefing/number`, `briefing/latest`; a .html, .eml or .pdf "
            "file; or an edition's folder.",
        ),
    ],
    *,
    level: Annotated[
        Literal["error", "warn", "note"],
        typer.Option("--level", help="The lightest faults to list and to fail on."),
    ] = "warn",
    json: Json = False,
) -> None:
    """Check an e-mail against what mail programs can show, and a PDF against its standards.

    Faults of the body must be mended; the head only enhances. Exit 3 when there are faults.

    Example: `broadsheet lint coastal-power/latest`
    """
    app, path = app_of(context), Path(subject)
    if path.exists() or path.suffix in {".html", ".eml", ".pdf", ".json"}:
        reports = app.linter.files(path)
    else:
        edition = app.edition(subject)
        reports = app.linter.edition(app.publication(edition, app.briefing(edition.briefing)))
    grade = Grade(level)
    for name, report in reports:
        if report.stale:
            warn(
                f"warning: {name}: what mail programs can show is on record as of "
                f"{report.data_date or 'an unknown day'}: put a newer caniemail.json from "
                "https://www.caniemail.com/api/data.json into the workspace"
            )
    if json:
        print_json([_as_json(name, report, grade) for name, report in reports])
    else:
        for name, report in reports:
            _show(name, report, grade)
    if any(report.of(grade) for _, report in reports):
        raise typer.Exit(FINDINGS)


def _as_json(name: str, report: LintReport, level: Grade) -> dict[str, Any]:
    return {
        "name": name,
        "sizes": dict(report.sizes),
        "data_date": report.data_date and report.data_date.isoformat(),
        "stale": report.stale,
        "families": [
            {
                "family": each.family,
                "body": {
                    "unsupported": each.body_unsupported,
                    "partial": each.body_partial,
                    "unknown": each.body_unknown,
                },
                "head": {
                    "unsupported": each.head_unsupported,
                    "partial": each.head_partial,
                    "unknown": each.head_unknown,
                },
            }
            for each in report.families
        ],
        "undescribed": report.undescribed,
        "faults": [
            {
                "rule": fault.rule,
                "grade": fault.grade.value,
                "part": fault.part.value,
                "line": fault.line,
                "message": fault.message,
                "clients": fault.clients,
                "remedy": fault.remedy,
            }
            for fault in report.of(level)
        ],
    }


def _show(name: str, report: LintReport, level: Grade) -> None:
    sizes = ", ".join(f"{part} {size:,}" for part, size in report.sizes.items())
    data = f"  (support data of {report.data_date})" if report.data_date else ""
    say(f"{name}: {sizes} bytes{data}")
    if report.families:
        rows = [
            (
                each.family,
                len(each.body_unsupported),
                len(each.body_partial),
                len(each.body_unknown),
                len(each.head_unsupported),
            )
            for each in report.families
        ]
        columns = ("mail program", "body: unsupported", "partly", "unknown", "head: unsupported")
        print_table(columns, rows)
    for fault in report.of(level):
        line = f", line {fault.line}" if fault.line else ""
        where = f" [{', '.join(fault.clients)}]" if fault.clients else ""
        say(f"{fault.grade.value} ({fault.part.value}{line}): {fault.message}{where}")
        if fault.remedy:
            say(f"    {fault.remedy}")
    if report.undescribed and level is Grade.NOTE:
        say(f"the support data says nothing about: {', '.join(report.undescribed)}")
    if not report.of(level):
        say("no faults")
