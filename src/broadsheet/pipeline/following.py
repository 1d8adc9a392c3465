"""Reading a batch of fetched documents to the end: the parts they list, the pages they link to.

The links of all of them are fetched together, so that one host's pace holds up its own pages only.
What is remembered of a document or page is written after its articles are stored: a run that is
interrupted reads them again and loses none.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from broadsheet.clean.redirectors import unwrapped
from broadsheet.clean.residue import clean_article
from broadsheet.clean.urls import strip_tracking
from broadsheet.collect.plans import GONE as GONE_FOR_GOOD
from broadsheet.collect.plans import content_hash, is_due, is_unchanged, next_state, plan_request
from broadsheet.errors import ReadError, SourceError, without_login
from broadsheet.model.articles import (
    Article,
    Document,
    Entry,
    FetchRequest,
    FetchResponse,
    FetchState,
    Problem,
)
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.model.ledgers import KNOWN, REPEATED
from broadsheet.pipeline.accounts import (
    NO_TEXT,
    NOT_DUE,
    READ,
    TOO_OLD,
    UNCHANGED,
    WAITING,
    Accounts,
    refusal_name,
)
from broadsheet.pipeline.furnishing import Cleared, Lot, clear
from broadsheet.ports import ArticleStore, Fetcher, LinkedPage, Reader, TraceStore
from broadsheet.read.sources import ReadResult

Report = Callable[[str, int, int], None]

_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?([^\s;"']{1,60})""", re.IGNORECASE)
_MOST_LINKS = 2_000
_MOST_BYTES = 8_000_000
_MOST_DOCUMENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a run of gathering works with.

    Attributes:
        oldest: What says it is older than this is not followed and not stored.
        longest_wait: How long a quiet source is left alone at most.
        report: Called with what is being done, how far, of how many.
        traces: Knows what repeats on the sites; None: nothing is cut for that.
    """

    fetcher: Fetcher
    reader: Reader
    store: ArticleStore
    now: datetime
    oldest: datetime
    longest_wait: timedelta
    report: Report
    traces: TraceStore | None = None


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A document being read: what it held, what to remember of it."""

    source: Source
    state: FetchState
    response: FetchResponse
    digest: str
    results: list[ReadResult]
    articles: list[Article] = field(default_factory=list)
    states: list[FetchState] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A page to fetch for a reading."""

    reading: _Reading
    result: ReadResult
    url: str
    entry: Entry | None
    state: FetchState


_Fetched: TypeAlias = tuple[_Link, FetchResponse | SourceError]


class Batch:
    """Documents read but not followed yet; bounded in number, links and bytes.

    Args:
        desk: What to work with.
        accounts: Where to enter what became of each document and item.
    """

    def __init__(self, desk: Desk, accounts: Accounts) -> None:
        self._desk = desk
        self._accounts = accounts
        self._readings: list[_Reading] = []
        self._links = 0
        self._bytes = 0
        self._pages = 0
        self._gone: set[tuple[str, str]] | None = None

    @property
    def is_full(self) -> bool:
        """Whether it is time to `settle`."""
        return (
            self._links >= _MOST_LINKS
            or self._bytes >= _MOST_BYTES
            or len(self._readings) >= _MOST_DOCUMENTS
        )

    def take(self, source: Source, state: FetchState, result: FetchResponse | SourceError) -> None:
        """Read one fetched document; what fails or did not change is remembered at once."""
        desk, accounts = self._desk, self._accounts
        outcome: FetchResponse | SourceError = result
        if isinstance(result, FetchResponse) and not is_unchanged(state, result):
            try:
                self._open(source, state, result)
            except ReadError as error:
                outcome = error
            else:
                accounts.documents[source.name][READ] += 1
                return
            if source.kind is SourceKind.MAILBOX:  # it will not read better next time
                accounts.problems.append(Problem(what=outcome.what, message=outcome.message))
                accounts.documents[source.name][outcome.reason] += 1
                desk.store.remember(next_state(state, result, desk.now))
                return
        if isinstance(outcome, SourceError):
            if source.name in accounts.failed:  # one of several documents: each is named
                accounts.problems.append(Problem(what=outcome.what, message=outcome.message))
            else:
                accounts.failed[source.name] = str(outcome)
            accounts.documents[source.name][outcome.reason] += 1
        else:
            accounts.documents[source.name][UNCHANGED] += 1
        desk.store.remember(self._next(state, outcome))

    def settle(self) -> None:
        """Follow what the documents list and link to, and store what was found."""
        for reading in self._readings:
            self._read_parts(reading)
        links = [link for reading in self._readings for link in self._fresh_links(reading)]
        requests = [FetchRequest(url=link.url, obeys_robots=True) for link in links]
        fetched = zip(links, self._desk.fetcher.fetch_all(requests), strict=True)
        waiting: deque[_Fetched] = deque()
        before = self._pages
        for linked in self._desk.reader.read_links(_pages(fetched, waiting)):
            self._enter(*waiting.popleft(), linked)
            self._pages += 1
            self._desk.report("pages read", self._pages, before + len(links))
        for reading, found in zip(self._readings, self._cleared(), strict=True):
            self._store(reading, found)
        self._readings, self._links, self._bytes = [], 0, 0

    def _open(self, source: Source, state: FetchState, response: FetchResponse) -> None:
        """Read a document. Raises ReadError when it holds nothing."""
        found = self._desk.reader.read(source, document_of(response))
        if found.problems and not (found.articles or found.links or found.documents):
            raise ReadError(found.problems[0].message, what=response.url)
        self._note(found, response.url)
        self._readings.append(
            _Reading(
                source=source,
                state=state,
                response=replace(response, content=b""),
                digest=content_hash(response.content),
                results=[found],
            )
        )
        self._links += len(found.links)
        self._bytes += len(response.content)

    def _note(self, found: ReadResult, url: str) -> None:
        self._accounts.problems += [
            replace(one, what=f"{url}: {one.what}") for one in found.problems
        ]

    def _read_parts(self, reading: _Reading) -> None:
        """Read the further documents that a document lists, those that have changed."""
        desk, source = self._desk, reading.source
        documents = self._accounts.documents[source.name]
        states = [
            desk.store.state(source.name, without_login(url))
            for result in reading.results
            for url in result.documents
        ]
        plans = [
            plan_request(replace(source, location=state.url), state, desk.now) for state in states
        ]
        due = [(state, plan) for state, plan in zip(states, plans, strict=True) if plan is not None]
        documents[NOT_DUE] += len(states) - len(due)
        results = desk.fetcher.fetch_all([plan for _, plan in due])
        for (state, _), result in zip(due, results, strict=True):
            outcome: FetchResponse | SourceError = result
            if isinstance(result, FetchResponse):
                if is_unchanged(state, result):
                    documents[UNCHANGED] += 1
                else:
                    try:
                        found = desk.reader.read(source, document_of(result))
                    except SourceError as error:
                        outcome = error
                    else:
                        documents[READ] += 1
                        self._note(found, result.url)
                        reading.results.append(found)
            if isinstance(outcome, SourceError):
                documents[outcome.reason] += 1
                self._accounts.problems.append(Problem(what=state.url, message=outcome.message))
            reading.states.append(self._next(state, outcome))

    def _fresh_links(self, reading: _Reading) -> Iterator[_Link]:
        """Yield the pages to fetch, each once; the others are entered as what they are."""
        items = self._accounts.items[reading.source.name]
        met: set[str] = set()
        for result in reading.results:
            for stated, entry in result.links:
                url = without_login(unwrapped(stated))
                state = self._desk.store.state(reading.source.name, url)
                if url in met:
                    items[REPEATED] += 1
                elif state.last_success is not None:
                    items[KNOWN] += 1
                elif not is_due(state, self._desk.now):
                    items[WAITING] += 1
                elif entry is not None and self._is_too_old(entry.published):
                    items[TOO_OLD] += 1
                else:
                    yield _Link(reading=reading, result=result, url=url, entry=entry, state=state)
                met.add(url)

    def _enter(self, link: _Link, result: FetchResponse | SourceError, linked: ReadResult) -> None:
        """Enter what a linked page gave; one that gives no article, under the reason."""
        accounts, reading = self._accounts, link.reading
        accounts.problems += linked.problems
        reason = refusal_name(linked.problems[0].message) if linked.problems else NO_TEXT
        if isinstance(result, SourceError):
            accounts.problems.append(Problem(what=link.url, message=result.message))
            reason = result.reason
        else:
            accounts.pages += 1
        if linked.articles:
            reading.articles += linked.articles
        else:
            accounts.items[reading.source.name][reason] += 1
        reading.states.append(self._next(link.state, result, len(linked.articles)))

    def _cleared(self) -> list[list[Cleared]]:
        """Return the articles of each reading, clean and without the furniture of their sites."""
        lots: list[Lot] = []
        for reading in self._readings:
            found = [article for result in reading.results for article in result.articles]
            articles = [clean_article(article) for article in (*found, *reading.articles)]
            lots.append(Lot(source=reading.source, articles=articles))
        if self._desk.traces is None:
            return [[Cleared(article=article) for article in lot.articles] for lot in lots]
        return clear(lots, memory=self._desk.traces, now=self._desk.now)

    def _store(self, reading: _Reading, cleared: Sequence[Cleared]) -> None:
        """Store what a document gave, then remember that it was read."""
        desk, items = self._desk, self._accounts.items[reading.source.name]
        stored = [each for each in cleared if not _is_old(each.article, desk.oldest)]
        kept = [each.article for each in stored]
        items[TOO_OLD] += len(cleared) - len(kept)
        items[NO_TEXT] += sum(result.empty for result in reading.results)
        new = desk.store.add(kept, seen_at=desk.now)
        self._accounts.stored(
            reading.source.name,
            read=len(kept),
            distinct=len({article.id for article in kept}),
            new=new,
            cut=sum(each.cut for each in stored),
        )
        for state in reading.states:
            desk.store.remember(state)
        self._note_withdrawals(reading)
        state = self._next(reading.state, reading.response, new)
        if any(result.documents for result in reading.results):
            # what it lists may change while it does not: it is always read again
            state = replace(state, etag=None, last_modified=None, content_hash=None)
        else:
            state = replace(state, content_hash=reading.digest)
        if state.moved_to and state.moved_to != reading.state.moved_to:
            moved = Problem(what=state.source, message=f"has moved for good to {state.moved_to}")
            self._accounts.problems.append(moved)
        desk.store.remember(state)

    def _note_withdrawals(self, reading: _Reading) -> None:
        """Remember the articles that a feed says were deleted, and those that are back in it.

        That an entry is not in a feed any more means nothing: new ones push old ones out.
        """
        desk, source = self._desk, reading.source
        gone = {strip_tracking(url) for result in reading.results for url in result.withdrawn}
        for url in sorted(gone):
            state = desk.store.state(source.name, url)
            since = state.gone_at or desk.now
            desk.store.remember(replace(state, gone_at=since, gone_status=GONE_FOR_GOOD))
            self._known_gone().add((source.name, url))
        if source.kind is not SourceKind.FEED:
            return
        there = {strip_tracking(one.url) for result in reading.results for one in result.articles}
        for url in sorted(there - gone - {source.location}):
            if (source.name, url) in self._known_gone():
                state = desk.store.state(source.name, url)
                if state.last_success is None:  # else its page was had, and speaks for itself
                    desk.store.remember(replace(state, gone_at=None, gone_status=0))

    def _known_gone(self) -> set[tuple[str, str]]:
        """Return what was remembered as gone, by source and address: read once, as it is rare."""
        if self._gone is None:
            states = self._desk.store.states(gone=True)
            self._gone = {(one.source, one.url) for one in states}
        return self._gone

    def _next(
        self, state: FetchState, outcome: FetchResponse | SourceError, new: int = 0
    ) -> FetchState:
        return next_state(state, outcome, self._desk.now, new, longest_wait=self._desk.longest_wait)

    def _is_too_old(self, published: datetime | None) -> bool:
        return published is not None and published < self._desk.oldest


def _pages(fetched: Iterable[_Fetched], waiting: deque[_Fetched]) -> Iterator[LinkedPage]:
    """Yield what is to be read, and put down for whom."""
    for link, result in fetched:
        waiting.append((link, result))
        page = document_of(result) if isinstance(result, FetchResponse) else None
        yield link.reading.source, link.url, link.entry, page, link.result.feed


def _is_old(article: Article, oldest: datetime) -> bool:
    return article.has_own_date and article.published is not None and article.published < oldest


def document_of(response: FetchResponse) -> Document:
    """Return the document a response carries."""
    media_type, _, parameters = response.headers.get("content-type", "").partition(";")
    charset = _CHARSET.search(parameters)
    return Document(
        url=response.url,
        content=response.content,
        media_type=media_type.strip().lower(),
        charset=charset[1] if charset else None,
        fetched_at=response.fetched_at,
    )
