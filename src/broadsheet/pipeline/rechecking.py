"""Rechecking: do the articles that recent editions rest on still say what they said?

A feed or a file that changes is read again anyway. A page behind a link is not; so the pages that
recent editions used are asked for again, as sparingly as the server wishes. Every text an article
had stays in the store; what became of it is told to the next edition.

An article that came as full text in a feed soon leaves the feed, which means nothing. So its page
is asked for as well, and it counts only that the page is gone, having been there, or says that it
is retracted: the words are the feed's, and pages say more around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from broadsheet.analyse.notices import is_retracted
from broadsheet.clean.residue import clean_article
from broadsheet.clean.traces import without_paragraphs
from broadsheet.clean.urls import strip_tracking
from broadsheet.collect.plans import is_unchanged, is_web, next_state, plan_request
from broadsheet.errors import ServerRefusal, SourceError
from broadsheet.model.articles import (
    Article,
    Feed,
    FetchRequest,
    FetchResponse,
    FetchState,
    article_id,
)
from broadsheet.model.briefings import Briefing, Source, SourceKind
from broadsheet.model.editions import Past, Revision
from broadsheet.pipeline.following import Report, document_of
from broadsheet.pipeline.reading import DirectReader
from broadsheet.ports import ArticleStore, Fetcher, Reader

#: How long after an edition the pages it used are looked at again.
_WATCHED = timedelta(days=14)
_MOST_PAGES = 200
_LONGEST_NOTICE = 400
# "Not Found" and "Gone" (RFC 9110, 15.5.5 and 15.5.11).
_GONE_FOR_GOOD = 410
_GONE = (404, _GONE_FOR_GOOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page to ask for again, and the newest text the store has of it.

    `is_from_feed`: that text came in a feed, not from the page.
    """

    source: Source
    state: FetchState
    request: FetchRequest
    known: Article
    is_from_feed: bool


def recheck(
    briefing: Briefing,
    past: Past,
    *,
    fetcher: Fetcher,
    store: ArticleStore,
    now: datetime,
    report: Report,
    reader: Reader | None = None,
) -> int:
    """Ask again for the pages that the editions of the last 14 days used; return how many changed.

    A changed text is stored beside the old one; a page that is not there any more is remembered as
    gone. At most 200 pages are asked for, each only when its time has come.

    Args:
        briefing: Names the sources; pages of sources it no longer has are left in peace.
        past: The earlier editions.
        fetcher: Gets the pages.
        store: Holds the texts and what is remembered of each page.
        now: The time of the run; a changed text is stamped with it.
        report: Called with what is being done, how far, of how many.
        reader: Reads the pages; None: in this process.
    """
    pages = list(_pages(briefing, past, store, now))[:_MOST_PAGES]
    changed = 0
    results = fetcher.fetch_all([page.request for page in pages])
    for done, (page, result) in enumerate(zip(pages, results, strict=True), start=1):
        changed += _take_in(page, result, reader or DirectReader(), store, now)
        report("pages rechecked", done, len(pages))
    return changed


def find_revisions(briefing: Briefing, past: Past, store: ArticleStore) -> tuple[Revision, ...]:
    """Return what became of the articles that past editions used: changed texts, pages gone."""
    states = _by_page(briefing, store.states(gone=True))
    found: list[Revision] = []
    for versions in _by_address(briefing, past, store):
        newest = versions[-1]
        ids = {version.id for version in versions if version.id != newest.id}
        seen = newest.first_seen
        assert seen is not None  # the store stamps it
        found += [Revision(article_id=key, seen_at=seen, article=newest) for key in sorted(ids)]
        state = states.get((newest.source, newest.url))
        if state is not None and state.gone_at is not None:
            status = state.gone_status or _GONE_FOR_GOOD
            found += [
                Revision(article_id=key, seen_at=state.gone_at, status=status)
                for key in sorted({*ids, newest.id})
            ]
    return tuple(found)


