"""An in-memory stand-in for every port, with the same semantics as the real adapters.

Public: plug-in authors and tests use these instead of mocks. `tests/contract/` runs one suite on
them and on the SQLite store, so they cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import RLock

from broadsheet.errors import BroadsheetError, FetchError, NotFound, SourceError, StoreError
from broadsheet.model.articles import Article, FetchRequest, FetchResponse, FetchState
from broadsheet.model.deliveries import (
    Delivery,
    DeliveryState,
    Outcome,
    Subscriber,
    Subscription,
    SubscriptionState,
    Tally,
)
from broadsheet.model.editions import Edition, Past, past_of
from broadsheet.model.renderings import Rendering
from broadsheet.model.runs import Run
from broadsheet.model.windows import Window
from broadsheet.ports import In, Out

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
ACCEPTED = Outcome(state=DeliveryState.ACCEPTED, reply="250 2.0.0 OK")


class MemoryFetcher:
    """Serves a mapping of URLs and workspace paths.

    Args:
        mapping: Bytes (answered with 200), a whole response, or the error to raise. A response with
            an ETag is answered with 304 when the request echoes it.
        at: The time every plain answer carries.
    """

    def __init__(
        self,
        mapping: Mapping[str, bytes | FetchResponse | BroadsheetError],
        *,
        at: datetime = EPOCH,
    ) -> None:
        self._mapping = mapping
        self._at = at
        self.requests: list[FetchRequest] = []

    def fetch(self, request: FetchRequest) -> FetchResponse:
        self.requests.append(request)
        answer = self._mapping.get(request.url)
        if answer is None:
            raise FetchError("nothing is served here", what=request.url)
        if isinstance(answer, BroadsheetError):
            raise answer
        if isinstance(answer, bytes):
            answer = FetchResponse(status=200, url=request.url, content=answer, fetched_at=self._at)
        if len(answer.content) > request.max_bytes:
            raise FetchError(f"larger than {request.max_bytes} bytes", what=request.url)
        sent = {name.lower(): value for name, value in request.headers.items()}
        if "etag" in answer.headers and sent.get("if-none-match") == answer.headers["etag"]:
            return replace(answer, status=304, content=b"")
        return answer

    def fetch_all(self, requests: Sequence[FetchRequest]) -> Iterator[FetchResponse | SourceError]:
        for request in requests:
            try:
                yield self.fetch(request)
            except SourceError as error:
                yield error

    def expand(self, pattern: str) -> Sequence[str]:
        wanted = _glob(pattern)
        return sorted(
            path for path in self._mapping if "://" not in path and wanted.fullmatch(path)
        )


def _glob(pattern: str) -> re.Pattern[str]:
    """Compile a glob: `*` and `?` stay inside a folder, `**/` spans folders, `{a,b}` alternates."""
    return re.compile("".join(map(_glob_part, re.split(r"(\*\*/|\*|\?|\{[^{}]*\})", pattern))))


def _glob_part(part: str) -> str:
    fixed = {"**/": "(?:[^/]+/)*", "*": "[^/]*", "?": "[^/]"}.get(part)
    if fixed is not None:
        return fixed
    if part.startswith("{") and part.endswith("}"):
        return "(?:" + "|".join(re.escape(word) for word in part[1:-1].split(",")) + ")"
    return re.escape(part)


class MemoryArticles:
    """An `ArticleStore` in memory."""

    def __init__(self) -> None:
        self._articles: dict[tuple[str, str], Article] = {}
        self._states: dict[tuple[str, str], FetchState] = {}
        self._since: dict[tuple[str, str], datetime] = {}

    def add(self, articles: Iterable[Article], *, seen_at: datetime) -> int:
        before, found = len(self._articles), list(articles)
        places = [(one.source, one.url) for one in found]
        for one in found:
            key = (one.source, one.id)
            if key in self._articles and places.count((one.source, one.url)) == 1:
                *_, last = self.versions([one.id], sources=[one.source])
                self._since |= {key: seen_at} if last.id != one.id else {}
            self._articles.setdefault(key, replace(one, first_seen=seen_at))
            self._since.setdefault(key, seen_at)
        return len(self._articles) - before

    def between(self, window: Window, *, sources: Sequence[str]) -> Sequence[Article]:
        found = [
            (article.dated, article.id, article.source, article)
            for article in self._articles.values()
            if article.source in sources and article.dated is not None and article.dated in window
        ]
        return [article for *_, article in sorted(found, key=lambda row: row[:3])]

    def versions(self, ids: Collection[str], *, sources: Sequence[str]) -> Sequence[Article]:
        every = [replace(one, first_seen=self._since[key]) for key, one in self._articles.items()]
        asked = {(one.source, one.url) for one in every if one.source in sources and one.id in ids}
        found = [one for one in every if (one.source, one.url) in asked]
        return sorted(found, key=lambda one: (one.source, one.url, one.first_seen or EPOCH, one.id))

    def state(self, source: str, url: str) -> FetchState:
        return self._states.get((source, url), FetchState(source=source, url=url))

    def remember(self, state: FetchState) -> None:
        self._states[state.source, state.url] = state

    def states(self, *, gone: bool = False) -> Sequence[FetchState]:
        return [one for _, one in sorted(self._states.items()) if one.gone_at or not gone]


class MemoryEditions:
    """An `EditionStore` in memory."""

    def __init__(self) -> None:
        self._editions: dict[str, Edition] = {}

    def save(self, edition: Edition, *, replace: bool = False) -> None:
        holders = [
            other.id
            for other in self._editions.values()
            if (other.briefing, other.number) == (edition.briefing, edition.number)
        ]
        if holders == [edition.id]:
            return
        if holders and not replace:
            raise StoreError(
                "another edition already has this number",
                what=f"{edition.briefing}/{edition.number}",
            )
        for holder in holders:
            del self._editions[holder]
        self._editions[edition.id] = edition

    def get(self, reference: str) -> Edition:
        briefing, slash, which = reference.rpartition("/")
        if slash:
            found = [e for e in self.list(briefing) if which in ("latest", str(e.number))][:1]
        elif reference in self._editions:
            found = [self._editions[reference]]
        else:
            found = [e for e in self.list() if reference and e.id.startswith(reference)]
        if len(found) != 1:
            message = "several editions begin like this" if found else "no such edition"
            raise NotFound(message, what=reference)
        return found[0]

    def list(self, briefing: str | None = None) -> Sequence[Edition]:
        chosen = (e for e in self._editions.values() if briefing in (None, e.briefing))
        return sorted(chosen, key=lambda e: (e.period.end, e.number, e.id), reverse=True)

    def number_for(self, briefing: str, period_end: datetime) -> int:
        mine = self.list(briefing)
        held = [one.number for one in mine if one.period.end == period_end]
        return held[0] if held else max((one.number for one in mine), default=0) + 1

    def past(self, briefing: str, *, before: datetime, limit: int = 12) -> Past:
        whole = past_of(tuple(e for e in self.list(briefing) if e.period.end < before))
        return replace(whole, editions=whole.editions[-limit:] if limit else ())


class MemoryAudience:
    """An `AudienceStore` in memory. Addresses that differ only in case are one subscriber."""

    def __init__(self) -> None:
        self._subscribers: dict[str, Subscriber] = {}
        self._memberships: dict[tuple[str, str], tuple[SubscriptionState, datetime]] = {}

    def subscribe(self, subscription: Subscription) -> bool:
        new = subscription.subscriber
        key = new.address.casefold()
        known = self._subscribers.get(key, new)
        self._subscribers[key] = replace(
            known, name=known.name or new.name, language=known.language or new.language
        )
        if (subscription.list, key) in self._memberships:
            return False
        self._memberships[subscription.list, key] = (subscription.state, subscription.since)
        return True

    def set_state(
        self, list_name: str, address: str, state: SubscriptionState, *, at: datetime
    ) -> None:
        if (list_name, address.casefold()) not in self._memberships:
            raise NotFound(f"not on the list {list_name!r}", what=address)
        self._memberships[list_name, address.casefold()] = (state, at)

    def members(self, list_name: str) -> Sequence[Subscription]:
        found = [
            Subscription(list=name, subscriber=self._subscribers[key], state=state, since=since)
            for (name, key), (state, since) in self._memberships.items()
            if name == list_name
        ]
        return sorted(found, key=lambda member: member.subscriber.address)

    def lists(self) -> Sequence[str]:
        return sorted({name for name, _ in self._memberships})

    def is_confirmed(self, list_name: str, address: str) -> bool:
        """Tell whether an address is on a list and confirmed at this moment."""
        state, _ = self._memberships.get((list_name, address.casefold()), (None, None))
        return state is SubscriptionState.CONFIRMED


class MemoryDeliveries:
    """A `DeliveryLog` in memory, safe for threads."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Delivery] = {}
        self._lock = RLock()

    def freeze(self, deliveries: Iterable[Delivery]) -> int:
        with self._lock:
            before = len(self._rows)
            for delivery in deliveries:
                self._rows.setdefault((delivery.edition_id, delivery.address), delivery)
            return len(self._rows) - before

    def claim(self, edition_id: str, *, now: datetime, limit: int) -> Sequence[Delivery]:
        with self._lock:
            due = [row for row in self.deliveries(edition_id) if _is_due(row, now)][:limit]
            return [
                self._put(
                    replace(
                        row,
                        state=DeliveryState.SENDING,
                        attempts=row.attempts + 1,
                        next_at=None,
                        changed_at=now,
                    )
                )
                for row in due
            ]

    def settle(self, edition_id: str, address: str, outcome: Outcome, *, at: datetime) -> None:
        with self._lock:
            row = self._rows.get((edition_id, address))
            if row is None or row.state is not DeliveryState.SENDING:
                raise StoreError("this delivery is not being sent", what=f"{edition_id} {address}")
            unused = 1 if outcome.state is DeliveryState.PENDING else 0
            self._put(
                replace(
                    row,
                    state=outcome.state,
                    attempts=row.attempts - unused,
                    reply=outcome.reply,
                    next_at=outcome.next_at,
                    changed_at=at,
                )
            )

    def recover(self, edition_id: str, *, resend: bool, at: datetime) -> int:
        state = DeliveryState.PENDING if resend else DeliveryState.UNKNOWN
        with self._lock:
            left = [r for r in self.deliveries(edition_id) if r.state is DeliveryState.SENDING]
            for row in left:
                self._put(replace(row, state=state, changed_at=at))
            return len(left)

    def tally(self, edition_id: str) -> Tally:
        states = [row.state for row in self.deliveries(edition_id)]
        final = ("accepted", "failed", "suppressed", "unknown")
        closed = {one: states.count(DeliveryState(one)) for one in final}
        return Tally(audience=len(states), open=len(states) - sum(closed.values()), **closed)

    def deliveries(self, edition_id: str) -> Sequence[Delivery]:
        with self._lock:
            return [self._rows[key] for key in sorted(self._rows) if key[0] == edition_id]

    def due_editions(self, *, now: datetime) -> Sequence[str]:
        """Return the ids of the editions with rows to be sent now, sorted."""
        with self._lock:
            return sorted({row.edition_id for row in self._rows.values() if _is_due(row, now)})

    def _put(self, row: Delivery) -> Delivery:
        self._rows[row.edition_id, row.address] = row
        return row


