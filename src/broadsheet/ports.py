"""The seams between the pure core and the world: small protocols with written semantics.

An in-memory stand-in for each ships in `broadsheet.testing`; one contract suite
(`tests/contract/`) runs on every implementation.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from broadsheet.errors import SourceError
from broadsheet.model.articles import (
    Article,
    Document,
    Entry,
    Feed,
    FetchRequest,
    FetchResponse,
    FetchState,
)
from broadsheet.model.briefings import Source
from broadsheet.model.deliveries import Delivery, Outcome, Subscription, SubscriptionState, Tally
from broadsheet.model.editions import Edition, Past
from broadsheet.model.ledgers import Ledger
from broadsheet.model.renderings import Rendering
from broadsheet.model.runs import Run
from broadsheet.model.traces import ArticleTrace
from broadsheet.model.windows import Window

if TYPE_CHECKING:
    from broadsheet.read.sources import ReadResult

In = TypeVar("In")
Out = TypeVar("Out")


class Fetcher(Protocol):
    """Gets bytes from http(s), from mailboxes, from plugins and from the workspace's files."""

    def fetch(self, request: FetchRequest) -> FetchResponse:
        """Fetch one thing, following redirects.

        Raises:
            RefusedAddress: the resolved address, scheme or port is not allowed (each redirect is
                checked again, at connect time).
            FetchError: network, status >= 400, size cap or deadline; the message names the URL.
        """
        ...

    def fetch_all(self, requests: Sequence[FetchRequest]) -> Iterable[FetchResponse | SourceError]:
        """Yield the result of each request, in their order; an error is a result, not raised.

        Implementations may work on several hosts at once; one slow host delays nobody else.
        """
        ...

    def expand(self, pattern: str) -> Sequence[str]:
        """Return the workspace files a path or glob names, sorted, or the messages of a mailbox
        that came on a day or later (`Mailbox.since`), oldest first; empty when there are none.

        Raises:
            FetchError: the mailbox cannot be listed, or the folder may not be read.
        """
        ...


#: The group of entry points under which packages bring sources of their own.
PLUGINS = "broadsheet.sources"


class SourcePlugin(Protocol):
    """A kind of source that another package brings: an entry point of group `broadsheet.sources`.

    A briefing names it as `plugin: NAME/ARGUMENT`, by the entry point's name.
    """

    def __call__(self, argument: str, fetcher: Fetcher) -> Iterable[Entry]:
        """Return the newest entries of a source; 1,000 at most are taken.

        What it brings is no more trusted than a feed: HTML is sanitised, an entry with an address
        and little text has its page fetched. Whatever it raises fails the source, not the run.

        Args:
            argument: What stands behind the name in the briefing; may be empty.
            fetcher: Gets documents politely and safely: use no other way to the network.
        """
        ...


#: A link to read: its source, its address, the entry that names it, its page, the entry's feed; see
#: `read.sources.read_link`.
LinkedPage: TypeAlias = tuple[Source, str, Entry | None, Document | None, Feed]


class Reader(Protocol):
    """Turns fetched documents into articles, and decides where that risky work is done."""

    def read(self, source: Source, document: Document) -> ReadResult:
        """Return what a source's document holds.

        Raises:
            ReadError: it is nothing Broadsheet reads, holds nothing, or took more time or memory
                than a document may.
        """
        ...

    def feeds(self, document: Document) -> Sequence[str]:
        """Return the addresses of the feeds a page announces; none if that costs too much."""
        ...

    def read_links(self, links: Iterable[LinkedPage]) -> Iterator[ReadResult]:
        """Yield what each linked page gave, in their order; links may be taken ahead of results.

        A page that takes more than it may gives what its entry says, and a problem that says so.
        """
        ...


class ArticleStore(Protocol):
    """Keeps articles and what is remembered of each source."""

    def add(self, articles: Iterable[Article], *, seen_at: datetime) -> int:
        """Store what a source has not brought before, stamping `first_seen`; return how many.

        A text met again after another took its place at its address, alone, holds again.
        """
        ...

    def between(self, window: Window, *, sources: Sequence[str]) -> Sequence[Article]:
        """Return those sources' articles dated in the window, ordered by (dated, id, source)."""
        ...

    def versions(self, ids: Collection[str], *, sources: Sequence[str]) -> Sequence[Article]:
        """Return those sources' articles with these ids, and every other text that the same source
        had at the same URL, ordered by (source, url, first_seen, id). Of a text that came back,
        `first_seen` is when it did: the last at its URL is how it reads now.
        """
        ...

    def state(self, source: str, url: str) -> FetchState:
        """Return what is remembered of a source's URL; an empty state when nothing is."""
        ...

    def remember(self, state: FetchState) -> None:
        """Replace what is remembered of a source's URL."""
        ...

    def states(self, *, gone: bool = False) -> Sequence[FetchState]:
        """Return every remembered state, or of what is gone alone, ordered by (source, url)."""
        ...


