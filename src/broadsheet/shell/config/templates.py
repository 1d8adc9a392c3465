"""Templates: ours, overridden file by file by the workspace's `templates/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from broadsheet.errors import ConfigError
from broadsheet.shell.config.workspace import shipped

_TEXT_SUFFIXES = {".j2", ".css", ".html", ".txt", ".svg"}


def load_templates(override: Path | None = None) -> dict[str, str]:
    """Return {name: source} of every template, names relative with forward slashes.

    Raises:
        ConfigError: a template is not UTF-8 or cannot be read.
    """
    found = _read(shipped("templates"))
    if override is not None and override.is_dir():
        found |= _read(override)
    return found


def with_set(templates: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the templates with those of one folder among them in the places of the others.

    Args:
        templates: Sources by name.
        name: The folder, such as `board` for `board/email.html.j2`; empty for none.
    """
    own = {
        key.removeprefix(f"{name}/"): text
        for key, text in templates.items()
        if name and key.startswith(f"{name}/")
    }
    return {**templates, **own}


def _read(folder: Path) -> dict[str, str]:
    sources = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _TEXT_SUFFIXES and "fonts" not in path.parts:
            try:
                sources[path.relative_to(folder).as_posix()] = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(f"cannot read the template: {error}", what=str(path)) from error
    return sources
