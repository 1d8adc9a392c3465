"""Checks on time: no forecast that is over, no watch item without a date, no story twice."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.compose.checks.check import Breach, Check, CheckContext
from broadsheet.compose.draft import Draft, Item, Place, items_of
from broadsheet.model.findings import Finding, Level
from broadsheet.model.insights import Block


def _stale(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for item in items_of(draft):
        if _reports_the_staleness(draft, item.place):
            continue
        spans = [span for span in context.stale if _touches(item, span)]
        if spans:
            yield Breach(
                message=spans[0].message,
                place=item.place,
                article_id=spans[0].article_id,
                start=spans[0].start,
                end=spans[0].end,
                quote=item.text,
            )


def _reports_the_staleness(draft: Draft, place: Place) -> bool:
    return place.part == "insights" and draft.insights[place.index].block is Block.CONFLICTS


def _touches(item: Item, span: Finding) -> bool:
    return any(
        evidence.article_id == span.article_id
        and evidence.start < span.end
        and span.start < evidence.end
        for evidence in item.evidence
    )


def _repeated(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    if not draft.briefing.stories.repeat_only_if_new_facts:
        return
    for index, story in enumerate(draft.stories):
        if story.continues is not None and not story.new_facts:
            yield Breach(
                message="an earlier edition told this story and nothing new is listed",
                place=Place(part="stories", index=index),
                quote=story.title,
            )


def _incomplete(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for index, item in enumerate(draft.watch):
        missing = []
        if not item.owner:
            missing.append("whose it is")
        if item.due.end < item.due.start:
            missing.append("a possible date")
        if missing:
            yield Breach(
                message=f"does not say {' or '.join(missing)}",
                place=Place(part="watch", index=index),
                quote=item.text,
            )


TIMING = (
    Check(
        name="stale_forecast",
        rule="R6",
        demands="Nothing is announced as coming whose time had passed when it was published.",
        level=Level.ERROR,
        find=_stale,
    ),
    Check(
        name="incomplete_watch_item",
        rule="R16",
        demands="A watch item names its date and whom it concerns.",
        level=Level.WARN,
        find=_incomplete,
    ),
    Check(
        name="repeated_story",
        rule="R17",
        demands="A story comes back only with a new fact, and the fact is listed.",
        level=Level.ERROR,
        find=_repeated,
    ),
)
