"""Lists of feeds for other readers (OPML 2.0), and from theirs to entries of a briefing file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from lxml import etree

from broadsheet.errors import without_login
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.markup import is_web_address
from broadsheet.read.opml import read_opml
from broadsheet.read.trees import Element


def write_opml(title: str, sources: Sequence[Source]) -> bytes:
    """Return the sources that are feeds of the web as OPML, each under its tags.

    The tags are categories, one inside the other. Logins are nobody else's and left out.
    Read back, by Broadsheet or another reader, a feed has the same tags again.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _xml_safe(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], Element] = {(): body}
    for source in sources:
        if not is_exported(source):
            continue
        folder = body
        for depth in range(1, len(source.tags) + 1):
            path = source.tags[:depth]
            if path not in folders:
                name = _xml_safe(path[-1])
                folders[path] = etree.SubElement(folder, "outline", text=name, title=name)
            folder = folders[path]
        name, address = _xml_safe(source.name), _xml_safe(without_login(source.location))
        etree.SubElement(folder, "outline", type="rss", text=name, title=name, xmlUrl=address)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def is_exported(source: Source) -> bool:
    """Say whether a source has a place in a list of feeds: it is one, of the web."""
    return source.kind is SourceKind.FEED and is_web_address(source.location)


def entries_of(
    content: bytes, *, name: str, known: Collection[str]
) -> tuple[list[dict[str, Any]], int]:
    """Return the feeds of an OPML list as entries of a briefing file, and how many were known.

    Args:
        content: The list.
        name: What errors call it.
        known: Addresses that are sources already.

    Raises:
        ReadError: it is no list of feeds.
    """
    listed = read_opml(content, name=name)
    fresh = [each for each in listed if each.url not in known]
    entries: list[dict[str, Any]] = []
    for each in fresh:
        entry: dict[str, Any] = {"feed": each.url}
        if each.title:
            entry["name"] = each.title
        if each.tags:
            entry["tags"] = list(each.tags)
        entries.append(entry)
    return entries, len(listed) - len(fresh)


def _xml_safe(text: str) -> str:
    return "".join(char for char in text if char.isprintable())
