"""Sitemaps (sitemaps.org protocol 0.9) and news sitemaps: which pages a site has, newest first.

A news sitemap says title, date and publication of each page, and lists two days only; a plain one
says little more than the addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from broadsheet.errors import ReadError
from broadsheet.model.articles import Entry, Feed, FeedResult, Problem
from broadsheet.read.charsets import decode
from broadsheet.read.markup import is_web_address, plain_title
from broadsheet.read.packed import unpacked
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.trees import Element, name_of, parse_xml, text_of

MAX_BYTES = 15_000_000
MOST_LINKS = 200
MOST_SITEMAPS = 5
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapReading:
    """A sitemap, read: its pages as of a feed, or, of an index, the sitemaps worth reading."""

    pages: FeedResult
    sitemaps: tuple[str, ...] = ()


def read_sitemap(content: bytes, *, url: str = "") -> SitemapReading:
    """Read a sitemap or an index of sitemaps, gzipped or not.

    Returns:
        The publication a news sitemap names as the feed, and up to 200 pages as entries: the newest
        where dates are given, else the first. Of an index, up to 5 sitemaps on the same site: those
        of news first, then the newest.

    Raises:
        ReadError: it is larger than 15 MB, no sitemap, or lists nothing.
    """
    root = parse_xml(decode(unpacked(content, MAX_BYTES, what=url)).text)
    kind = name_of(root) if root is not None else ""
    if root is None or kind not in {"urlset", "sitemapindex"}:
        raise ReadError("is not a sitemap", what=url)
    return _index(root, url) if kind == "sitemapindex" else SitemapReading(pages=_pages(root, url))


def _pages(root: Element, url: str) -> FeedResult:
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


def _index(root: Element, url: str) -> SitemapReading:
    """Return the sitemaps of an index that hold its newest pages."""
    found: dict[str, datetime] = {}
    for part in root:
        address = _text(part, "loc")
        if is_web_address(address) and address != url and _is_same_site(address, url):
            found.setdefault(address, parse_timestamp(_text(part, "lastmod")).moment or _EARLIEST)
    if not found:
        raise ReadError("lists no sitemap of its own site", what=url)
    # Where no dates are given, the last is the newest: archives grow at their end.
    backwards = list(found)[::-1]
    newest = sorted(backwards, key=lambda address: found[address], reverse=True)
    newest.sort(key=lambda address: "news" not in address.lower())
    chosen = tuple(newest[:MOST_SITEMAPS])
    problems = (
        (Problem(what="sitemap", message=f"{len(found)} sitemaps, {MOST_SITEMAPS} of them used"),)
        if len(found) > MOST_SITEMAPS
        else ()
    )
    return SitemapReading(
        pages=FeedResult(feed=Feed(), entries=(), problems=problems), sitemaps=chosen
    )


def _is_same_site(address: str, url: str) -> bool:
    """Say whether two addresses share a host, `www.` aside; a local file takes any."""
    own, other = (urlsplit(each).hostname or "" for each in (url, address))
    own, other = own.removeprefix("www."), other.removeprefix("www.")
    return not own or own == other or other.endswith(f".{own}") or own.endswith(f".{other}")


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
