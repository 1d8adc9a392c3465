"""Word tables written as text: a line "name: words" starts a list, indented lines continue it."""

from __future__ import annotations

import re

_NEXT_LIST = re.compile(r"\n(?=\S)")
_SPACE = re.compile(r"\s+")


def read_lists(text: str, *, separator: str = " ") -> dict[str, tuple[str, ...]]:
    """Return the lists of a table by name, in the order of the table.

    `separator` is what stands between entries: a space, or a comma where entries hold spaces.
    """
    found: dict[str, tuple[str, ...]] = {}
    for block in _NEXT_LIST.split(text.strip("\n")):
        name, _, listed = block.partition(": ")
        entries = (entry.strip() for entry in _SPACE.sub(" ", listed).split(separator))
        found[name] = tuple(entry for entry in entries if entry)
    return found
