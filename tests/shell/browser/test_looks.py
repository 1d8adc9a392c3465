"""Nothing changes its looks unseen: every form against the picture that was accepted.

Accept a wanted change with `make accept`, after a look at what it changes. Pictures are kept per
Debian release, and browser pictures per browser and fonts too; elsewhere the comparison is skipped.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.pdf.printer import WeasyPrinter
from broadsheet.shell.preview.conditions import Conditions, seen
from editions import sample_edition
from photographs import CHROMIUM, pdf_pages, photograph

RELEASE = "{ID}-{VERSION_ID}".format(
    **{"ID": "other", "VERSION_ID": "0", **platform.freedesktop_os_release()}
)
ACCEPTED = Path(__file__).parent / "looks" / RELEASE
ACCEPTING = bool(os.environ.get("BROADSHEET_ACCEPT"))
#: A pixel differs when a channel is this far off: anti-aliasing is not a change of looks.
TOLERANCE = 24
#: Share of pixels that may differ.
ALLOWED = 0.001
LOOKS = {
    "email-720": ("email", 720, Conditions()),
    "email-720-dark": ("email", 720, Conditions(scheme="dark")),
    "email-375": ("email", 375, Conditions()),
    "email-375-dark": ("email", 375, Conditions(scheme="dark")),
    "email-720-no-images": ("email", 720, Conditions(images=False)),
    "web-1100": ("web", 1100, Conditions()),
    "web-375-dark": ("web", 375, Conditions(scheme="dark")),
}


@lru_cache
def _rendering():
    templates = load_templates()
    return render(sample_edition(), Style(), templates, base_url="https://briefs.example")


@lru_cache
def _browser() -> str:
    """Return what decides how a page is drawn: the browser's version and the fonts there are."""
    version = subprocess.run(
        [str(CHROMIUM), "--version"], capture_output=True, text=True, check=True, timeout=60
    ).stdout.strip()
    fonts = subprocess.run(
        ["fc-list", ":", "family", "style"], capture_output=True, text=True, check=True, timeout=60
    ).stdout.splitlines()
    digest = hashlib.sha256("\n".join(sorted(fonts)).encode()).hexdigest()[:12]
    return f"{version}, fonts {digest}\n"


def _compare(name: str, full: Image.Image) -> None:
    # At half the size a picture takes a quarter of the room, and a change is as plain.
    shot = full.resize((full.width // 2, full.height // 2), Image.Resampling.BOX)
    accepted = ACCEPTED / f"{name}.png"
    if ACCEPTING:
        accepted.parent.mkdir(parents=True, exist_ok=True)
        shot.save(accepted, optimize=True)
        return
    if not ACCEPTED.is_dir():
        pytest.skip(f"no accepted pictures for {RELEASE}: looks are not compared (make accept)")
    before = Image.open(accepted).convert("RGB")
    if shot.size != before.size:
        aside = _side_by_side(name, before, shot)
        pytest.fail(f"{name} was {before.size} and is {shot.size}; look at {aside}")
    bands = ImageChops.difference(shot, before).split()
    worst = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    changed = sum(worst.histogram()[TOLERANCE:]) / (shot.width * shot.height)
    if changed > ALLOWED:
        aside = _side_by_side(name, before, shot)
        pytest.fail(f"{name}: {changed:.2%} of the pixels changed; look at {aside}")


def _side_by_side(name: str, before: Image.Image, now: Image.Image) -> Path:
    """Write what was accepted beside what is drawn now; return where."""
    sheet = Image.new("RGB", (before.width + 12 + now.width, max(before.height, now.height)))
    sheet.paste(before, (0, 0))
    sheet.paste(now, (before.width + 12, 0))
    path = Path(tempfile.gettempdir()) / f"broadsheet-looks-{name}.png"
    sheet.save(path)
    return path


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH: looks are not compared")
@pytest.mark.parametrize("name", sorted(LOOKS))
def test_a_page_looks_as_accepted(name, tmp_path):
    drawn_by = ACCEPTED / "browser.txt"
    if ACCEPTING:
        drawn_by.parent.mkdir(parents=True, exist_ok=True)
        drawn_by.write_text(_browser(), encoding="utf-8")
    elif not drawn_by.is_file() or drawn_by.read_text(encoding="utf-8") != _browser():
        pytest.skip(f"pictures were accepted with another browser or other fonts than {_browser()}")
    form, width, conditions = LOOKS[name]
    rendering = _rendering()
    html = rendering.html if form == "email" else rendering.web
    page = tmp_path / f"{name}.html"
    page.write_text(seen(html, conditions), encoding="utf-8")
    (tmp_path / "images").mkdir()
    for image, content in rendering.images.items():
        (tmp_path / "images" / image).write_bytes(content)
    _compare(name, photograph(page, width=width, folder=tmp_path))


def test_the_pdf_looks_as_accepted():
    with WeasyPrinter() as printer:
        pages = pdf_pages(printer.print(_rendering()), scale=2.0)
    if not ACCEPTING and ACCEPTED.is_dir():
        assert len(list(ACCEPTED.glob("pdf-*.png"))) == len(pages)
    for number, shot in enumerate(pages, start=1):
        _compare(f"pdf-{number}", shot)
