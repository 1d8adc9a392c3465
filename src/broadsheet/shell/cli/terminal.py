"""What the commands print: tables and progress for people, JSON for programs."""

from __future__ import annotations

import json as json_format
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

OK, FAILED, WRONG_USE, FINDINGS = 0, 1, 2, 3

# What a terminal would obey instead of showing it, or would show in another order: what is printed
# comes from feeds and servers.
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Report(Protocol):
    """Called as work goes on: what is being done, how far, of how many."""

    def __call__(self, what: str, done: int, total: int) -> None: ...


def console() -> Console:
    """Return the console for results (standard output)."""
    return Console(soft_wrap=True, highlight=False)


def say(text: str = "") -> None:
    """Print one plain line; markup in it is shown as written."""
    console().print(_shown(text))


def warn(text: str) -> None:
    """Print one line to standard error."""
    Console(stderr=True, soft_wrap=True, highlight=False).print(_shown(text))


def _shown(text: str) -> str:
    """Return a text as the console is to print it: as written, and obeyed by nothing."""
    return escape(_COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text))


def print_json(value: Any) -> None:
    """Print a value as JSON, for programs."""
    sys.stdout.write(json_format.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = ""
) -> None:
    """Print rows under headings; cells are text, shown as written."""
    table = Table(
        title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold"
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_shown(str(cell)) for cell in row))
    Console(highlight=False).print(table)


def show_rows(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, json: bool, empty: str
) -> None:
    """Print rows as JSON objects for programs, as a table for people, or why there are none."""
    if json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif rows:
        print_table(columns, rows)
    else:
        say(empty)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Report]:
    """Yield a reporter: a progress bar on a terminal, one plain line a step elsewhere."""
    if quiet:
        yield _silent
        return
    target = Console(stderr=True, highlight=False)
    if not target.is_terminal:
        yield _plain_lines(target)
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=target,
        transient=True,
    ) as bar:
        tasks: dict[str, Any] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(escape(what), total=max(total, 1))
            bar.update(tasks[what], completed=done, total=max(total, 1))

        yield report


def _silent(what: str, done: int, total: int) -> None:
    """Say nothing."""


def _plain_lines(target: Console) -> Report:
    """Say each kind of work once, when it is complete."""

    def report(what: str, done: int, total: int) -> None:
        if done >= total:
            target.print(escape(f"{what}: {done} of {total}"))

    return report
