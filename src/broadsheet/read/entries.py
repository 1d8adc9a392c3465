"""From an entry, as a feed says it, to an article, as there is to read it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from broadsheet.model.articles import Article, Entry, Feed, LeadImage, article_id
from broadsheet.read.images import stem_of
from broadsheet.read.markup import plain_text
from broadsheet.read.structure import blocks_of_markup
from broadsheet.read.titles import title_of_text
from broadsheet.text.languages import identify_language

FULL_TEXT_WORDS = 60
_FEED_TEXT_SHARE = 0.8


def is_full(entry: Entry) -> bool:
    """Say whether an entry carries its article rather than a taste of it."""
    return len(_plain(entry.content or entry.summary).split()) >= FULL_TEXT_WORDS


def article_from_entry(entry: Entry, feed: Feed) -> Article | None:
    """Return the article an entry amounts to; None when it says nothing.

    The publisher and family are the feed's title; an entry without title takes its first line.
    """
    markup, text = _longer(entry)
    text = text or entry.title
    if not text:
        return None
    title = entry.title or title_of_text(text)
    url = entry.url or feed.url
    published = entry.published or entry.updated
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher=feed.title,
        family=feed.title,
        language=entry.language or identify_language(text),
        authors=entry.authors,
        published=published,
        updated=entry.updated,
        date_source="feed" if published else "",
        tags=entry.tags,
        image=entry.image,
        blocks=blocks_of_markup(markup, text),
    )


def merge_page(entry_article: Article, page: Article | None) -> Article:
    """Return the article of an entry whose page was fetched too.

    The feed's own words win for title, date and authors; the text is the page's unless that is
    clearly shorter than what the feed gave (a paywall, a failed extraction). The image is the
    page's where it has one: feeds mostly give a smaller version of it.
    """
    if page is None:
        return entry_article
    entry_article = replace(entry_article, image=_better(page.image, entry_article.image))
    if len(page.text) < len(entry_article.text) * _FEED_TEXT_SHARE:
        return entry_article
    has_date = entry_article.published is not None
    return replace(
        entry_article,
        id=article_id(entry_article.url, entry_article.title, page.text),
        text=page.text,
        blocks=page.blocks,
        publisher=entry_article.publisher or page.publisher,
        family=entry_article.family or page.family,
        authors=entry_article.authors or page.authors,
        language=page.language if page.language != "und" else entry_article.language,
        published=entry_article.published if has_date else page.published,
        updated=entry_article.updated or page.updated,
        date_source=entry_article.date_source if has_date else page.date_source,
    )


@lru_cache(maxsize=4)  # of one entry, which is asked for more than once in a row
def _plain(markup: str) -> str:
    return plain_text(markup)


def _longer(entry: Entry) -> tuple[str, str]:
    """Return the one of an entry's content and summary that says more, and its text."""
    both = ((markup, _plain(markup)) for markup in (entry.content, entry.summary))
    return max(both, key=lambda one: len(one[1]))


def _better(page: LeadImage | None, entry: LeadImage | None) -> LeadImage | None:
    """Return the page's image, with what only the feed says of the same picture."""
    if page is None or entry is None:
        return page or entry
    if not stem_of(page.url) or stem_of(page.url) != stem_of(entry.url):
        return page
    if entry.alt and not page.alt:
        page = replace(page, alt=entry.alt, alt_found_in=entry.alt_found_in)
    if entry.credit and not page.credit:
        page = replace(page, credit=entry.credit, credit_found_in=entry.credit_found_in)
    return page
