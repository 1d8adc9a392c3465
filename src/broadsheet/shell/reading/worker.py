"""What a reading process does: it reads one document or linked page after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from broadsheet.errors import ReadError
from broadsheet.read.discovery import announced_feeds
from broadsheet.read.sources import articles_of, read_link

#: What the parent is told: ("done", result), or ("failed", (message, what, remedy, reason)).
Reply = tuple[str, Any]
DOCUMENT = "document"
LINK = "link"
FEEDS = "feeds"

_TASKS: dict[str, Callable[..., Any]] = {
    DOCUMENT: articles_of,
    LINK: read_link,
    FEEDS: announced_feeds,
}


def open_desk(_: None) -> Callable[[tuple[str, tuple[Any, ...]]], Reply]:
    """Return what does one job: (task, arguments)."""

    def read_one(job: tuple[str, tuple[Any, ...]]) -> Reply:
        task, arguments = job
        try:
            found = _TASKS[task](*arguments)
        except ReadError as error:
            return ("failed", (error.message, error.what, error.remedy, error.reason))
        return ("done", found)

    return read_one
