"""Collecting for a briefing: its sources, and the pages that its earlier editions rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.model.briefings import Briefing
from broadsheet.model.editions import Past
from broadsheet.pipeline import Gathered, Report, find_revisions, gather, recheck
from broadsheet.pipeline.accounts import close_books
from broadsheet.ports import Fetcher, Reader
from broadsheet.shell.logs import logger

if TYPE_CHECKING:
    from broadsheet.shell.store.store import Store


def collect(
    briefing: Briefing,
    *,
    fetcher: Fetcher,
    reader: Reader,
    store: Store,
    now: datetime,
    report: Report,
) -> Gathered:
    """Fetch and read a briefing's sources into the store, and see what became of what was used."""
    articles = store.articles
    gathered = gather(
        briefing,
        fetcher=fetcher,
        reader=reader,
        store=articles,
        traces=store.traces,
        now=now,
        report=report,
    )
    store.ledgers.keep(close_books(briefing.slug, now, gathered.lines, (), None))
    past = store.editions.past(briefing.slug, before=now)
    changed = recheck(
        briefing, past, fetcher=fetcher, reader=reader, store=articles, now=now, report=report
    )
    logger().info(
        "collected",
        briefing=briefing.slug,
        read=gathered.read,
        new=gathered.new,
        changed=changed,
        cut=gathered.cut,
    )
    return gathered


def past_of_briefing(briefing: Briefing, store: Store, *, before: datetime) -> Past:
    """Return a briefing's earlier editions, with what became of the articles they used."""
    past = store.editions.past(briefing.slug, before=before)
    return replace(past, revisions=find_revisions(briefing, past, store.articles))
