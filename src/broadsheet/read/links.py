"""The links of a page: to the articles it lists, to the feeds it announces."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import cssselect2  # type: ignore[import-untyped]

from broadsheet.errors import ReadError
from broadsheet.read.charsets import decode
from broadsheet.read.main_text import parse_html
from broadsheet.read.markup import is_web_address, nests_beyond, resolve_url

MAX_BYTES = 3_000_000
MOST_LINKS = 200
_MOST_ANCHORS = 2_000
_LONGEST_PATH = 500
_FEED_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
    "application/xml", "text/xml",
})  # fmt: skip
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|[/._-])(?:rss\d?|atom|feeds?|rdf)[/._?-]|[?&](?:feed|format)=(?:rss|atom|feed)",
    re.IGNORECASE,
)
_MOST_GUESSES = 6
# Services whose addresses only count a visit and lead on; they name nothing of where.
_COUNTERS = frozenset({
    "feedproxy.google.com", "feeds.feedburner.com", "rss.feedsportal.com", "feedproxy.feedly.com",
    "bit.ly", "buff.ly", "dlvr.it", "goo.gl", "hubs.la", "hubs.ly", "ift.tt", "is.gd", "lnkd.in",
    "ow.ly", "shar.es", "t.co", "tinyurl.com", "trib.al", "wp.me", "rebrand.ly", "cutt.ly",
})  # fmt: skip


def is_counter(url: str) -> bool:
    """Say whether an address only counts a visit and leads on, as feed services and shorteners do.

    What is found at its end is what it stands for.
    """
    return is_web_address(url) and urlsplit(url).hostname in _COUNTERS


def page_links(html: bytes, items_selector: str, url: str) -> list[str]:
    """Return the addresses a section page links to, absolute, in page order, each once.

    Args:
        html: The page as received.
        items_selector: A CSS selector of the links, or of elements that hold one each.
        url: Where the page came from.

    Raises:
        ReadError: the selector is not valid CSS.
    """
    try:
        selectors = cssselect2.compile_selector_list(items_selector)
    except cssselect2.SelectorError as error:
        raise ReadError(f"`{items_selector}` is not a CSS selector: {error}", what=url) from error
    tree = _tree(html)
    if tree is None:
        return []
    base = _base(tree, url)
    wrapper = cssselect2.ElementWrapper.from_html_root(tree)
    links: dict[str, None] = {}
    for match in wrapper.query_all(*selectors):
        element = match.etree_element
        inner = [element] if element.get("href") else element.xpath(".//a[@href]")[:1]
        for anchor in inner:
            address = resolve_url(anchor.get("href", ""), base)
            if is_web_address(address) and _without_fragment(address) != _without_fragment(url):
                links[_without_fragment(address)] = None
    return list(links)[:MOST_LINKS]


def feed_links(html: bytes, url: str) -> list[str]:
    """Return the addresses of the feeds a page announces (`link rel=alternate`), in page order.

    Feeds of comments come last. Where it announces none, the links in it that look like feeds.
    """
    tree = _tree(html)
    if tree is None:
        return []
    base = _base(tree, url)
    found: dict[str, bool] = {}
    for link in tree.xpath("//link[@href][@type][@rel]")[:MOST_LINKS]:
        kind = link.get("type", "").partition(";")[0].strip().lower()
        if kind in _FEED_TYPES and "alternate" in link.get("rel", "").lower().split():
            address = resolve_url(link.get("href", ""), base)
            about = f"{address} {link.get('title', '')}".lower()
            if is_web_address(address):
                found.setdefault(address, "comment" in about)
    return sorted(found, key=lambda address: found[address]) or _guesses(tree, base)


def _guesses(tree: Any, base: str) -> list[str]:
    """Return links of a page to what may be its feeds: "/rss", "news.atom", "?feed=rss"."""
    found: dict[str, None] = {}
    for anchor in tree.xpath("//a[@href]")[:_MOST_ANCHORS]:
        address = resolve_url(anchor.get("href", ""), base)
        if is_web_address(address) and _is_same_site(address, base):
            parts = urlsplit(address)
            if _LOOKS_LIKE_FEED.search(f"{parts.path}?{parts.query}"[:_LONGEST_PATH]):
                found[_without_fragment(address)] = None
    return list(found)[:_MOST_GUESSES]


def _is_same_site(address: str, base: str) -> bool:
    own, other = (urlsplit(each).hostname or "" for each in (base, address))
    own, other = own.removeprefix("www."), other.removeprefix("www.")
    return own == other or other.endswith(f".{own}") or own.endswith(f".{other}")


def _tree(html: bytes) -> Any:
    """Return the parsed page, None when it is empty or nested too deep."""
    source = decode(html[:MAX_BYTES]).text.replace("\0", "")
    return parse_html(source) if source.strip() and not nests_beyond(source) else None


def _base(tree: Any, url: str) -> str:
    """Return what links are relative to: what the page says, if that is an address."""
    stated = [resolve_url(str(href), url) for href in tree.xpath("//base/@href")[:1]]
    return next(filter(is_web_address, stated), url)


def _without_fragment(address: str) -> str:
    return address.partition("#")[0]
