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
_URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_DATE_CLASSES = (
    "published", "publish-date", "pubdate", "post-date", "entry-date", "article-date",
    "date-published", "dt-published", "timestamp",
)  # fmt: skip
_HAS_DATE_CLASS = " or ".join(f"contains(@class, '{name}')" for name in _DATE_CLASSES)
_DATE_ELEMENTS = (
    "//time[@pubdate or @itemprop='datePublished'] | //*[@itemprop='datePublished']",
    f"//time[{_HAS_DATE_CLASS}]",
    f"//*[{_HAS_DATE_CLASS}][not(ancestor::aside or ancestor::footer or ancestor::nav)]",
)
_DATE_LABEL = re.compile(
    r"^(?:first )?(?:published|posted|date|on|veröffentlicht|publié)\b"
    r"(?:\s+(?:on|at|am|le))?[\s:]*",
    re.IGNORECASE,
)
_LONGEST_DATE = 200
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
        authors=find_authors(tree, meta, node, publisher=publisher),
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
    """Return the date of the element marked as that of publication, or of the only time element."""
    for path in _DATE_ELEMENTS:
        for element in tree.xpath(path)[:5]:
            value = element.get("datetime") or element.get("content") or element.text_content()
            text = " ".join(value[:_LONGEST_DATE].split())
            moment = _moment(text) or _moment(_DATE_LABEL.sub("", text))
            if moment:
                return moment
    everything = tree.xpath("//time[@datetime][not(ancestor::aside or ancestor::footer)]")
    inside = tree.xpath("//article//time[@datetime] | //header//time[@datetime]")
    candidates = inside[:1] or (everything if len(everything) == 1 else [])
    return _moment(candidates[0].get("datetime")) if candidates else None


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
