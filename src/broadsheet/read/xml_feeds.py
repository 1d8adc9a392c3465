"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0: from a tree to a feed and its entries."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from lxml import etree

from broadsheet.model.articles import Entry, Feed, LeadImage, Problem
from broadsheet.model.ids import content_id
from broadsheet.read.feed_images import content_image, entry_image
from broadsheet.read.markup import is_web_address, plain_title, resolve_url, sanitise
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.trees import XML_LANG, Element, base_of, name_of, text_of

MOST_ENTRIES = 5_000
_PUBLISHED = (
    "pubdate", "atom:published", "atom:issued", "dc:date", "dcterms:issued", "dcterms:created",
    "dcterms:date", "atom:created", "dc:created", "dc:issued", "published", "issued", "created",
    "date", "prism:publicationdate",
)  # fmt: skip
_UPDATED = (
    "atom:updated", "atom:modified", "dcterms:modified", "updated", "modified", "lastbuilddate",
)  # fmt: skip
_ITEMS = frozenset({"item", "atom:entry", "entry"})
_CONTENT = (
    "content:encoded", "atom:content", "xhtml:body", "xhtml:div", "fulltext", "content",
    "yandex:full-text", "turbo:content",
)  # fmt: skip
_SUMMARY = (
    "description", "atom:summary", "dc:description", "dcterms:abstract", "itunes:summary",
    "media:description", "summary", "tagline",
)  # fmt: skip
_CATEGORIES = ("category", "atom:category", "dc:subject", "itunes:keywords", "media:category")
_AUTHORS = ("dc:creator", "author", "atom:author", "dc:author", "itunes:author", "media:credit")
_WRITERS = frozenset({"author", "writer", "reporter", "journalist"})
_MAIL_NAME = re.compile(r"^\s*\S+@\S+\s*\((.+)\)\s*$")
_NAME_MAIL = re.compile(r"^\s*\"?([^\"<>]+?)\"?\s*<[^<>]*@[^<>]*>\s*$")
_MAIL = re.compile(r"[(<\[]?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+[)>\]]?")
_BY = re.compile(r"^by:?\s+(?=\w)", re.IGNORECASE)
_TEXT_TYPES = frozenset({"", "text", "text/plain", "plain"})
_LOOKS_LIKE_HTML = re.compile(r"</\w{1,12}>|&(?:#\w{1,8}|\w{2,20});|<(?:br|p|hr|img)\b[^<>]*>")
_TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,60}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_MOST_TAGS = 50
_LONGEST_AUTHOR = 2_000

Children = dict[str, list[Element]]


