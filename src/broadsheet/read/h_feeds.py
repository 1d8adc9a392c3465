"""h-feed: the entries a web page marks up for programs (microformats2), as of a feed.

By the parsing rules of https://microformats.org/wiki/microformats2-parsing as far as a feed needs
them, and the older class names (hentry, entry-title) that many sites still use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from broadsheet.model.articles import Entry, Feed, FeedResult, Problem
from broadsheet.read.charsets import decode
from broadsheet.read.images import Candidate, first_picture
from broadsheet.read.main_text import parse_html
from broadsheet.read.markup import (
    element_text,
    is_web_address,
    nests_beyond,
    plain_title,
    resolve_url,
    sanitise,
)
from broadsheet.read.page_images import sources_of
from broadsheet.read.timestamps import parse_timestamp

MAX_BYTES = 5_000_000
MOST_ENTRIES = 500
_NAMES = {
    "p-name": "name", "u-url": "url", "u-uid": "id", "dt-published": "published",
    "dt-updated": "updated", "p-summary": "summary", "e-content": "content", "p-author": "author",
    "p-category": "tag", "u-featured": "featured", "u-photo": "photo",
}  # fmt: skip
_OLD_NAMES = {
    "entry-title": "name", "published": "published", "updated": "updated",
    "entry-summary": "summary", "entry-content": "content", "author": "author",
}  # fmt: skip
_OLD_ROOTS = frozenset({"hentry", "hfeed", "vcard"})
_CARD_NAMES = {"p-name": "name", "fn": "name"}


def read_h_feed(
    html: bytes, *, url: str = "", content_type: str | None = None
) -> FeedResult | None:
    """Read the entries marked up on a page; None when it marks up none.

    Args:
        html: The page as received, at most 5 MB of it.
        url: Where it came from: the base of relative links.
        content_type: The Content-Type header, if any.

    Returns:
        As of a feed: HTML sanitised, times in UTC, at most 500 entries.
    """
    source = decode(html[:MAX_BYTES], content_type=content_type).text.replace("\0", "")
    if not source.strip() or nests_beyond(source):
        return None
    tree = parse_html(source)
    if tree is None:
        return None
    stated = (resolve_url(str(href), url) for href in tree.xpath("//base/@href")[:1])
    base = next(filter(is_web_address, stated), url)
    roots = list(_entry_roots(tree))
    if not roots:
        return None
    language = str(tree.get("lang") or "")[:2].lower()
    entries = [_entry(root, base, language) for root in roots[:MOST_ENTRIES]]
    kept = tuple(entry for entry in entries if entry.title or entry.content or entry.summary)
    if not kept:
        return None
    problems = []
    if len(roots) > MOST_ENTRIES:
        message = f"has {len(roots)} entries, the first {MOST_ENTRIES} read"
        problems.append(Problem(what="h-feed", message=message))
    return FeedResult(
        feed=Feed(title=_feed_title(tree), url=url, language=language),
        entries=kept,
        problems=tuple(problems),
    )


def _entry_roots(tree: Any) -> Iterator[Any]:
    """Yield the entries of a page that are not inside another."""
    inside = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not _classes(element) & {"h-entry", "hentry", "h-cite"}:
            continue
        if event == "start":
            if not inside and "h-cite" not in _classes(element):
                yield element
            inside += 1
        else:
            inside -= 1


def _entry(root: Any, base: str, language: str) -> Entry:
    is_new = "h-entry" in _classes(root)
    found = _properties(root, _NAMES if is_new else _OLD_NAMES)
    address = _link(root, found, base)
    content, summary, name = (_first(found, key) for key in ("content", "summary", "name"))
    title = plain_title(element_text(name)) if name is not None else ""
    if content is not None and title == plain_title(element_text(content)):
        title = ""  # a note: its name is only its text again
    uid = _first(found, "id")
    identifier = str(uid.get("href") or element_text(uid)).strip() if uid is not None else ""
    return Entry(
        id=identifier or address or title,
        url=address,
        title=title,
        authors=_distinct(map(_author, found["author"])),
        published=_moment(_first(found, "published")),
        updated=_moment(_first(found, "updated")),
        summary=_markup(summary, base),
        content=_markup(content, base),
        language=str(root.get("lang") or "")[:2].lower() or language,
        tags=_distinct(plain_title(element_text(tag)) for tag in found["tag"]),
        image=first_picture(_pictures(found), base=base),
    )


def _properties(root: Any, names: Mapping[str, str]) -> dict[str, list[Any]]:
    """Return the elements under one that are its properties, not those of a thing inside it."""
    found: dict[str, list[Any]] = {key: [] for key in _NAMES.values()}
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if element is root:
            continue
        classes = _classes(element)
        for name in sorted(classes & names.keys()):
            found[names[name]].append(element)
        if classes & _OLD_ROOTS or any(name.startswith("h-") for name in classes):
            walker.skip_subtree()
    return found


def _link(root: Any, found: Mapping[str, list[Any]], base: str) -> str:
    """Return the entry's address: marked, else that of its bookmark or title."""
    candidates = [*found["url"]]
    candidates += root.xpath(".//a[@href and contains(concat(' ', @rel, ' '), ' bookmark ')]")[:1]
    for name in found["name"][:1]:
        candidates += [name, *name.xpath(".//a[@href]")[:1], *name.xpath("ancestor::a[@href]")[-1:]]
    for element in candidates:
        address = resolve_url(str(element.get("href") or ""), base)
        if is_web_address(address):
            return address
    return ""


def _pictures(found: Mapping[str, list[Any]]) -> Iterator[Candidate]:
    """Yield the pictures of an entry: featured, marked as its photo, shown in its content."""
    for name in ("featured", "photo"):
        for element in found[name]:
            address = element.get("src") or element.get("href") or element.get("data") or ""
            yield Candidate(address=address, found_in=f"u-{name}", alt=element.get("alt") or "")
    for content in found["content"][:1]:
        for element in content.iter("img"):
            yield from sources_of(element, found_in="content")


def _author(element: Any) -> str:
    """Return the name of an author: of the card inside, else its text."""
    names = _properties(element, _CARD_NAMES)["name"]
    return plain_title(element_text(names[0] if names else element))[:200]


def _moment(element: Any) -> datetime | None:
    if element is None:
        return None
    inner = element.xpath("descendant-or-self::*[@datetime]")
    stated = inner[0].get("datetime") if inner else element.get("title") or element_text(element)
    return parse_timestamp(str(stated)[:200]).moment


def _markup(element: Any, base: str) -> str:
    if element is None:
        return ""
    return sanitise(lxml_html.tostring(element, encoding="unicode", with_tail=False), base=base)


def _feed_title(tree: Any) -> str:
    """Return the name the feed gives itself, else the page's title."""
    feeds = (element for element in tree.iter("*") if "h-feed" in _classes(element))
    names = [name for feed in islice(feeds, 1) for name in _properties(feed, _NAMES)["name"]]
    return plain_title(element_text(names[0]) if names else tree.findtext(".//title") or "")


def _first(found: Mapping[str, list[Any]], key: str) -> Any:
    return found[key][0] if found[key] else None


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def _classes(element: Any) -> set[str]:
    return set(str(element.get("class") or "").split())
