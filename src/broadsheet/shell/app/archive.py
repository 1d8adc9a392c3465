"""The web archive on disk: `output/site/`, a folder that any web server can show as it is.

Editions never change, so what the archive shows of each is remembered in `output/.archive.json` by
edition id, and only an edition that is not there is read. Pages are made anew every time from what
is remembered: a changed template, style or briefing shows at once, and an edition that gave way to
another is forgotten. Without the file, or with a damaged one, every edition is read again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, fields, replace
from datetime import datetime
from pathlib import Path

from broadsheet.errors import BroadsheetError, ConfigError
from broadsheet.model.briefings import Briefing
from broadsheet.model.editions import Edition
from broadsheet.render.archive import SHELF_FILES, Shelf, Shelved, shelve
from broadsheet.shell.logs import logger
from broadsheet.shell.rendering.renderers import Renderer
from broadsheet.shell.store.output import edition_folder, write_file

#: Where the archive is, beside the briefings' own folders.
SITE = "site"
MEMORY = ".archive.json"
_PAGE, _PDF = "index.html", "edition.pdf"
_FIELDS = [field.name for field in fields(Shelved)]
_EDITION_FOLDER = re.compile(r"\d{4}-\d\d-\d\d-no\d+")


def readable(files: Iterable[Path], load: Callable[[str], Briefing]) -> Iterator[Briefing]:
    """Yield the briefings that can be read; a wrong one is told and leaves the others their place.

    Args:
        files: The briefing files.
        load: Reads one of them.
    """
    for file in files:
        try:
            yield load(str(file))
        except ConfigError as error:
            logger().warning("left out of the web archive", briefing=file.stem, error=str(error))


def keep_archive(
    output: Path,
    briefings: Iterable[Briefing],
    ids_of: Callable[[str], Sequence[str]],
    edition_of: Callable[[str], Edition],
    templates: Mapping[str, str],
    *,
    renderer: Renderer,
    base_url: str = "",
) -> None:
    """Bring the archive up to date; see `write_archive`. What stands in the way is only told."""
    try:
        write_archive(
            output, briefings, ids_of, edition_of, templates, renderer=renderer, base_url=base_url
        )
    except (BroadsheetError, OSError) as error:  # the edition is published all the same
        logger().error("web archive not updated", error=str(error))


def write_archive(
    output: Path,
    briefings: Iterable[Briefing],
    ids_of: Callable[[str], Sequence[str]],
    edition_of: Callable[[str], Edition],
    templates: Mapping[str, str],
    *,
    renderer: Renderer,
    base_url: str = "",
) -> Path:
    """Bring the archive up to date with the editions written so far; return its folder.

    Editions without a web page of their own are left out, and taken out; with its last one goes all
    there is of a briefing. What has not changed is not written again.

    Args:
        output: The folder that holds the briefings' edition folders.
        briefings: Those to show.
        ids_of: Returns the ids of a briefing's editions, newest first.
        edition_of: Reads one edition by its id.
        templates: Template sources by name.
        renderer: Fills them in.
        base_url: The archive's public address, for the feeds.

    Raises:
        RenderError: a template fails.
        StoreError: the folder cannot be written.
    """
    known = _remembered(output / MEMORY)
    met: dict[str, Shelved] = {}
    shelves, empty = [], []
    for briefing in briefings:
        editions = []
        for name in ids_of(briefing.slug):
            if name not in known:
                edition = edition_of(name)
                known[name] = shelve(edition, folder=edition_folder(edition))
            met[name] = known[name]
            place = output / briefing.slug / met[name].folder
            if (place / _PAGE).is_file():
                editions.append(replace(met[name], has_pdf=(place / _PDF).is_file()))
        if editions:
            shelves.append(Shelf(briefing=briefing.slug, style=briefing.style, editions=editions))
        else:
            empty.append(output / SITE / briefing.slug)
    _put(output / MEMORY, _memory(met))
    for path, content in renderer.archive(shelves, templates, base_url=base_url).items():
        _put(output / SITE / path, content)
    for shelf in shelves:
        _copy_editions(output, shelf)
    for place in empty:
        _take_out_editions(place, but=())
        _take_out(place, SHELF_FILES)
    if not shelves:
        _take_out(output / SITE, (_PAGE,))
    return output / SITE


def _remembered(path: Path) -> dict[str, Shelved]:
    """Return what was remembered of editions, by id; nothing where it cannot be used."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["fields"] != _FIELDS:
            return {}
        return {
            row["id"]: Shelved(
                **row | {"ends": datetime.fromisoformat(row["ends"]), "points": (*row["points"],)}
            )
            for row in found["editions"]
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _memory(editions: Mapping[str, Shelved]) -> bytes:
    rows = [asdict(each) | {"ends": each.ends.isoformat()} for each in editions.values()]
    document = {"fields": _FIELDS, "editions": sorted(rows, key=lambda row: str(row["id"]))}
    return (json.dumps(document, ensure_ascii=True, indent=0) + "\n").encode()


def _copy_editions(output: Path, shelf: Shelf) -> None:
    """Bring the pages and PDFs of a briefing's editions in, and take those out that are gone."""
    place = output / SITE / shelf.briefing
    for each in shelf.editions:
        for name in (_PAGE, _PDF) if each.has_pdf else (_PAGE,):
            _bring(output / shelf.briefing / each.folder / name, place / each.folder / name)
    _take_out_editions(place, but={each.folder for each in shelf.editions})


def _take_out_editions(place: Path, *, but: Collection[str]) -> None:
    """Take the editions out of a briefing's folder that are not among those still shown."""
    for folder in sorted(place.iterdir()) if place.is_dir() else ():
        if folder.name not in but and _EDITION_FOLDER.fullmatch(folder.name) and folder.is_dir():
            _take_out(folder, (_PAGE, _PDF))


def _take_out(folder: Path, names: Iterable[str]) -> None:
    """Remove files of ours, and the folder when nothing is left in it."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
    # Whatever else somebody put there is theirs.
    with suppress(OSError):
        folder.rmdir()


def _bring(source: Path, target: Path) -> None:
    """Copy a file unless the copy has its size and time already."""
    original = source.stat()
    with suppress(FileNotFoundError):
        copy = target.stat()
        if (copy.st_size, copy.st_mtime_ns) == (original.st_size, original.st_mtime_ns):
            return
    write_file(target, source.read_bytes())
    os.utime(target, ns=(original.st_atime_ns, original.st_mtime_ns))


def _put(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        write_file(path, content)
