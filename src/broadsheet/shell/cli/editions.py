"""Commands that make and show editions: run, build, render, export, editions, verify, explain."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from broadsheet.errors import ConfigError, StoreError
from broadsheet.model.editions import Edition
from broadsheet.shell.cli.context import (
    AsOf,
    BriefingName,
    EditionName,
    Json,
    app_of,
    parse_moment,
    quiet_of,
)
from broadsheet.shell.cli.terminal import FINDINGS, print_json, progress, say, show_rows, warn

if TYPE_CHECKING:
    from broadsheet.shell.app.program import App


def register(cli: typer.Typer) -> None:
    """Add this module's commands."""
    for command in (run, build, render, export, editions, verify, explain):
        cli.command()(command)


def run(
    context: typer.Context,
    name: BriefingName,
    as_of: AsOf = None,
    *,
    deliver: Annotated[
        bool,
        typer.Option(
            "--deliver/--no-deliver", help="Send to the briefing's lists, or only write files."
        ),
    ] = True,
    json: Json = False,
) -> None:
    """Do the whole job: collect, build the edition, write every output, deliver.

    Example: `broadsheet run coastal-power --as-of 2026-11-09T07:30 --no-deliver`
    """
    app = app_of(context)
    briefing = app.briefing(name)
    now = parse_moment(as_of, briefing.timezone) if as_of else app.now()
    with progress(quiet=quiet_of(context) or json) as report:
        outcome = app.run(briefing, now=now, deliver=deliver, report=report)
    for source, problem in sorted(outcome.gathered.failed.items()):
        warn(f"warning: source {source}: {problem}")
    if json:
        print_json(
            {
                "edition": outcome.edition.id,
                "number": outcome.edition.number,
                "headline": outcome.edition.headline,
                "folder": str(outcome.folder),
                "read": outcome.edition.coverage.read,
                "used": outcome.edition.coverage.used,
                "failed_sources": dict(outcome.gathered.failed),
                "deliveries": outcome.tally
                and {key: getattr(outcome.tally, key) for key in outcome.tally.__slots__},
            }
        )
        return
    _summary(outcome.edition, outcome.folder)
    if outcome.tally:
        tally = outcome.tally
        say(
            f"delivered: {tally.accepted} accepted, {tally.failed} failed, "
            f"{tally.suppressed} suppressed, "
            f"{tally.unknown} unknown, {tally.open} open, of {tally.audience}"
        )


def _summary(edition: Edition, folder: Path) -> None:
    coverage = edition.coverage
    say(f"{edition.title} no. {edition.number}  ({edition.id})")
    say(f"  {edition.headline}")
    say(
        f"  {len(edition.takeaways)} takeaways, {len(edition.metrics)} metrics, "
        f"{len(edition.insights)} insights, "
        f"{len(edition.watch)} dates to watch, {len(edition.stories)} stories"
    )
    say(
        f"  {coverage.read} articles read, {coverage.used} used, "
        f"from {coverage.publishers} publishers"
    )
    say(f"  {folder}")


def build(
    context: typer.Context, name: BriefingName, as_of: AsOf = None, json: Json = False
) -> None:
    """Build and freeze the edition from articles already collected, without fetching or delivering.

    Example: `broadsheet build coastal-power --as-of 2026-11-09T07:30`
    """
    app = app_of(context)
    briefing = app.briefing(name)
    edition = app.build(
        briefing, now=parse_moment(as_of, briefing.timezone) if as_of else app.now()
    )
    folder = app.write(edition, briefing)
    if json:
        print_json({"edition": edition.id, "number": edition.number, "folder": str(folder)})
    else:
        _summary(edition, folder)


def render(context: typer.Context, reference: EditionName) -> None:
    """Render a frozen edition again, after a change of templates or style.

    Example: `broadsheet render coastal-power/latest`
    """
    app = app_of(context)
    edition = app.edition(reference)
    say(str(app.write(edition, app.briefing(edition.briefing))))


