"""Ranks: ordinals and superlatives of a claim against its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadsheet.analyse.claim_parts import Parts, error
from broadsheet.model.findings import Finding

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth 1st 2nd 3rd"
    " 4th 5th 6th 7th 8th 9th 10th"
)
_ORDINAL = "|".join(_ORDINALS.split())
# Not quarters of a year, not "a third of", "a second later".
_ORDINAL_WORD = re.compile(
    rf"(?<!per )(?<!one )\b(?:(?:{_ORDINAL})\b(?![\s-]+(?:quarter|half|more|less|above|below|as"
    rf"|fewer|higher|lower|later|earlier|of)\b)|(?:first|second)(?=\s+of\b))",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    rf"(?:\b(?P<rank>{_ORDINAL})[- ])?"
    rf"(?P<few>\b(?:one of|among|amongst|some of)\s+(?:the\s+|its\s+|\w+'s\s+)?)?"
    rf"(?:\b(?P<rank2>{_ORDINAL})[- ])?\b(?P<word>"
    r"(?!interest|request|invest|forest|protest|harvest|contest|suggest|modest|honest|arrest|west"
    r"|latest|digest|chest|guest|quest|test|rest|best-)[a-z]{2,}(?:est|iest)|best|worst)\b",
    re.IGNORECASE,
)
_SAME = {"largest": "biggest", "greatest": "biggest", "lowest": "smallest", "quickest": "fastest"}


def check_rank(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield a finding for another ordinal, and for a superlative that rose or fell in rank."""
    ranks = {rank for parts in cited for rank in _superlatives(parts.text)}
    for found in _SUPERLATIVE.finditer(claim.text):
        mine = _superlative(found)
        rivals = [rank for rank in ranks if rank[2] == mine[2]]
        if rivals and mine not in rivals:
            message = f"{found.group()!r} is of another rank in the cited text"
            yield error("rank_changed", message, *found.span())
            return
    known = {word for parts in cited for word in _ordinals(parts.text)}
    for found in _ORDINAL_WORD.finditer(claim.text):
        if found.group().lower() not in known and (known or ranks):
            message = f"{found.group()!r} is not in the cited text"
            yield error("rank_changed", message, *found.span())
            return


def _ordinals(text: str) -> Iterator[str]:
    return (found.group().lower() for found in _ORDINAL_WORD.finditer(text))


def _superlatives(text: str) -> Iterator[tuple[str, bool, str]]:
    return (_superlative(found) for found in _SUPERLATIVE.finditer(text))


def _superlative(found: re.Match[str]) -> tuple[str, bool, str]:
    """Return the rank ("second"), whether it is one of several, and the word."""
    word = found.group("word").lower()
    rank = (found.group("rank") or found.group("rank2") or "").lower()
    return rank, found.group("few") is not None, _SAME.get(word, word)
