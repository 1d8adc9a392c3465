"""The commands about readers and collecting, typed one after another in one workspace."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.shell.cli.main import run
from newsroom import SLOTS, make_newsroom


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_newsroom(tmp_path_factory.mktemp("audience"), slots=SLOTS[-1:])
    made.app.close()
    return made.root


@pytest.fixture
def root(prepared: Path, tmp_path: Path) -> Path:
    """A workspace of the test's own, with the last edition made and no readers."""
    return Path(shutil.copytree(prepared, tmp_path / "news"))


@pytest.fixture
def call(root: Path, capfd: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["-C", str(root), *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def test_from_an_empty_list_to_a_full_ledger(call, root: Path) -> None:
    edition = "coastal-power/latest"
    code, out, _ = call("send", edition)
    assert (code, "lists are empty" in out) == (0, True)
    assert "not been sent" in call("deliveries", edition)[1]
    assert "no lists yet" in call("lists")[1]

    code, out, _ = call("subscribers", "import", str(root / "briefings/sample/readers.csv"))
    assert (code, "3 added" in out) == (0, True)
    (root / "wrong.csv").write_text("address,list\nnobody,coastal-readers\n", encoding="utf-8")
    code, out, err = call("subscribers", "import", str(root / "wrong.csv"))
    assert (code, "wrong.csv:2" in err, "1 skipped" in out) == (3, True, True)
    code, out, _ = call("subscribers", "import", str(root / "wrong.csv"), "--json")
    assert (code, len(json.loads(out)["refused"])) == (3, 1)
    assert "desk@coastal-power.example" in call("subscribers", "list", "coastal-readers")[1]
    code, out, _ = call(
        "subscribers", "unsubscribe", "coastal-readers", "desk@coastal-power.example"
    )
    assert (code, "is off coastal-readers" in out) == (0, True)
    code, _, err = call("subscribers", "unsubscribe", "coastal-readers", "stranger@other.example")
    assert (code, "not on the list" in err) == (2, True)
    assert json.loads(call("lists", "--json")[1]) == [
        {"list": "coastal-readers", "confirmed": 2, "members": 3}
    ]

    code, out, err = call("send", edition)
    assert code == 0, err
    assert "2 accepted" in out
    assert "outbox" in out
    assert "messages sent: 2 of 2" in err
    assert json.loads(call("send", edition, "--json")[1])["accepted"] == 2
    rows = json.loads(call("deliveries", edition, "--json")[1])
    assert [row["state"] for row in rows] == ["accepted", "accepted"]
    assert "accepted" in call("deliveries", edition)[1]


def test_a_relay_that_cannot_be_reached_is_named_and_nothing_is_lost(call, root: Path) -> None:
    call("subscribers", "import", str(root / "briefings/sample/readers.csv"))
    env = root / ".env"
    env.write_text(
        "BROADSHEET_SMTP_HOST=127.0.0.1\nBROADSHEET_SMTP_PORT=9\nBROADSHEET_SMTP_SECURITY=none\n",
        encoding="utf-8",
    )
    try:
        code, _, err = call("run", "coastal-power", "--as-of", "2026-11-02T07:30", "--deliver")
    finally:
        env.write_text("", encoding="utf-8")
    assert code == 1
    assert "127.0.0.1" in err
    rows = json.loads(call("deliveries", "coastal-power/2", "--json")[1])
    assert [row["state"] for row in rows] == ["pending"] * 3, "an earlier slot made later is no. 2"
    code, out, _ = call("send", "coastal-power/2")
    assert (code, "3 accepted" in out) == (0, True)


def test_collect_tells_what_it_did(call, root: Path) -> None:
    code, out, _ = call("collect", "coastal-power", "--as-of", "2026-11-09T08:00")
    assert (code, "0 documents fetched, 26 unchanged" in out) == (0, True)
    (root / "briefings" / "broken.yaml").write_text(
        'title: Broken\nsources:\n  - {feed: none.xml, name: none}\n  - {folder: "none/*.md"}\n',
        encoding="utf-8",
    )
    code, out, err = call("collect", "broken")
    assert (code, "source none" in err) == (0, True)
    told = json.loads(call("collect", "broken", "--json")[1])
    assert len(told["failed"]) == 2
    (root / "briefings" / "broken.yaml").unlink()


def test_run_with_delivery_tells_the_tally(call, root: Path) -> None:
    call("subscribers", "import", str(root / "briefings/sample/readers.csv"))
    code, out, _ = call("run", "coastal-power", "--as-of", "2026-11-09T07:30")
    assert code == 0
    assert "delivered: 3 accepted" in out


def test_the_checks_can_be_run_alone(call, root: Path) -> None:
    folder = root / "briefings/sample/notes"
    code, out, _ = call(
        "analyse", str(folder / "2026-10-30-hydrogen-annex-at-lindhavn.md"), "--checks"
    )
    assert (code, "stale_forecast" in out) == (3, True)
    code, out, _ = call(
        "analyse", str(folder / "2026-11-07-late-boat-makes-friends.md"), "--checks"
    )
    assert (code, "no findings" in out) == (0, True)


def test_the_module_runs_as_a_program(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "-C", str(root), "editions", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)[0]["briefing"] == "coastal-power"


def test_doctor_names_what_is_wrong(call, root: Path) -> None:
    (root / "briefings" / "wrong.yaml").write_text("title: Wrong\n", encoding="utf-8")
    code, out, _ = call("doctor")
    (root / "briefings" / "wrong.yaml").unlink()
    assert code == 1
    assert "`sources` is missing" in " ".join(out.split())


def test_one_briefing_can_be_scheduled_and_none_says_so(call, tmp_path: Path) -> None:
    assert "Europe/Berlin" in call("schedule", "coastal-power")[1]
    empty = tmp_path / "empty"
    (empty / "briefings").mkdir(parents=True)
    assert run(["-C", str(empty), "schedule"]) == 0
    assert run(["-C", str(empty), "check"]) == 2
    assert run(["-C", str(empty), "serve"]) == 2
