"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1): from an object to a feed and its entries."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from broadsheet.model.articles import Entry, Feed, Problem
from broadsheet.model.ids import content_id
from broadsheet.read.feed_images import content_image
from broadsheet.read.images import Candidate, first_picture
from broadsheet.read.markup import is_web_address, plain_title, resolve_url, sanitise
from broadsheet.read.timestamps import parse_timestamp

MOST_ENTRIES = 5_000


class JsonFeed:
    """One JSON Feed being read: the object, the document's URL, the problems met."""

    def __init__(self, data: Mapping[str, Any], url: str) -> None:
        self.data = data
        self.url = url
        self.problems: list[Problem] = []

    def read(self) -> tuple[Feed, list[Entry]]:
        """Return the feed and its entries in document order."""
        feed = Feed(
            title=plain_title(_text(self.data, "title")),
            url=self._web(_text(self.data, "home_page_url")),
            language=_language(self.data),
        )
        items = [item for item in _list(self.data, "items") if isinstance(item, dict)]
        if len(items) > MOST_ENTRIES:
            self.problems.append(
                Problem(what="feed", message=f"{len(items)} entries, the first {MOST_ENTRIES} read")
            )
        authors = tuple(_authors(self.data))
        return feed, [self._entry(item, feed, authors) for item in items[:MOST_ENTRIES]]

    def _entry(self, item: Mapping[str, Any], feed: Feed, authors: tuple[str, ...]) -> Entry:
        url = self._web(_text(item, "url") or _text(item, "external_url"))
        title = plain_title(_text(item, "title"))
        markup = _text(item, "content_html")
        plain = _text(item, "content_text")
        content = sanitise(markup or _paragraphs(plain), base=url or self.url)
        summary = sanitise(html.escape(_text(item, "summary"), quote=False))
        entry_id = _text(item, "id") or url or content_id("e", title, summary, content)
        return Entry(
            id=entry_id,
            url=url or self._web(entry_id if "://" in entry_id else ""),
            title=title,
            authors=tuple(_authors(item)) or authors,
            published=self._date(item, "date_published", entry_id),
            updated=self._date(item, "date_modified", entry_id),
            summary=summary,
            content=content,
            language=_language(item) or feed.language,
            tags=tuple(plain_title(tag) for tag in _list(item, "tags") if isinstance(tag, str)),
            image=first_picture(_images(item), base=self.url)
            or content_image(markup, base=url or self.url),
        )

    def _web(self, address: str) -> str:
        address = resolve_url(address, self.url)
        return address if is_web_address(address) else ""

    def _date(self, item: Mapping[str, Any], name: str, what: str) -> datetime | None:
        stamp = parse_timestamp(_text(item, name))
        if stamp.note:
            self.problems.append(Problem(what=what[:200], message=f"date {stamp.note}"))
        return stamp.moment


def parse_json_feed(text: str) -> dict[str, Any] | None:
    """Return the object of a JSON Feed, None when the text is not one."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and isinstance(data.get("items"), list) else None


def _text(data: Mapping[str, Any], name: str) -> str:
    """Return a string value; numbers become text (ids were numbers once), all else is empty."""
    value = data.get(name)
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return str(value)
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "ignore").decode("utf-8").replace("\0", "").strip()


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    value = data.get(name)
    return value if isinstance(value, list) else []


def _images(item: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield the item's pictures: `image` is the main one, `banner_image` often a strip."""
    for name in ("image", "banner_image"):
        if isinstance(item.get(name), str):
            yield Candidate(address=_text(item, name), found_in=name)
    for attached in _list(item, "attachments"):
        if isinstance(attached, dict) and _text(attached, "mime_type").startswith("image/"):
            title = _text(attached, "title")
            yield Candidate(address=_text(attached, "url"), found_in="attachment", alt=title)


def _authors(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield author names: `authors` of 1.1, then `author` of 1.0."""
    seen = set()
    for author in [*_list(data, "authors"), data.get("author")]:
        name = plain_title(_text(author, "name")) if isinstance(author, dict) else ""
        if name and name not in seen:
            seen.add(name)
            yield name


def _language(data: Mapping[str, Any]) -> str:
    match = re.match(r"[a-z]{2,3}(?=$|[-_])", _text(data, "language").lower())
    return match.group() if match else ""


def _paragraphs(plain: str) -> str:
    """Return plain text as HTML paragraphs."""
    pieces = re.split(r"\n\s*\n", plain)
    return "".join(f"<p>{html.escape(piece, quote=False)}</p>" for piece in pieces if piece.strip())
