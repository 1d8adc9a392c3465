"""Pictures of what readers see: pages by a real browser, PDF pages by a real PDF engine."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--proxy-server=127.0.0.1:9",
    "--allow-file-access-from-files",
)
#: Taller than any page; what is empty below the content is cut off.
_HEIGHT = 12_000
_MARGIN = 24
_GROUND = "#D5DADE"


def photograph(page: Path, *, width: int, folder: Path) -> Image.Image:
    """Return a page as a browser shows it at a width in pixels, cut where it ends.

    Args:
        page: The HTML file; images are looked up beside it.
        width: Of the window.
        folder: For the browser's own files and the picture.
    """
    assert CHROMIUM is not None
    picture = folder / f"{page.stem}-{width}.png"
    subprocess.run(
        [
            CHROMIUM,
            *FLAGS,
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            f"--user-data-dir={folder / 'profile'}",
            f"--window-size={width},{_HEIGHT}",
            f"--screenshot={picture}",
            page.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return _cut(Image.open(picture).convert("RGB"))


def outcome(page: Path, place: str, *, folder: Path, patience: int) -> str:
    """Return what the scripts of a page have written into its `<pre id=place>`.

    Args:
        page: The HTML file.
        place: The element's id.
        folder: For the browser's own files.
        patience: Most milliseconds for the scripts, by the page's own clock.
    """
    assert CHROMIUM is not None
    done = subprocess.run(
        [
            CHROMIUM,
            *FLAGS,
            f"--virtual-time-budget={patience}",
            "--dump-dom",
            f"--user-data-dir={folder / 'profile'}",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    written = re.search(rf'<pre id="{place}">([^<]*)</pre>', done.stdout)
    assert written, done.stderr[-500:]
    return unescape(written[1])


def pdf_pages(content: bytes, *, scale: float = 1.5) -> list[Image.Image]:
    """Return the pages of a PDF as pictures, 72 x scale dots per inch."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    try:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def contact_sheet(shots: Sequence[tuple[str, Image.Image]], *, height: int = 1400) -> Image.Image:
    """Return the pictures side by side under their names; what is taller than `height` is cut."""
    shown = [
        (name, shot.crop((0, 0, shot.width, min(shot.height, height)))) for name, shot in shots
    ]
    width = sum(shot.width + _MARGIN for _, shot in shown) + _MARGIN
    tallest = max(shot.height for _, shot in shown)
    sheet = Image.new("RGB", (width, tallest + 3 * _MARGIN), _GROUND)
    pen, left = ImageDraw.Draw(sheet), _MARGIN
    for name, shot in shown:
        pen.text((left, _MARGIN // 2), name, fill="#1B2733", font_size=18)
        sheet.paste(shot, (left, 2 * _MARGIN))
        left += shot.width + _MARGIN
    return sheet


def _cut(shot: Image.Image) -> Image.Image:
    """Cut off what has the colour of the lowest row."""
    ground = Image.new("RGB", shot.size, shot.getpixel((0, shot.height - 1)))
    box = ImageChops.difference(shot, ground).getbbox()
    return shot.crop((0, 0, shot.width, min(shot.height, box[3] + _MARGIN))) if box else shot
