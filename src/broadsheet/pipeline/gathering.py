"""Gathering: from a briefing's sources to articles in the store. Sources fail one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from broadsheet.clean.residue import clean_article
from broadsheet.collect.plans import is_unchanged, next_state, plan_request
from broadsheet.errors import ReadError, SourceError
from broadsheet.model.articles import (
    Article,
    Document,
    FetchRequest,
    FetchResponse,
    FetchState,
    Problem,
)
from broadsheet.model.briefings import Briefing, Source, SourceKind
from broadsheet.pipeline.listings import locations
from broadsheet.ports import ArticleStore, Fetcher
from broadsheet.read.sources import ReadResult, articles_of, read_link

Report = Callable[[str, int, int], None]

#: Documents fetched before the first of them is read: bounds memory and the wait for a slow host.
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What collecting did: documents fetched and unchanged, articles read and new, what went wrong.

    `failed` maps a source's name to its last error; the run went on without it.
    """

    fetched: int = 0
    unchanged: int = 0
    read: int = 0
    new: int = 0
    failed: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Tally:
    fetched: int = 0
    unchanged: int = 0
    read: int = 0
    new: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errand:
    """One thing to fetch for a source, with what is remembered of it."""

    source: Source
    state: FetchState
    request: FetchRequest


def gather(
    briefing: Briefing,
    *,
    fetcher: Fetcher,
    store: ArticleStore,
    now: datetime,
    report: Report,
) -> Gathered:
    """Fetch and read a briefing's sources into the store.

    A source that fails is recorded and survived; a document that did not change is not read again.

    Args:
        briefing: Names the sources.
        fetcher: Gets documents from the web and from the workspace.
        store: Receives the articles and what is remembered of each source.
        now: The time of the run; articles new to the store are stamped with it.
        report: Called with what is being done, how far, of how many.
    """
    tally = _Tally()
    errands = list(_errands(briefing, fetcher, store, now, tally))
    for start in range(0, len(errands), _BATCH):
        batch = errands[start : start + _BATCH]
        results = fetcher.fetch_all([errand.request for errand in batch])
        for done, (errand, result) in enumerate(zip(batch, results, strict=True), start + 1):
            _take_in(errand, result, fetcher, store, now, tally)
            report("documents read", done, len(errands))
    return Gathered(
        fetched=tally.fetched,
        unchanged=tally.unchanged,
        read=tally.read,
        new=tally.new,
        failed=dict(sorted(tally.failed.items())),
        problems=tuple(tally.problems),
    )


def _errands(
    briefing: Briefing, fetcher: Fetcher, store: ArticleStore, now: datetime, tally: _Tally
) -> Iterator[_Errand]:
    """Yield what is due to be fetched, in the order of the briefing."""
    for source in briefing.sources:
        try:
            found = locations(
                source, fetcher=fetcher, store=store, now=now, max_age=briefing.window.max_age
            )
        except SourceError as error:
            tally.failed[source.name] = str(error)
            continue
        for location in found:
            state = store.state(source.name, location)
            request = plan_request(replace(source, location=location), state, now)
            if request is None:
                tally.unchanged += 1
            else:
                yield _Errand(source=source, state=state, request=request)


def _take_in(
    errand: _Errand,
    result: FetchResponse | SourceError,
    fetcher: Fetcher,
    store: ArticleStore,
    now: datetime,
    tally: _Tally,
) -> None:
    """Read one fetched document into the store and remember how it went."""
    new = 0
    is_index = False
    outcome = result
    if isinstance(result, FetchResponse):
        if is_unchanged(errand.state, result):
            tally.unchanged += 1
        else:
            tally.fetched += 1
            try:
                new, is_index = _read_in(errand.source, result, fetcher, store, now, tally)
            except SourceError as error:
                if errand.source.kind is SourceKind.MAILBOX:  # it will not read better next time
                    tally.problems.append(Problem(what=error.what, message=error.message))
                else:
                    outcome = error
    if isinstance(outcome, SourceError):
        tally.failed[errand.source.name] = str(outcome)
    tally.new += new
    state = next_state(errand.state, outcome, now, new)
    if is_index:  # what it lists may change while it does not: it is always read again
        state = replace(state, etag=None, last_modified=None, content_hash=None)
    store.remember(state)


