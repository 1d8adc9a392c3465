"""Same input, same edition: in another process, with another hash seed, to the byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = ("edition.json", "email.html", "email.txt", "index.html", "edition.pdf", "edition.eml")


def made_in_a_process_of_its_own(root: Path, seed: str) -> dict[str, str]:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": "Asia/Tokyo" if seed == "2" else "UTC",
    }
    commands = (
        ["init", str(root)],
        [
            "-C",
            str(root),
            "-q",
            "run",
            "coastal-power",
            "--as-of",
            "2026-10-05T07:30",
            "--no-deliver",
        ],
        [
            "-C",
            str(root),
            "-q",
            "run",
            "coastal-power",
            "--as-of",
            "2026-10-12T07:30",
            "--no-deliver",
        ],
    )
    for arguments in commands:
        subprocess.run(
            [sys.executable, "-m", "broadsheet", *arguments],
            env=environment,
            check=True,
            capture_output=True,
            timeout=120,
        )
    folder = root / "output" / "coastal-power" / "2026-10-12-no2"
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in NAMES}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made_in_a_process_of_its_own(tmp_path_factory.mktemp("seed-1"), "1")


def test_two_processes_with_different_hash_seeds_agree_to_the_byte(
    first: dict[str, str], tmp_path: Path
) -> None:
    assert made_in_a_process_of_its_own(tmp_path / "seed-2", "2") == first
