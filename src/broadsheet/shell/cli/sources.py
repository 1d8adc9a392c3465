"""Commands about sources: how they are doing, and adding, removing, testing, finding, importing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from broadsheet.errors import NotFound, without_login
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.shell.cli.adding import add_entries, find_source, remove_named, web_address
from broadsheet.shell.cli.context import BriefingName, Json, app_of, quiet_of
from broadsheet.shell.cli.ledger import RunTime, show_ledger
from broadsheet.shell.cli.terminal import (
    FINDINGS,
    print_json,
    print_table,
    progress,
    say,
    warn,
)

if TYPE_CHECKING:
    from broadsheet.collect.health import Health
    from broadsheet.pipeline import Probe
    from broadsheet.shell.app.program import App

_WEEKS = 4


class _HealthByDefault(TyperGroup):
    """A group whose name alone, or with a briefing, means its `health` command."""

    @override
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        words = [word for word in args if not word.startswith("-")]
        if not {"--help", "-h"} & set(args[:1]) and not (words and words[0] in self.commands):
            args = ["health", *args]
        return super().parse_args(ctx, args)


sources = typer.Typer(
    cls=_HealthByDefault,
    no_args_is_help=False,
    rich_markup_mode="markdown",
    help="How sources are doing (`broadsheet sources [BRIEFING]`); add, remove, test, find, import "
    "them.",
)


def register(cli: typer.Typer) -> None:
    """Add this module's commands."""
    cli.add_typer(sources, name="sources")


@sources.command()
def health(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[BRIEFING]", help="Which; default: all.")
    ] = None,
    run: RunTime = None,
    json: Json = False,
) -> None:
    """Show the health of each source: state, last success, last new item, items a week, failures.

    Exit code 3 when a source is failing or gone. With `--run`, show instead what became of each
    item of a run.

    Example: `broadsheet sources coastal-power --run latest`
    """
    from broadsheet.collect.health import Condition

    app = app_of(context)
    if run is not None:
        show_ledger(app, name, run, json=json)
        return
    found = list(_healths(app, name))
    if json:
        print_json([_health_fields(each) for each in found])
    else:
        columns = (
            "source",
            "state",
            "last success",
            "last new",
            "a week",
            "failures",
            "next fetch",
        )
        rows = [
            (
                each.source.name,
                each.condition.value,
                _day(each.last_success, "never"),
                _day(each.last_new, ""),
                f"{each.items_a_week:.1f}",
                each.failures,
                _day(each.next_fetch, "next run"),
            )
            for each in found
        ]
        print_table(columns, rows)
        for each in found:
            if each.error:
                warn(f"warning: source {each.source.name}: {each.error}")
            if each.moved_to:
                warn(f"note: source {each.source.name} has moved for good to {each.moved_to}")
    if any(each.condition in {Condition.FAILING, Condition.GONE} for each in found):
        raise typer.Exit(FINDINGS)


@sources.command(name="test")
def examine(
    context: typer.Context,
    briefing: BriefingName,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Which; default: all.")
    ] = None,
    json: Json = False,
) -> None:
    """Fetch sources now and say what they would bring; nothing is stored, no page is followed.

    Exit code 3 when one of them brings nothing.

    Example: `broadsheet sources test coastal-power`
    """
    from broadsheet.pipeline import probe

    app = app_of(context)
    chosen = _chosen(app.briefing(briefing).sources, names or [])
    probes = []
    with progress(quiet=quiet_of(context) or json) as report:
        for done, source in enumerate(chosen, start=1):
            probes.append(probe(source, fetcher=app.fetcher, reader=app.reader, now=app.now()))
            report("sources tested", done, len(chosen))
    _show(probes, json=json)
    if any(each.error or not each.items for each in probes):
        raise typer.Exit(FINDINGS)


@sources.command()
def discover(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A site, or any page of it.")],
    json: Json = False,
) -> None:
    """Find the feeds and sitemaps of a site, each looked at; the most useful first.

    Example: `broadsheet sources discover https://example.org`
    """
    from broadsheet.pipeline import discover as find

    app = app_of(context)
    found = find(_web(url), fetcher=app.fetcher, reader=app.reader)
    _show(found, json=json)
    if not found:
        if not json:
            say("no feed, no sitemap found; a page that lists articles can be a source as it is:")
            say('  page: URL, with the CSS selector of its links as items: "main h2 a"')
        raise typer.Exit(FINDINGS)


@sources.command()
def add(
    context: typer.Context,
    briefing: BriefingName,
    location: Annotated[
        str,
        typer.Argument(
            metavar="LOCATION",
            help="A URL, `imaps://user@host/folder`, or a path or glob beside the briefing file.",
        ),
    ],
    *,
    kind: Annotated[
        SourceKind | None, typer.Option("--kind", help="What it is; default: found out.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="What it is called in messages.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="The outlet.")] = "",
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="A label; may be repeated.")
    ] = None,
    items: Annotated[
        str, typer.Option("--items", help="Of a page: CSS selector of the links to articles.")
    ] = "",
    follow: Annotated[
        bool, typer.Option("--follow", help="Of mails: read the pages they link to instead.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Add it even if it brings nothing now.")
    ] = False,
) -> None:
    """Add a source to a briefing file; its comments and layout stay as they are.

    Of a site the best feed is found, and the source is looked at before it is added.

    Example: `broadsheet sources add coastal-power https://example.org --tag ports`
    """
    app = app_of(context)
    if kind is None:
        kind, location, found_name = find_source(app, location, items=items)
        name = name or found_name
    entry: dict[str, Any] = {kind.value: location.removeprefix("plugin:")}
    given = {"name": name, "publisher": publisher, "items": items, "tags": tag, "follow": follow}
    entry |= {key: value for key, value in given.items() if value}
    add_entries(app, briefing, [entry], is_tested=not force)
    say(f"{briefing}: {kind.value} {without_login(location)} added")


