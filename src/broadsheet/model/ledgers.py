"""The coverage ledger: what became of everything a run fetched, each item in one named bucket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

#: An item that is an article no run had met; the edition then says what became of it.
NEW = "new"
#: An item that an earlier run has read.
KNOWN = "known"
#: An item that the same source brought twice in this run.
REPEATED = "repeated"
#: An article that is in the edition.
USED = "used"
#: An article of this run that belongs to no window it could have been used in.
OUTSIDE_WINDOW = "outside_window"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """What one source brought.

    Attributes:
        source: Its name.
        documents: By what became of them (`read`, `unchanged`, `not_due`, `waiting`, `gone`, or
            why they failed), how many documents were to be fetched.
        items: By bucket, how many items were found in them.
        cut: How many paragraphs of new articles were cut because they repeat on their sites.
    """

    source: str
    documents: Mapping[str, int] = field(default_factory=dict)
    items: Mapping[str, int] = field(default_factory=dict)
    cut: int = 0

    @property
    def found(self) -> int:
        """How many items it brought."""
        return sum(self.items.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What became of everything one run of a briefing fetched and looked at.

    Attributes:
        briefing: The briefing's slug.
        slot: The time the run was for.
        edition_id: The edition it made; empty when it made none.
        lines: One for each source, in the order of the briefing.
        carried: By bucket, the articles earlier runs had stored and this edition looked at.
    """

    briefing: str
    slot: datetime
    edition_id: str = ""
    lines: tuple[SourceLine, ...] = ()
    carried: Mapping[str, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """How many items the sources brought in this run."""
        return sum(line.found for line in self.lines)

    @property
    def cut(self) -> int:
        """How many paragraphs of new articles were cut because they repeat on their sites."""
        return sum(line.cut for line in self.lines)

    def buckets(self) -> dict[str, int]:
        """Return how many items of this run ended in each bucket, sorted by name."""
        return total(line.items for line in self.lines)

    def documents(self) -> dict[str, int]:
        """Return what became of the documents, sorted by name."""
        return total(line.documents for line in self.lines)


def total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sums of several counts, sorted by name; zeros are left out."""
    added: Counter[str] = Counter()
    for each in counts:
        added.update(each)
    return {name: count for name, count in sorted(added.items()) if count}