class XmlFeed:
    """One feed document being read: the tree, the document's URL, the problems met."""

    def __init__(self, root: Element, url: str) -> None:
        self.root = root
        self.url = url
        self.problems: list[Problem] = []
        self._has_bases = bool(root.xpath("boolean(//@xml:base)"))

    def read(self) -> tuple[Feed, list[Entry]]:
        """Return the feed and its entries in document order."""
        head = self._head()
        children = _children(head) if head is not None else {}
        items = self._items()
        if len(items) > MOST_ENTRIES:
            self.problems.append(
                Problem(what="feed", message=f"{len(items)} entries, the first {MOST_ENTRIES} read")
            )
        feed = Feed(
            title=self._title(children, ("title", "atom:title", "dc:title")),
            url=self._link(children, head) if head is not None else "",
            language=_language(head, children),
        )
        feed_authors = self._authors(children)[:1] if name_of(self.root) == "atom:feed" else ()
        entries = [self._entry(item, feed, feed_authors) for item in items[:MOST_ENTRIES]]
        return feed, entries

    def _head(self) -> Element | None:
        """Return the element that carries the feed's own title and link."""
        if name_of(self.root).removeprefix("atom:") == "feed":
            return self.root
        for element in self.root.iter():
            if name_of(element) in {"channel", "atom:feed"}:
                return element
        return None

    def _items(self) -> list[Element]:
        named = self.root.iter("{*}item", "{*}entry")  # as nearly all are, and found at once
        return _outermost(named) or _outermost(self.root.iter("*"))

    def _entry(self, item: Element, feed: Feed, feed_authors: tuple[str, ...]) -> Entry:
        children = _children(item)
        title = self._title(children, ("title", "atom:title", "dc:title", "media:title"))
        url = self._link(children, item)
        ids = (text_of(node).strip() for node in _all(children, ("guid", "atom:id", "id")))
        given_id = next(filter(None, ids), "")
        contents = self._packed(children, _CONTENT)
        summaries = self._packed(children, _SUMMARY)
        safe = [sanitise(text, base=base) for text, base in contents]
        content = max(safe, key=len, default="")
        briefly = (  # many feeds say the same twice
            safe[contents.index(one)] if one in contents else sanitise(one[0], base=one[1])
            for one in summaries
        )
        summary = next(filter(None, briefly), "")
        entry_id = given_id or url or content_id("e", title, summary, content)
        what = entry_id[:200]
        return Entry(
            id=entry_id,
            url=url,
            title=title,
            authors=self._authors(children) or self._authors_of_source(children) or feed_authors,
            published=self._date(children, _PUBLISHED, what),
            updated=self._date(children, _UPDATED, what),
            summary=summary,
            content=content,
            language=_language(item, children) or feed.language,
            tags=_tags(children),
            image=entry_image(children, base=self._base(item)) or _shown([*contents, *summaries]),
        )

    def _title(self, children: Children, names: Iterable[str]) -> str:
        for element in _all(children, names):
            title = _plain(element)
            if title:
                return title
        return ""

    def _link(self, children: Children, owner: Element) -> str:
        """Return the page an item or feed is about.

        In order: the original behind a feed service, an Atom alternate link, an RSS link, a guid
        that is a permalink, rdf:about.
        """
        first = None
        for value, element in _links(children, owner):
            address = resolve_url(html.unescape(value), self._base(element))
            if is_web_address(address):
                return address
            first = value if first is None else first
        relative = (first or "").strip()
        return "" if ":" in relative.split("/")[0] else relative

    def _authors(self, children: Children) -> tuple[str, ...]:
        names: list[str] = []
        for element in _all(children, _AUTHORS):
            name = _author(element) if element.get("role", "author") in _WRITERS else ""
            if name and name not in names:
                names.append(name)
        return tuple(names[:10])

    def _authors_of_source(self, children: Children) -> tuple[str, ...]:
        """Return who wrote the feed an entry was taken over from (RFC 4287, 4.2.1 and 4.2.11)."""
        sources = children.get("atom:source", ())
        return self._authors(_children(sources[0])) if sources else ()

    def _date(self, children: Children, names: Iterable[str], what: str) -> datetime | None:
        for element in _all(children, names):
            stamp = parse_timestamp(text_of(element))
            if stamp.note:
                self.problems.append(Problem(what=what, message=f"date {stamp.note}"))
            if stamp.moment is not None:
                return stamp.moment
        return None

    def _base(self, element: Element) -> str:
        return base_of(element, self.url) if self._has_bases else self.url

    def _packed(self, children: Children, names: Iterable[str]) -> list[tuple[str, str]]:
        """Return the HTML of each element so named, whichever way it is packed, and its base."""
        return [(_packed(one), self._base(one)) for one in _all(children, names)]


def _shown(texts: Iterable[tuple[str, str]]) -> LeadImage | None:
    """Return the first picture in the content, which is sanitised away with the others."""
    for text, base in texts:
        image = content_image(text, base=base)
        if image is not None:
            return image
    return None


def _outermost(elements: Iterable[Element]) -> list[Element]:
    """Return the items and entries among some elements that are in no other."""
    return [
        element
        for element in elements
        if name_of(element) in _ITEMS
        and ((above := element.getparent()) is None or name_of(above) not in _ITEMS)
    ]


def _children(element: Element) -> Children:
    found: Children = {}
    for child in element:
        name = name_of(child)
        if name in {"media:group", "media:content"}:
            for inner in child:
                found.setdefault(name_of(inner), []).append(inner)
        if name == "media:group":
            continue
        if name in found:
            found[name].append(child)
        else:
            found[name] = [child]
    return found


def _all(children: Children, names: Iterable[str]) -> Iterator[Element]:
    for name in names:
        if name in children:
            yield from children[name]


