"""Adding sources to a briefing file: what a location is, and whether it brings anything; and
removing them.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from broadsheet.errors import ConfigError, NotFound, SourceError, without_login
from broadsheet.model.briefings import SourceKind
from broadsheet.shell.cli.terminal import say

if TYPE_CHECKING:
    from broadsheet.shell.app.program import App


# A site as people write it: a name with a dot whose end is no kind of file we read.
_HOST = re.compile(
    r"(?!.*\.(?:html?|xhtml|md|markdown|txt|eml|pdf|docx|xml|rss|atom|json)$)"
    r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?::\d+)?(?:/[^*{}\[\]]*)?",
    re.IGNORECASE,
)


def web_address(location: str) -> str:
    """Return an address of the web as programs write it; other locations as given.

    Browsers and other readers hand out `feed:` addresses, and people capital letters.
    """
    scheme, colon, rest = location.partition(":")
    if scheme.lower() == "feed" and colon:
        rest = rest.removeprefix("//")
        return rest if "://" in rest else f"https://{rest}"
    return f"{scheme.lower()}:{rest}" if scheme.lower() in {"http", "https"} else location


def find_source(app: App, location: str, *, items: str) -> tuple[SourceKind, str, str]:
    """Find out what a location is: its kind, its address, and its name if it has one."""
    from broadsheet.pipeline import discover as find

    location = web_address(location)
    if location.startswith("plugin:"):
        return SourceKind.PLUGIN, location, ""
    if location.lower().startswith("imaps:"):
        return SourceKind.MAILBOX, location, ""
    if not location.startswith(("http://", "https://")):
        if not _HOST.fullmatch(location) or (app.workspace.briefings / location).exists():
            return SourceKind.FOLDER, location, ""
        location = f"https://{location}"
    if items:
        return SourceKind.PAGE, location, ""
    found = find(location, fetcher=app.fetcher, reader=app.reader)
    if not found:
        raise SourceError(
            "no feed and no sitemap found",
            what=location,
            remedy='if it lists articles, add --items with the CSS selector of its links: "main a"',
        )
    for other in found[1:]:
        say(f"also there: {other.source.kind.value} {other.source.location}")
    first = found[0].source
    return first.kind, _with_login_of(location, first.location), first.name


def _with_login_of(given: str, found: str) -> str:
    """Return what was found with the login it was found with, if it is on the same host."""
    login = urlsplit(given).netloc.rpartition("@")[0]
    if not login or urlsplit(given).hostname != urlsplit(found).hostname:
        return found
    return found.replace("://", f"://{login}@", 1)


def add_entries(app: App, briefing: str, entries: list[dict[str, Any]], *, is_tested: bool) -> None:
    """Write entries to a briefing file once the new file has been loaded, and its last source seen.

    Raises:
        ConfigError: the file would not be a briefing any more, or has that source already.
        SourceError: the source brings nothing.
    """
    from broadsheet.pipeline import probe
    from broadsheet.shell.config.briefings import load_briefing
    from broadsheet.shell.config.editing import add_sources

    def check(path: Path) -> None:
        *others, last = load_briefing(path, app.workspace, os.environ).sources
        if is_tested and last.location in {one.location for one in others}:
            raise ConfigError("is a source of this briefing already", what=last.location)
        seen = None
        if is_tested:
            seen = probe(last, fetcher=app.fetcher, reader=app.reader, now=app.now())
        if seen is not None and (seen.error or not seen.items):
            raise SourceError(
                f"brings nothing: {seen.error or 'it is empty'}",
                what=last.name,
                remedy="add --force to add it all the same",
            )

    add_sources(app.workspace.briefing_file(briefing), entries, check=check)


def remove_named(app: App, briefing: str, name: str) -> str:
    """Take the source of that name or location out of a briefing file; return its name.

    A location is known as the file has it, as the briefing, and as it is shown.

    Raises:
        NotFound: the briefing has no such source.
        ConfigError: several are called so, it stands in a list of feeds or in another file, or it
            is the last.
    """
    from broadsheet.shell.config.briefings import load_briefing
    from broadsheet.shell.config.editing import remove_source

    file = app.workspace.briefing_file(briefing)
    every = app.briefing(briefing).sources
    written = os.path.relpath(file.parent / name, app.workspace.root)
    found = [
        number
        for number, one in enumerate(every)
        if name in (one.name, one.location, without_login(one.location)) or written == one.location
    ]
    if not found:
        near = difflib.get_close_matches(name, [one.name for one in every], n=1)
        remedy = (
            f"do you mean {near[0]}?" if near else f"`broadsheet sources {briefing}` lists them"
        )
        raise NotFound("no such source", what=name, remedy=remedy)
    if len(found) > 1:
        places = ", ".join(every[number].location for number in found)
        raise ConfigError(
            "several sources are called so", what=name, remedy=f"name one by its address: {places}"
        )
    index = _entry_of(file, found[0], len(every))
    remove_source(file, index, check=lambda path: load_briefing(path, app.workspace, os.environ))
    return every[found[0]].name


def _entry_of(file: Path, place: int, count: int) -> int:
    """Return which entry of a file's own list stands for a source of the briefing.

    Args:
        file: The briefing file.
        place: The source's place among those of the briefing.
        count: How many the briefing has.

    Raises:
        ConfigError: the source is not an entry of its own there.
    """
    from broadsheet.read.opml import read_opml
    from broadsheet.shell.config.editing import source_entries

    ends: list[int] = []
    entries = source_entries(file)
    for entry in entries:
        listed = entry.get("opml")
        size = len(read_opml((file.parent / listed).read_bytes())) if listed else 1
        ends.append((ends[-1] if ends else 0) + size)
    if not ends or ends[-1] != count:
        raise ConfigError(
            "stands in the file this one extends", what=str(file), remedy="remove it there"
        )
    index = next(number for number, end in enumerate(ends) if place < end)
    if entries[index].get("opml"):
        raise ConfigError(
            f"stands in the list {entries[index]['opml']}", what=str(file), remedy="remove it there"
        )
    return index