@sources.command()
def remove(
    context: typer.Context,
    briefing: BriefingName,
    names: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="By name or by address.")],
) -> None:
    """Take sources out of a briefing file; the rest of it stays as it is.

    What they brought stays in the store, and in the editions that used it.

    Example: `broadsheet sources remove coastal-power Kabelblatt`
    """
    app = app_of(context)
    for name in names:
        say(f"{briefing}: {remove_named(app, briefing, name)} removed")


@sources.command(name="import")
def import_(
    context: typer.Context,
    briefing: BriefingName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="OPML from another reader.")],
) -> None:
    """Add the feeds of an OPML list to a briefing file, categories as tags; known ones are skipped.

    Example: `broadsheet sources import coastal-power feeds.opml`
    """
    from broadsheet.shell.config.subscription_lists import entries_of

    app = app_of(context)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise NotFound(f"cannot be read: {error.strerror}", what=str(file)) from error
    known = {source.location for source in app.briefing(briefing).sources}
    entries, skipped = entries_of(content, name=str(file), known=known)
    if entries:
        add_entries(app, briefing, entries, is_tested=False)
    say(f"{briefing}: {len(entries)} sources added, {skipped} were there already")


@sources.command()
def export(
    context: typer.Context,
    briefing: BriefingName,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; `-`: standard output.")
    ] = "-",
) -> None:
    """Write a briefing's feeds as an OPML list for other readers, tags as nested categories.

    Example: `broadsheet sources export coastal-power -o feeds.opml`
    """
    from broadsheet.shell.config.subscription_lists import is_exported, write_opml

    app = app_of(context)
    ordered = app.briefing(briefing)
    content = write_opml(ordered.title, ordered.sources)
    left = len(ordered.sources) - sum(map(is_exported, ordered.sources))
    if left:
        warn(f"note: {left} sources are no feeds of the web and have no place in the list")
    if output == "-":
        typer.echo(content.decode())
    else:
        app.save_file(Path(output), content)
        say(f"{len(ordered.sources) - left} feeds written to {output}")


def _healths(app: App, name: str | None) -> Iterator[Health]:
    """Yield the health of each source once, in the order of the briefings."""
    from broadsheet.collect.health import health_of
    from broadsheet.model.articles import FetchState
    from broadsheet.model.windows import Window

    now = app.now()
    states: dict[str, list[FetchState]] = {}
    for state in app.store.articles.states():
        states.setdefault(state.source, []).append(state)
    brought = app.store.articles.brought(Window(start=now - timedelta(weeks=_WEEKS), end=now))
    briefings = [app.briefing(name)] if name else app.briefings()
    every = [source for briefing in briefings for source in briefing.sources]
    for source in {(source.name, source.location): source for source in every}.values():
        yield health_of(
            source,
            states.get(source.name, []),
            items_a_week=brought.get(source.name, 0) / _WEEKS,
            now=now,
        )


def _health_fields(each: Health) -> dict[str, Any]:
    return {
        "source": each.source.name,
        "kind": each.source.kind.value,
        "location": without_login(each.source.location),
        "state": each.condition.value,
        "last_success": _iso(each.last_success),
        "last_new": _iso(each.last_new),
        "items_a_week": each.items_a_week,
        "failures": each.failures,
        "next_fetch": _iso(each.next_fetch),
        "last_error": each.error,
        "moved_to": each.moved_to,
    }


def _chosen(every: tuple[Source, ...], names: list[str]) -> list[Source]:
    chosen = [source for source in every if not names or source.name in names]
    unknown = [name for name in names if name not in {source.name for source in every}]
    if unknown:
        known = ", ".join(source.name for source in every)
        raise NotFound("no such source", what=unknown[0], remedy=f"known here: {known}")
    return chosen


def _show(probes: list[Probe], *, json: bool) -> None:
    if json:
        print_json([_fields(each) for each in probes])
        return
    columns = ("source", "kind", "items", "complete", "newest", "location")
    rows = [
        (
            each.source.name,
            each.source.kind.value,
            each.items or "",
            each.complete or "",
            _day(each.newest, ""),
            without_login(each.source.location),
        )
        for each in probes
    ]
    if rows:
        print_table(columns, rows)
    for each in probes:
        if each.error:
            warn(f"error: {each.source.name or each.source.location}: {each.error}")
        for problem in each.problems:
            warn(f"note: {each.source.name}: {problem.what}: {problem.message}")


def _fields(each: Probe) -> dict[str, Any]:
    return {
        "name": each.source.name,
        "kind": each.source.kind.value,
        "location": without_login(each.source.location),
        "items": each.items,
        "complete": each.complete,
        "newest": _iso(each.newest),
        "titles": list(each.titles),
        "problems": [f"{problem.what}: {problem.message}" for problem in each.problems],
        "error": each.error,
    }


def _web(url: str) -> str:
    url = web_address(url)
    return url if "://" in url else f"https://{url}"


def _day(moment: datetime | None, otherwise: str) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else otherwise


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
