"""How much of it: parts told as wholes, "all" and "only" that the evidence does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from broadsheet.analyse.claim_parts import Parts, as_fraction, error
from broadsheet.model.findings import Finding

_NUMBERS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty
"""
_NUMBER = rf"(?:\d[\d.,]*|{'|'.join(_NUMBERS.split())})"
_FRACTIONS = (
    "half third quarter fifth sixth seventh eighth ninth tenth thirds quarters fifths tenths"
)
_SHARES = (
    "most some many few several part parts portion share section majority minority handful dozens"
    " hundreds thousands"
)
_WEAK = "some most many few several certain part parts partly partially only nearly almost"
_SHARE = (
    rf"(?:\d[\d.,]*\s?(?:%|per\s?cent)|{_NUMBER}|{'|'.join((_FRACTIONS + ' ' + _SHARES).split())})"
)
_DETERMINER = r"(?:the|its|their|his|her|our|all|these|those|this)"
# "a third of the fleet", "19 of the 22 vessels", "40% of its track", "most of the bay"
_PART_OF = re.compile(
    rf"(?P<share>(?<![\w.,]){_SHARE})\s+(?:of|in)\s+(?:all\s+)?"
    rf"(?:{_DETERMINER}\s+|(?=[A-Z]|{_NUMBER}\s))(?P<rest>[^,.;:]{{2,80}})",
    re.IGNORECASE,
)
# "some hospitals", "most members", "nine in ten patients"
_SOME = re.compile(
    r"\b(?<!as )(?<!how )(?<!so )(?<!too )(?P<share>some|most|many|few|several"
    r"|in\s+(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|a\s+hundred))\s+(?P<rest>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,2})",
    re.IGNORECASE,
)
_TIMES = frozenset(
    "year month week day hour minute second decade time moment way today more recent cas".split()
)
_ALL = re.compile(r"\b(?<!in )(?<!at )(?<!after )(?:all|every|each|whole|entire)\b", re.IGNORECASE)
_NEARLY_ALL = re.compile(
    r"\b(?:almost|nearly|virtually|not|about) (?:all|every|the whole)\b", re.IGNORECASE
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|alone)\b", re.IGNORECASE)
_JUST = re.compile(
    r"\b(?:only|just|merely|solely|exclusively|alone|no more than|mere)\b", re.IGNORECASE
)


def check_parts(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield a finding when a part of something is told as the whole of it."""
    mine = claim.text.lower()
    has_part = {head for _, head in _part_heads(claim)}
    for parts in cited:
        for share, head in _part_heads(parts):
            place = _place_of(claim, head)
            if place is None or head in has_part or _stands_alone(parts, head):
                continue
            text = " ".join(share.group("share").lower().split())
            if _says_share(mine, text) or _has_value(claim, _value_of(parts, share)):
                continue
            message = f"the cited text says it of {text!r} of them only"
            yield error("scope_widened", message, *place)
            return
    yield from _check_all(claim, cited)


def _check_all(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield a finding for "all" and "only" that the evidence does not have."""
    some = any(True for parts in cited for _ in _part_heads(parts))
    everything = _ALL.search(claim.text)
    known = any(_ALL.search(_NEARLY_ALL.sub("", parts.text)) for parts in cited)
    if everything and not known and not _NEARLY_ALL.search(claim.text):
        near = any(_NEARLY_ALL.search(parts.text) for parts in cited)
        if some or near:
            message = f"{everything.group()!r} is not in the cited text"
            yield error("scope_widened", message, *everything.span())
    only = _ONLY.search(claim.text)
    if only and not any(_JUST.search(parts.text) for parts in cited):
        message = f"{only.group()!r} is not in the cited text"
        yield error("scope_widened", message, *only.span())


def _part_heads(parts: Parts) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each share of something with the root of what it is a share of."""
    for pattern in (_PART_OF, _SOME):
        for found in pattern.finditer(parts.text):
            if any(date.start <= found.start() < date.end for date in parts.dates):
                continue  # the third quarter of 2026
            head = _head(parts, found.start("rest"), found.end("rest"))
            if head and not (pattern is _SOME and head in _TIMES):
                yield found, head


def _head(parts: Parts, start: int, end: int) -> str:
    """Return the root of the first common noun or adjective of a phrase, owners left out."""
    for word in parts.words:
        if word.start < start or word.start >= end or not word.topical:
            continue
        owner = word.folded.endswith("'s") or parts.text[word.end : word.end + 1] in "'’"
        if parts.text[word.start].isupper() or (owner and word.end < len(parts.text)):
            continue
        return word.root
    return ""


def _place_of(parts: Parts, root: str) -> tuple[int, int] | None:
    return next(((word.start, word.end) for word in parts.words if word.root == root), None)


def _stands_alone(parts: Parts, head: str) -> bool:
    """Tell whether a thing is also named outside of its part: then the claim may be of that."""
    return sum(word.root == head for word in parts.words) > 1


def _says_share(mine: str, share: str) -> bool:
    """Tell whether a claim names the share elsewhere: "of the 22 vessels, 19 were checked"."""
    if re.search(rf"(?<![\w.,]){re.escape(share)}(?![\w])", mine):
        return True
    weak = share in _WEAK.split()
    return weak and any(re.search(rf"\b{word}\b", mine) for word in _WEAK.split())


def _value_of(parts: Parts, share: re.Match[str]) -> Decimal | None:
    start, end = share.span("share")
    over = (figure for figure in parts.figures if figure.start < end and start < figure.end)
    return next((as_fraction(figure) for figure in over), None)


def _has_value(claim: Parts, value: Decimal | None) -> bool:
    return value is not None and any(as_fraction(figure) == value for figure in claim.figures)
