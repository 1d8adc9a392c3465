"""Where a chart says something: the first story with a series, sources that differ, dates ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from decimal import Decimal

from broadsheet.model.editions import Edition
from broadsheet.model.figures import FigureRecord, Metric
from broadsheet.model.insights import Conflict, WatchItem, WatchState
from broadsheet.model.stories import Story
from broadsheet.render.charts import MOST_POINTS, PRINT_INK, SCREEN_INK
from broadsheet.render.diagrams import (
    Bar,
    Ends,
    Mark,
    bar_shares,
    bars,
    line,
    timeline,
    turning_point,
)
from broadsheet.render.formats import Labels, day_span, local, short_date
from broadsheet.render.prose import TITLE_LIMIT, inert
from broadsheet.render.references import References
from broadsheet.render.tiles import bound_in_words, quantity_in_words
from broadsheet.render.views import BarRow, DatesView, DifferenceView, SeriesView

#: Fewer values than this are a sparkline in a tile, not a chart.
LEAST_VALUES = 4
#: The shortest bar a table in a mail can show, in percent.
_LEAST_SHARE = 2


def series_of(
    edition: Edition,
    stories: Sequence[Story],
    references: References,
    labels: Labels,
    zone: tzinfo,
) -> Mapping[str, SeriesView]:
    """Return the chart of the first story (in order) one of whose figures has a history, by id.

    At most one: a page of charts says less than one chart.
    """
    for story in stories:
        own = set(story.article_ids)
        for metric in edition.metrics:
            told = any(evidence.article_id in own for evidence in metric.evidence)
            if told and (view := _series(metric, references, labels, zone)):
                return {story.id: view}
    return {}


def _series(
    metric: Metric, references: References, labels: Labels, zone: tzinfo
) -> SeriesView | None:
    points = [point for point in metric.history if point.value.is_finite()][-MOST_POINTS:]
    values = [point.value for point in points]
    if len(set(values)) < 2 or len(values) < LEAST_VALUES:
        return None
    label = inert(metric.label, limit=90)
    days = [local(point.as_of, zone).date() for point in points]
    dates = [short_date(day, labels) for day in days]
    turn = turning_point(values)
    word = "" if turn is None else "series_high" if values[turn] == max(values) else "series_low"
    ends = Ends(
        first=quantity_in_words(values[0], metric, labels, told=label),
        last=_bounded(values[-1], metric, labels, told=label),
        start=dates[0],
        end=dates[-1],
        turn=labels[word].format(value=quantity_in_words(values[turn], metric, labels, told=label))
        if turn is not None
        else "",
    )
    title = labels["series"].format(
        label=label, first=ends.first, start=ends.start, last=ends.last, end=ends.end
    )
    return SeriesView(
        label=label,
        title=title,
        first=ends.first,
        last=ends.last,
        start=ends.start,
        end=ends.end,
        turn=ends.turn,
        statement=references.state(metric.label, metric.evidence),
        print_svg=line(values, title=title, ink=PRINT_INK, ends=ends, days=days),
        web_svg=line(values, title=title, ink=SCREEN_INK, ends=ends, days=days),
        mail_svg=line(values, title=title, ink=SCREEN_INK, days=days, width=560, height=88),
        image="series-1.png",
    )


def difference(conflict: Conflict, edition: Edition, labels: Labels) -> DifferenceView | None:
    """Return the bars of figures that differ; None where they are not known or not comparable.

    The figure that stands in "by the numbers" is highlighted; none is where none of them does.
    """
    known = {record.evidence[0]: record for record in edition.figures if record.evidence}
    records = [known[one.evidence] for one in conflict.claims if one.evidence in known]
    measures = {(record.unit, record.currency) for record in records}
    if len(records) < len(conflict.claims) or len(records) < 2 or len(measures) > 1:
        return None
    if any(not record.value.is_finite() or record.value < 0 for record in records):
        return None
    chosen = {metric.value for metric in edition.metrics if metric.label == conflict.label}
    lit = next((n for n, record in enumerate(records) if record.value in chosen), None)
    return _difference(conflict, records, lit, labels)


def _difference(
    conflict: Conflict, records: Sequence[FigureRecord], lit: int | None, labels: Labels
) -> DifferenceView:
    label = inert(conflict.label, limit=TITLE_LIMIT)
    items = [
        Bar(
            label=inert(claim.publisher, limit=60),
            value=record.value,
            shown=_bounded(record.value, record, labels, told=label),
            lit=number == lit,
        )
        for number, (claim, record) in enumerate(zip(conflict.claims, records, strict=True))
    ]
    title = f"{label}: {', '.join(f'{item.shown} ({item.label})' for item in items)}."
    return DifferenceView(
        title=title,
        rows=tuple(
            BarRow(
                label=item.label,
                shown=item.shown,
                percent=max(round(share * 100), _LEAST_SHARE),
                lit=item.lit,
                colour=SCREEN_INK.dot if item.lit else SCREEN_INK.other,
            )
            for item, share in zip(items, bar_shares(_values(items)), strict=True)
        ),
        print_svg=bars(items, title=title, ink=PRINT_INK, width=270),
        web_svg=bars(items, title=title, ink=SCREEN_INK),
    )


def _bounded(value: Decimal, figure: Metric | FigureRecord, labels: Labels, *, told: str) -> str:
    """Return a value as its source limits it: "at least SEK 412 million"."""
    bound = bound_in_words(figure.bound, labels)
    shown = quantity_in_words(value, figure, labels, told=told)
    return f"{bound} {shown}" if bound else shown


def _values(items: Iterable[Bar]) -> list[Decimal]:
    return [item.value for item in items]


def dates_ahead(edition: Edition, labels: Labels, zone: tzinfo) -> DatesView | None:
    """Return the timeline of what is to be watched; None for fewer than three dates."""
    today = local(edition.period.end, zone).date()
    coming = sorted(
        (item for item in edition.watch if item.state is WatchState.OPEN),
        key=lambda item: (item.due.start, item.due.end),
    )
    marks = [_mark(item, labels) for item in coming if item.due.end >= today]
    if len(set(marks)) < 3:
        return None
    title = labels["timeline"].format(
        count=len(marks), first=marks[0].shown, last=max(marks, key=lambda one: one.end).shown
    )
    now = short_date(today, labels)
    return DatesView(
        title=title,
        print_svg=timeline(marks, today=today, now=now, title=title, ink=PRINT_INK),
        web_svg=timeline(marks, today=today, now=now, title=title, ink=SCREEN_INK),
    )


def _mark(item: WatchItem, labels: Labels) -> Mark:
    due = item.due
    shown = day_span(due.start, due.end, due.granularity, labels)
    return Mark(start=due.start, end=due.end, shown=shown)