def _pages(briefing: Briefing, past: Past, store: ArticleStore, now: datetime) -> Iterator[_Page]:
    recent = tuple(one for one in past.editions if one.period.end >= now - _WATCHED)
    sources = {source.name: source for source in briefing.sources}
    states = _by_page(briefing, store.states()) if recent else {}
    for versions in _by_address(briefing, Past(editions=recent), store):
        known = versions[-1]
        given = sources[known.source]
        place = known.source, known.url
        state = states.get(place, FetchState(source=known.source, url=known.url))
        is_from_feed = state.last_new is None and _may_come_from_feed(given, known)
        if state.last_success is None and (state.gone_at is not None or not is_from_feed):
            continue  # never had as a page, or taken back by its feed
        if not is_web(state.url) or state.url == given.location:
            continue  # a file; or collecting asks for it anyway
        source = replace(given, kind=SourceKind.PAGE, items="")
        request = plan_request(source, state, now)
        if request is not None:
            yield _Page(
                source=source, state=state, request=request, known=known, is_from_feed=is_from_feed
            )


def _may_come_from_feed(source: Source, article: Article) -> bool:
    """Say whether an article may have come as full text in a feed, and has a page of its own."""
    if source.kind is not SourceKind.FEED or not is_web(source.location):
        return False
    return is_web(article.url) and bool(urlsplit(article.url).path.strip("/"))


def _by_page(
    briefing: Briefing, states: Iterable[FetchState]
) -> Mapping[tuple[str, str], FetchState]:
    """Return what is remembered of the sources' pages, by source and address of the article.

    Of a page asked for at several addresses, or also spoken of by its feed, what says that it is
    gone.
    """
    names = {source.name for source in briefing.sources}
    found: dict[tuple[str, str], FetchState] = {}
    for state in states:
        if state.source in names:
            place = state.source, strip_tracking(state.url)
            if place not in found or found[place].gone_at is None:
                found[place] = state
    return found


def _by_address(briefing: Briefing, past: Past, store: ArticleStore) -> Iterator[list[Article]]:
    """Yield the texts of each address past editions used, oldest first."""
    used = {one.id for edition in past.editions for one in edition.articles if one.used}
    names = [source.name for source in briefing.sources]
    rows: dict[tuple[str, str], list[Article]] = {}
    for version in store.versions(used, sources=names) if used else ():
        rows.setdefault((version.source, version.url), []).append(version)
    yield from rows.values()


def _take_in(
    page: _Page,
    result: FetchResponse | SourceError,
    reader: Reader,
    store: ArticleStore,
    now: datetime,
) -> int:
    """Store what a page says now and remember how asking went; return 1 if it has changed."""
    if isinstance(result, SourceError):
        state = next_state(page.state, result, now)
        was_there = page.state.last_success is not None
        if isinstance(result, ServerRefusal) and result.was_asked and result.status in _GONE:
            since = (page.state.gone_at or now) if was_there else None
            state = replace(state, gone_at=since, gone_status=result.status if was_there else 0)
        store.remember(state)
        return 0
    changed = 0
    if not is_unchanged(page.state, result):
        link = (page.source, page.known.url, None, document_of(result), Feed())
        found = next(reader.read_links([link])).articles
        cut = page.known.cut
        texts = [
            _revised(page.known, without_paragraphs(clean_article(article), cut))
            for article in found
        ]
        kept = [one for one in texts if one is not None]
        if page.is_from_feed:
            kept = [one for one in kept if _takes_back(one)]
        changed = store.add(kept, seen_at=now)
    state = next_state(page.state, result, now, changed)
    store.remember(replace(state, gone_at=None, gone_status=0))
    return changed


def _takes_back(article: Article) -> bool:
    """Say whether an article says of itself that it is retracted, in the title or a short line."""
    lines = (line for line in article.text.split("\n\n") if len(line) <= _LONGEST_NOTICE)
    return is_retracted(article.title) or any(map(is_retracted, lines))


def _revised(known: Article, read: Article) -> Article | None:
    """Return the article as its page reads now; None when its text is the one that is known."""
    marked = is_retracted(read.title) and not is_retracted(known.title)
    if read.text == known.text and not marked:
        return None
    return replace(
        known,
        id=article_id(known.url, read.title, read.text),
        title=read.title,
        text=read.text,
        blocks=read.blocks,
        image=read.image or known.image,
        published=read.published or known.published,
        updated=read.updated or known.updated,
    )
