"""Insight lines that look ahead: what fell due, what publishers conclude, what nobody knows."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.analyse.insight_lines import Line, Material, build_line, present, quoted
from broadsheet.analyse.interpretations import Remark, find_gaps, find_interpretations
from broadsheet.analyse.openers import Openers
from broadsheet.analyse.wording import say_date, say_day, say_value, stands_alone
from broadsheet.model.figures import Marker, Metric
from broadsheet.model.insights import Block, Due, Kind, WatchItem, WatchState

_MOST_NEXT = 1
_SOON = timedelta(days=14)
_MOST_SILENT = 2
_MOST_VIEWS = 3
_MOST_GAPS = 2
_MOST_ASSUMED = 2
_VALUES = {WatchState.HAPPENED: 3.2, WatchState.SLIPPED: 4.5, WatchState.NO_NEWS: 2.2}


def expectation_lines(material: Material, openers: Openers) -> list[Line]:
    """Return a line for each expectation that was settled, and for the next one ahead."""
    lines = []
    silent = 0
    for item in material.watch:
        if item.state is WatchState.OPEN:
            continue
        if item.state is WatchState.NO_NEWS:
            silent += 1
            if silent > _MOST_SILENT:
                continue
        lines.append(_outcome_line(material, item, openers))
    lines += [_next_line(material, item) for item in _next_items(material)[:_MOST_NEXT]]
    return present(lines)


def _next_items(material: Material) -> list[WatchItem]:
    """Return what is expected next: of the coming fortnight what can be read alone comes first."""
    ahead = [item for item in material.watch if item.state is WatchState.OPEN]
    ahead.sort(key=lambda item: (item.due.end, item.due.start))
    soon = [item for item in ahead if item.due.end <= ahead[0].due.end + _SOON]
    soon.sort(key=lambda item: (not stands_alone(item.text), -len(item.evidence)))
    return soon


def view_lines(material: Material, openers: Openers) -> list[Line]:
    """Return the publishers' own conclusions, quoted and attributed."""
    remarks = find_interpretations(material.readable(), limit=_MOST_VIEWS)
    return present(
        build_line(
            material,
            Block.INTERPRETATIONS,
            openers.pick(_attributed(remark)),
            [remark.evidence],
            value=remark.weight,
            kind=Kind.JUDGEMENT,
            view=True,
        )
        for remark in remarks
    )


def _attributed(remark: Remark) -> list[str]:
    """Return a quotation with its publisher before it, and after it.

    One that leans on what is not quoted gets the title it stands under.
    """
    publisher, said = remark.article.publisher, quoted(remark.text)
    if remark.is_clear:
        return [f"{publisher}: {said}", f"{said} ({publisher})"]
    title = quoted(remark.article.title)
    return [f"{publisher}, on {title}: {said}", f"{said} ({publisher}, on {title})"]


def gap_lines(material: Material, openers: Openers) -> list[Line]:
    """Return what is said to be open, and what rests on one party's word."""
    gaps = [
        _gap_line(material, remark, openers)
        for remark in find_gaps(material.readable(), limit=_MOST_GAPS)
    ]
    assumed = [metric for metric in material.metrics if _is_taken_on_trust(metric)]
    trust = [_trust_line(material, metric, openers) for metric in assumed[:_MOST_ASSUMED]]
    return present([*gaps, *trust])


def _outcome_line(material: Material, item: WatchItem, openers: Openers) -> Line | None:
    due = _say_due(item.due)
    evidence = item.evidence[-1:] if item.state is not WatchState.NO_NEWS else item.evidence[:1]
    if item.state is WatchState.HAPPENED and not stands_alone(item.outcome):
        evidence = (item.evidence[0], item.evidence[-1])
        text = f"{quoted(item.text)} Reported since: {item.outcome}"
        return build_line(material, Block.EXPECTATIONS, text, evidence, value=_VALUES[item.state])
    forms = {
        WatchState.HAPPENED: [
            f"Announced for {due}, and done: {item.outcome}",
            f"Done, as expected {due}: {item.outcome}",
        ],
        WatchState.SLIPPED: [
            f"No longer {due}: {item.outcome}",
            f"Moved from {due}: {item.outcome}",
        ],
        WatchState.NO_NEWS: [
            f"No report yet of what was due {due}: {quoted(item.text)}",
            f"Due {due}, unreported so far: {quoted(item.text)}",
        ],
    }[item.state]
    return build_line(
        material,
        Block.EXPECTATIONS,
        openers.pick(forms),
        evidence,
        value=_VALUES[item.state],
    )


def _next_line(material: Material, item: WatchItem) -> Line | None:
    named = stands_alone(item.text) or item.owner in item.text
    whose = "" if named else f" for {item.owner}"
    when = "" if say_day(item.due.end) in item.text else f", {_say_due(item.due)}"
    text = f"Next{whose}{when}: {item.text}"
    return build_line(material, Block.EXPECTATIONS, text, item.evidence, value=1.6)


def _say_due(due: Due) -> str:
    if due.start == due.end:
        return say_day(due.end)
    return f"by {say_date(due.end)}"


def _gap_line(material: Material, remark: Remark, openers: Openers) -> Line | None:
    text = openers.pick(_attributed(remark)[::-1])
    return build_line(material, Block.NOT_ESTABLISHED, text, [remark.evidence], value=2.4)


def _is_taken_on_trust(metric: Metric) -> bool:
    return Marker.COMPANY_CLAIM in metric.markers and metric.families == 1


def _trust_line(material: Material, metric: Metric, openers: Openers) -> Line | None:
    what = metric.label.replace(": ", ", ")
    text = openers.pick(
        [
            f"Taken on its own word: {what}, {say_value(metric)}; no second source.",
            f"Not verified: {what}, {say_value(metric)}, is the company's own figure.",
        ]
    )
    return build_line(
        material,
        Block.NOT_ESTABLISHED,
        text,
        metric.evidence,
        value=1.4,
        kind=Kind.ASSUMPTION,
        self_reported=True,
    )
