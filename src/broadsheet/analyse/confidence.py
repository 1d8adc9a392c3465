"""Confidence: earned by sources, after ICD 203, and always with its reason.

High: three independent publisher families, or a primary document and another family, at most seven
days old, with no open check. Moderate: two families or a primary document. Low: one family, a
self-reported statement only, or any open check. No likelihood is ever stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.analyse.phrases import Phrases
from broadsheet.model.articles import Article
from broadsheet.model.independence import Support, support_of
from broadsheet.model.insights import Confidence

_FRESH = timedelta(days=7)


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
    phrases: Phrases,
    self_reported: bool = False,
    doubts: Sequence[str] = (),
) -> Earned:
    """Return the confidence that the articles behind a statement earn.

    `self_reported` says that the statement is its subject's own; `doubts` are open checks, keys of
    `phrases`, in whose language the reason is given. Undated articles count as old.
    """
    support = support_of(articles, copies)
    reasons = [_who(support, articles, phrases)]
    level = support.ceiling
    if self_reported:
        reasons.append(phrases.say("reason_own"))
        level = Confidence.LOW if len(support.families) < 2 else _at_most_moderate(level)
    if level is Confidence.HIGH and not _is_fresh(articles, now):
        reasons.append(phrases.say("reason_old"))
        level = Confidence.MODERATE
    if doubts:
        reasons += [phrases.say(doubt) for doubt in doubts]
        level = Confidence.LOW
    return Earned(level=level, reason=", ".join(reasons))


def _at_most_moderate(level: Confidence) -> Confidence:
    return Confidence.MODERATE if level is Confidence.HIGH else level


def _who(support: Support, articles: Sequence[Article], phrases: Phrases) -> str:
    families = len(support.families)
    if families == 0:
        return phrases.say("reason_nobody")
    if families > 1:
        count = phrases.count(families, "independent_publishers")
        return phrases.say("reason_primary_among", count=count) if support.primary else count
    publishers = list(dict.fromkeys(article.publisher for article in articles))
    kind = phrases.say("reason_primary" if support.primary else "reason_one")
    if len(publishers) > 1:
        names = phrases.listed(publishers[:2])
        return phrases.say("reason_shared", kind=kind, names=names)
    return phrases.say("reason_named", kind=kind, name=publishers[0]) if publishers[0] else kind


def _is_fresh(articles: Sequence[Article], now: datetime) -> bool:
    dates = [article.dated for article in articles if article.dated is not None]
    return bool(dates) and now - max(dates) <= _FRESH
