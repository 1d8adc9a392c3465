"""`broadsheet lint` on editions and files, and the gate before delivery."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.compose.codec import content_hash, edition_document
from broadsheet.errors import ConfigError, EditionHeld
from broadsheet.model.findings import Level
from broadsheet.shell.app.linting import SUPPORT_FILE
from broadsheet.shell.app.program import App
from broadsheet.shell.cli.main import run
from editions import sample_edition

BRIEFING = """\
title: "The Skerry Brief"
sources: [{folder: "inbox/*.md"}]
outputs: [email, text]
recipients: [{list: desk}]
"""
BAD = '<html lang="en"><body><div style="display:grid"><img src="a.png"></div></body></html>'


def frozen():
    """Return the sample edition with the id that its content has."""
    edition = sample_edition()
    return replace(edition, id=content_hash(edition_document(edition)))


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("desk")
    (root / "briefings").mkdir()
    (root / "briefings" / "skerry-brief.yaml").write_text(BRIEFING, encoding="utf-8")
    app = App.open(root)
    app.store.editions.save(frozen())
    app.write(frozen(), app.briefing("skerry-brief"))
    app.close()
    return root


@pytest.fixture
def app(root):
    app = App.open(root)
    yield app
    app.close()


@pytest.fixture
def call(root, capfd):
    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["-C", str(root), "lint", *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def test_an_edition_of_ours_passes(call):
    code, out, err = call("skerry-brief/latest")
    assert (code, err) == (0, "")
    assert "Outlook (Word)" in out
    assert "no faults" in out


def test_programs_get_families_faults_and_sizes(call):
    code, out, _ = call("skerry-brief/latest", "--json", "--level", "note")
    assert code == 3, "notes count when they are asked for"
    (report,) = json.loads(out)
    assert report["families"][0]["family"] == "Gmail"
    assert report["families"][0]["body"]["unsupported"] == []
    assert report["sizes"]["html"] > 10_000
    assert {fault["grade"] for fault in report["faults"]} == {"note"}


def test_the_files_of_an_edition_are_linted_as_they_were_written(call, app):
    folder = app.folder(frozen())
    for named in (folder, folder / "edition.json"):
        code, out, _ = call(str(named))
        assert code == 0
        assert out.startswith("edition.eml: html ")
        assert ", images 1" in out


def test_a_faulty_file_is_told_with_line_and_programs(call, tmp_path):
    page = tmp_path / "bad.html"
    page.write_text(BAD, encoding="utf-8")
    code, out, _ = call(str(page))
    assert code == 3
    assert "error (body, line 1): not supported: display:grid [" in out
    assert "error (message, line 1): a picture without alt: a.png" in out
    assert "says nothing about" not in out
    page.write_text("<blink>x</blink>", encoding="utf-8")
    assert (
        "the support data says nothing about: html-blink" in call(str(page), "--level", "note")[1]
    )


def test_a_mail_without_html_or_text_is_told(call, tmp_path):
    mail = tmp_path / "bare.eml"
    mail.write_bytes(b"Subject: FREE MONEY NOW\r\nContent-Type: image/png\r\n\r\nx")
    code, out, _ = call(str(mail))
    assert code == 3
    assert "the subject is all capitals" in out
    assert "the message is empty" in out


def test_what_cannot_be_linted_is_wrong_use(call, tmp_path):
    other = tmp_path / "notes.docx"
    other.write_bytes(b"x")
    assert call(str(other))[0] == 2
    assert call(str(tmp_path))[0] == 2
    assert "no such edition" in call("skerry-brief/77")[2]
    code, _, err = call(str(tmp_path / "gone.html"))
    assert code == 1
    assert "cannot read" in err
    huge = tmp_path / "huge.html"
    with huge.open("wb") as file:
        os.truncate(file.fileno(), 60_000_000)
    assert "larger than 50,000,000 bytes" in call(str(huge))[2]


def test_old_data_is_warned_of_and_newer_data_taken_from_the_workspace(call, root):
    own = root / SUPPORT_FILE
    try:
        own.write_text('{"last_update_date": "2019-01-01", "data": []}', encoding="utf-8")
        _, out, err = call("skerry-brief/latest")
        assert "on record as of 2019-01-01" in err
        assert "(support data of 2019-01-01)" in out
        own.write_text('{"data": []}', encoding="utf-8")
        assert "an unknown day" in call("skerry-brief/latest")[2]
        own.write_text("nothing", encoding="utf-8")
        assert call("skerry-brief/latest")[0] == 2
    finally:
        own.unlink()


def test_a_pdf_is_linted_where_pikepdf_is(call, tmp_path, monkeypatch):
    file = tmp_path / "x.pdf"
    file.write_bytes(b"%PDF-1.7 nonsense")
    code, out, _ = call(str(file))
    assert code == 3
    assert "the PDF cannot be read" in out
    monkeypatch.setitem(__import__("sys").modules, "pikepdf", None)
    code, _, err = call(str(file))
    assert code == 2
    assert "pip install 'broadsheet[lint]'" in err


def _faulty(app, level: Level):
    templates = {
        **app.templates,
        "partials/email/takeaways.html.j2": "<tr><td><img src='x.png'></td></tr>",
    }
    briefing = replace(app.briefing("skerry-brief"), lint=level)
    return replace(app.publication(frozen(), briefing), templates=templates)


def test_the_gate_holds_a_faulty_mail_back_by_level(app):
    with pytest.raises(
        EditionHeld, match=r"skerry-brief/14: .*1 faults: a picture without alt: x\.png"
    ):
        app.linter.gate(_faulty(app, Level.ERROR))
    with pytest.raises(EditionHeld, match=r"2 faults"):
        app.linter.gate(_faulty(app, Level.WARN))
    app.linter.gate(_faulty(app, Level.OFF))


def test_nobody_gets_a_mail_that_is_held_back(app):
    edition = frozen()
    app.templates["partials/email/takeaways.html.j2"] = "<tr><td><script>x</script></td></tr>"
    with pytest.raises(EditionHeld, match="script"):
        app.send(edition, app.briefing("skerry-brief"))
    assert app.store.deliveries.tally(edition.id).audience == 0


def test_a_level_nobody_knows_is_refused_in_the_briefing(root, app):
    file = root / "briefings" / "odd.yaml"
    file.write_text(BRIEFING + "lint: loud\n", encoding="utf-8")
    try:
        with pytest.raises(ConfigError, match="lint"):
            app.briefing("odd")
        file.write_text(BRIEFING + "lint: warn\n", encoding="utf-8")
        assert app.briefing("odd").lint is Level.WARN
    finally:
        file.unlink()


def test_a_fault_is_told_with_its_remedy(call, tmp_path):
    bad = tmp_path / "bad.html"
    bad.write_text(BAD, encoding="utf-8")
    _, out, _ = call(str(bad))
    assert (
        "    lay it out with tables (https://www.caniemail.com/features/css-display-grid/)" in out
    )
    assert any(
        fault["remedy"].startswith("lay it out")
        for fault in json.loads(call(str(bad), "--json")[1])[0]["faults"]
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_a_file_is_read_in_the_encoding_it_is_in(call, tmp_path, encoding):
    label = "iso-8859-1" if encoding == "iso-8859-1" else "utf-8"
    page = f'<html lang="de"><meta charset="{label}"><p style="color:#aaaaaa">Grüße</p></html>'
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    _, out, _ = call(str(tmp_path / "a.html"))
    assert "“Grüße”" in out
    assert "no language" not in out


@pytest.mark.parametrize("charset", ["iso-8859-1", "x-nobody-knows"])
def test_the_parts_of_a_mail_are_read_in_theirs(call, tmp_path, charset):
    mail = (
        "Subject: Ferries\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
        '<html lang="de"><p style="color:#aaaaaa">Grüße</p></html>\n'
    )
    (tmp_path / "a.eml").write_bytes(mail.encode("iso-8859-1"))
    assert "“Grüße”" in call(str(tmp_path / "a.eml"))[1]


def test_a_mail_of_words_alone_is_no_faulty_page(call, tmp_path):
    (tmp_path / "a.eml").write_text("Subject: Ferries\n\nThey leave at nine.\n", encoding="utf-8")
    assert call(str(tmp_path / "a.eml"))[:2] == (0, "a.eml: text 20 bytes\nno faults\n")
