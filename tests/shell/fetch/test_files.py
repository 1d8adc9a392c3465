"""Workspace files as sources, on a real disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.errors import FetchError, RefusedAddress
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.app.program import App, say_nothing
from broadsheet.shell.fetch.files import FileFetcher
from broadsheet.shell.fetch.workspace import WorkspaceFetcher

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    workspace = tmp_path / "workspace"
    for name in (
        "inbox/b.md",
        "inbox/a.html",
        "inbox/c.txt",
        "inbox/deep/d.md",
        "inbox/.hidden.md",
        ".git/x.md",
    ):
        file = workspace / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    (tmp_path / "secret.md").write_text("secret")
    (workspace / "inbox/out.md").symlink_to(tmp_path / "secret.md")
    (workspace / "inbox/in.md").symlink_to(workspace / "inbox/b.md")
    return workspace


@pytest.fixture
def files(root: Path) -> FileFetcher:
    return FileFetcher(root, clock=lambda: NOW)


def test_a_file_is_read(files: FileFetcher) -> None:
    response = files.fetch(FetchRequest(url="inbox/b.md"))
    assert (response.status, response.url, response.content) == (200, "inbox/b.md", b"inbox/b.md")
    assert response.fetched_at == NOW
    assert files.fetch(FetchRequest(url="inbox/in.md")).content == b"inbox/b.md"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.md",
        "inbox/../../secret.md",
        "/etc/passwd",
        "inbox/out.md",
        "file:///etc/passwd",
        "a\0b",
        "",
        ".",
    ],
)
def test_nothing_outside_the_workspace_is_read(files: FileFetcher, path: str) -> None:
    with pytest.raises(RefusedAddress):
        files.fetch(FetchRequest(url=path))


@pytest.mark.parametrize("path", ["inbox/none.md", "inbox", "x" * 300])
def test_what_is_no_file_is_named(files: FileFetcher, path: str) -> None:
    with pytest.raises(FetchError) as caught:
        files.fetch(FetchRequest(url=path))
    assert caught.value.what == path


def test_a_file_of_200_megabytes_is_refused_without_reading_it(
    files: FileFetcher, root: Path
) -> None:
    with (root / "huge.md").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(FetchError, match="larger than 15 MB"):
        files.fetch(FetchRequest(url="huge.md"))
    with pytest.raises(FetchError, match="larger than 20 MB"):
        files.fetch(FetchRequest(url="huge.md", max_bytes=10**9))


def test_links_that_lead_in_a_circle_are_no_file(files: FileFetcher, root: Path) -> None:
    (root / "inbox" / "circle.md").symlink_to("circle.md")
    (root / "inbox" / "deep" / "up").symlink_to("..")
    with pytest.raises(FetchError):
        files.fetch(FetchRequest(url="inbox/circle.md"))
    assert "inbox/circle.md" not in files.expand("inbox/**/*.md")


def test_more_files_than_anyone_reads_are_named_not_cut_short(
    files: FileFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.shell.fetch.files.MOST_FILES", 2)
    with pytest.raises(FetchError, match="more than 2 files"):
        files.expand("inbox/*")


def test_a_name_in_no_known_letters_is_read_once(root: Path) -> None:
    (root / "briefings").mkdir()
    (root / "briefings" / "ports.yaml").write_text(
        "title: Ports\nsources: [{folder: ../odd/*.md, name: Odd}]\n"
    )
    (root / "odd").mkdir()
    note = "---\ndate: 2026-11-08\n---\n\nThe pier was painted green on Friday.\n"
    (root / "odd" / os.fsdecode(b"pier-\xff.md")).write_text(note)
    (root / "odd" / "which pier?#2.md").write_text(note.replace("pier", "quay"))
    app = App.open(root)
    try:
        first, second = (
            app.collect(app.briefing("ports"), now=NOW, report=say_nothing) for _ in range(2)
        )
    finally:
        app.close()
    assert (first.new, first.failed) == (2, {})
    assert (second.unchanged, second.failed) == (2, {})


def test_a_pipe_is_no_file(files: FileFetcher, root: Path) -> None:
    os.mkfifo(root / "pipe.md")
    with pytest.raises(FetchError, match="no such file"):
        files.fetch(FetchRequest(url="pipe.md"))


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("inbox/*.md", ["inbox/b.md", "inbox/in.md"]),
        ("inbox/*.{html,md}", ["inbox/a.html", "inbox/b.md", "inbox/in.md"]),
        ("inbox/{a,c}.{html,txt}", ["inbox/a.html", "inbox/c.txt"]),
        ("inbox/**/*.md", ["inbox/b.md", "inbox/deep/d.md", "inbox/in.md"]),
        ("**/*.md", ["inbox/b.md", "inbox/deep/d.md", "inbox/in.md"]),
        ("inbox/b.md", ["inbox/b.md"]),
        ("inbox/[bc].*", ["inbox/b.md", "inbox/c.txt"]),
        ("inbox/.hidden.md", ["inbox/.hidden.md"]),
        ("inbox/none*", []),
        ("none.md", []),
        ("inbox/out.md", []),
        ("inbox", []),
    ],
)
def test_globs(files: FileFetcher, pattern: str, found: list[str]) -> None:
    assert files.expand(pattern) == found


@pytest.mark.parametrize("pattern", ["../*.md", "/etc/*", "inbox/{..,x}/../*"])
def test_globs_stay_inside(files: FileFetcher, pattern: str) -> None:
    with pytest.raises(RefusedAddress):
        files.expand(pattern)


def test_braces_do_not_explode(files: FileFetcher) -> None:
    assert files.expand("{a,b}" * 30) == []


def test_one_fetcher_for_web_and_files(root: Path) -> None:
    fetcher = WorkspaceFetcher(
        root, clock=lambda: NOW, contact="https://desk.example\r\nX: y", gap=0
    )
    requests = [
        FetchRequest(url="inbox/b.md"),
        FetchRequest(url="http://no-such-host.invalid/"),
        FetchRequest(url="../secret.md"),
        FetchRequest(url="inbox/c.txt"),
    ]
    first, second, third, fourth = fetcher.fetch_all(requests)
    assert isinstance(first, FetchResponse)
    assert isinstance(second, FetchError)
    assert isinstance(third, RefusedAddress)
    assert isinstance(fourth, FetchResponse)
    assert fetcher.fetch(requests[0]).content == b"inbox/b.md"
    assert fetcher.expand("inbox/b.md") == ["inbox/b.md"]
    with pytest.raises(FetchError):
        fetcher.fetch(requests[1])


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    root = Path(tempfile.mkdtemp())  # one that other users may enter, as tmp_path is not
    try:
        root.chmod(0o755)
        closed = root / "closed"
        closed.mkdir(mode=0o700)
        (closed / "a.md").write_text("A note")
        if os.getuid() == 0:
            os.seteuid(65534)
        else:
            closed.chmod(0)
        files = FileFetcher(root, clock=lambda: NOW)
        with pytest.raises(FetchError, match=r"closed/\*\.md: may not be read .*right to list"):
            files.expand("closed/*.md")
        assert files.expand("open/*.md") == []
    finally:
        os.seteuid(os.getuid())
        closed.chmod(0o700)
        shutil.rmtree(root)
