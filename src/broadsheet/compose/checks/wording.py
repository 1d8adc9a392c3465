"""Checks on wording: short enough to finish, free of what web pages leave behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.compose.checks.check import Breach, Check, CheckContext
from broadsheet.compose.draft import Draft, Item, Place, items_of
from broadsheet.model.briefings import SectionKind
from broadsheet.model.findings import Level

_HEADLINE_WORDS = 12
_TAKEAWAY_WORDS = 25
_DEFAULT_INSIGHT_WORDS = 300

_RESIDUE = {
    "markup": re.compile(
        r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]{0,200})?/?>|&(?:[a-z]{2,8}|#\d{1,6});"
    ),
    "data": re.compile(r"[{\[]\s{0,5}\"[\w@$.-]{1,40}\"\s{0,5}[:,]|\"\s{0,5}:\s{0,5}[{\[\"]"),
    "page furniture": re.compile(
        r"^(?:home|start)\s*[»>›/]"
        r"|^(?:share|tweet|subscribe|sign up|log ?in|read more|related(?: articles?)?"
        r"|advertisement|leave a (?:reply|comment)|your email address|cookie|continue reading"
        r"|weiterlesen|anzeige|teilen)\b.{0,40}$"
        r"|\brequired fields are marked\b|\ball rights reserved\b|\bwe use cookies\b",
        re.IGNORECASE,
    ),
    "a glued sentence": re.compile(r"[a-zß-ÿ]{3}[.!?][A-ZÀ-Þ][a-zß-ÿ]+(?=\s|$)"),
    "a glued list number": re.compile(r"^\d{1,2}[A-Z][a-z]+\s"),
    "an address": re.compile(r"https?://\S{20,}"),
}


# Gmail shows the first 102 KB of a message; what is measured here is an estimate before markup.
_LARGEST_MAIL = 90_000
_LETTERHEAD = 9_000
_ITEM_BYTES = 420
_SOURCE_BYTES = 160
_UNBREAKABLE = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0eff-]{70,}")


def _too_long(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    count = _length(draft.headline)
    if count > _HEADLINE_WORDS:
        yield Breach(
            message=f"{count} words, {_HEADLINE_WORDS} is the house limit",
            place=Place(part="headline"),
            quote=draft.headline,
        )
    limit = _takeaway_limit(draft)
    for index, takeaway in enumerate(draft.takeaways):
        count = _length(takeaway.text)
        if count > limit:
            yield Breach(
                message=f"{count} words, {limit} is the limit",
                place=Place(part="takeaways", index=index),
                quote=takeaway.text,
            )
    section = draft.briefing.section(SectionKind.INSIGHT)
    budget = section.words if section else _DEFAULT_INSIGHT_WORDS
    total = sum(_length(insight.text) for insight in draft.insights)
    if total > budget:
        yield Breach(message=f"the insight section has {total} words, {budget} is the limit")


def _takeaway_limit(draft: Draft) -> int:
    section = draft.briefing.section(SectionKind.TAKEAWAYS)
    return section.words if section else _TAKEAWAY_WORDS


def _length(text: str) -> int:
    return len(text.split())


def find_residue(text: str) -> tuple[str, re.Match[str]] | None:
    """Return what kind of residue a sentence holds and where; None for a clean one."""
    for kind, pattern in _RESIDUE.items():
        match = pattern.search(text)
        if match:
            return kind, match
    return None


def _residue(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    headline = find_residue(draft.headline)
    if headline is not None:
        yield Breach(
            message=f"holds {headline[0]}", place=Place(part="headline"), quote=draft.headline
        )
    for item in items_of(draft):
        found = find_residue(item.text)
        if found is not None:
            yield Breach(
                message=f"holds {found[0]}",
                place=item.place,
                start=found[1].start(),
                end=found[1].end(),
                quote=item.text,
            )


def _oversized(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    """Yield what mail cannot carry: too many bytes in all, or a run no line can break."""
    size = _LETTERHEAD + sum(_ITEM_BYTES + _markup(item) for item in items_of(draft))
    if size > _LARGEST_MAIL:
        yield Breach(
            message=f"about {size // 1000} KB of mail, which programs cut off at "
            f"{_LARGEST_MAIL // 1000} KB"
        )
    for item in items_of(draft):
        match = _UNBREAKABLE.search(item.text)
        if match:
            yield Breach(
                message=f"{len(match.group())} characters without a break",
                place=item.place,
                start=match.start(),
                end=match.end(),
                quote=item.text,
            )


def _markup(item: Item) -> int:
    return len(item.text.encode("utf-8", "replace")) + _SOURCE_BYTES * len(item.evidence)


WORDING = (
    Check(
        name="too_long",
        rule="R18",
        demands="Headline, takeaways and insight stay within what can be finished.",
        remedy="Cut to what can be finished, or raise the limit in the briefing.",
        level=Level.WARN,
        find=_too_long,
    ),
    Check(
        name="residue",
        rule="R19",
        demands="No page furniture, data, markup or glued words.",
        remedy="Clean the source: a narrower `items` selector, or a filter.",
        level=Level.ERROR,
        find=_residue,
    ),
    Check(
        name="oversized",
        rule="R20",
        demands="The edition fits into a mail, and no word is too long for its line.",
        remedy="Show fewer stories, fewer numbers or a shorter insight section.",
        level=Level.WARN,
        find=_oversized,
    ),
)
