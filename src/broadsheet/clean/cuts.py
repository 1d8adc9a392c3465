"""What cleaning took out of a text, line by line, and under which rule."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.clean.furniture import furniture_kind
from broadsheet.clean.residue import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A line that is not in the clean text, and what it was taken for."""

    text: str
    kind: str


def cuts(text: str) -> tuple[Cut, ...]:
    """Return the lines of a text that `clean_text` drops or shortens, in their order."""
    kept = {line for line in clean_text(text).split("\n") if line}
    found: list[Cut] = []
    seen: set[str] = set()
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line or (line in kept and line not in seen):
            seen.add(line)
            continue
        found.append(Cut(text=line, kind="repeated" if line in seen else furniture_kind(line)))
    return tuple(found)
