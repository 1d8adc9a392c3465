"""The web archive on disk: `output/site/`, a folder that any web server can show as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from broadsheet.errors import ConfigError
from broadsheet.model.briefings import Briefing
from broadsheet.model.editions import Edition
from broadsheet.render.archive import Shelf, Shelved
from broadsheet.shell.logs import logger
from broadsheet.shell.rendering.renderers import Renderer
from broadsheet.shell.store.output import edition_folder, write_file

#: Where the archive is, beside the briefings' own folders.
SITE = "site"
_PAGE, _PDF = "index.html", "edition.pdf"


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


def write_archive(
    output: Path,
    briefings: Iterable[Briefing],
    editions_of: Callable[[str], Sequence[Edition]],
    templates: Mapping[str, str],
    *,
    renderer: Renderer,
    base_url: str = "",
) -> Path:
    """Bring the archive up to date with the editions written so far; return its folder.

    Editions without a web page of their own are left out. What has not changed is not written
    again.

    Args:
        output: The folder that holds the briefings' edition folders.
        briefings: Those to show.
        editions_of: Returns a briefing's editions, newest first.
        templates: Template sources by name.
        renderer: Fills them in.
        base_url: The archive's public address, for the feeds.

    Raises:
        RenderError: a template fails.
        StoreError: the folder cannot be written.
    """
    shelves = []
    for briefing in briefings:
        shelved = [
            Shelved(edition=edition, folder=place.name, has_pdf=(place / _PDF).is_file())
            for edition in editions_of(briefing.slug)
            if ((place := output / briefing.slug / edition_folder(edition)) / _PAGE).is_file()
        ]
        if shelved:
            shelves.append(Shelf(briefing=briefing.slug, style=briefing.style, editions=shelved))
    for name, content in renderer.archive(shelves, templates, base_url=base_url).items():
        _put(output / SITE / name, content)
    for shelf in shelves:
        for each in shelf.editions:
            here = Path(shelf.briefing) / each.folder
            for name in (_PAGE, _PDF) if each.has_pdf else (_PAGE,):
                _put(output / SITE / here / name, (output / here / name).read_bytes())
    return output / SITE


def _put(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        write_file(path, content)
