"""Pages and feeds a second, beside the libraries known for them, in the same run.

    python -m bench.reading [PAGES]

Pages beside trafilatura alone, which gives text and nothing else; ours gives text, confidence,
title, authors, dates, lead image, structure and refusals. Feeds beside feedparser, both sanitising.
CPU time of one core, the two taking turns page by page, so that a busy machine is unfair to both
alike. Read are the development corpus's pages where `BROADSHEET_CORPORA` names it, else generated
ones, marked up as publishers do.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from itertools import islice
from pathlib import Path

import feedparser
import trafilatura

from bench.newsroom import articles as written
from broadsheet.read.charsets import decode
from broadsheet.read.feeds import read_feed
from broadsheet.read.pages import read_page

PAGES = 60
FEEDS = 24
ENTRIES = 25
MENU = "".join(
    f"<li class='menu-item menu-item-{n}'><a href='/section/{n}'><span>Section {n}</span></a></li>"
    for n in range(60)
)
CARDS = "".join(
    f"<div class='card post-{n}'><a href='/{n}'><img src='/i/{n}.jpg' alt='' loading='lazy'></a>"
    f"<h3 class='card__title'><a href='/{n}'>Another story of the week, number {n}</a></h3>"
    f"<span class='card__meta'>{n} min read</span></div>"
    for n in range(40)
)
STYLE = "".join(f".wp-block-{n}{{margin:0 auto;padding:{n}px;color:#222}}" for n in range(400))
SETTINGS = json.dumps([{"slot": n, "sizes": [[300, 250], [728, 90]]} for n in range(300)])


@dataclass(frozen=True)
class Story:
    url: str
    title: str
    text: str
    published: datetime


def stories(count: int) -> Iterator[Story]:
    for number, (_, title, text, published) in enumerate(written(count)):
        url = f"https://wire.example/{number}"
        yield Story(url=url, title=title, text=text, published=published)


def pages(count: int) -> Iterator[bytes]:
    """Yield pages of the corpus, or generated ones where there is none."""
    folder = Path(os.environ.get("BROADSHEET_CORPORA", "")) / "pages-dev.tar.gz"
    if not folder.is_file():
        yield from (_page(article).encode() for article in stories(count))
        return
    with tarfile.open(folder) as archive:
        names = [name for name in archive.getnames() if name.endswith(".html.gz")]
        for name in islice(sorted(names), count):
            member = archive.extractfile(name)
            assert member is not None
            yield gzip.decompress(member.read())


def _page(article: Story) -> str:
    """Return a page as publishers make them: stated metadata, styles, settings, menus, cards."""
    title, day = escape(article.title), article.published.isoformat()
    stated = json.dumps({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title,
        "datePublished": day, "author": {"@type": "Person", "name": "Ida Strand"},
        "publisher": {"@type": "Organization", "name": "Quay Wire"},
    })  # fmt: skip
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title} | Quay Wire"
        f"</title><meta property='og:title' content='{title}'><meta property='og:site_name' "
        f"content='Quay Wire'><meta property='article:published_time' content='{day}'>"
        f"<link rel='canonical' href='{article.url}'><style>{STYLE}</style>"
        f"<script type='application/ld+json'>{stated}</script>"
        f"<script>window.slots = {SETTINGS};</script></head><body class='single'>"
        f"<header class='site-header'><nav><ul>{MENU}</ul></nav></header><main><article>"
        f"<header><h1>{title}</h1><p class='byline'>By <a href='/author/ida'>Ida Strand</a>, "
        f"<time datetime='{day}'>{article.published:%d %B %Y}</time></p></header>"
        f"<div class='entry-content'>{_markup(article)}</div></article>"
        f"<section class='related-posts'><h2>More stories</h2>{CARDS}</section></main>"
        f"<footer><ul>{MENU}</ul><p>All rights reserved.</p></footer></body></html>"
    )


def feeds(count: int) -> Iterator[bytes]:
    """Yield feeds with full texts, RSS and Atom in turn."""
    source = stories(count * ENTRIES)
    for number in range(count):
        entries = list(islice(source, ENTRIES))
        yield (_rss(entries) if number % 2 else _atom(entries)).encode()


def _markup(article: Story) -> str:
    """Return a text as publishers mark it up: links, emphasis, pictures with captions, a list."""
    parts = [_sentences(part) for part in article.text.split("\n\n")]
    picture = (
        "<figure class='wp-block-image size-large'><img loading='lazy' width='1024' height='683' "
        "src='https://wire.example/wp/a-1024x683.jpg' class='wp-image-7' alt='A quay' srcset='"
        "https://wire.example/wp/a-1024x683.jpg 1024w, https://wire.example/wp/a-300x200.jpg 300w' "
        "sizes='(max-width: 1024px) 100vw, 1024px' /><figcaption>A quay.</figcaption></figure>"
    )
    listed = "".join(f"<li class='item'>{escape(one[:60])}</li>" for one in parts[:4])
    return picture + "".join(parts) + f"<ul class='wp-block-list'>{listed}</ul>" + picture


def _sentences(paragraph: str) -> str:
    sentences = [escape(one) for one in paragraph.split(". ")]
    link = "<a href='https://wire.example/tag/ports?utm_source=rss' target='_blank'>ports</a>"
    marked = [
        f"<strong>{one}</strong>" if n % 3 == 0 else f"{one}, says {link}, <em>again</em>"
        for n, one in enumerate(sentences)
    ]
    return f"<p class='has-text-align-left' style='color:#222'>{'. '.join(marked)}</p>\n"


def _rss(entries: Sequence[Story]) -> str:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(one.url)}</link>"
        f"<guid>{escape(one.url)}</guid><dc:creator>Ida Strand</dc:creator>"
        f"<pubDate>{format_datetime(one.published)}</pubDate><category>Ports</category>"
        f"<slash:comments>0</slash:comments><description>{escape(one.text[:280])}…</description>"
        f"<content:encoded><![CDATA[{_markup(one)}]]></content:encoded></item>"
        for one in entries
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>'
        f"<title>Quay Wire</title><link>https://wire.example/</link>{items}</channel></rss>"
    )


def _atom(entries: Sequence[Story]) -> str:
    items = "".join(
        f"<entry><id>{escape(one.url)}</id><title>{escape(one.title)}</title>"
        f'<link href="{escape(one.url)}"/><author><name>Ida Strand</name></author>'
        f"<published>{one.published.isoformat()}</published>"
        f"<updated>{one.published.isoformat()}</updated><summary>{escape(one.text[:280])}</summary>"
        f'<content type="html">{escape(_markup(one))}</content></entry>'
        for one in entries
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Wire</title>'
        f'<link href="https://wire.example/"/>{items}</feed>'
    )


def alone(html: bytes) -> None:
    trafilatura.extract(decode(html).text.replace("\0", ""), include_comments=False)


def race(inputs: Sequence[bytes], *readers: Callable[[bytes], object]) -> list[float]:
    """Return the CPU seconds each reader takes for all inputs; the first input warms them up."""
    for reader in readers:
        reader(inputs[0])
    spent = [0.0] * len(readers)
    for content in inputs:
        for number, reader in enumerate(readers):
            started = time.process_time()
            reader(content)
            spent[number] += time.process_time() - started
    return spent


def same_answers(inputs: Sequence[bytes]) -> int:
    """Return how many feeds both readers agree on: entries, titles, links and moments."""
    agreed = 0
    for content in inputs:
        ours = [
            (one.title, one.url, one.published and one.published.utctimetuple()[:6])
            for one in read_feed(content, url="https://wire.example/feed").entries
        ]
        theirs = [
            (one.title, one.link, tuple(one.published_parsed[:6]))
            for one in feedparser.parse(content).entries
        ]
        agreed += ours == theirs
    return agreed


def report(count: int = PAGES) -> None:
    html = list(pages(count))
    ours, theirs = race(html, read_page, alone)
    print(
        f"\npages a second on one core ({len(html)}): {len(html) / ours:.1f}, "
        f"trafilatura alone {len(html) / theirs:.1f}: {theirs / ours:.2f} x (floor 0.4, aim 0.8)"
    )
    documents = list(feeds(FEEDS))
    ours, theirs = race(documents, read_feed, feedparser.parse)
    print(
        f"feeds a second on one core ({len(documents)} of {ENTRIES} full texts): "
        f"{len(documents) / ours:.1f}, feedparser {len(documents) / theirs:.1f}: "
        f"{theirs / ours:.1f} x (floor 8, aim 15), same answers on "
        f"{same_answers(documents)} of {len(documents)}"
    )


if __name__ == "__main__":
    report(int(sys.argv[1]) if sys.argv[1:] else PAGES)
