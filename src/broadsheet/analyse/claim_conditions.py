"""Conditions: what holds only if something else does may not be told without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.analyse.claim_parts import Parts, error
from broadsheet.analyse.claim_words import WEAK_MODALS
from broadsheet.model.findings import Finding

_CONDITION = re.compile(
    r"\b(?<!even )(?<!as )(?<!ask )(?<!asked )(?<!see )(?<!know )(?<!decide )(?<!what )(?<!for )"
    r"(?<!at )"
    r"(?:if|unless|provided|as long as|so long as|assuming|in the event of|in case of|subject to"
    r"|depending on|depends on|on condition|conditional|contingent|once"
    r"|should (?=the |its? |he |she |they ))\b",
    re.IGNORECASE,
)
_LOOSE_CONDITION = re.compile(
    r"\b(?:if|unless|provided|providing|as long as|so long as|assuming|in the event|in case"
    r"|subject to|depend\w*|condition\w*|contingent|once|when|after|before|should|until"
    r"|only|must|whether)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:]\s|,?\s(?:and|but|while|though|although)\s(?=\w+\s\w+)|\.\s")
# "Once the loan is repaid", not "once a year".
_CLAUSE_OPENING = re.compile(
    r"\s+(?:it|the|they|he|she|both|its|their|an?\s+(?!year|week|day|month|decade|while))\b"
)
_FEWEST = 2


def check_condition(claim: Parts, best: Parts) -> Iterator[Finding]:
    """Yield a finding when what holds under a condition is told without it."""
    if _LOOSE_CONDITION.search(claim.text):
        return
    roots = claim.roots
    if any(word.folded in WEAK_MODALS and claim.text[word.start].islower() for word in claim.words):
        return
    for found in _CONDITION.finditer(best.text):
        if found.group().lower() == "once" and not _opens_clause(best.text, found.end()):
            continue
        governed = _governed(best, found.start(), found.end())
        shared = roots & governed
        if len(shared) >= min(_FEWEST, len(governed)) and len(shared) * 2 >= len(governed):
            yield error("condition_dropped", f"the cited text says it with {found.group()!r}")
            return


def _opens_clause(text: str, at: int) -> bool:
    return _CLAUSE_OPENING.match(text, at) is not None


def _governed(parts: Parts, start: int, end: int) -> frozenset[str]:
    """Return the roots of the clause a condition stands with.

    A condition at the start of its clause governs what follows its comma, any other what stands
    before it.
    """
    text = parts.text
    breaks = [0, *(found.end() for found in _CLAUSE.finditer(text))]
    clause = max(at for at in breaks if at <= start)
    before = text[clause:start].strip(" ,")
    if before and before.lower() not in ("only", "but", "and"):
        first, last = clause, start
    else:
        comma = text.find(",", end)
        first = comma if comma >= 0 else end
        later = _CLAUSE.search(text, first + 1)
        last = later.start() if later else len(text)
    return frozenset(
        word.root for word in parts.words if first <= word.start < last and word.topical
    )
