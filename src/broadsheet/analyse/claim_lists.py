"""Lists of a claim: members the evidence lacks, and fewer or more of them than are announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadsheet.analyse.claim_parts import Parts, Word, error
from broadsheet.model.findings import Finding
from broadsheet.text.number_words import SMALL

_ITEM = r"(?:(?:the|a|an|its|their|her|his)\s+)?[\w'’-]+(?:\s+(?!and\b|or\b)[\w'’-]+){0,3}"
_LIST = re.compile(rf"(?P<items>(?:{_ITEM},\s+){{1,20}}{_ITEM}),?\s+(?:and|or)\s+(?P<last>{_ITEM})")
_COUNTS = "two three four five six seven eight nine ten".split()
_COUNTED = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|both)\s+(?:[a-z-]+\s+){{0,2}}[a-z-]+[,:]\s+"
    rf"(?:(?:of|from|by|in|the)\s+)?(?P<items>(?:{_ITEM},\s+){{0,20}}{_ITEM}),?\s+and\s+{_ITEM}",
    re.IGNORECASE,
)


def check_lists(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield a finding for a foreign member, or for another number of them than announced."""
    known = {word.root for parts in cited for word in parts.words}
    for found in _LIST.finditer(claim.text):
        items = _items(claim, found)
        strange = [item for item in items if item and not any(w.root in known for w in item)]
        if strange and len(strange) < len(items):
            word = strange[0][0]
            message = f"the cited list has no {word.folded!r}"
            yield error("list_changed", message, word.start, strange[0][-1].end)
            return
    for found in _COUNTED.finditer(claim.text):
        count = SMALL["en"].get(found.group("count").lower(), 2)  # "both" are two
        listed = found.group("items").count(",") + 2
        dated = any(found.start() <= date.start < found.end() for date in claim.dates)
        if listed != count and not dated:
            message = f"{found.group('count')!r} are announced and {listed} listed"
            yield error("list_changed", message, *found.span())
            return


def _items(parts: Parts, found: re.Match[str]) -> list[list[Word]]:
    """Return the words that carry topic of each member of a list."""
    spans = []
    start = found.start("items")
    for item in found.group("items").split(","):
        spans.append((start, start + len(item)))
        start += len(item) + 1
    spans.append(found.span("last"))
    return [
        [word for word in parts.words if first <= word.start < last and word.topical]
        for first, last in spans
    ]
