"""What a page says about itself: title, authors, dates, language, publisher, canonical URL.

Structured statements (JSON-LD, meta elements) are trusted before visible ones, and all of them
before a guess; `date_source` keeps the difference, because a guessed date is often a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from broadsheet.read.markup import plain_title, resolve_url
from broadsheet.read.structured import Meta, json_ld, names_of, text_value
from broadsheet.read.timestamps import Timestamp, parse_timestamp
from broadsheet.read.titles import pick_title
from broadsheet.text.languages import identify_language

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date.issued",
    "dc.date.issued", "dcterms.issued", "parsely-pub-date", "sailthru.date", "citation_date",
    "publish-date", "publish_date", "pubdate", "publication_date", "article.published",
    "dc.date", "dcterms.date", "dcterms.created", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_UPDATED_META = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_AUTHOR_META = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "citation_author", "twitter:data1_author",
)  # fmt: skip
_URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_BYLINE = re.compile(
    r"^(?:(?:written|words|text|story|report)\s+)?(?:by|von|par|por)[:\s]+", re.IGNORECASE
)
_NAME_SPLIT = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b|&|\|)\s*")
_NAME = re.compile(r"^(?:[^\W\d_][\w.'’-]*)(?:\s+[^\W\d_][\w.'’-]*){1,4}$")
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


def read_metadata(tree: Any, *, html: str, url: str, text: str) -> Metadata:
    """Return a page's metadata.

    Args:
        tree: The parsed page.
        html: Its source.
        url: Where it came from.
        text: Its main text, for identifying the language when nothing names it.
    """
    meta, node = Meta(tree), json_ld(tree)
    publisher = _publisher(meta, node)
    host = _host(url) or _host(meta.first("og:url"))
    stated = (
        text_value(node, "headline"),
        meta.first("og:title"),
        meta.first("twitter:title", "parsely-title", "dc.title", "title"),
        text_value(node, "name"),
    )
    published, date_source = _published(tree, meta, node, html=html, url=url)
    return Metadata(
        title=pick_title(tree, stated=stated, publisher=publisher, host=host),
        authors=_authors(tree, meta, node),
        published=published,
        updated=_moment(text_value(node, "dateModified")) or _moment(meta.first(*_UPDATED_META)),
        date_source=date_source,
        language=_language(tree, meta, text),
        publisher=publisher,
        url=canonical_link(tree, meta, url),
    )


def canonical_link(tree: Any, meta: Meta, url: str) -> str:
    """Return the page's canonical URL when it can be believed, else the URL it came from.

    Declared canonical links lie: they name home pages and other sites. One counts only on the same
    site and with a path.
    """
    declared = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    for value in [*map(str, declared[:1]), meta.first("og:url")]:
        address = resolve_url(value, url) if value else ""
        if not address.startswith(("http://", "https://")):
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
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _has_path(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _publisher(meta: Meta, node: dict[str, Any]) -> str:
    names = names_of(node.get("publisher"))
    site = plain_title(meta.first("og:site_name", "application-name", "citation_journal_title"))
    return site or (names[0] if names else plain_title(meta.first("dc.publisher", "publisher")))


def _published(
    tree: Any, meta: Meta, node: dict[str, Any], *, html: str, url: str
) -> tuple[datetime | None, str]:
    """Return when a page was published and where that was found."""
    moment = _moment(text_value(node, "datePublished")) or _moment(text_value(node, "dateCreated"))
    if moment:
        return moment, "json-ld"
    for value in meta.all(*_PUBLISHED_META):
        moment = _moment(value)
        if moment:
            return moment, "meta"
    moment = _time_element(tree)
    if moment:
        return moment, "time"
    match = _URL_DATE.search(url)
    moment = _moment("{}-{:0>2}-{:0>2}".format(*match.groups())) if match else None
    if moment:
        return moment, "url"
    guessed = _guess(html)
    return guessed, "guess" if guessed else ""


def _time_element(tree: Any) -> datetime | None:
    """Return the date of the time element marked as that of publication, or of the only one."""
    marked = tree.xpath(
        "//time[@pubdate or @itemprop='datePublished' or contains(@class, 'publish')"
        " or contains(@class, 'entry-date') or contains(@class, 'dt-published')]"
        " | //*[@itemprop='datePublished']"
    )
    everything = tree.xpath("//time[@datetime][not(ancestor::aside or ancestor::footer)]")
    inside = tree.xpath("//article//time[@datetime] | //header//time[@datetime]")
    candidates = marked or (inside[:1] if inside else everything if len(everything) == 1 else [])
    for element in candidates[:5]:
        value = element.get("datetime") or element.get("content") or element.text_content()
        moment = _moment(value)
        if moment:
            return moment
    return None


def _guess(html: str) -> datetime | None:
    """Return a date found by htmldate's fast search (A. Barbaresi, JOSS 2020); may be wrong."""
    from htmldate import find_date

    try:
        found = find_date(
            html,
            extensive_search=False,
            original_date=True,
            min_date="1995-01-01",
            max_date="2100-01-01",  # a constant: the default asks the clock
        )
    except Exception:  # noqa: BLE001 - a third party's parser on hostile input: no date
        return None
    return _moment(found or "")


def _moment(text: str) -> datetime | None:
    stamp: Timestamp = parse_timestamp(text)
    return stamp.moment


def _authors(tree: Any, meta: Meta, node: dict[str, Any]) -> tuple[str, ...]:
    for names in (names_of(node.get("author")), names_of(node.get("creator"))):
        if names:
            return _people(names)
    stated = [value for value in meta.all(*_AUTHOR_META) if not value.startswith(("http", "@"))]
    if stated:
        return _people(stated)
    linked = tree.xpath(
        "//a[contains(concat(' ', @rel, ' '), ' author ')]"
        " | //*[@itemprop='author'] | //*[contains(concat(' ', @class, ' '), ' p-author ')]"
    )
    shown = [" ".join(element.text_content().split()) for element in linked[:5]]
    found = _people([name for name in shown if 3 <= len(name) <= 80])
    return found or _byline(tree)


def _byline(tree: Any) -> tuple[str, ...]:
    """Return the names of a visible "By ..." line."""
    lines = tree.xpath(
        "//*[contains(@class, 'byline') or contains(@class, 'author') or contains(@id, 'byline')]"
    )
    for element in lines[:10]:
        text = " ".join(element.text_content().split())
        match = _BYLINE.match(text)
        if match and len(text) <= 120:
            names = [name for name in _NAME_SPLIT.split(text[match.end() :]) if _NAME.match(name)]
            if names:
                return tuple(dict.fromkeys(names))
    return ()


def _people(names: Any) -> tuple[str, ...]:
    """Return names without a leading "By", each once."""
    cleaned = (_BYLINE.sub("", plain_title(name)).strip(" ,;|") for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name and len(name) <= 120))[:10]


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
