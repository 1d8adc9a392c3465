"""Gathering: from a briefing's sources to articles in the store. Sources fail one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from broadsheet.collect.pacing import pace
from broadsheet.collect.plans import plan_request
from broadsheet.collect.windows import oldest_kept
from broadsheet.errors import SourceError
from broadsheet.model.articles import FetchRequest, FetchState, Problem
from broadsheet.model.briefings import Briefing, Source
from broadsheet.model.ledgers import KNOWN, NEW, REPEATED, SourceLine, total
from broadsheet.pipeline.accounts import GONE, NOT_DUE, READ, UNCHANGED, WAITING, Accounts
from broadsheet.pipeline.following import Batch, Desk, Report
from broadsheet.pipeline.listings import locations
from broadsheet.pipeline.reading import DirectReader
from broadsheet.ports import ArticleStore, Fetcher, Reader, TraceStore

_READ = frozenset({NEW, KNOWN, REPEATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What collecting did: documents fetched and unchanged, articles read and new, what went wrong.

    `failed` maps a source's name to its last error; the run went on without it. `lines` are the
    books: what became of each source's documents and items.
    """

    fetched: int = 0
    unchanged: int = 0
    read: int = 0
    new: int = 0
    failed: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    lines: tuple[SourceLine, ...] = ()

    @property
    def cut(self) -> int:
        """How many paragraphs were cut from new articles because they repeat on their sites."""
        return sum(line.cut for line in self.lines)

    @property
    def unread(self) -> dict[str, int]:
        """What was found but is no article now or before, counted by reason."""
        items = total(line.items for line in self.lines)
        return {name: count for name, count in items.items() if name not in _READ}


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
    reader: Reader | None = None,
    traces: TraceStore | None = None,
) -> Gathered:
    """Fetch and read a briefing's sources into the store.

    A source that fails is recorded and survived; a document that did not change is not read again;
    what is too old for any edition is neither followed nor stored.

    Args:
        briefing: Names the sources.
        fetcher: Gets documents from the web and from the workspace.
        store: Receives the articles and what is remembered of each source.
        now: The time of the run; articles new to the store are stamped with it.
        report: Called with what is being done, how far, of how many.
        reader: Reads what was fetched; None: in this process.
        traces: Knows what repeats on the sites and learns more of it; None: nothing is cut for
            that.
    """
    accounts = Accounts()
    desk = Desk(
        fetcher=fetcher,
        reader=reader or DirectReader(),
        store=store,
        now=now,
        oldest=oldest_kept(briefing.window, briefing.timezone, now),
        longest_wait=pace(briefing.window.span),
        report=report,
        traces=traces,
    )
    errands = list(_errands(briefing, desk, accounts))
    batch = Batch(desk, accounts)
    results = fetcher.fetch_all([errand.request for errand in errands])
    for done, (errand, result) in enumerate(zip(errands, results, strict=True), start=1):
        batch.take(errand.source, errand.state, result)
        if batch.is_full or done == len(errands):
            batch.settle()
        report("documents read", done, len(errands))
    return _summary(accounts, accounts.lines([source.name for source in briefing.sources]))


def _summary(accounts: Accounts, lines: tuple[SourceLine, ...]) -> Gathered:
    documents = total(line.documents for line in lines)
    items = total(line.items for line in lines)
    return Gathered(
        fetched=documents.get(READ, 0) + accounts.pages,
        unchanged=documents.get(UNCHANGED, 0) + documents.get(NOT_DUE, 0),
        read=accounts.articles,
        new=items.get(NEW, 0),
        failed=dict(sorted(accounts.failed.items())),
        problems=tuple(accounts.problems),
        lines=lines,
    )


def _errands(briefing: Briefing, desk: Desk, accounts: Accounts) -> Iterator[_Errand]:
    """Yield what is due to be fetched, in the order of the briefing."""
    for source in briefing.sources:
        try:
            found = locations(
                source,
                fetcher=desk.fetcher,
                store=desk.store,
                now=desk.now,
                max_age=briefing.window.max_age,
            )
        except SourceError as error:
            accounts.failed[source.name] = str(error)
            accounts.documents[source.name][error.reason] += 1
            continue
        for location in found:
            state = desk.store.state(source.name, location)
            request = plan_request(replace(source, location=location), state, desk.now)
            if request is None:
                _leave_alone(source, state, accounts)
            else:
                yield _Errand(source=source, state=state, request=request)


def _leave_alone(source: Source, state: FetchState, accounts: Accounts) -> None:
    """Enter a document whose time has not come; one in trouble is named again in every run."""
    documents = accounts.documents[source.name]
    if state.gone_at is not None:
        documents[GONE] += 1
        since = f"gone for good since {state.gone_at:%Y-%m-%d}, as its server says"
        accounts.failed[source.name] = str(SourceError(since, what=state.url))
    elif state.failures:
        documents[WAITING] += 1
        again = f"{state.not_before:%Y-%m-%d %H:%M} UTC" if state.not_before else "later"
        accounts.failed[source.name] = f"{state.last_error}; asked again {again}"
    else:
        documents[NOT_DUE] += 1
