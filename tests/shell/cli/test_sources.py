"""The commands about sources, as a user types them, on files and a small site on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from broadsheet.read.opml import read_opml
from broadsheet.shell.cli.main import run

BRIEFING = """# Ports, every week
title: Ports
sources:
  - folder: notes/*.md   # ours
    name: Notes

language: en   # of the labels
"""
FEED = b"""<rss version="2.0"><channel><title>Tarn Post</title><item><title>Hull</title>
<link>https://tarn.example/hull</link><description>A hull was launched.</description></item></channel></rss>"""
PAGES = {
    "/": b"<html><head><link rel=alternate type='application/rss+xml' href='/rss'>"
    b"<link rel=alternate type='application/atom+xml' href='/more'></head><body>Hello</body></html>",
    "/rss": FEED,
    "/more": FEED.replace(b"Tarn Post", b"More"),
    "/empty": b"<html><body>Nothing here</body></html>",
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host = f"127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv("BROADSHEET_ALLOW_PRIVATE", host)
    yield f"http://{host}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "briefings" / "notes").mkdir(parents=True)
    (tmp_path / "briefings" / "ports.yaml").write_text(BRIEFING)
    (tmp_path / "briefings" / "notes" / "a.md").write_text("# A pier\n\nIt was painted green.\n")
    return tmp_path


@pytest.fixture
def call(workspace: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["-C", str(workspace), "-q", *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def text(workspace: Path) -> str:
    return (workspace / "briefings" / "ports.yaml").read_text()


def test_health_tells_what_works_and_what_does_not(call, workspace: Path) -> None:
    code, out, _ = call("sources")
    assert code == 0
    assert "Notes" in out
    assert "new" in out
    (workspace / "briefings" / "notes" / "b.md").write_text("")
    assert call("collect", "ports")[0] == 0
    code, out, err = call("sources", "ports")
    assert code == 3
    assert "failing" in out
    assert "b.md: is empty" in err
    code, out, _ = call("sources", "health", "ports", "--json")
    (row,) = json.loads(out)
    assert (code, row["state"], row["failures"], row["kind"]) == (3, "failing", 1, "folder")
    assert row["items_a_week"] == 0.25
    assert row["last_new"]


def test_the_group_explains_itself(call) -> None:
    code, out, _ = call("sources", "--help")
    assert code == 0
    assert all(name in out for name in ("add", "discover", "export", "health", "import", "test"))
    assert call("sources", "no-such-briefing")[0] == 2


def test_sources_are_tested_without_being_stored(call, workspace: Path) -> None:
    code, out, _ = call("sources", "test", "ports", "--json")
    assert code == 0
    assert json.loads(out)[0]["titles"] == ["A pier"]
    (workspace / "briefings" / "notes" / "b.md").write_text("")
    code, out, err = call("sources", "test", "ports", "Notes")
    assert code == 0
    assert "b.md: is empty" in err
    assert call("sources", "test", "ports", "Absent")[0] == 2
    assert '"never"' not in out
    assert json.loads(call("sources", "--json")[1])[0]["last_success"] is None
    (workspace / "briefings" / "notes" / "a.md").unlink()
    code, _, err = call("sources", "test", "ports")
    assert code == 3
    assert "is empty" in err


def test_a_site_is_added_by_its_best_feed_and_comments_stay(
    call, workspace: Path, site: str
) -> None:
    code, out, _ = call(
        "sources", "add", "ports", site + "/", "--tag", "wire", "--tag", "north sea"
    )
    assert (code, "also there" in out) == (0, True)
    assert text(workspace) == BRIEFING.replace(
        "    name: Notes\n",
        f"    name: Notes\n  - feed: {site}/rss\n    name: Tarn Post\n    tags: [wire, north sea]\n",
    )
    assert "ports: ok, 2 sources" in call("check")[1]


def test_what_brings_nothing_is_not_added_unless_wanted(call, workspace: Path, site: str) -> None:
    code, _, err = call("sources", "add", "ports", f"{site}/empty", "--kind", "feed")
    assert code == 1
    assert "brings nothing" in err
    assert text(workspace) == BRIEFING
    code, _, _ = call("sources", "add", "ports", f"{site}/empty", "--kind", "feed", "--force")
    assert code == 0
    assert f"feed: {site}/empty" in text(workspace)


@pytest.mark.parametrize(
    ("arguments", "entry"),
    [
        (
            ["imaps://desk@imap.quay.example/A", "--follow"],
            "mailbox: imaps://desk@imap.quay.example/A\n    follow: true",
        ),
        (["in/*.md", "--name", "In"], "folder: in/*.md\n    name: In"),
        (
            ["https://tarn.example/news", "--items", "main a"],
            "page: https://tarn.example/news\n    items: main a",
        ),
        (["plugin:tidal/x"], None),
        (["../../secret/*.md"], None),
        (["imap://desk@imap.quay.example/A", "--kind", "mailbox"], None),
    ],
)
def test_other_kinds_are_told_by_their_address(call, workspace: Path, arguments, entry) -> None:
    code, _, err = call("sources", "add", "ports", *arguments, "--force")
    if entry is None:
        assert code == 2
        assert text(workspace) == BRIEFING
    else:
        assert code == 0, err
        assert f"  - {entry}\n\nlanguage" in text(workspace)


def test_a_source_is_removed_by_name_or_address(call, workspace: Path, site: str) -> None:
    (workspace / "briefings" / "list.opml").write_text(
        '<opml><body><outline text="Listed" xmlUrl="https://listed.example/rss"/></body></opml>'
    )
    more = "  - opml: list.opml\n  - feed: https://tarn.example/rss\n    name: Tarn\n"
    (workspace / "briefings" / "ports.yaml").write_text(
        BRIEFING.replace("\nlanguage", f"{more}\nlanguage")
    )
    code, out, _ = call("sources", "remove", "ports", "https://tarn.example/rss")
    assert (code, out.strip()) == (0, "ports: Tarn removed")
    assert "tarn.example" not in text(workspace)
    assert "   # ours" in text(workspace)
    code, _, err = call("sources", "remove", "ports", "Listed")
    assert (code, "stands in the list list.opml" in err) == (2, True)
    code, _, err = call("sources", "remove", "ports", "Note")
    assert (code, "do you mean Notes?" in err) == (2, True)
    assert call("sources", "remove", "ports", "Notes")[0] == 0
    code, _, err = call("sources", "remove", "ports", "Listed")
    assert (code, "no source any more" in err or "stands in" in err) == (2, True)


def test_a_source_of_an_unclear_name_or_another_file_is_not_removed(call, workspace: Path) -> None:
    folder = workspace / "briefings"
    twice = "  - folder: more/*.md\n    name: Notes\n"
    (folder / "ports.yaml").write_text(BRIEFING.replace("\nlanguage", f"{twice}\nlanguage"))
    code, _, err = call("sources", "remove", "ports", "Notes")
    assert (code, "briefings/notes/*.md, briefings/more/*.md" in err) == (2, True)
    (folder / "heir.yaml").write_text("title: Heir\nextends: ports.yaml\n")
    code, _, err = call("sources", "remove", "heir", "briefings/more/*.md")
    assert (code, "this one extends" in err) == (2, True)
    assert call("sources", "remove", "ports", "briefings/more/*.md")[0] == 0
    assert text(workspace) == BRIEFING


def test_a_source_is_removed_by_its_address_as_written_or_shown(call, workspace: Path) -> None:
    more = "".join(f"  - {{feed: https://ida:s3@tarn.example/{n}, name: T}}\n" for n in "ab")
    more += "  - folder: more/*.md\n"
    (workspace / "briefings" / "ports.yaml").write_text(
        BRIEFING.replace("\nlanguage", f"{more}\nlanguage")
    )
    code, _, err = call("sources", "remove", "ports", "T")
    assert (code, "https://tarn.example/a, https://tarn.example/b" in err) == (2, True)
    shown = ["https://tarn.example/a", "https://ida:s3@tarn.example/b", "more/*.md"]
    code, out, _ = call("sources", "remove", "ports", *shown)
    assert (code, "s3" in out) == (0, False)
    assert text(workspace) == BRIEFING


def test_addresses_as_people_and_browsers_write_them(call, workspace: Path, site: str) -> None:
    host = site.removeprefix("http://")
    code, out, _ = call("sources", "add", "ports", f"feed:{site}/rss", "--name", "By feed")
    assert (code, f"feed {site}/rss added" in out) == (0, True)
    code, _, err = call("sources", "add", "ports", f"HTTP://{host}/rss")
    assert (code, "is a source of this briefing already" in err) == (2, True)
    secret = f"http://ida:secret@{host}/more"
    code, out, _ = call("sources", "add", "ports", secret)
    assert (code, f"feed {site}/more added" in out) == (0, True)
    assert secret in text(workspace)
    shown = [*call("sources", "export", "ports"), *call("sources", "test", "ports")]
    shown += [*call("sources", "ports", "--json"), *call("collect", "ports", "--json")]
    assert "secret" not in " ".join(map(str, shown))
    code, _, err = call("sources", "add", "ports", "tarn.invalid")
    assert (code, "tarn.invalid" in err and "does not resolve" in err) == (1, True)
    code, _, err = call("sources", "add", "ports", "readme.md")
    assert (code, "empty or not there" in err) == (1, True)


def test_discovery(call, site: str) -> None:
    code, out, _ = call("sources", "discover", site, "--json")
    assert code == 0
    assert [each["name"] for each in json.loads(out)] == ["Tarn Post", "More"]
    assert call("sources", "discover", "http://127.0.0.1:9/")[0] == 1


def test_a_site_without_feeds_says_what_to_do(
    call, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.read.discovery._USUAL", ())  # no guesses: no waiting
    monkeypatch.setattr("broadsheet.read.discovery._SITEMAPS", ())
    code, out, _ = call("sources", "discover", f"{site}/empty")
    assert code == 3
    assert "CSS selector" in out
    code, _, err = call("sources", "add", "ports", f"{site}/empty")
    assert code == 1
    assert "--items" in err


def test_lists_of_feeds_come_in_and_go_out(call, workspace: Path, tmp_path: Path) -> None:
    given = tmp_path / "given.opml"
    given.write_text(
        """<opml version="2.0"><body><outline text="Us" type="include" url="given.opml"/>
        <outline text="Coast"><outline text="North"><outline text="Tarn" xmlUrl="https://tarn.example/rss"/></outline>
        <outline text="Quay" xmlUrl="https://quay.example/rss"/></outline></body></opml>"""
    )
    assert "2 sources added, 0 were" in call("sources", "import", "ports", str(given))[1]
    assert "0 sources added, 2 were" in call("sources", "import", "ports", str(given))[1]
    assert "tags: [Coast, North]" in text(workspace)
    code, out, err = call("sources", "export", "ports")
    assert (code, "1 sources are no feeds" in err) == (0, True)
    assert read_opml(out.encode()) == read_opml(given.read_bytes())
    target = tmp_path / "out.opml"
    assert "2 feeds written" in call("sources", "export", "ports", "-o", str(target))[1]
    assert target.read_bytes().strip() == out.encode().strip()
    assert call("sources", "import", "ports", str(tmp_path / "absent.opml"))[0] == 2
