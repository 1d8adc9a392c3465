"""The command line, as a new user would type it, on the sample newsroom."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pypdfium2
import pytest

from broadsheet import __version__
from broadsheet.shell.cli.main import run
from newsroom import Newsroom

EDITION = "coastal-power/6"


@pytest.fixture
def call(newsroom: Newsroom, capfd: pytest.CaptureFixture[str]):
    """Run one command line in the newsroom; return exit code, standard output and error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["-C", str(newsroom.root), "-q", *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def test_the_version_needs_no_workspace_and_loads_nothing(tmp_path: Path) -> None:
    program = (
        "import sys; sys.argv = ['broadsheet', '--version'];"
        "from broadsheet.__main__ import main; main();"
        "print(sorted(name for name in sys.modules if name in {'typer', 'pydantic', 'sqlalchemy'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"broadsheet {__version__}\n[]\n"


def test_help_teaches(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capfd.readouterr().out
    assert "broadsheet init news" in text
    assert run(["no-such-command"]) == 2


def test_init_check_and_schedule(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "news"
    assert run(["init", str(root)]) == 0
    assert "broadsheet run coastal-power" in capfd.readouterr().out
    assert run(["init", str(root)]) == 0
    assert "complete already" in capfd.readouterr().out
    assert run(["-C", str(root), "check"]) == 0
    assert "coastal-power: ok, 8 sources" in capfd.readouterr().out
    assert run(["-C", str(root), "schedule", "-n", "60", "--json"]) == 0
    slots = json.loads(capfd.readouterr().out)
    assert len(slots) == 60
    assert {slot["at"][11:16] for slot in slots} == {"07:30"}, (
        "wall time holds across clock changes"
    )
    assert len({slot["at"][16:] for slot in slots}) == 2
    (root / "briefings" / "broken.yaml").write_text("titel: X\n", encoding="utf-8")
    assert run(["-C", str(root), "check"]) == 2
    assert "did you mean `title`" in capfd.readouterr().err


def test_outside_a_workspace_the_remedy_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(tmp_path), "check"]) == 2
    assert "broadsheet init DIR" in capfd.readouterr().err


def test_unknown_names_say_what_there_is(call) -> None:
    code, _, err = call("run", "coastal-pwer")
    assert code == 2
    assert "known here: coastal-power" in err
    code, _, err = call("verify", "coastal-power/99")
    assert code == 2
    assert "no such edition" in err
    code, _, err = call("run", "coastal-power", "--as-of", "last monday")
    assert code == 2
    assert "2026-11-09T07:30" in err


def test_editions_are_listed_newest_first(call, newsroom: Newsroom) -> None:
    code, out, _ = call("editions", "--json")
    assert code == 0
    assert [row["number"] for row in json.loads(out)] == [6, 5, 4, 3, 2, 1]
    _, out, _ = call("editions")
    assert newsroom.editions[-1].headline.split()[0] in out


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("pdf", b"%PDF"),
        ("html", b"<!DOCTYPE html"),
        ("text", b"COASTAL"),
        ("web", b"<!DOCTYPE html"),
        ("eml", b"From:"),
        ("json", b"{"),
    ],
)
def test_export_gives_each_form_on_demand(
    call, newsroom: Newsroom, tmp_path: Path, form: str, start: bytes
) -> None:
    target = tmp_path / "out"
    code, out, _ = call("export", EDITION, "--format", form, "-o", str(target))
    assert code == 0
    assert str(target) in out
    content = target.read_bytes()
    assert content[: len(start)].lower() == start.lower()
    name = {
        "pdf": "edition.pdf",
        "html": "email.html",
        "text": "email.txt",
        "web": "index.html",
        "eml": "edition.eml",
        "json": "edition.json",
    }[form]
    written = newsroom.app.folder(newsroom.editions[-1]) / name
    assert content == written.read_bytes(), "on demand and on schedule are the same bytes"