def export(
    context: typer.Context,
    reference: EditionName,
    form: Annotated[
        Literal["pdf", "html", "text", "web", "eml", "json"],
        typer.Option("--format", "-f", help="What to export."),
    ] = "pdf",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; `-` is standard output."),
    ] = None,
    *,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft", help="A PDF to proofread, made in less time and marked as a draft."
        ),
    ] = False,
) -> None:
    """Export one form of an edition, on demand.

    Example: `broadsheet export coastal-power/latest --format pdf -o brief.pdf`
    """
    if draft and form != "pdf":
        raise typer.BadParameter("only a PDF can be a draft", param_hint="--draft")
    app = app_of(context)
    edition = app.edition(reference)
    content = app.export(edition, form, draft=draft)
    for complaint in app.printer.complaints if form == "pdf" else ():
        warn(f"warning: {complaint}")
    if output is not None and str(output) == "-":
        typer.get_binary_stream("stdout").write(content)
        return
    suffix = {"text": "txt", "web": "html"}.get(form, form)
    name = f"{edition.briefing}-{edition.number}{'-draft' if draft else ''}.{suffix}"
    target = output or Path(name)
    app.save_file(target, content)
    say(f"{target} ({len(content):,} bytes)")


def editions(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[BRIEFING]", help="Which; default: all.")
    ] = None,
    *,
    affected: Annotated[
        bool,
        typer.Option("--affected", help="Only those that later ones correct, and what in them."),
    ] = False,
    json: Json = False,
) -> None:
    """List the editions on record, newest first.

    Example: `broadsheet editions coastal-power --affected`
    """
    if affected:
        _show_affected(app_of(context), name, json=json)
        return
    rows = [
        (
            edition.id,
            edition.briefing,
            edition.number,
            edition.period.end.date(),
            edition.headline,
        )
        for edition in app_of(context).store.editions.list(name)
    ]
    empty = "no editions yet: make one with `broadsheet run BRIEFING`"
    show_rows(("id", "briefing", "number", "until", "headline"), rows, json=json, empty=empty)


def _show_affected(app: App, name: str | None, *, json: bool) -> None:
    """List what is no longer so, by the edition that said it, with how many readers got that."""
    held = app.store.editions.list(name)
    by_id = {edition.id: edition for edition in held}
    rows = [
        (
            wrong.id,
            wrong.briefing,
            wrong.number,
            later.number,
            correction.kind.value,
            app.store.deliveries.tally(wrong.id).accepted,
            correction.text,
        )
        for later in held
        for correction in later.corrections
        for key in correction.editions or (correction.edition_id,)
        if (wrong := by_id.get(key)) is not None
    ]
    rows.sort(key=lambda row: (row[1], -row[2], -row[3]))
    columns = ("id", "briefing", "number", "corrected in", "why", "readers", "correction")
    show_rows(columns, rows, json=json, empty="no edition has been corrected")


def _bytes_of(context: typer.Context, reference: str) -> bytes:
    """Return an edition's JSON: the file that is named, else the stored edition's."""
    path = Path(reference)
    if path.is_dir():
        path /= "edition.json"
    if path.is_file():
        try:
            return path.read_bytes()
        except OSError as error:
            raise StoreError(f"cannot read: {error.strerror}", what=reference) from error
    if path.suffix == ".json":
        raise ConfigError("no such file", what=reference)
    from broadsheet.compose.codec import edition_to_json

    return edition_to_json(app_of(context).edition(reference))


def verify(context: typer.Context, reference: EditionName, json: Json = False) -> None:
    """Re-check every span and figure of an edition, offline. One changed byte fails it (exit 3).

    Example: `broadsheet verify output/coastal-power/2026-11-09-no6/edition.json`
    """
    from broadsheet.compose.verification import verify as check_edition

    findings = check_edition(_bytes_of(context, reference))
    if json:
        print_json(
            [
                {"check": found.check, "item": found.item, "message": found.message}
                for found in findings
            ]
        )
    for found in () if json else findings:
        warn(f"{found.check}: {found.item + ': ' if found.item else ''}{found.message}")
    if findings:
        raise typer.Exit(FINDINGS)
    if not json:
        say("verified: every quotation and figure matches its source text, and nothing was changed")


def explain(context: typer.Context, reference: EditionName, json: Json = False) -> None:
    """Say why each item is in an edition, and what was left out by which rule.

    Example: `broadsheet explain coastal-power/latest`
    """
    from broadsheet.compose.codec import edition_from_json
    from broadsheet.compose.explanation import explain as explain_edition

    edition = edition_from_json(_bytes_of(context, reference))
    if json:
        reasons = Counter(item.reason for item in edition.left_out)
        print_json(
            {
                "edition": edition.id,
                "lines": list(explain_edition(edition)),
                "left_out": [
                    {
                        "reason": item.reason,
                        "title": item.title,
                        "url": item.url,
                        "detail": item.detail,
                    }
                    for item in edition.left_out
                ],
                "reasons": dict(sorted(reasons.items())),
            }
        )
        return
    for line in explain_edition(edition):
        say(line)
