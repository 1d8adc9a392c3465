"""A briefing's look on the command line: what is told before, and what is done when it fails."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PIL import Image

from broadsheet.shell.cli.main import run

BRIEFING = """title: Ports
sources:
  - folder: notes/*.md
style:
  accent: "#9E1B32"
  logo: sign.png
outputs: [email, web]
"""
NOTE = """---
title: A crane for Tarn
date: 2026-11-06
---
The port of Tarn bought a crane for 4 million crowns on Friday. It lifts 60 tonnes.
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "briefings"
    (folder / "notes").mkdir(parents=True)
    (folder / "ports.yaml").write_text(BRIEFING, encoding="utf-8")
    (folder / "notes" / "crane.md").write_text(NOTE, encoding="utf-8")
    Image.new("RGB", (80, 80), "#9E1B32").save(folder / "sign.png")
    return folder


def call(place: Path, *arguments: str) -> int:
    return run(["-C", str(place.parent), *arguments])


def build(place: Path, capfd) -> tuple[Path, str]:
    code = call(place, "run", "ports", "--as-of", "2026-11-09T07:30", "--no-deliver")
    told = capfd.readouterr().err
    assert code == 0, told
    return next((place.parent / "output" / "ports").glob("2026-*")), told


def test_a_logo_is_checked_before_it_is_used(place, capfd):
    assert call(place, "check") == 0
    (place / "sign.png").write_bytes(b"not a picture")
    assert call(place, "check") == 2
    told = capfd.readouterr().err
    assert "ports.yaml:6: `style.logo`: briefings/sign.png: this is no picture" in told
    assert "save it as PNG" in told


def test_a_pale_accent_is_told_with_what_becomes_of_it(place, capfd):
    file = place / "ports.yaml"
    file.write_text(BRIEFING.replace("#9E1B32", "#F2C94C"), encoding="utf-8")
    assert call(place, "check") == 0
    told = capfd.readouterr().out
    assert "ports.yaml:5: `style.accent`: #F2C94C is too pale to read on white; words are #" in told


def test_the_logo_travels_inside_the_mail(place, capfd):
    folder, told = build(place, capfd)
    assert "logo" not in told
    message = message_from_bytes((folder / "edition.eml").read_bytes(), policy=policy.default)
    html = message.get_body(("html",)).get_content()
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert [part.get_filename() for part in pictures] == ["logo.png"]
    assert f'src="cid:{pictures[0]["Content-ID"].strip("<>")}" width="48" height="48"' in html
    assert (folder / "images" / "logo.png").is_file()
    assert "data:image/png;base64," in (folder / "index.html").read_text(encoding="utf-8")


def test_an_edition_goes_out_without_a_logo_that_is_gone(place, capfd):
    (place / "sign.png").unlink()
    folder, told = build(place, capfd)
    assert "the logo is left out" in told
    assert "briefings/sign.png: cannot read the picture" in told
    page = (folder / "email.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert "Ports</td>" in page


def test_a_briefing_may_have_templates_of_its_own(place, capfd):
    own = place.parent / "templates" / "board"
    own.mkdir(parents=True)
    (own / "email.txt.j2").write_text("Board: {{ edition.headline }}", encoding="utf-8")
    file = place / "ports.yaml"
    text = BRIEFING.replace("style:", "style:\n  template: board").replace("email,", "email, text,")
    file.write_text(text, encoding="utf-8")
    folder, _ = build(place, capfd)
    assert (folder / "email.txt").read_text(encoding="utf-8").startswith("Board: A crane")
    assert "<h1" in (folder / "email.html").read_text(encoding="utf-8")


def test_a_mistake_in_a_template_of_its_own_is_told_by_its_place(place, capfd):
    own = place.parent / "templates" / "board"
    own.mkdir(parents=True)
    (own / "email.txt.j2").write_text("\n{{ edition.headlin }}", encoding="utf-8")
    file = place / "ports.yaml"
    file.write_text(BRIEFING.replace("style:", "style:\n  template: board"), encoding="utf-8")
    assert call(place, "run", "ports", "--as-of", "2026-11-09T07:30", "--no-deliver") == 1
    assert "board/email.txt.j2:2: `edition` has no `headlin`" in capfd.readouterr().err
    (own.parent / "web").mkdir()
    (own.parent / "web" / "edition.html.j2").write_text("{% if %}", encoding="utf-8")
    (own / "email.txt.j2").unlink()
    assert call(place, "render", "ports/latest") == 1
    assert "error: web/edition.html.j2:1: " in capfd.readouterr().err
