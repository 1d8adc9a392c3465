"""The command line's front door: global options, the commands, errors and exit codes.

Exit codes: 0 ok, 1 failed, 2 wrong use or configuration, 3 done with findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from broadsheet import __version__
from broadsheet.errors import BroadsheetError, ConfigError, NotFound
from broadsheet.shell.cli import articles, audience, briefings, editions, linting, service, sources
from broadsheet.shell.cli.context import Context
from broadsheet.shell.cli.terminal import FAILED, WRONG_USE, warn

cli = typer.Typer(
    name="broadsheet",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="New here?  `broadsheet init news && cd news && broadsheet run coastal-power`",
)
for module in (briefings, sources, articles, editions, linting, audience, service):
    module.register(cli)


@cli.callback(invoke_without_command=True)
def _global(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace", "-C", help="The workspace; default: here or the nearest folder above."
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress, only results and errors.")
    ] = False,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> None:
    """Briefings and newsletters in which every sentence and figure opens its evidence."""
    if version:
        typer.echo(f"broadsheet {__version__}")
        raise typer.Exit
    context.obj = Context(start=workspace or Path.cwd(), quiet=quiet)
    context.call_on_close(context.obj.close)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; errors raised on purpose print one message."""
    try:
        cli(args=list(arguments), prog_name="broadsheet")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAILED
    except (ConfigError, NotFound) as error:
        warn(f"error: {error}")
        return WRONG_USE
    except BroadsheetError as error:
        warn(f"error: {error}")
        return FAILED
    except KeyboardInterrupt:
        warn("stopped")
        return FAILED
    return 0
