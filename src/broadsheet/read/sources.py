"""From a fetched document to the articles of a source, under the source's own name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, Document, Entry, Feed, FeedResult, Problem
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.entries import article_from_entry, is_full, merge_page
from broadsheet.read.feeds import read_feed
from broadsheet.read.files import examine_file, kind_of
from broadsheet.read.h_feeds import read_h_feed
from broadsheet.read.links import feed_links, is_counter, page_links
from broadsheet.read.markup import is_web_address
from broadsheet.read.masquerades import page_refusal
from broadsheet.read.pages import PageReading, examine_page
from broadsheet.read.sitemaps import read_sitemap

_FILES = frozenset({"pdf", "docx"})
_FEEDS = frozenset({SourceKind.FEED, SourceKind.PLUGIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What a document of a source gave.

    `links` are the pages to fetch for the rest, each with the entry that names it (None for a link
    of a section page or a mail); `feed` is the feed they belong to. `documents` are addresses of
    further documents of the source, as an index of sitemaps lists them. `empty` counts the entries
    that say nothing. `withdrawn` are addresses of articles that the source says it took back.
    """

    articles: tuple[Article, ...] = ()
    links: tuple[tuple[str, Entry | None], ...] = ()
    documents: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    feed: Feed = field(default_factory=Feed)
    empty: int = 0
    withdrawn: tuple[str, ...] = ()


def articles_of(source: Source, document: Document) -> ReadResult:
    """Return what a source's document holds.

    A feed's entries with full text are articles; those with a summary only are links to fetch, or
    articles as they are when the feed is a local file or they have no address. A page that marks up
    entries (h-feed) counts as a feed. A section page (a page source with `items`) and a sitemap
    give links, an index of sitemaps further documents, any other page or file an article; a mail of
    a source that says `follow` gives the links in it instead.

    Raises:
        ReadError: the document is nothing Broadsheet reads, or holds nothing to read.
    """
    if source.kind is SourceKind.PAGE and source.items:
        found = page_links(document.content, source.items, document.url)
        problems = () if found else (_no_links(source, document),)
        return ReadResult(links=tuple((url, None) for url in found), problems=problems)
    if source.kind is SourceKind.SITEMAP:
        return _sitemap(document)
    if source.kind in _FEEDS or _is_feed_file(document):
        return _feed(source, document)
    if source.kind is SourceKind.PAGE:
        document = replace(document, media_type=document.media_type or "text/html")
    elif source.kind is SourceKind.MAILBOX:
        document = replace(document, media_type="message/rfc822")
    file = examine_file(document)
    if source.follow and file.links:
        links = tuple((url, None) for url in file.links)
        return ReadResult(links=links, problems=file.problems)
    return ReadResult(articles=(attribute(source, file.article),), problems=file.problems)


def read_link(
    source: Source,
    url: str,
    entry: Entry | None,
    document: Document | None,
    feed: Feed = Feed(),  # noqa: B008 - frozen
) -> ReadResult:
    """Return the article behind a link of `ReadResult.links`, or why its page gave none.

    A link may lead to a PDF or Word file as well.

    Args:
        source: The source the link came from.
        url: The link.
        entry: The entry that names it; for None, and for links that only count a visit and lead on,
            the address the page was found at in the end counts.
        document: The fetched page, None when it could not be fetched: then the entry's summary is
            all there is, as it is for a page that is no article.
        feed: The feed of the entry.
    """
    reading = PageReading()
    if document is not None:
        address = document.url if entry is None or is_counter(url) else url
        reading = _linked(document, address)
        if entry is not None:
            entry = replace(entry, url=address)
    from_entry = article_from_entry(entry, feed) if entry is not None else None
    article = merge_page(from_entry, reading.article) if from_entry else reading.article
    problems = (Problem(what=url, message=reading.refusal),) if reading.refusal else ()
    articles = (attribute(source, article),) if article is not None else ()
    return ReadResult(articles=articles, problems=problems)


def _linked(document: Document, address: str) -> PageReading:
    if kind_of(document) not in _FILES:
        refusal = page_refusal(document.content)
        if refusal:
            return PageReading(refusal=refusal)
        content_type = _content_type(document)
        return examine_page(document.content, url=address, content_type=content_type)
    try:
        return PageReading(article=examine_file(replace(document, url=address)).article)
    except ReadError as error:
        return PageReading(refusal=error.message)


def attribute(source: Source, article: Article) -> Article:
    """Return the article under its source's name: what the briefing says wins over the document."""
    publisher = source.publisher or article.publisher or source.name
    stated_family = article.family if article.family != article.publisher else ""
    return replace(
        article,
        source=source.name,
        publisher=publisher,
        family=source.family or stated_family or publisher,
        language=source.language or article.language,
        tags=tuple(dict.fromkeys((*source.tags, *article.tags))),
    )


def _sitemap(document: Document) -> ReadResult:
    listed = read_sitemap(document.content, url=document.url)
    return ReadResult(
        links=tuple((entry.url, entry) for entry in listed.pages.entries),
        documents=listed.sitemaps,
        problems=listed.pages.problems,
        feed=listed.pages.feed,
    )


def _feed(source: Source, document: Document) -> ReadResult:
    result = read_feed(document.content, url=document.url, content_type=_content_type(document))
    if not result.entries:
        result = _marked_up(document) or result
    is_local = source.kind is not SourceKind.PLUGIN and not is_web_address(document.url)
    articles: list[Article] = []
    links: list[tuple[str, Entry | None]] = []
    for entry in result.entries:
        if entry.url and not is_local and not is_full(entry):
            links.append((entry.url, entry))
            continue
        article = article_from_entry(entry, result.feed)
        if article is not None:
            articles.append(attribute(source, article))
    return ReadResult(
        articles=tuple(articles),
        links=tuple(links),
        problems=result.problems,
        feed=result.feed,
        empty=len(result.entries) - len(articles) - len(links),
        withdrawn=result.withdrawn,
    )


def _marked_up(document: Document) -> FeedResult | None:
    """Return the entries of a page that was named as a feed; None when it marks up none.

    Raises:
        ReadError: it marks up none, but announces a feed elsewhere.
    """
    if _content_of(document.content) != "<":
        return None
    found = read_h_feed(document.content, url=document.url, content_type=_content_type(document))
    announced = feed_links(document.content, document.url) if found is None else []
    if announced:
        raise ReadError(
            "is a web page, not a feed", what=document.url, remedy=f"use its feed: {announced[0]}"
        )
    return found


def _content_of(content: bytes) -> str:
    return content[:100].decode("latin-1").lstrip("\xef\xbb\xbf \t\r\n")[:1]


def _is_feed_file(document: Document) -> bool:
    return kind_of(document) == "feed"


def _no_links(source: Source, document: Document) -> Problem:
    return Problem(what=document.url, message=f"`{source.items}` matches no link")


def _content_type(document: Document) -> str | None:
    if not document.charset:
        return document.media_type or None
    return f"{document.media_type or 'text/html'}; charset={document.charset}"
