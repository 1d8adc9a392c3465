"""The books of a run: what became of every document and item, each entered once under one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from broadsheet.model.articles import Article, Problem
from broadsheet.model.editions import Edition
from broadsheet.model.ledgers import (
    KNOWN,
    NEW,
    OUTSIDE_WINDOW,
    REPEATED,
    USED,
    Ledger,
    SourceLine,
)
from broadsheet.read.refusals import COOKIE_WALL, ERROR_PAGE, LISTING, PAYWALL, TOO_COSTLY

READ = "read"
UNCHANGED = "unchanged"
NOT_DUE = "not_due"
WAITING = "waiting"
GONE = "gone"
TOO_OLD = "too_old"
NO_TEXT = "no_text"

_REFUSALS = {
    PAYWALL: "paywalled",
    COOKIE_WALL: "cookie_wall",
    ERROR_PAGE: "error_page",
    LISTING: "listing",
    TOO_COSTLY: "too_costly",
}


@dataclass(slots=True)
class Accounts:
    """What happened to each source's documents and items so far.

    Attributes:
        documents: By source, what became of its documents.
        items: By source, what became of its items.
        failed: By source, its last error.
        problems: What was wrong with inputs without stopping their reading.
        pages: Linked pages fetched.
        articles: Articles read and kept, those the store had already included.
        cut: By source, the paragraphs cut from new articles because they repeat on their sites.
    """

    documents: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    items: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    failed: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    pages: int = 0
    articles: int = 0
    cut: Counter[str] = field(default_factory=Counter)

    def stored(self, source: str, *, read: int, distinct: int, new: int, cut: int = 0) -> None:
        """Enter the articles that were handed to the store.

        Args:
            source: Where they came from.
            read: How many there were.
            distinct: How many different ones.
            new: How many the store had not met.
            cut: How many paragraphs were cut from those because they repeat.
        """
        self.articles += read
        self.cut[source] += cut
        self.items[source].update({NEW: new, KNOWN: distinct - new, REPEATED: read - distinct})

    def lines(self, sources: Sequence[str]) -> tuple[SourceLine, ...]:
        """Return the books, a line for each source, in the given order."""
        return tuple(
            SourceLine(
                source=name,
                documents=_sorted(self.documents.get(name, {})),
                items=_sorted(self.items.get(name, {})),
                cut=self.cut[name],
            )
            for name in dict.fromkeys(sources)
        )


def refusal_name(message: str) -> str:
    """Return the bucket of a page that gave no article for a reason `read` states."""
    return _REFUSALS.get(message, NO_TEXT)


def close_books(
    briefing: str,
    slot: datetime,
    lines: Sequence[SourceLine],
    looked_at: Sequence[Article],
    edition: Edition | None,
) -> Ledger:
    """Return the ledger of a run: what was new is entered under what the edition made of it.

    Args:
        briefing: The briefing's slug.
        slot: The time of the run; what it stored is stamped with it.
        lines: What gathering entered.
        looked_at: The articles the edition was made from.
        edition: The edition; None when there was none, and new articles stay `new`.
    """
    if edition is None:
        return Ledger(briefing=briefing, slot=slot, lines=tuple(lines))
    unsettled = {line.source: line.items.get(NEW, 0) for line in lines}
    fresh: dict[str, Counter[str]] = {line.source: Counter() for line in lines}
    carried: Counter[str] = Counter()
    for article, outcome in zip(looked_at, _outcomes(looked_at, edition), strict=True):
        if article.first_seen == slot and unsettled.get(article.source, 0):
            unsettled[article.source] -= 1
            fresh[article.source][outcome] += 1
        else:
            carried[outcome] += 1
    return Ledger(
        briefing=briefing,
        slot=slot,
        edition_id=edition.id,
        lines=tuple(_settled(line, fresh[line.source], unsettled[line.source]) for line in lines),
        carried=_sorted(carried),
    )


def _settled(line: SourceLine, fresh: Counter[str], unused: int) -> SourceLine:
    """Return a line whose new articles stand under what the edition made of them."""
    items = Counter({name: count for name, count in line.items.items() if name != NEW})
    items.update(fresh)
    items[OUTSIDE_WINDOW] += unused
    return replace(line, items=_sorted(items))


def _outcomes(articles: Sequence[Article], edition: Edition) -> list[str]:
    """Return, for each article an edition was made from, what it made of it."""
    left_out: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in reversed(edition.left_out):
        left_out[one.url, one.title, one.publisher].append(one.reason)
    found: list[str] = []
    for article in articles:
        reasons = left_out[article.url, article.title, article.publisher]
        found.append(reasons.pop() if reasons else USED)
    return found


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in sorted(counts.items()) if count}
