"""`broadsheet` on the command line; `python -m broadsheet` is the same."""

from __future__ import annotations

import sys

from broadsheet import __version__


def main() -> None:
    """Run the command line; `--version` answers without loading anything else."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"broadsheet {__version__}\n")
        return
    from broadsheet.shell.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
