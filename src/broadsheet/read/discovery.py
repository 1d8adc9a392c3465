"""Where the feeds of a site are: what its pages announce, where well-known sites keep them, and
where most others do.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from broadsheet.read.links import feed_links
from broadsheet.read.markup import is_web_address

MOST_ANNOUNCED = 10
_USUAL = (
    "feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss", "feed.json",
)  # fmt: skip
_SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap.xml", "sitemap_index.xml")
_SITEMAP_LINE = re.compile(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})")
_KNOWN = tuple(
    (re.compile(pattern, re.IGNORECASE), template)
    for pattern, template in (
        (
            r"https?://(?:www\.|old\.)?reddit\.com/(r|user)/([\w-]+)/?.*",
            r"https://www.reddit.com/\1/\2/.rss",
        ),
        (
            r"https?://(?:www\.)?youtube\.com/channel/([\w-]+).*",
            r"https://www.youtube.com/feeds/videos.xml?channel_id=\1",
        ),
        (
            r"https?://(?:www\.)?youtube\.com/playlist\?list=([\w-]+).*",
            r"https://www.youtube.com/feeds/videos.xml?playlist_id=\1",
        ),
        (
            r"https?://github\.com/([\w.-]+)/([\w.-]+)/?(?:releases/?)?",
            r"https://github.com/\1/\2/releases.atom",
        ),
        (r"https?://(?:www\.)?medium\.com/(@?[\w.-]+)/?", r"https://medium.com/feed/\1"),
        (r"https?://([\w-]+)\.substack\.com(?:/.*)?", r"https://\1.substack.com/feed"),
        (r"https?://(?:www\.)?arxiv\.org/list/([\w.-]+)(?:/.*)?", r"https://rss.arxiv.org/rss/\1"),
        (r"https?://bsky\.app/profile/([\w.:-]+)/?", r"https://bsky.app/profile/\1/rss"),
        (r"(https?://[\w.-]+/@[\w.-]+)/?", r"\1.rss"),  # Mastodon and its kin
    )
)


def known_feeds(url: str) -> list[str]:
    """Return where a well-known site keeps the feed of a page; empty for other sites."""
    return [pattern.sub(feed, url) for pattern, feed in _KNOWN if pattern.fullmatch(url)][:1]


def announced_feeds(html: bytes, url: str) -> list[str]:
    """Return the feeds a page announces, those of comments last."""
    return feed_links(html, url)[:MOST_ANNOUNCED]


def usual_feeds(url: str) -> list[str]:
    """Return where a site may have a feed, if its page announces none: beside it and at the top."""
    parts = urlsplit(url)
    top = f"{parts.scheme}://{parts.netloc}/"
    beside = f"{top}{parts.path.strip('/')}/" if parts.path.strip("/") else top
    return list(dict.fromkeys(base + name for base in (beside, top) for name in _USUAL))


def robots_of(url: str) -> str:
    """Return the address of the robots.txt that may name a site's sitemaps."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def sitemaps_of(robots: bytes, url: str) -> list[str]:
    """Return the sitemaps a robots.txt names, news first, then where sites usually have one."""
    text = robots[:500_000].decode("utf-8", "replace")
    named = [found for found in _SITEMAP_LINE.findall(text) if is_web_address(found)]
    named.sort(key=lambda address: "news" not in address.lower())
    parts = urlsplit(url)
    usual = [f"{parts.scheme}://{parts.netloc}/{name}" for name in _SITEMAPS]
    return list(dict.fromkeys(named[:MOST_ANNOUNCED] or usual))
