"""Feeds: RSS, RDF, Atom and JSON Feed in one reader that never gives up on a document.

What is wrong with a feed is listed in `FeedResult.problems`; what can be read is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from broadsheet.errors import ReadError
from broadsheet.model.articles import Entry, Feed, FeedResult, Problem
from broadsheet.read.charsets import decode
from broadsheet.read.json_feeds import JsonFeed, parse_json_feed
from broadsheet.read.packed import unpacked
from broadsheet.read.tombstones import deleted_entries
from broadsheet.read.trees import Element, name_of, parse_xml
from broadsheet.read.xml_feeds import XmlFeed

MAX_BYTES = 15_000_000
_ROOTS = frozenset({"rss", "rdf:rdf", "rdf", "channel", "atom:feed", "feed", "atom:entry", "item"})


def read_feed(content: bytes, *, url: str = "", content_type: str | None = None) -> FeedResult:
    """Read a feed document; never raises.

    Args:
        content: The document as received, also packed as a gzip file; at most 15 MB of it.
        url: Where it came from: the base of relative links.
        content_type: The Content-Type header, if any.

    Returns:
        The feed, its entries (HTML sanitised, times in UTC, titles plain) and the problems met. A
        document that is no feed has no entries and says so.
    """
    try:
        content = unpacked(content, MAX_BYTES)
    except ReadError as error:
        return _refused(error.message)
    decoded = decode(content, content_type=content_type)
    text = decoded.text.lstrip("\ufeff \t\r\n\0")
    if not text:
        return _refused("is empty")
    notes = [Problem(what="feed", message=decoded.note)] if decoded.note else []
    if text.startswith("{"):
        data = parse_json_feed(text)
        if data is None:
            return _refused("is JSON, but not a JSON Feed")
        json_feed = JsonFeed(data, url)
        return _result(*json_feed.read(), [*notes, *json_feed.problems])
    root = parse_xml(decoded.text, content if decoded.is_exact else None)
    if root is None or name_of(root) not in _ROOTS:
        return _refused(_other_kind(root, text))
    xml_feed = XmlFeed(root, url)
    result = _result(*xml_feed.read(), [*notes, *xml_feed.problems])
    return replace(result, withdrawn=deleted_entries(root, result.entries))


def _refused(message: str) -> FeedResult:
    return FeedResult(feed=Feed(), entries=(), problems=(Problem(what="feed", message=message),))


def _other_kind(root: Element | None, text: str) -> str:
    """Say what a document is that is no feed."""
    if root is not None and name_of(root) == "opml":
        return "is a list of feeds (OPML), not a feed"
    head = text[:4000].lower()
    is_html = "<html" in head or "<!doctype html" in head or "<body" in head
    return "is an HTML page, not a feed" if is_html else "is not a feed"


def _result(feed: Feed, entries: Sequence[Entry], problems: Iterable[Problem]) -> FeedResult:
    kept = [entry for entry in entries if entry.title or entry.content or entry.summary]
    found = list(problems)
    if not entries:
        found.append(Problem(what="feed", message="has no entries"))
    if len(kept) < len(entries):
        found.append(
            Problem(what="feed", message=f"{len(entries) - len(kept)} entries say nothing")
        )
    seen: set[str] = set()
    for entry in kept:
        if entry.id in seen:
            found.append(Problem(what=entry.id[:200], message="the same id is used twice"))
        seen.add(entry.id)
    return FeedResult(feed=feed, entries=tuple(kept), problems=tuple(found))
