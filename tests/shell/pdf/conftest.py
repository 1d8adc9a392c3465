"""The shipped templates, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[3] / "templates"


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    return {
        path.relative_to(_FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(_FOLDER.rglob("*.j2"))
    }
