"""Which articles belong to an edition's window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from broadsheet.clean.gates import PASS, Verdict, split_by
from broadsheet.model.articles import GUESSED, Article, LeftOut
from broadsheet.model.briefings import Undated, WindowRule
from broadsheet.model.windows import Window


def apply_window(
    articles: Sequence[Article], window: Window, rule: WindowRule, now: datetime
) -> tuple[list[Article], list[LeftOut]]:
    """Split articles into those of the window and those left out, both in the given order.

    An article published before the window, but first seen inside it and no longer than
    `rule.late_arrivals` before its start, counts in: the last edition could not have had it. One
    without a date, or with a guessed one only, goes by when it was first seen, or is dropped, as
    `rule.undated` says; one first seen by the run that makes the edition belongs to it.

    Reasons: `too_old`, `after_window`, `future_date` (later than `now`), `undated`.
    """
    return split_by(articles, lambda article: _verdict(article, window, rule, now))


def _verdict(article: Article, window: Window, rule: WindowRule, now: datetime) -> Verdict:
    published = article.published
    if published is None or article.date_source == GUESSED:
        return _verdict_on_undated(article, window, rule, now)
    detail = published.isoformat()
    if published > now:
        return "future_date", detail
    if published >= window.end:
        return "after_window", detail
    if published in window or _is_late_arrival(article, published, window, rule):
        return PASS
    return "too_old", detail


def _verdict_on_undated(
    article: Article, window: Window, rule: WindowRule, now: datetime
) -> Verdict:
    if rule.undated is Undated.DROP:
        return "undated", ""
    seen = article.first_seen or now
    if seen <= window.start:  # the run that made the last edition saw it
        return "too_old", f"first seen {seen.isoformat()}"
    if seen >= window.end and seen > now:
        return "after_window", f"first seen {seen.isoformat()}"
    return PASS


def _is_late_arrival(
    article: Article, published: datetime, window: Window, rule: WindowRule
) -> bool:
    seen = article.first_seen
    oldest = max(window.start - rule.late_arrivals, window.end - max(rule.max_age, _span(window)))
    return seen is not None and seen > window.start and published >= oldest


def _span(window: Window) -> timedelta:
    return window.end - window.start