def _is_due(row: Delivery, now: datetime) -> bool:
    if row.state is DeliveryState.DEFERRED:
        return row.next_at is None or row.next_at <= now
    return row.state is DeliveryState.PENDING


class MemoryRuns:
    """A `RunLog` in memory, safe for threads."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, datetime], Run] = {}
        self._lock = RLock()

    def open(self, run: Run) -> bool:
        with self._lock:
            is_free = (run.briefing, run.scheduled_for) not in self._runs
            if is_free:
                self._runs[run.briefing, run.scheduled_for] = run
            return is_free

    def update(self, run: Run) -> None:
        with self._lock:
            if (run.briefing, run.scheduled_for) not in self._runs:
                raise NotFound(
                    "no such run", what=f"{run.briefing} {run.scheduled_for.isoformat()}"
                )
            self._runs[run.briefing, run.scheduled_for] = run

    def cursor(self, briefing: str) -> datetime | None:
        return max((run.scheduled_for for run in self.runs(briefing)), default=None)

    def runs(self, briefing: str | None = None) -> Sequence[Run]:
        with self._lock:
            chosen = [run for run in self._runs.values() if briefing in (None, run.briefing)]
        return sorted(chosen, key=lambda run: (-run.scheduled_for.timestamp(), run.briefing))


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """One message a `RecordingMailer` was handed."""

    sender: str
    recipient: str
    message: bytes


class RecordingMailer:
    """A `Mailer` that keeps what it is handed and answers by script.

    Args:
        script: Per recipient, the outcomes (or errors to raise) of the first attempts, in order;
            after them, and for everybody else, the message is accepted.
    """

    def __init__(
        self, script: Mapping[str, Sequence[Outcome | BroadsheetError]] | None = None
    ) -> None:
        self._script = {address: list(steps) for address, steps in (script or {}).items()}
        self.sent: list[SentMessage] = []
        self.closed = False

    def send(self, message: bytes, *, sender: str, recipient: str) -> Outcome:
        steps = self._script.get(recipient)
        step = steps.pop(0) if steps else ACCEPTED
        if isinstance(step, BroadsheetError):
            raise step
        self.sent.append(SentMessage(sender=sender, recipient=recipient, message=message))
        return step

    def close(self) -> None:
        self.closed = True


class StaticPrinter:
    """A `Printer` that returns the same bytes for everything and keeps what it was given."""

    def __init__(self, pdf: bytes = b"%PDF-1.7\n%%EOF\n") -> None:
        self._pdf = pdf
        self.printed: list[Rendering] = []

    def print(self, rendering: Rendering) -> bytes:
        self.printed.append(rendering)
        return self._pdf


class InlineMapper:
    """A `Mapper` that works in the calling thread."""

    def map(self, function: Callable[[In], Out], items: Sequence[In]) -> Sequence[Out]:
        return [function(item) for item in items]
