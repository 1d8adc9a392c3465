"""What `sources --run` shows: what became of everything one run fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.model.ledgers import Ledger
from broadsheet.shell.cli.context import parse_moment
from broadsheet.shell.cli.terminal import print_json, print_table, say

if TYPE_CHECKING:
    from broadsheet.shell.app.program import App

LATEST = "latest"

RunTime = Annotated[
    str | None,
    typer.Option(
        "--run",
        metavar="RUN",
        help="Show instead what became of each item of one run: `latest`, or the run's time.",
    ),
]


def show_ledger(app: App, name: str | None, run: str, *, json: bool) -> None:
    """Print the coverage ledger of a run, source by source, and what it adds up to.

    Args:
        app: The program.
        name: A briefing; None for the run of any.
        run: `latest`, or the time of the run.
        json: Print it for programs.

    Raises:
        NotFound: no such run left a ledger.
        ConfigError: `run` is no time.
    """
    briefing = app.briefing(name) if name else None
    zone = briefing.timezone if briefing else "UTC"
    slot = None if run == LATEST else parse_moment(run, zone)
    ledger = app.store.ledgers.find(briefing.slug if briefing else None, slot)
    if json:
        print_json(_as_json(ledger))
    else:
        _print(ledger)


def _print(ledger: Ledger) -> None:
    say(f"{ledger.briefing}, {ledger.slot:%Y-%m-%d %H:%M} UTC  {ledger.edition_id}".rstrip())
    rows = [
        (line.source, _listed(line.documents), line.found, _listed(line.items))
        for line in ledger.lines
    ]
    print_table(("source", "documents", "items", "what became of them"), rows)
    say()
    say(f"{ledger.found} items: {_listed(ledger.buckets()) or 'none'}")
    if ledger.cut:
        say(f"{ledger.cut} paragraphs that repeat on their sites cut")
    looked_at = sum(ledger.carried.values())
    if looked_at:
        say(f"{looked_at} articles of earlier runs: {_listed(ledger.carried)}")


def _listed(counts: Mapping[str, int]) -> str:
    """Return counts in words, the largest first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in ordered)


def _as_json(ledger: Ledger) -> dict[str, object]:
    return {
        "briefing": ledger.briefing,
        "slot": ledger.slot.isoformat(),
        "edition": ledger.edition_id,
        "sources": [
            {
                "source": line.source,
                "documents": dict(line.documents),
                "found": line.found,
                "items": dict(line.items),
                "cut": line.cut,
            }
            for line in ledger.lines
        ],
        "found": ledger.found,
        "cut": ledger.cut,
        "items": ledger.buckets(),
        "carried": dict(ledger.carried),
    }