def _read_in(
    source: Source,
    response: FetchResponse,
    fetcher: Fetcher,
    store: ArticleStore,
    now: datetime,
    tally: _Tally,
) -> tuple[int, bool]:
    """Read a document, follow its links, clean what was found and store it.

    Returns:
        How many articles are new, and whether the document lists further ones of its source.
    """
    found = articles_of(source, document_of(response))
    if found.problems and not (found.articles or found.links or found.documents):
        raise ReadError(found.problems[0].message, what=response.url)
    tally.problems += [replace(one, what=f"{response.url}: {one.what}") for one in found.problems]
    articles = [*found.articles, *_linked(source, found, fetcher, store, now, tally)]
    for part in _parts(source, found.documents, fetcher, store, now, tally):
        articles += [*part.articles, *_linked(source, part, fetcher, store, now, tally)]
    tally.read += len(articles)
    new = store.add((clean_article(article) for article in articles), seen_at=now)
    return new, bool(found.documents)


def _parts(
    source: Source,
    addresses: Sequence[str],
    fetcher: Fetcher,
    store: ArticleStore,
    now: datetime,
    tally: _Tally,
) -> Iterator[ReadResult]:
    """Yield what the documents that a document lists hold, those that have changed."""
    states = [store.state(source.name, address) for address in addresses]
    plans = [plan_request(replace(source, location=state.url), state, now) for state in states]
    due = [(state, plan) for state, plan in zip(states, plans, strict=True) if plan is not None]
    results = fetcher.fetch_all([plan for _, plan in due])
    for (state, _), result in zip(due, results, strict=True):
        outcome = result
        if isinstance(result, FetchResponse) and is_unchanged(state, result):
            tally.unchanged += 1
        elif isinstance(result, FetchResponse):
            tally.fetched += 1
            try:
                yield articles_of(source, document_of(result))
            except SourceError as error:
                outcome = error
        if isinstance(outcome, SourceError):
            tally.problems.append(Problem(what=state.url, message=outcome.message))
        store.remember(next_state(state, outcome, now))


def _linked(
    source: Source,
    found: ReadResult,
    fetcher: Fetcher,
    store: ArticleStore,
    now: datetime,
    tally: _Tally,
) -> Iterator[Article]:
    """Yield the articles behind a document's links; a page read before is not fetched again."""
    fresh = [
        (url, entry, state)
        for url, entry in found.links
        for state in [store.state(source.name, url)]
        if state.last_success is None and (state.not_before is None or state.not_before <= now)
    ]
    results = fetcher.fetch_all([FetchRequest(url=url, obeys_robots=True) for url, _, _ in fresh])
    for (url, entry, state), result in zip(fresh, results, strict=True):
        page = document_of(result) if isinstance(result, FetchResponse) else None
        if isinstance(result, SourceError):
            tally.problems.append(Problem(what=url, message=result.message))
        else:
            tally.fetched += 1
        linked = read_link(source, url, entry, page, found.feed)
        tally.problems += linked.problems
        store.remember(next_state(state, result, now, len(linked.articles)))
        yield from linked.articles


def document_of(response: FetchResponse) -> Document:
    """Return the document a response carries."""
    media_type, _, parameters = response.headers.get("content-type", "").partition(";")
    charset = parameters.partition("charset=")[2].strip(" \"'") or None
    return Document(
        url=response.url,
        content=response.content,
        media_type=media_type.strip().lower(),
        charset=charset,
        fetched_at=response.fetched_at,
    )


def read_location(
    location: str, *, fetcher: Fetcher, now: datetime
) -> tuple[list[Article], list[Problem]]:
    """Read one feed, page or file and tidy what is found, as `gather` does.

    Raises:
        SourceError: it cannot be fetched or is nothing to read.
    """
    kind = SourceKind.PAGE if location.startswith(("http://", "https://")) else SourceKind.FOLDER
    source = Source(kind=kind, location=location, name=location)
    found = articles_of(source, document_of(fetcher.fetch(FetchRequest(url=location))))
    articles = [clean_article(replace(article, first_seen=now)) for article in found.articles]
    return articles, list(found.problems)
