"""Commands about readers: send, subscribers, lists, deliveries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.shell.cli.context import EditionName, Json, app_of, quiet_of
from broadsheet.shell.cli.terminal import FAILED, print_json, progress, say, show_rows, warn


def register(cli: typer.Typer) -> None:
    """Add this module's commands."""
    cli.command()(send)
    cli.command()(lists)
    cli.command()(deliveries)
    people = typer.Typer(
        no_args_is_help=True, help="Who is on which list: import, list, unsubscribe."
    )
    people.command("import")(import_subscribers)
    people.command("list")(list_subscribers)
    people.command("unsubscribe")(unsubscribe)
    cli.add_typer(people, name="subscribers")


def send(context: typer.Context, reference: EditionName, json: Json = False) -> None:
    """Deliver an edition to its briefing's lists. Run again, it mails nobody twice.

    Without an SMTP relay the messages are written as .eml files to the edition's outbox/ folder.

    Example: `broadsheet send coastal-power/latest`
    """
    app = app_of(context)
    edition = app.edition(reference)
    with progress(quiet=quiet_of(context) or json) as report:
        tally = app.send(edition, report=report)
    if json:
        print_json({key: getattr(tally, key) for key in tally.__slots__})
    elif tally.audience == 0:
        say("the briefing's lists are empty: `broadsheet subscribers import list.csv` fills them")
    else:
        say(
            f"{tally.accepted} accepted, {tally.failed} failed, {tally.suppressed} suppressed, "
            f"{tally.unknown} unknown, {tally.open} still open, of {tally.audience}"
        )
        if not app.settings.smtp_host:
            say(f"no SMTP relay is set: the messages are in {app.folder(edition) / 'outbox'}")
    if tally.failed or tally.open:
        warn("see `broadsheet deliveries EDITION` for who and why")
        raise typer.Exit(FAILED)


def lists(context: typer.Context, json: Json = False) -> None:
    """List the mailing lists and how many members each has.

    Example: `broadsheet lists`
    """
    audience = app_of(context).store.audience
    rows = []
    for name in audience.lists():
        members = audience.members(name)
        rows.append((name, sum(member.state == "confirmed" for member in members), len(members)))
    empty = "no lists yet: `broadsheet subscribers import list.csv` makes them"
    show_rows(("list", "confirmed", "members"), rows, json=json, empty=empty)


def import_subscribers(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV with a header: address[,name][,list][,language]."),
    ],
    list_name: Annotated[
        str, typer.Option("--list", "-l", help="List for rows that name none.")
    ] = "",
    json: Json = False,
) -> None:
    """Import subscribers from CSV. Wrong rows are named and skipped; nobody is resubscribed.

    The file's people are taken as confirmed: import only those who asked for the mail.

    Example: `broadsheet subscribers import readers.csv --list execs`
    """
    report = app_of(context).import_subscribers(file, list_name)
    if json:
        print_json({"added": report.added, "known": report.known, "refused": list(report.refused)})
    else:
        for line in report.refused:
            warn(f"skipped: {line}")
        say(f"{report.added} added, {report.known} were there, {len(report.refused)} skipped")
    if report.refused:
        raise typer.Exit(3)


def list_subscribers(
    context: typer.Context,
    list_name: Annotated[str, typer.Argument(metavar="LIST", help="Name of a list.")],
    json: Json = False,
) -> None:
    """List the members of a list.

    Example: `broadsheet subscribers list execs`
    """
    members = app_of(context).store.audience.members(list_name)
    rows = [
        (entry.subscriber.address, entry.subscriber.name, entry.state.value, entry.since.date())
        for entry in members
    ]
    columns = ("address", "name", "state", "since")
    show_rows(columns, rows, json=json, empty=f"nobody is on {list_name}")


def unsubscribe(
    context: typer.Context,
    list_name: Annotated[str, typer.Argument(metavar="LIST", help="Name of a list.")],
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Who asked to leave.")],
) -> None:
    """Take somebody off a list, for good: a later import does not bring them back.

    Example: `broadsheet subscribers unsubscribe execs reader@example.org`
    """
    app_of(context).unsubscribe(list_name, address)
    say(f"{address} is off {list_name}")


def deliveries(context: typer.Context, reference: EditionName, json: Json = False) -> None:
    """Show the ledger of an edition: who got it, who did not, and why.

    Example: `broadsheet deliveries coastal-power/latest`
    """
    app = app_of(context)
    rows = [
        (row.address, row.state.value, row.attempts, row.reply, row.message_id)
        for row in app.store.deliveries.deliveries(app.edition(reference).id)
    ]
    columns = ("address", "state", "attempts", "reply", "message id")
    show_rows(columns, rows, json=json, empty="this edition has not been sent to anybody yet")