class TraceStore(Protocol):
    """Keeps traces of the articles of each site, and knows what was cut from stored articles."""

    def cut_from(self, source: str, urls: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return, for those of the addresses at which the source has brought an article, the keys
        of the paragraphs cut from the first one.
        """
        ...

    def traces(self, sites: Collection[str]) -> Sequence[ArticleTrace]:
        """Return what is remembered of the sites, ordered by (site, page)."""
        ...

    def keep(self, traces: Iterable[ArticleTrace]) -> None:
        """Remember traces; of a page already known the new one replaces the old.

        Of a site the 48 newest stay (by time, then page). What is 400 days older than the newest of
        those given is forgotten, whatever its site.
        """
        ...


class EditionStore(Protocol):
    """Keeps frozen editions and the figure history."""

    def save(self, edition: Edition, *, replace: bool = False) -> None:
        """Store an edition and its figures in one transaction. Saving the same id again is a no-op.

        With `replace` an edition of the same briefing and number gives way, in the same
        transaction; the caller knows that nobody received it.

        Raises:
            StoreError: another edition already has this briefing and number.
        """
        ...

    def get(self, reference: str) -> Edition:
        """Return the edition for an id (or a unique prefix of one), `briefing/number` or
        `briefing/latest`.

        Raises:
            NotFound: nothing matches, or a prefix matches several.
        """
        ...

    def list(self, briefing: str | None = None) -> Sequence[Edition]:
        """Return the editions, newest period first."""
        ...

    def number_for(self, briefing: str, period_end: datetime) -> int:
        """Return the number of the slot's edition: the one it has, else the next free one."""
        ...

    def past(self, briefing: str, *, before: datetime, limit: int = 12) -> Past:
        """Return the last `limit` editions whose period ended before `before` (oldest first), with
        the figure history of all of them and of older ones.
        """
        ...


class AudienceStore(Protocol):
    """Keeps subscribers and their subscriptions."""

    def subscribe(self, subscription: Subscription) -> bool:
        """Add a membership. An existing one, unsubscribed ones above all, is left as it is; return
        whether it was added.
        """
        ...

    def set_state(
        self, list_name: str, address: str, state: SubscriptionState, *, at: datetime
    ) -> None:
        """Change a membership's state. Raises NotFound."""
        ...

    def members(self, list_name: str) -> Sequence[Subscription]:
        """Return the memberships of a list in any state, ordered by address."""
        ...

    def lists(self) -> Sequence[str]:
        """Return the names of all lists, sorted."""
        ...

    def is_confirmed(self, list_name: str, address: str) -> bool:
        """Tell whether an address is on a list and confirmed at this moment."""
        ...


class DeliveryLog(Protocol):
    """The per-recipient ledger. Every method commits before it returns."""

    def freeze(self, deliveries: Iterable[Delivery]) -> int:
        """Write an audience as pending rows; rows that exist stay. Return how many are new."""
        ...

    def claim(self, edition_id: str, *, now: datetime, limit: int) -> Sequence[Delivery]:
        """Mark up to `limit` due rows (pending, or deferred with next_at <= now) as sending and
        return them, ordered by address.
        """
        ...

    def settle(self, edition_id: str, address: str, outcome: Outcome, *, at: datetime) -> None:
        """Record the outcome of one attempt on a row in sending."""
        ...

    def recover(self, edition_id: str, *, resend: bool, at: datetime) -> int:
        """After a crash: rows in sending become pending (resend) or unknown; return the count."""
        ...

    def tally(self, edition_id: str) -> Tally:
        """Return the accounting of an edition."""
        ...

    def deliveries(self, edition_id: str) -> Sequence[Delivery]:
        """Return all rows of an edition, ordered by address."""
        ...

    def due_editions(self, *, now: datetime) -> Sequence[str]:
        """Return the ids of the editions with rows to be sent now, sorted."""
        ...


class RunLog(Protocol):
    """The record of runs; the scheduler's memory. The alarm clock may forget, this may not."""

    def open(self, run: Run) -> bool:
        """Insert a run; False when this briefing and slot already has one (somebody else's)."""
        ...

    def update(self, run: Run) -> None:
        """Replace the row of this briefing and slot."""
        ...

    def cursor(self, briefing: str) -> datetime | None:
        """Return the newest slot on record for a briefing; None before the first."""
        ...

    def runs(self, briefing: str | None = None) -> Sequence[Run]:
        """Return the runs, newest slot first."""
        ...


class LedgerStore(Protocol):
    """Keeps the coverage ledgers of the last runs."""

    def keep(self, ledger: Ledger) -> None:
        """Store the ledger of a run; one of the same briefing and slot gives way, and so do the
        oldest of the briefing beyond 200.
        """
        ...

    def find(self, briefing: str | None = None, slot: datetime | None = None) -> Ledger:
        """Return the ledger with the newest slot, of that briefing and slot where they are named.

        Raises:
            NotFound: there is none.
        """
        ...


class Mailer(Protocol):
    """Hands one finished message over."""

    def send(self, message: bytes, *, sender: str, recipient: str) -> Outcome:
        """Send and say what became of it; a refusal is an outcome, not an exception.

        Raises:
            SendError: no message can be sent at all (relay unreachable, login refused).
        """
        ...

    def close(self) -> None:
        """Close connections."""
        ...


class Printer(Protocol):
    """Turns print HTML into PDF bytes."""

    def print(self, rendering: Rendering) -> bytes:
        """Return the PDF; equal input gives equal bytes. Raises PrintError."""
        ...


class Mapper(Protocol):
    """Decides where independent pure work runs: inline, processes, a distributed engine."""

    def map(self, function: Callable[[In], Out], items: Sequence[In]) -> Sequence[Out]:
        """Return the results in the order of the items."""
        ...
