"""Confidence: earned by sources, after ICD 203, and always with its reason.

High: three independent publisher families, or a primary document and another family, at most seven
days old, with no open check. Moderate: two families or a primary document. Low: one family, a
self-reported statement only, or any open check. No likelihood is ever stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.model.articles import Article
from broadsheet.model.independence import Support, support_of
from broadsheet.model.insights import Confidence

_FRESH = timedelta(days=7)
_COUNT_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """A level of confidence and the reason printed beside it."""

    level: Confidence
    reason: str


def earn_confidence(
    articles: Sequence[Article],
    *,
    copies: Mapping[str, tuple[str, ...]],
    now: datetime,
    self_reported: bool = False,
    doubts: Sequence[str] = (),
) -> Earned:
    """Return the confidence that the articles behind a statement earn.

    `self_reported` says that the statement is its subject's own; `doubts` are open checks in words
    ("sources differ"). Undated articles count as old.
    """
    support = support_of(articles, copies)
    reasons = [_who(support, articles)]
    level = support.ceiling
    if self_reported:
        reasons.append("the subject's own figure")
        level = Confidence.LOW if len(support.families) < 2 else _at_most_moderate(level)
    if level is Confidence.HIGH and not _is_fresh(articles, now):
        reasons.append("older than seven days")
        level = Confidence.MODERATE
    if doubts:
        reasons += doubts
        level = Confidence.LOW
    return Earned(level=level, reason=", ".join(reasons))


def _at_most_moderate(level: Confidence) -> Confidence:
    return Confidence.MODERATE if level is Confidence.HIGH else level


def _who(support: Support, articles: Sequence[Article]) -> str:
    count = len(support.families)
    primary = ", a primary document among them" if support.primary else ""
    if count == 0:
        return "no publisher"
    if count > 1:
        return f"{_COUNT_WORDS.get(count, str(count))} independent publishers{primary}"
    publishers = list(dict.fromkeys(article.publisher for article in articles))
    kind = "a primary document" if support.primary else "one publisher"
    if len(publishers) > 1:
        return f"{kind}: {' and '.join(publishers[:2])} share an owner or a text"
    return f"{kind}, {publishers[0]}" if publishers[0] else kind


def _is_fresh(articles: Sequence[Article], now: datetime) -> bool:
    dates = [article.dated for article in articles if article.dated is not None]
    return bool(dates) and now - max(dates) <= _FRESH
