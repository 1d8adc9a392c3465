"""Entries that a feed says were deleted: Atom tombstones (RFC 6721)."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.model.articles import Entry
from broadsheet.read.markup import is_web_address
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.trees import Element, name_of

MOST_DELETED = 200


def deleted_entries(root: Element, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the addresses of the entries that a feed says it deleted, each once.

    An address is what the tombstone links to, else the id it names where that is one. An entry that
    stands in the same feed counts as there, unless its deletion is dated later than itself.
    """
    stones = [
        one for one in root.iterchildren("{*}deleted-entry") if name_of(one) == "at:deleted-entry"
    ]
    if not stones:
        return ()
    found: dict[str, None] = {}
    there = {key: entry for entry in entries for key in (entry.id, entry.url)}
    for stone in stones:
        reference = stone.get("ref", "").strip()
        links = [child.get("href", "") for child in stone if name_of(child) == "atom:link"]
        entry = next((there[key] for key in (reference, *links) if key in there), None)
        if entry is not None and not _is_later(stone, entry):
            continue
        address = entry.url if entry else next(filter(is_web_address, (*links, reference)), "")
        if address:
            found[address] = None
    return tuple(found)[:MOST_DELETED]


def _is_later(stone: Element, entry: Entry) -> bool:
    """Say whether an entry was deleted after it was last changed."""
    when = parse_timestamp(stone.get("when", "")).moment
    changed = entry.updated or entry.published
    return when is not None and changed is not None and when > changed
