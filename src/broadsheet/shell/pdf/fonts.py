"""The fonts the PDF is set in: vendored, because without any font the engine crashes."""

from __future__ import annotations

from pathlib import Path

from broadsheet.errors import PrintError

#: The style sheet beside the fonts that names their families.
FACES = "fonts.css"
_SUFFIXES = {".ttf", ".otf"}


def load_fonts(folder: Path | None = None) -> dict[str, bytes]:
    """Return the font files of a folder and its `fonts.css` by file name, ours when None.

    Raises:
        PrintError: there is no such folder, or no font or style sheet in it.
    """
    place = folder or _shipped()
    try:
        found = {
            path.name: path.read_bytes()
            for path in sorted(place.iterdir())
            if path.suffix in _SUFFIXES or path.name == FACES
        }
    except OSError as error:
        raise PrintError(
            "the fonts cannot be read", what=str(place), remedy="install Broadsheet again"
        ) from error
    if FACES not in found or len(found) < 2:
        raise PrintError(f"no fonts, or no {FACES} naming them, in this folder", what=str(place))
    return found


def _shipped() -> Path:
    """Return where the fonts are: in the installed package, else in the checkout."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "templates" / "fonts"
    return installed if installed.is_dir() else package.parents[1] / "templates" / "fonts"
