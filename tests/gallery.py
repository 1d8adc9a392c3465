"""Contact sheets of the newest sample edition in every form, for eyes: `make gallery`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

from broadsheet.shell.preview.conditions import Conditions, seen
from newsroom import make_newsroom
from photographs import CHROMIUM, contact_sheet, pdf_pages, photograph

_LIGHT = Conditions()
_MAIL = (
    ("e-mail, 720", 720, _LIGHT),
    ("dark", 720, Conditions(scheme="dark")),
    ("forced dark", 720, Conditions(scheme="forced")),
    ("phone, 375", 375, _LIGHT),
    ("phone, dark", 375, Conditions(scheme="dark")),
    ("no images", 720, Conditions(images=False)),
    ("no styles", 720, Conditions(styles=False)),
)
_WEB = (
    ("web, 1100", 1100, _LIGHT),
    ("dark", 1100, Conditions(scheme="dark")),
    ("phone, 375", 375, _LIGHT),
)


def make_gallery(target: Path) -> list[Path]:
    """Write the sheets into `target`; return their paths."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        newsroom = make_newsroom(Path(place) / "news")
        try:
            edition = newsroom.app.folder(newsroom.editions[-1])
            site = newsroom.root / "output" / "site" / "coastal-power" / "index.html"
            sheets = {
                "email": _shots(edition / "email.html", _MAIL, Path(place)),
                "web": _shots(edition / "index.html", _WEB, Path(place)),
                "archive": _shots(site, _WEB, Path(place)),
                "pdf": [
                    (f"page {number}", page)
                    for number, page in enumerate(
                        pdf_pages((edition / "edition.pdf").read_bytes()), start=1
                    )
                ],
            }
        finally:
            newsroom.app.close()
    written = []
    for name, shots in sheets.items():
        path = target / f"{name}.png"
        contact_sheet(shots).save(path, optimize=True)
        written.append(path)
    return written


def _shots(
    page: Path, looks: tuple[tuple[str, int, Conditions], ...], place: Path
) -> list[tuple[str, Image.Image]]:
    shots = []
    source = page.read_text(encoding="utf-8")
    for name, width, conditions in looks:
        # Beside the page, where its images are.
        copy = page.with_name(f"{page.stem}-seen.html")
        copy.write_text(seen(source, conditions), encoding="utf-8")
        shots.append((name, photograph(copy, width=width, folder=place)))
        copy.unlink()
    return shots


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("gallery: a browser is needed. Debian and Ubuntu: apt install chromium")
    for sheet in make_gallery(Path("output/gallery")):
        print(sheet)  # noqa: T201 - this is its answer
