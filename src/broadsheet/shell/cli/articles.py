"""Commands about articles: collect, read, analyse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.shell.cli.context import AsOf, BriefingName, Json, app_of, parse_moment, quiet_of
from broadsheet.shell.cli.readings import reading_as_json, reading_as_lines
from broadsheet.shell.cli.terminal import FAILED, FINDINGS, print_json, progress, say, warn


def register(cli: typer.Typer) -> None:
    """Add this module's commands."""
    for command in (collect, read, analyse):
        cli.command()(command)


def collect(
    context: typer.Context, name: BriefingName, as_of: AsOf = None, json: Json = False
) -> None:
    """Fetch and read a briefing's sources into the store, without building an edition.

    Example: `broadsheet collect coastal-power`
    """
    app = app_of(context)
    briefing = app.briefing(name)
    now = parse_moment(as_of, briefing.timezone) if as_of else app.now()
    with progress(quiet=quiet_of(context) or json) as report:
        gathered = app.collect(briefing, now=now, report=report)
    if json:
        print_json(
            {
                "fetched": gathered.fetched,
                "unchanged": gathered.unchanged,
                "read": gathered.read,
                "new": gathered.new,
                "failed": dict(gathered.failed),
                "problems": [f"{problem.what}: {problem.message}" for problem in gathered.problems],
            }
        )
        return
    for source, problem in sorted(gathered.failed.items()):
        warn(f"warning: source {source}: {problem}")
    for problem_ in gathered.problems:
        warn(f"note: {problem_.what}: {problem_.message}")
    say(
        f"{gathered.fetched} documents fetched, {gathered.unchanged} unchanged, "
        f"{gathered.read} articles read, {gathered.new} new"
    )


def read(
    context: typer.Context,
    locations: Annotated[
        list[str],
        typer.Argument(metavar="URL|FILE...", help="Feeds, pages, Markdown or mail files."),
    ],
    json: Json = False,
) -> None:
    """Read feeds, pages or files; show what was found, how, and what was cut and why.

    Several pages of one site show what repeats on them.

    Example: `broadsheet read briefings/sample/pages/some-page.html`
    """
    found, failed = app_of(context).examine(locations)
    pairs = [(article, each) for each in found for article in each.articles]
    if json:
        print_json([reading_as_json(article, each) for article, each in pairs])
    for problem in (problem for each in found for problem in each.problems):
        warn(f"note: {problem.what}: {problem.message}")
    for article, each in () if json else pairs:
        for line in reading_as_lines(article, each):
            say(line)
    for error in failed:
        warn(f"error: {error}")
    if failed:
        raise typer.Exit(FAILED)
    if not pairs:
        say("no article found")
        raise typer.Exit(FINDINGS)


def analyse(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Articles: html, md, txt, eml or feed files."),
    ],
    *,
    checks: Annotated[
        bool, typer.Option("--checks", help="Only run the editorial checks; exit 3 on findings.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why articles are grouped and items chosen.")
    ] = False,
    json: Json = False,
) -> None:
    """Analyse files without a briefing: stories, takeaways, figures, insight, checks.

    Example: `broadsheet analyse briefings/sample/notes/*.md --explain`
    """
    app = app_of(context)
    edition = app.analyse([str(path) for path in files])
    if json:
        from broadsheet.compose.codec import edition_to_json

        typer.echo(edition_to_json(edition).decode())
    elif not checks:
        _print_analysis(edition, explain=explain)
    if checks:
        for found in () if json else edition.findings:
            say(f"{found.check} ({found.level.value}): {found.message}")
        if edition.findings:
            raise typer.Exit(FINDINGS)
        if not json:
            say("no findings")


def _print_analysis(edition: object, *, explain: bool) -> None:
    from broadsheet.compose.explanation import explain as explain_edition
    from broadsheet.model.editions import Edition

    assert isinstance(edition, Edition)
    for story in edition.stories:
        say(f"{story.rank}. {story.title}  [{story.independent_publishers} independent]")
        for takeaway in story.takeaways:
            say(f"   - {takeaway.text}")
    for heading, lines in (
        (
            "Figures",
            [
                f"{metric.label}: {metric.value} {metric.currency or ''} {metric.unit}".rstrip()
                for metric in edition.metrics
            ],
        ),
        (
            "Insight",
            [
                f"{insight.text} [{insight.confidence.value}: {insight.reason}]"
                for insight in edition.insights
            ],
        ),
        ("What to watch", [f"{item.due.start}: {item.text}" for item in edition.watch]),
    ):
        if lines:
            say()
            say(heading)
            for line in lines:
                say(f"   - {line}")
    if explain:
        say()
        for line in explain_edition(edition):
            say(line)
