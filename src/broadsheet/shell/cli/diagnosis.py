"""What `doctor` looks at: the machine, the workspace, the settings."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pydantic import SecretStr

from broadsheet.errors import BroadsheetError
from broadsheet.model.renderings import Rendering
from broadsheet.shell.config.settings import Settings
from broadsheet.shell.config.workspace import shipped

if TYPE_CHECKING:
    from broadsheet.shell.app.program import App

#: https://sqlite.org/wal.html: the WAL-reset fault was repaired in this version.
_SAFE_SQLITE = (3, 51, 3)
_SMALL_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Test page</title></head>'
    "<body><p>A test page.</p></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One thing looked at: whether it is well, and what was seen or is to be done."""

    name: str
    ok: bool
    detail: str


def diagnose(app: App) -> list[Diagnosis]:
    """Look at everything an edition needs and say what is wrong with each."""
    looks: list[tuple[str, Callable[[App], str]]] = [
        ("PDF engine", _pdf_engine),
        ("fonts", _fonts),
        ("database", _database),
        ("SQLite", _sqlite),
        ("output folder", _output),
        ("mail", _mail),
    ]
    results = [_look(name, look, app) for name, look in looks]
    return [*results, *_briefings(app)]


def _look(name: str, look: Callable[[App], str], app: App) -> Diagnosis:
    try:
        return Diagnosis(name=name, ok=True, detail=look(app))
    except BroadsheetError as error:
        return Diagnosis(name=name, ok=False, detail=str(error))


def _pdf_engine(app: App) -> str:
    page = Rendering(subject="Test", html="", text="", web="", print_html=_SMALL_PAGE)
    return f"prints ({len(app.printer.print(page)):,} bytes for a test page)"


def _fonts(_: App) -> str:
    found = sorted(path.name for path in (shipped("templates") / "fonts").rglob("*.[ot]tf"))
    if not found:
        raise BroadsheetError(
            "the fonts that ship with Broadsheet are missing", remedy="install it again"
        )
    return f"{len(found)} faces"


def _database(app: App) -> str:
    count = len(app.store.editions.list())
    return f"{app.settings.database}: {count} editions"


def _sqlite(_: App) -> str:
    """Name the library's version; old ones can damage a database with several writers at once."""
    found = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= _SAFE_SQLITE:
        return found
    safe = ".".join(str(part) for part in _SAFE_SQLITE)
    return f"{found} has a rare fault with several writers (fixed in {safe}): run one process"


def _output(app: App) -> str:
    probe = app.workspace.root / app.settings.output / ".probe"
    app.save_file(probe, b"")
    probe.unlink()
    return str(app.settings.output)


def _mail(app: App) -> str:
    if not app.settings.smtp_host:
        return "no relay: mails are written to outbox/ folders"
    return f"{app.settings.smtp_host}:{app.settings.smtp_port} ({app.settings.smtp_security})"


def _briefings(app: App) -> Iterator[Diagnosis]:
    for path in app.workspace.briefing_files():
        yield _look(f"briefing {path.stem}", partial(_sources, str(path)), app)


def _sources(name: str, app: App) -> str:
    from broadsheet.shell.app.building import encoder_for

    briefing = app.briefing(name)
    encoder_for(briefing)
    return f"{len(briefing.sources)} sources"


def list_settings(settings: Settings) -> list[tuple[str, str, str]]:
    """Return name, value and meaning of every setting; secrets as stars."""
    rows = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if isinstance(value, frozenset):
            value = ", ".join(sorted(value))
        if isinstance(value, dict):
            value = ", ".join(f"{key}: *****" for key in sorted(value))
        shown = (
            ("*****" if value.get_secret_value() else "")
            if isinstance(value, SecretStr)
            else str(value)
        )
        rows.append((f"BROADSHEET_{name.upper()}", shown, field.description or ""))
    return rows
