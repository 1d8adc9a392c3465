"""The output folder: an edition appears whole or not at all.

Everything is written to a temporary folder beside its place and renamed into it, so that a reader,
a web server or a killed run never sees half an edition.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from broadsheet.errors import StoreError
from broadsheet.model.editions import Edition

#: Seconds after which a draft belongs to no run any more.
_ABANDONED = 3600


def edition_folder(edition: Edition) -> str:
    """Return an edition's folder name: the day its window ends in the readers' zone, its number."""
    from zoneinfo import ZoneInfo

    day = edition.period.end.astimezone(ZoneInfo(edition.period.timezone)).date()
    return f"{day.isoformat()}-no{edition.number}"


def write_edition(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write an edition's files (name to bytes) into `folder`, replacing what it held.

    Raises:
        StoreError: the folder cannot be written or the disk is full; nothing half-made stays.
    """
    with _explained(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            draft.chmod(0o755)
            for name, content in files.items():
                target = draft / name
                target.parent.mkdir(parents=True, exist_ok=True)
                _write_through(target, content)
            _keep_outbox(folder, draft)
            _swap(draft, folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all.

    Raises:
        StoreError: it cannot be written.
    """
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        draft = Path(name)
        try:
            os.close(handle)
            _write_through(draft, content)
            draft.chmod(0o644)
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"cannot write: {error.strerror or error}",
            what=str(path),
            remedy="check the folder's permissions and the free space on the disk",
        ) from error


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sweep(folder: Path) -> None:
    """Remove the drafts of killed runs; one that may still be written to is younger."""
    for draft in folder.parent.glob(f".{folder.name}.*"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime > _ABANDONED:
                shutil.rmtree(draft)


def _keep_outbox(folder: Path, draft: Path) -> None:
    """Carry delivered mails over: rendering an edition again must not lose what was sent."""
    if (folder / "outbox").is_dir() and not (draft / "outbox").exists():
        shutil.copytree(folder / "outbox", draft / "outbox")


def _swap(draft: Path, folder: Path) -> None:
    """Put the draft in the folder's place; the old one stays until the new one stands."""
    if not folder.exists():
        draft.replace(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.old.", dir=folder.parent))
    folder.replace(old / folder.name)
    draft.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
