"""The workspace: the folder a user works in, and what the package ships to fill it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from broadsheet.errors import ConfigError, NotFound

MARKER = "briefings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder with `briefings/`; templates, state and output live beside it."""

    root: Path

    @property
    def briefings(self) -> Path:
        """Where the briefing files are."""
        return self.root / MARKER

    @property
    def templates(self) -> Path:
        """Where the user's own templates override ours, file by file."""
        return self.root / "templates"

    def briefing_files(self) -> list[Path]:
        """Return the briefing files, sorted; `_…` and `house-style` are parents only."""
        return sorted(
            path
            for path in self.briefings.glob("*.yaml")
            if not path.name.startswith("_") and path.stem != "house-style"
        )

    def briefing_file(self, name: str) -> Path:
        """Return the file of a briefing named by slug or path.

        Raises:
            NotFound: no such briefing; the message lists those there are.
        """
        direct = Path(name)
        for candidate in (direct, self.root / name, self.briefings / f"{name}.yaml"):
            if candidate.is_file() and candidate.suffix in {".yaml", ".yml"}:
                return candidate.resolve()
        known = ", ".join(path.stem for path in self.briefing_files()) or "none"
        raise NotFound("no such briefing", what=name, remedy=f"known here: {known}")


def find_workspace(start: Path) -> Workspace:
    """Return the workspace at or above a folder.

    Raises:
        ConfigError: none of the folders up to the root holds `briefings/`.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / MARKER).is_dir():
            return Workspace(root=folder)
    raise ConfigError(
        f"no workspace here or above: a folder named {MARKER}/ is missing",
        what=str(start),
        remedy="make one with: broadsheet init DIR",
    )


def shipped(name: str) -> Path:
    """Return a folder that ships with the program: from the wheel, else from the checkout."""
    in_wheel = Path(str(files("broadsheet"))) / name
    if in_wheel.is_dir():
        return in_wheel
    return Path(__file__).resolve().parents[4] / name


def create_workspace(root: Path) -> list[Path]:
    """Fill a new workspace with the sample briefing, its newsroom, a subscriber list and `.env`.

    Existing files are never touched. Returns what was written.

    Raises:
        ConfigError: the folder cannot be written.
    """
    source = shipped(MARKER)
    written: list[Path] = []
    try:
        for path in sorted(source.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                written += _copy(path, root / MARKER / path.relative_to(source))
        for folder in ("templates", "output"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        env = root / ".env"
        if not env.exists():
            env.write_text(
                "# Settings of this workspace; every setting: `broadsheet doctor --settings`\n"
                "# BROADSHEET_SMTP_HOST=smtp.example.org\n",
                encoding="utf-8",
            )
            written.append(env)
    except OSError as error:
        raise ConfigError(
            f"cannot write the workspace: {error.strerror}",
            what=str(root),
            remedy="choose a folder you may write",
        ) from error
    return written


def _copy(source: Path, target: Path) -> list[Path]:
    if target.exists():
        return []
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return [target]