def test_the_exported_pdf_has_the_headline(call, newsroom: Newsroom, tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    call("export", EDITION, "-o", str(target))
    document = pypdfium2.PdfDocument(target)
    first = document[0].get_textpage().get_text_range().replace("\r\n", " ")
    assert newsroom.editions[-1].headline.split()[0] in first


def test_a_draft_is_a_pdf_and_says_so(call, tmp_path: Path) -> None:
    target = tmp_path / "draft.pdf"
    assert call("export", EDITION, "--draft", "-o", str(target))[0] == 0
    document = pypdfium2.PdfDocument(target)
    assert all("Draft" in page.get_textpage().get_text_range() for page in document)
    code, _, err = call("export", EDITION, "--draft", "--format", "html")
    assert code == 2
    assert "only a PDF can be a draft" in err


def test_export_to_a_folder_that_cannot_be_written_fails_clearly(call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = call("export", EDITION, "-f", "json", "-o", str(tmp_path / "file" / "x.json"))
    assert code == 1
    assert "cannot write" in err


def test_verify_finds_one_changed_byte(call, newsroom: Newsroom, tmp_path: Path) -> None:
    folder = newsroom.app.folder(newsroom.editions[-1])
    assert call("verify", EDITION)[0] == 0
    assert call("verify", str(folder))[0] == 0
    data = (folder / "edition.json").read_bytes()
    at = data.index("€640 million".encode()) + 4
    changed = tmp_path / "edition.json"
    changed.write_bytes(data[:at] + b"7" + data[at + 1 :])
    code, _, err = call("verify", str(changed))
    assert code == 3
    assert err
    code, out, _ = call("verify", str(changed), "--json")
    assert code == 3
    assert json.loads(out)
    assert call("verify", str(tmp_path / "none.json"))[0] == 2


def test_explain_names_what_was_left_out(call) -> None:
    code, out, _ = call("explain", "coastal-power/2")
    assert code == 0
    assert "giveaway" in out.lower()
    code, out, _ = call("explain", "coastal-power/2", "--json")
    told = json.loads(out)
    assert told["reasons"]["filtered_word"] == 1


def test_schemas_are_valid_and_fit(call, newsroom: Newsroom) -> None:
    for what in ("briefing", "edition"):
        code, out, _ = call("schema", what)
        assert code == 0
        jsonschema.Draft202012Validator.check_schema(json.loads(out))
    data = json.loads((newsroom.app.folder(newsroom.editions[-1]) / "edition.json").read_bytes())
    jsonschema.Draft202012Validator(json.loads(out)).validate(data)


def test_run_again_changes_nothing(call, newsroom: Newsroom) -> None:
    folder = newsroom.app.folder(newsroom.editions[-1])
    before = (folder / "edition.json").read_bytes()
    code, out, _ = call(
        "run", "coastal-power", "--as-of", "2026-11-09T07:30", "--no-deliver", "--json"
    )
    assert code == 0
    assert json.loads(out)["number"] == 6
    assert (folder / "edition.json").read_bytes() == before


def test_build_and_render_write_the_same_files(call, newsroom: Newsroom) -> None:
    folder = newsroom.app.folder(newsroom.editions[-1])
    before = (folder / "email.html").read_bytes()
    assert call("build", "coastal-power", "--as-of", "2026-11-09T07:30")[0] == 0
    assert call("render", EDITION)[0] == 0
    assert (folder / "email.html").read_bytes() == before


def test_read_shows_what_was_found(call) -> None:
    code, out, _ = call("read", "briefings/sample/notes/2026-10-30-hydrogen-annex-at-lindhavn.md")
    assert code == 0
    assert "Skerry Post" in out
    assert "first half of 2025" in out
    code, _, err = call("read", "no/such/file.md")
    assert code == 1
    assert "file.md" in err


def test_read_goes_on_when_one_of_several_fails(call, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# A pier\n\nThe pier in Torskar was painted green.\n", encoding="utf-8")
    code, out, err = call("read", "no/such/file.md", str(note))
    assert (code, "painted green" in out) == (1, True)
    assert "error: file.md" in err


def test_read_tells_how_a_page_was_read(call) -> None:
    page = min((Path("briefings") / "sample" / "pages").glob("*.html"))
    code, out, _ = call("read", str(page))
    assert code == 0
    assert "How it was read" in out
    assert "extraction confidence" in out
    assert "title from" in out
    assert "words marked as furniture" in out
    code, out, _ = call("read", str(page), "--json")
    row = json.loads(out)[0]
    assert 0.5 < row["extraction_confidence"] <= 1
    assert row["places"]["date"] == row["date_source"]
    assert row["candidate"] in {one["name"] for one in row["candidates"]}
    assert row["words"]["kept"] <= row["words"]["shown"]


def test_read_lists_what_cleaning_cut(call, tmp_path: Path) -> None:
    lines = ["The pier in Torskar was painted green.", *["Advertisement", "Share on Facebook"] * 8]
    note = tmp_path / "note.md"
    note.write_text("# A pier\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    _, out, _ = call("read", str(note))
    assert "advert: Advertisement" in out
    assert "and 4 more lines" in out


def test_read_takes_any_file_the_user_names(call, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# A pier\n\nThe pier in Torskar was painted green.\n", encoding="utf-8")
    code, out, _ = call("read", str(note), "--json")
    assert code == 0
    assert json.loads(out)[0]["title"] == "A pier"


def test_sources_lists_and_runs(call) -> None:
    code, out, _ = call("sources", "--json")
    assert code == 0
    assert {row["state"] for row in json.loads(out)} == {"ok"}
    assert len(json.loads(out)) == 8
    assert "Tidewater Wire" in call("sources")[1]
    assert call("lists")[0] == 0
    assert call("runs")[1].strip() == "no runs yet"


def test_doctor_and_settings(call) -> None:
    code, out, _ = call("doctor", "--json")
    assert code == 0, out
    checks = {item["check"]: item for item in json.loads(out)}
    assert checks["PDF engine"]["ok"] == "ok"
    assert checks["briefing coastal-power"]["detail"] == "8 sources"
    code, out, _ = call("doctor", "--settings")
    assert "BROADSHEET_SMTP_HOST" in out


def test_analyse_works_without_a_briefing(call) -> None:
    folder = "briefings/sample/feeds"
    code, out, _ = call("analyse", f"{folder}/harbour-ledger.atom.xml", "--explain")
    assert code == 0
    assert "Figures" in out
    code, out, _ = call("analyse", f"{folder}/harbour-ledger.atom.xml", "--json")
    assert json.loads(out)["briefing"] == "analysis"


def test_a_broken_template_names_file_and_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "news"
    run(["init", str(root)])
    (root / "templates" / "email.txt.j2").write_text(
        "one\n{{ edition.no_such_thing }}\n", encoding="utf-8"
    )
    capfd.readouterr()
    code = run(
        [
            "-C",
            str(root),
            "-q",
            "run",
            "coastal-power",
            "--as-of",
            "2026-10-05T07:30",
            "--no-deliver",
        ]
    )
    err = capfd.readouterr().err
    assert code == 1
    assert "email.txt.j2" in err
    assert "2" in err
    assert "no_such_thing" in err
    assert not list((root / "output").rglob("edition.json")), "no half edition is visible"