def _plain(element: Element) -> str:
    """Return a title as plain text. Atom's text type is literal unless it plainly holds markup."""
    if len(element):
        return plain_title(_inner(element))
    text = _decoded(element)
    is_literal = (
        name_of(element).startswith("atom:")
        and element.get("type", "").lower() in _TEXT_TYPES
        and not _LOOKS_LIKE_HTML.search(text)
    )
    return " ".join(text.split()) if is_literal else plain_title(text)


def _packed(element: Element) -> str:
    """Return the HTML of a text construct: escaped, inline, base64 or plain (RFC 4287, 3.1)."""
    if len(element):
        return _inner(element)
    text = _decoded(element)
    kind = element.get("type", "").lower()
    is_atom = name_of(element).startswith("atom:")
    if is_atom and kind in _TEXT_TYPES and not _LOOKS_LIKE_HTML.search(text):
        return html.escape(text, quote=False)
    return text


def _decoded(element: Element) -> str:
    """Return an element's text, undone of base64 (Atom 0.3 `mode`, Atom 1.0 binary types)."""
    text = text_of(element)
    kind = element.get("type", "").lower()
    is_binary = "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html"))
    if element.get("mode", "").lower() == "base64" or is_binary:
        try:
            return base64.b64decode(text, validate=False).decode("utf-8")
        except (binascii.Error, ValueError):
            return "" if is_binary else text
    return text


def _inner(element: Element) -> str:
    """Return inline markup as HTML text."""
    for node in element.iter("*"):
        local = str(node.tag).rpartition("}")[2]
        node.tag = local if _TAG_NAME.fullmatch(local) else "span"  # a mangled address, mostly
    pieces = [html.escape(element.text or "", quote=False)]
    pieces += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(pieces)


def _links(children: Children, owner: Element) -> Iterator[tuple[str, Element]]:
    for node in children.get("feedburner:origlink", ()):
        yield text_of(node), node
    yield from _atom_links(children)
    for node in children.get("link", ()):
        yield text_of(node) or node.get("href", ""), node
    for node in children.get("guid", ()):
        if node.get("isPermaLink", node.get("ispermalink", "true")).lower() != "false":
            yield text_of(node), node
    for key, value in owner.attrib.items():
        if str(key).endswith("}about"):
            yield str(value), owner


def _atom_links(children: Children) -> list[tuple[str, Element]]:
    """Return alternate links, HTML ones first."""
    links = [
        node
        for node in children.get("atom:link", ())
        if node.get("rel", "alternate").lower() in {"alternate", ""}
        and (node.get("href") or text_of(node).strip())
    ]
    links.sort(key=lambda node: "html" not in node.get("type", "text/html").lower())
    return [(node.get("href") or text_of(node), node) for node in links]


def _author(element: Element) -> str:
    named = [child for child in element if name_of(child).split(":")[-1] in {"name", "title"}]
    text = " ".join(text_of(named[0] if named else element).split())
    return _author_name(text[:_LONGEST_AUTHOR])


@lru_cache(maxsize=1_024)  # a few people write all the entries of a feed
def _author_name(text: str) -> str:
    """Return the name in a line that names an author by mail address, by name or by both."""
    for pattern in (_MAIL_NAME, _NAME_MAIL):
        match = pattern.match(text)
        if match:
            return plain_title(match.group(1))
    if re.fullmatch(r"\S+@\S+", text):
        return ""
    # nobody's address is printed: "Ida Berg (ida@quay.example)"
    return _BY.sub("", _MAIL.sub("", plain_title(text)).strip(" ,;"))


def _tags(children: Children) -> tuple[str, ...]:
    tags: list[str] = []
    for element in _all(children, _CATEGORIES):
        raw = element.get("label") or element.get("term") or text_of(element)
        pieces = raw.split(",") if name_of(element) == "itunes:keywords" else [raw]
        for piece in pieces:
            tag = plain_title(piece)
            if tag and tag not in tags:
                tags.append(tag)
    return tuple(tags[:_MOST_TAGS])


def _language(element: Element | None, children: Children) -> str:
    """Return the primary language subtag in lower case, "" when none is named."""
    if element is None:
        return ""
    named = next((text_of(node) for node in _all(children, ("language", "dc:language"))), "")
    value = (named or element.get(XML_LANG, "")).strip().lower()
    match = _LANGUAGE.match(value) if value else None
    return match.group() if match else ""
