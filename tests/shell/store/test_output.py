"""The output folder: whole or not at all."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.errors import StoreError
from broadsheet.shell.store.output import write_edition, write_file


def names(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_an_edition_replaces_the_old_one_and_keeps_what_was_sent(tmp_path: Path) -> None:
    folder = tmp_path / "weekly" / "2026-11-09-no6"
    write_edition(folder, {"a.txt": b"1", "images/s.png": b"2"})
    (folder / "outbox").mkdir()
    (folder / "outbox" / "one.eml").write_bytes(b"sent")
    write_edition(folder, {"b.txt": b"3"})
    assert names(folder) == ["b.txt", "outbox/one.eml"]
    assert [path.name for path in folder.parent.iterdir()] == ["2026-11-09-no6"]


def test_a_file_in_the_way_is_a_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "weekly").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot write"):
        write_edition(tmp_path / "weekly" / "one", {"a.txt": b"1"})
    with pytest.raises(StoreError, match="cannot write"):
        write_file(tmp_path / "weekly" / "a.pdf", b"1")


def test_a_full_disk_leaves_the_old_edition_standing(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    write_edition(folder, {"a.txt": b"old"})
    # A process of its own may write 1,000 bytes a file at the most, as on a disk that fills up.
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from broadsheet.errors import StoreError\n"
        "from broadsheet.shell.store.output import write_edition\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_edition(Path(sys.argv[1]), {'a.txt': b'new', 'big.pdf': bytes(5000)})\n"
        "except StoreError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True
    )
    assert "cannot write" in done.stdout
    assert "free space" in done.stdout
    assert (folder / "a.txt").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000


def test_drafts_of_killed_runs_are_swept_away_but_not_those_in_the_making(tmp_path: Path) -> None:
    old, young = tmp_path / ".one.old-draft", tmp_path / ".one.young-draft"
    for draft in (old, young):
        draft.mkdir()
        (draft / "half.pdf").write_bytes(b"half")
    os.utime(old, (0, 0))
    write_edition(tmp_path / "one", {"a.txt": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".one.young-draft", "one"]


def test_one_file_is_written_whole(tmp_path: Path) -> None:
    write_file(tmp_path / "deep" / "a.pdf", b"%PDF")
    assert names(tmp_path) == ["deep/a.pdf"]
    assert (tmp_path / "deep" / "a.pdf").stat().st_mode & 0o777 == 0o644
