"""OPML 2.0 subscription lists: the feeds in them, with the categories they stand under as tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from broadsheet.errors import ReadError
from broadsheet.read.charsets import decode
from broadsheet.read.markup import is_web_address, plain_title
from broadsheet.read.trees import Element, name_of, parse_xml

MAX_BYTES = 5_000_000
MOST_FEEDS = 5_000
_LONGEST_CATEGORIES = 2_000
_FEED_SCHEME = re.compile(r"^feed:(?:(?=(?P<web>https?://))|/*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A feed of a subscription list: its address, what the list calls it, its categories."""

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()


def read_opml(content: bytes, *, name: str = "") -> list[Listed]:
    """Return the feeds of a subscription list, each address once, in the order of the list.

    A feed listed under several categories has all of them, those it states itself included.
    Outlines that include other lists, or this one again, are not followed.

    Args:
        content: The list as it is.
        name: What errors call it.

    Raises:
        ReadError: it is larger than 5 MB, no OPML, names no feed, or more than 5,000.
    """
    if len(content) > MAX_BYTES:
        raise ReadError(f"is larger than {MAX_BYTES // 1_000_000} MB", what=name)
    root = parse_xml(decode(content).text)
    if root is None or name_of(root) != "opml":
        raise ReadError("is not an OPML list", what=name)
    found: dict[str, Listed] = {}
    waiting: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, above = waiting.pop()
        values = {str(key).lower(): str(value).strip() for key, value in element.attrib.items()}
        title = plain_title(values.get("title") or values.get("text") or "")
        url = _FEED_SCHEME.sub(_web, values.get("xmlurl", ""))
        below = above
        if is_web_address(url):
            known = found.setdefault(url, Listed(url=url, title=title))
            stated = _categories(values.get("category", ""))
            found[url] = replace(known, tags=tuple(dict.fromkeys((*known.tags, *above, *stated))))
        elif name_of(element) == "outline" and title:
            below = (*above, title)
        waiting.extend((child, below) for child in reversed(element))
    if not found:
        raise ReadError("names no feed", what=name)
    if len(found) > MOST_FEEDS:
        raise ReadError(f"names more than {MOST_FEEDS} feeds", what=name)
    return list(found.values())


def _web(scheme: re.Match[str]) -> str:
    """Return what a `feed:` address of other readers begins with on the web."""
    return "" if scheme["web"] else "https://"


def _categories(stated: str) -> list[str]:
    """Return the names in a `category` attribute: paths with slashes, parted by commas."""
    return [
        name
        for path in stated[:_LONGEST_CATEGORIES].split(",")
        for part in path.split("/")
        if (name := plain_title(part))
    ]
