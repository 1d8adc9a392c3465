"""Checks on time: no forecast that is over, no open date, no wrong clock, no story twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from broadsheet.compose.checks.check import Breach, Check, CheckContext
from broadsheet.compose.draft import Draft, Item, Place, items_of
from broadsheet.model.articles import Article
from broadsheet.model.findings import Finding, Level
from broadsheet.model.insights import Block
from broadsheet.text.dates import find_dates


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


def _open_dates(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    """Yield the dates nobody can put on a calendar: "this month" in a text without a date."""
    for item in items_of(draft):
        article = next(iter(_cited(item, context)), None)
        if article is None or item.place.part == "watch":
            continue
        as_of = article.published
        for found in find_dates(item.text, language=article.language, as_of=as_of):
            if found.period is None and not item.text[: found.start].endswith("/"):
                message = f"{found.text}: nothing says which"
                yield Breach(
                    message=message,
                    place=item.place,
                    start=found.start,
                    end=found.end,
                    quote=item.text,
                )


def _wrong_zones(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    """Yield clock times whose zone label is not in force on the day they are about."""
    for item in items_of(draft):
        article = next(iter(_cited(item, context)), None)
        for match in _ZONED.finditer(item.text):
            day = _day_of(item, article)
            label = match.group("zone")
            if day is None or _is_in_force(label, day):
                continue
            yield Breach(
                message=f"{label} is not in force on {day.isoformat()}",
                place=item.place,
                start=match.start(),
                end=match.end(),
                quote=item.text,
            )


def _cited(item: Item, context: CheckContext) -> list[Article]:
    """Return the articles an item cites, in the order of its evidence."""
    found = (context.articles.get(evidence.article_id) for evidence in item.evidence)
    return [article for article in found if article is not None]


def _day_of(item: Item, article: Article | None) -> date | None:
    """Return the one day an item names, else the day its first source was published."""
    if article is None:
        return None
    as_of = article.dated
    found = find_dates(item.text, language=article.language, as_of=as_of)
    days = {one.period.start for one in found if one.period and one.period.granularity == "day"}
    if len(days) == 1:
        return days.pop()
    return as_of.date() if as_of else None


def _is_in_force(label: str, day: date) -> bool:
    noon = datetime.combine(day, time(12), tzinfo=ZoneInfo(_ZONES[label]))
    return noon.tzname() == label


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


# Labels that name summer or winter time of one region. Left out: GMT and MST hold all year round
# somewhere, CST and IST name several regions.
_ZONES = {
    "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin",
    "EET": "Europe/Helsinki",
    "EEST": "Europe/Helsinki",
    "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon",
    "BST": "Europe/London",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
}
_ZONED = re.compile(
    rf"\b\d{{1,2}}(?:[:.h]\d{{2}})?(?:\s?[ap]\.?m\.?)?\s?(?:Uhr\s)?(?P<zone>{'|'.join(_ZONES)})\b"
)

TIMING = (
    Check(
        name="stale_forecast",
        rule="R6",
        demands="Nothing is announced as coming whose time had passed when it was published.",
        remedy='Leave it out, or tell it under "Conflicts and checks" as out of date.',
        level=Level.ERROR,
        find=_stale,
    ),
    Check(
        name="relative_time",
        rule="R7",
        demands="Every date can be put on a calendar: no 'this month' without a month.",
        remedy="Name the day or month, or cite an article that carries its date.",
        level=Level.WARN,
        find=_open_dates,
    ),
    Check(
        name="wrong_zone",
        rule="R8",
        demands="A zone beside a clock time is in force on that day: no CET in summer.",
        remedy="Correct the label, or give the time in the briefing's own zone.",
        level=Level.WARN,
        find=_wrong_zones,
    ),
    Check(
        name="incomplete_watch_item",
        rule="R16",
        demands="A watch item names its date and whom it concerns.",
        remedy="Add whose it is and by when, or drop the item.",
        level=Level.WARN,
        find=_incomplete,
    ),
    Check(
        name="repeated_story",
        rule="R17",
        demands="A story comes back only with a new fact, and the fact is listed.",
        remedy="List the new fact, or leave the story out.",
        level=Level.ERROR,
        find=_repeated,
    ),
)
