"""Sitemaps (sitemaps.org protocol 0.9) and news sitemaps: which pages a site has, newest first.

A news sitemap says title, date and publication of each page, and lists two days only; a plain one
says little more than the addresses.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

from broadsheet.errors import ReadError
from broadsheet.model.articles import Entry, Feed, FeedResult, Problem
from broadsheet.read.charsets import decode
from broadsheet.read.markup import is_web_address, plain_title
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.trees import Element, name_of, parse_xml, text_of

MAX_BYTES = 15_000_000
MOST_LINKS = 200
_GZIP = b"\x1f\x8b"
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def read_sitemap(content: bytes, *, url: str = "") -> FeedResult:
    """Read a sitemap, gzipped or not.

    Returns:
        The publication a news sitemap names as the feed, and up to 200 pages as entries: the newest
        where dates are given, else the first.

    Raises:
        ReadError: it is larger than 15 MB, no sitemap, an index of sitemaps, or lists no page.
    """
    root = parse_xml(decode(_unpacked(content, url)).text)
    kind = name_of(root) if root is not None else ""
    if root is None or kind not in {"urlset", "sitemapindex"}:
        raise ReadError("is not a sitemap", what=url)
    if kind == "sitemapindex":
        raise _index(root, url)
    pages = [page for page in map(_page, root) if page is not None]
    if not pages:
        raise ReadError("lists no page", what=url)
    pages.sort(key=lambda page: page.published or page.updated or _EARLIEST, reverse=True)
    problems = (
        (Problem(what="sitemap", message=f"{len(pages)} pages, {MOST_LINKS} of them used"),)
        if len(pages) > MOST_LINKS
        else ()
    )
    names = [plain_title(text_of(name)) for name in root.iter("{*}name")]
    return FeedResult(
        feed=Feed(title=next(filter(None, names), "")),
        entries=tuple(pages[:MOST_LINKS]),
        problems=problems,
    )


def _unpacked(content: bytes, url: str) -> bytes:
    """Return the XML, inflated no further than a sitemap may be large."""
    if content.startswith(_GZIP):
        inflate = zlib.decompressobj(wbits=31)
        try:
            content = inflate.decompress(content, MAX_BYTES + 1)
        except zlib.error as error:
            raise ReadError("is a broken gzip file", what=url) from error
    if len(content) > MAX_BYTES:
        raise ReadError(f"is larger than {MAX_BYTES // 1_000_000} MB", what=url)
    return content


def _index(root: Element, url: str) -> ReadError:
    found = [address for part in root if is_web_address(address := _text(part, "loc"))]
    remedy = f"name one of them, such as {found[-1]}" if found else ""
    return ReadError(f"is an index of {len(found)} sitemaps", what=url, remedy=remedy)


def _page(element: Element) -> Entry | None:
    """Return one page of a sitemap; None for what has no web address."""
    address = _text(element, "loc")
    if not is_web_address(address):
        return None
    return Entry(
        id=address,
        url=address,
        title=plain_title(_text(element, "news:title")),
        published=parse_timestamp(_text(element, "news:publication_date")).moment,
        updated=parse_timestamp(_text(element, "lastmod")).moment,
        language=_text(element, "news:language")[:2].lower(),
    )


def _text(element: Element, name: str) -> str:
    """Return the text of the first descendant of that name; empty for none."""
    found = (child for child in element.iter("*") if name_of(child) == name)
    return text_of(next(found, None)).strip()
