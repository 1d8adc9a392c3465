"""Adding sources to a briefing file: what a location is, and whether it brings anything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.errors import SourceError
from broadsheet.model.briefings import SourceKind
from broadsheet.shell.cli.terminal import say

if TYPE_CHECKING:
    from broadsheet.shell.app.program import App


def find_source(app: App, location: str, *, items: str) -> tuple[SourceKind, str, str]:
    """Find out what a location is: its kind, its address, and its name if it has one."""
    from broadsheet.pipeline import discover as find

    if location.startswith("plugin:"):
        return SourceKind.PLUGIN, location, ""
    if location.lower().startswith("imaps:"):
        return SourceKind.MAILBOX, location, ""
    if not location.startswith(("http://", "https://")):
        return SourceKind.FOLDER, location, ""
    if items:
        return SourceKind.PAGE, location, ""
    found = find(location, fetcher=app.fetcher)
    if not found:
        raise SourceError(
            "no feed and no sitemap found",
            what=location,
            remedy='if it lists articles, add --items with the CSS selector of its links: "main a"',
        )
    for other in found[1:]:
        say(f"also there: {other.source.kind.value} {other.source.location}")
    first = found[0].source
    return first.kind, first.location, first.name


def add_entries(app: App, briefing: str, entries: list[dict[str, Any]], *, is_tested: bool) -> None:
    """Write entries to a briefing file once the new file has been loaded, and its last source seen.

    Raises:
        ConfigError: the file would not be a briefing any more.
        SourceError: the source brings nothing.
    """
    from broadsheet.pipeline import probe
    from broadsheet.shell.config.briefings import load_briefing
    from broadsheet.shell.config.editing import add_sources

    def check(path: Path) -> None:
        last = load_briefing(path, app.workspace, os.environ).sources[-1]
        seen = probe(last, fetcher=app.fetcher, now=app.now()) if is_tested else None
        if seen is not None and (seen.error or not seen.items):
            raise SourceError(
                f"brings nothing: {seen.error or 'it is empty'}",
                what=last.name,
                remedy="add --force to add it all the same",
            )

    add_sources(app.workspace.briefing_file(briefing), entries, check=check)
