"""What a page says about itself: title, authors, dates, language, publisher, canonical URL.

Structured statements (JSON-LD, meta elements) are trusted before visible ones, and all of them
before a guess; `date_source` keeps the difference, because a guessed date is often a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from broadsheet.read.authors import find_authors
from broadsheet.read.markup import is_web_address, plain_title, resolve_url
from broadsheet.read.page_dates import find_dates
from broadsheet.read.structured import Meta, names_of, text_value
from broadsheet.read.titles import pick_title
from broadsheet.text.languages import identify_language

_TWO_PART_SUFFIXES = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The page's own statements, each empty or None where it makes none."""

    title: str
    authors: tuple[str, ...]
    published: datetime | None
    updated: datetime | None
    date_source: str
    language: str
    publisher: str
    url: str


def read_metadata(
    tree: Any, meta: Meta, node: dict[str, Any], *, html: str, url: str, text: str
) -> Metadata:
    """Return a page's metadata.

    Args:
        tree: The parsed page.
        meta: Its meta elements.
        node: Its article in JSON-LD, empty for none.
        html: Its source.
        url: Where it came from.
        text: Its main text, for identifying the language when nothing names it.
    """
    publisher = _publisher(meta, node)
    host = _host(url) or _host(meta.first("og:url"))
    stated = tuple(title for _, title in stated_titles(meta, node))
    title = pick_title(tree, stated=stated, publisher=publisher, host=host)
    dates = find_dates(tree, meta, node, html=html, url=url, title=title)
    language = _language(tree, meta, text)
    return Metadata(
        title=title,
        authors=find_authors(tree, meta, node, publisher=publisher, title=title, language=language),
        published=dates.published,
        updated=dates.updated,
        date_source=dates.source,
        language=language,
        publisher=publisher,
        url=canonical_link(tree, meta, url),
    )


def stated_titles(meta: Meta, node: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what the markup calls the title and where, most trusted first; some are empty."""
    return (
        ("json-ld", text_value(node, "headline")),
        ("meta", meta.first("og:title")),
        ("meta", meta.first("twitter:title", "parsely-title", "dc.title", "title")),
        ("json-ld", text_value(node, "name")),
    )


def canonical_link(tree: Any, meta: Meta, url: str) -> str:
    """Return the page's canonical URL when it can be believed, else the URL it came from.

    Declared canonical links lie: they name home pages and other sites. One counts only on the same
    site and with a path.
    """
    declared = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    for value in [*map(str, declared[:1]), meta.first("og:url")]:
        address = resolve_url(value, url) if value else ""
        if not is_web_address(address):
            continue
        is_web = url.startswith(("http://", "https://"))
        if _has_path(address) and (not is_web or site_of(address) == site_of(url)):
            return address
    return url


def site_of(url: str) -> str:
    """Return the registrable part of a URL's host, near enough to compare two pages' sites."""
    labels = _host(url).split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _TWO_PART_SUFFIXES else 2
    return ".".join(labels[-size:])


def _host(url: str) -> str:
    parts = _parts(url)
    return (parts.hostname or "").lower() if parts else ""


def _has_path(url: str) -> bool:
    parts = _parts(url)
    return parts is not None and bool(parts.path.strip("/") or parts.query)


def _parts(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _publisher(meta: Meta, node: dict[str, Any]) -> str:
    names = names_of(node.get("publisher"))
    site = plain_title(meta.first("og:site_name", "application-name", "citation_journal_title"))
    return site or (names[0] if names else plain_title(meta.first("dc.publisher", "publisher")))


def _language(tree: Any, meta: Meta, text: str) -> str:
    """Return the ISO 639-1 code the page names; identified from the text when it names none."""
    declared = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        meta.first("content-language", "og:locale", "dc.language", "language"),
    )
    for value in declared:
        match = re.match(r"[a-z]{2}(?=$|[-_])", value.strip().lower())
        if match:
            return match.group()
    return identify_language(text)
