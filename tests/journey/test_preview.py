"""`broadsheet preview`: the four forms on the loopback address, rendered anew, and nobody else's."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsroom import Newsroom


@dataclass
class Shown:
    root: Path
    port: int

    def connect(self) -> closing[http.client.HTTPConnection]:
        return closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30))

    def get(self, path: str, *, host: str = "") -> tuple[int, bytes]:
        with self.connect() as connection:
            connection.request("GET", path, headers={"Host": host} if host else {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def body(self, path: str) -> bytes:
        status, content = self.get(path)
        assert status == 200, content
        return content


def _start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "broadsheet", "preview", "coastal-power", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def shown(newsroom: Newsroom) -> Iterator[Shown]:
    with _start(newsroom.root, "--port", "0") as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline()
            yield Shown(newsroom.root, int(address.split("/")[2].split(":")[1]))
        finally:
            process.send_signal(signal.SIGTERM)
            _, complaints = process.communicate(timeout=30)
    assert (process.returncode, complaints) == (0, "")


def test_the_first_page_holds_the_switches(shown: Shown) -> None:
    page = shown.body("/").decode()
    assert "Coastal Power Weekly no. 6" in page
    for switch in ("320px", "forced", "pdf", "images"):
        assert f'value="{switch}"' in page or f'name="{switch}"' in page


def test_every_form_is_what_was_published(shown: Shown, newsroom: Newsroom) -> None:
    folder = newsroom.app.folder(newsroom.editions[-1])
    assert shown.body("/text") == (folder / "email.txt").read_bytes()
    assert shown.body("/pdf") == (folder / "edition.pdf").read_bytes()
    assert b"<h1" in shown.body("/web")
    mail = shown.body("/email?styles=no&images=no").decode()
    assert "<style" not in mail
    image = next((folder / "images").iterdir())
    assert shown.body(f"/images/{image.name}") == image.read_bytes()
    assert shown.get("/images/none.png")[0] == 404


def test_a_change_of_a_template_is_shown_at_once(shown: Shown) -> None:
    template = shown.root / "templates" / "email.txt.j2"
    template.parent.mkdir(exist_ok=True)
    with shown.connect() as connection:
        connection.request("GET", "/changes")
        events = connection.getresponse()
        assert events.readline() == b": here\n"
        template.write_text("Just {{ edition.headline }}", encoding="utf-8")
        try:
            assert b"data: changed\n" in [events.readline() for _ in range(8)]
            assert shown.body("/text").startswith(b"Just ")
            template.write_text("{{ nobody.knows }}", encoding="utf-8")
            status, explanation = shown.get("/text")
            assert status == 500
            assert b"email.txt.j2:1" in explanation
        finally:
            template.unlink()
            events.close()
    assert not shown.body("/text").startswith(b"Just ")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("localhost.evil.example:80", 403),
        ("[evil", 403),
        ("LOCALHOST", 200),
    ],
)
def test_a_foreign_name_for_this_machine_is_refused(shown: Shown, host: str, status: int) -> None:
    assert shown.get("/", host=host)[0] == status


@pytest.mark.parametrize(
    "path", ["/images/..%2f..%2fbroadsheet.db", "/../.env", "/email/", "/images/", "/briefings"]
)
def test_no_file_of_the_workspace_is_served(shown: Shown, path: str) -> None:
    assert shown.get(path)[0] == 404


def test_nothing_a_template_writes_runs_here(shown: Shown) -> None:
    for path in ("/email", "/web"):
        with shown.connect() as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            assert "script-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
            assert answer.getheader("Cache-Control") == "no-store"


def test_a_taken_port_is_named_with_the_remedy(shown: Shown) -> None:
    with _start(shown.root, "--port", str(shown.port)) as process:
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == 2
    assert f"127.0.0.1:{shown.port}" in complaints
    assert "--port" in complaints


def test_a_port_there_cannot_be_is_wrong_use(tmp_path: Path) -> None:
    with _start(tmp_path, "--port", "70000") as process:
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "65535" in complaints
    assert "Traceback" not in complaints


def test_a_briefing_without_an_edition_says_how_to_make_one(tmp_path: Path) -> None:
    workspace = tmp_path / "news"
    subprocess.run(
        [sys.executable, "-m", "broadsheet", "init", str(workspace)],
        check=True,
        capture_output=True,
    )
    with _start(workspace) as process:
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "broadsheet run coastal-power" in complaints
