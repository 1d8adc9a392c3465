"""Sources that other packages bring, as entry points of the group `broadsheet.sources`.

What a plugin brings is written as a JSON Feed and read like any other: sanitised, bounded, compared
with what it brought the last time. A plugin that raises, hangs or brings nonsense fails its source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.metadata import entry_points
from itertools import islice
from threading import Thread

from broadsheet.errors import BroadsheetError, FetchError
from broadsheet.model.articles import Entry, FetchRequest, FetchResponse
from broadsheet.ports import PLUGINS, Fetcher, SourcePlugin

SCHEME = "plugin:"
MOST_ENTRIES = 1_000


class PluginFetcher:
    """Asks plugins for their entries.

    Args:
        fetcher: What plugins get their documents with.
        clock: Says what time it is (aware).
        timeout: Seconds a plugin may take; one that takes longer is left behind.
    """

    def __init__(self, fetcher: Fetcher, *, clock: Callable[[], datetime], timeout: float) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._timeout = timeout

    def fetch(self, request: FetchRequest) -> FetchResponse:
        """Return what a plugin brings, as a JSON Feed (https://jsonfeed.org/version/1.1).

        Args:
            request: For `plugin:NAME/ARGUMENT`.

        Raises:
            FetchError: there is no such plugin; it raised, took too long or brought no entries.
        """
        name, _, argument = request.url.removeprefix(SCHEME).partition("/")
        items = ", ".join(self._items(name, argument))
        head = '{"version": "https://jsonfeed.org/version/1.1", "title": "", "items": ['
        content = f"{head}{items}]}}".encode("utf-8", "replace")
        if len(content) > request.max_bytes:
            raise FetchError(f"brings more than {request.max_bytes / 1e6:g} MB", what=request.url)
        return FetchResponse(
            status=200,
            url=request.url,
            headers={"content-type": "application/feed+json"},
            content=content,
            fetched_at=self._clock(),
        )

    def _items(self, name: str, argument: str) -> list[str]:
        """Run a plugin in a thread of its own, as nothing else can be waited for with a limit."""
        what = f"{SCHEME}{name}"
        items: list[str] = []
        failures: list[BaseException] = []

        def run() -> None:
            try:
                plugin = _load(name)
                found: Iterable[Entry] = plugin(argument, self._fetcher)
                items.extend(_item(entry) for entry in islice(found, MOST_ENTRIES))
            except BaseException as error:  # noqa: BLE001 - sys.exit() in a plugin ends nothing else
                failures.append(error)

        worker = Thread(target=run, name=what, daemon=True)
        worker.start()
        worker.join(self._timeout)
        if worker.is_alive():
            raise FetchError(f"took longer than {self._timeout:g} s", what=what)
        if not failures:
            return items
        if isinstance(failures[0], BroadsheetError):
            raise FetchError(str(failures[0]), what=what) from failures[0]
        said = " ".join(f"{type(failures[0]).__name__}: {failures[0]}".split())[:200]
        raise FetchError(f"the plugin failed: {said}", what=what) from failures[0]


def _load(name: str) -> SourcePlugin:
    found = {each.name: each for each in entry_points(group=PLUGINS)}
    if name not in found:
        known = ", ".join(sorted(found)) or "none"
        raise FetchError("no such plugin is installed", remedy=f"installed: {known}")
    plugin: SourcePlugin = found[name].load()
    return plugin


def _item(entry: Entry) -> str:
    """Return an entry as an item of a JSON Feed."""
    if not isinstance(entry, Entry):
        raise TypeError(f"it brought {type(entry).__name__} instead of Entry")
    item = {
        "id": entry.id or entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content or entry.summary,
        "date_published": entry.published.isoformat() if entry.published else None,
        "date_modified": entry.updated.isoformat() if entry.updated else None,
        "authors": [{"name": name} for name in entry.authors],
        "language": entry.language,
        "tags": list(entry.tags),
    }
    return json.dumps(item, ensure_ascii=False)
