"""Insight lines on figures: what moved, by how much, and where publishers differ."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.analyse.insight_lines import Line, Material, build_line, listed, present, quoted
from broadsheet.analyse.openers import Openers
from broadsheet.analyse.series import PAST_OF, is_physical
from broadsheet.analyse.wording import say_count, say_date, say_day, say_number, say_value
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Change, Marker, Metric, Point
from broadsheet.model.findings import Finding
from broadsheet.model.insights import Block, Conflict
from broadsheet.text.quantities import find_figures

_MOST_MOVES = 5
_MOST_FIRSTS = 2
_ENOUGH_POINTS = 4
_MANY = 3


def figure_lines(material: Material, openers: Openers) -> list[Line]:
    """Return a line for each figure that moved, and for new ones that several publishers give."""
    moved = [metric for metric in material.metrics if metric.change is not None]
    moved.sort(key=_size, reverse=True)
    new = [metric for metric in material.metrics if metric.change is None and metric.families >= 2]
    lines = [_moved_line(material, metric) for metric in moved[:_MOST_MOVES]]
    lines += [_new_line(material, metric, openers) for metric in new[:_MOST_FIRSTS]]
    return present(lines)


def conflict_lines(material: Material, openers: Openers) -> list[Line]:
    """Return a line for each disagreement and each forecast that was over when published."""
    differing = [_conflict_line(material, conflict, openers) for conflict in material.conflicts]
    shown = {article.id for article in material.shown()}
    stale = [
        _stale_line(material, finding, openers)
        for finding in material.stale
        if finding.article_id in shown
    ]
    return present([*differing, *stale])


def _size(metric: Metric) -> float:
    percent = metric.change.percent if metric.change else None
    return float(abs(percent)) if percent is not None else 0.0


def _moved_line(material: Material, metric: Metric) -> Line | None:
    change = metric.change
    assert change is not None
    before = metric.history[-2]
    text = _movement(metric, change, before)
    place = _place_on_record(metric)
    own = Marker.COMPANY_CLAIM in metric.markers
    return build_line(
        material,
        Block.FIGURES,
        f"{text}{place}{' (its own figure)' if own else ''}.",
        metric.evidence,
        value=2.0 + min(_size(metric), 20.0) / 10 + (1.0 if place else 0.0),
        self_reported=own,
        doubts=_doubts(metric),
    )


def _movement(metric: Metric, change: Change, before: Point) -> str:
    """Return "X shipped 1,310 packs, up 5.6% on the 1,240 of 2 October" or its like."""
    value = say_value(metric)
    when = say_day(before.as_of.date())
    who, what, verb = _parts(metric)
    previous = say_number(before.value) if verb else say_value(metric, before.value)
    size = f"{abs(change.percent):f}%" if change.percent else ""
    if verb:
        if change.direction == "flat":
            return f"{who} {verb} {value}, as many as on {when}"
        return f"{who} {verb} {value}, {change.direction} {size} on the {previous} of {when}"
    rate = _rate(metric)
    name = f"{_possessive(who)} {what}" if who else what
    if change.direction == "flat":
        return f"{name} stands at {value}{rate}, unchanged since {when}"
    moved = "rose" if change.direction == "up" else "fell"
    return f"{name} {moved} {size} to {value}{rate}, from {previous} on {when}".replace("  ", " ")


def _parts(metric: Metric) -> tuple[str, str, str]:
    """Return subject, measure and, for things counted, the verb in the past tense."""
    who, _, what = metric.label.rpartition(": ")
    what = what.split(", ")[0]
    last = what.split()[-1].lower() if what else ""
    counted = not metric.currency and bool(metric.unit) and not is_physical(metric.unit)
    if counted and who and last in PAST_OF:
        return who, what, PAST_OF[last]
    return who, what[:1].lower() + what[1:] if who else what, ""


def _rate(metric: Metric) -> str:
    _, mark, rate = metric.label.rpartition(", per ")
    return f" per {rate}" if mark else ""


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _place_on_record(metric: Metric) -> str:
    values = [point.value for point in metric.history]
    if len(values) < _ENOUGH_POINTS:
        return ""
    if values.count(metric.value) == 1 and metric.value == max(values):
        return f"; the highest of {say_count(len(values), 'value')} on record"
    if values.count(metric.value) == 1 and metric.value == min(values):
        return f"; the lowest of {say_count(len(values), 'value')} on record"
    return ""


def _new_line(material: Material, metric: Metric, openers: Openers) -> Line | None:
    publishers = say_count(metric.families, "independent publisher")
    forms = [f"First on record, from {publishers}: {metric.evidence[0].quote}"]
    who, what, _ = _parts(metric)
    if metric.currency and who:
        value = _as_written(material, metric) or f"{say_value(metric)}{_rate(metric)}"
        name = f"{_possessive(who)} {what}"
        forms = [f"{publishers[:1].upper()}{publishers[1:]} put {name} at {value}; first record."]
    return build_line(
        material,
        Block.FIGURES,
        openers.pick(forms),
        metric.evidence,
        value=1.5 + min(metric.families, _MANY) / 2,
        doubts=_doubts(metric),
    )


def _as_written(material: Material, metric: Metric) -> str:
    """Return the figure in its source's own words: "kr 3.6 billion" stays what it is."""
    evidence = metric.evidence[0]
    article = material.articles[evidence.article_id]
    found = find_figures(evidence.quote, language=article.language, as_of=article.dated)
    return next((one.text for one in found if one.value == metric.value), "")


def _doubts(metric: Metric) -> list[str]:
    return ["publishers differ on it"] if Marker.SOURCES_DIFFER in metric.markers else []


def _conflict_line(material: Material, conflict: Conflict, openers: Openers) -> Line | None:
    sides = listed([f"{claim.text} in {claim.publisher}" for claim in conflict.claims])
    who, mark, what = conflict.label.rpartition(": ")
    about = f"{what} ({who})" if mark else what
    text = openers.pick(
        [f"Publishers differ on {about}: {sides}.", f"Two versions of {about}: {sides}."]
    )
    return build_line(
        material,
        Block.CONFLICTS,
        text,
        [claim.evidence for claim in conflict.claims],
        value=5.0,
        doubts=["the figures differ"],
    )


def _stale_line(material: Material, finding: Finding, openers: Openers) -> Line | None:
    article = material.articles[finding.article_id]
    published = article.dated
    assert published is not None
    wrote, claim = (
        f"{article.publisher} wrote on {say_date(published.date())}",
        quoted(finding.item),
    )
    forms = [f"Out of date: {wrote} that {claim}", f"{wrote}: {claim} That time is over."]
    text = openers.pick(forms)
    return build_line(
        material,
        Block.CONFLICTS,
        text,
        _evidence(finding),
        value=4.0,
        doubts=["the announced time had passed"],
    )


def _evidence(finding: Finding) -> Sequence[Evidence]:
    return (
        Evidence(
            article_id=finding.article_id,
            start=finding.start,
            end=finding.end,
            quote=finding.item,
        ),
    )
