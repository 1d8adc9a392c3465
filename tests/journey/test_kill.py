"""A run that is killed: the next one continues, and no half edition was ever visible."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from broadsheet.compose.verification import verify
from broadsheet.shell.config.workspace import create_workspace

COMMAND = ["-q", "run", "coastal-power", "--as-of", "2026-10-05T07:30", "--no-deliver", "--json"]
WHOLE = {
    *("edition.json", "edition.pdf", "edition.eml"),
    *("email.html", "email.txt", "images", "index.html"),
}


def start(root: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "broadsheet", "-C", str(root), *COMMAND],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def visible(root: Path) -> list[set[str]]:
    """What a web server over the output folder would show: editions and their files."""
    folder = root / "output" / "coastal-power"
    if not folder.exists():
        return []
    return [
        {path.name for path in edition.iterdir()}
        for edition in folder.iterdir()
        if not edition.name.startswith(".")
    ]


def test_a_killed_run_leaves_nothing_half_made_and_the_next_one_finishes(tmp_path: Path) -> None:
    create_workspace(tmp_path)
    for wait in (0.4, 0.8, 1.2, 1.6, 2.0):
        run = start(tmp_path)
        time.sleep(wait)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate(timeout=30)
        assert all(files == WHOLE for files in visible(tmp_path))
    out, err = start(tmp_path).communicate(timeout=120)
    told = json.loads(out)
    assert told["number"] == 1, err
    assert visible(tmp_path) == [WHOLE]
    assert verify((Path(told["folder"]) / "edition.json").read_bytes()) == []
