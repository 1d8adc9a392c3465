"""Insight lines on figures: what moved, by how much, and where publishers differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.analyse.insight_lines import Line, Material, build_line, listed, present, quoted
from broadsheet.analyse.openers import Openers
from broadsheet.analyse.series import PAST_OF, is_physical
from broadsheet.analyse.wording import (
    points_back,
    say_count,
    say_date,
    say_day,
    say_number,
    say_value,
    stands_alone,
)
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Change, Marker, Metric, Point
from broadsheet.model.findings import Finding
from broadsheet.model.insights import Block, Conflict
from broadsheet.text.words import words

_MOST_MOVES = 5
_MOST_FIRSTS = 2
# A remark at the end of every line is a tic.
_MOST_PLACED = 2
_IN_TIME = re.compile(r"\bin the (?:week|month|quarter|half-year|year|first half|second half)\b")
_ENOUGH_POINTS = 4
_MANY = 3


def figure_lines(material: Material, openers: Openers) -> list[Line]:
    """Return a line for each figure that moved, and for new ones that several publishers give."""
    moved = [metric for metric in material.metrics if metric.change is not None]
    moved.sort(key=_size, reverse=True)
    new = [metric for metric in material.metrics if metric.change is None and metric.families >= 2]
    lines = []
    placed = 0
    for turn, metric in enumerate(moved[:_MOST_MOVES]):
        place = _place_on_record(metric) if placed < _MOST_PLACED else ""
        placed += bool(place)
        lines.append(_moved_line(material, metric, place, turned=turn % 2 == 1))
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


def _moved_line(material: Material, metric: Metric, place: str, *, turned: bool) -> Line | None:
    change = metric.change
    assert change is not None
    before = metric.history[-2]
    text = _movement(metric, change, before, place, turned=turned)
    own = Marker.COMPANY_CLAIM in metric.markers
    return build_line(
        material,
        Block.FIGURES,
        f"{text}{' (its own figure)' if own else ''}.",
        metric.evidence,
        value=2.0 + min(_size(metric), 20.0) / 10 + (1.0 if place else 0.0),
        self_reported=own,
        doubts=_doubts(metric),
    )


def _movement(metric: Metric, change: Change, before: Point, place: str, *, turned: bool) -> str:
    """Return "X shipped 1,310 packs, up 5.6% on the 1,240 reported on 2 October" or its like.

    `place` says where the value stands among all on record; `turned` puts the change last, so that
    not all lines end on a date.
    """
    value = say_value(metric)
    when = say_day(before.as_of.date())
    who, what, verb = _parts(metric)
    previous = say_number(before.value) if verb else say_value(metric, before.value)
    size = f"{abs(change.percent):f}%" if change.percent else ""
    if verb:
        span = _IN_TIME.search(metric.evidence[0].quote)
        value = f"{value} {span.group()}" if span else value
        if change.direction == "flat":
            return f"{who} {verb} {value}, as many as reported on {when}"
        moved = f"{change.direction} {size}".strip()
        if turned:
            return f"{who} {verb} {value}{place}, after {previous} reported on {when}: {moved}"
        return f"{who} {verb} {value}{place}, {moved} on the {previous} reported on {when}"
    rate = _rate(metric)
    name = f"{_possessive(who)} {what}" if who else what
    if change.direction == "flat":
        return f"{name} stands at {value}{rate}, unchanged since {when}"
    moved = "rose" if change.direction == "up" else "fell"
    size = f" {size}" if size else ""
    return f"{name} {moved}{size} to {value}{rate}{place}; the report of {when} gave {previous}"


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
        return f", the highest of {say_count(len(values), 'value')} on record"
    if values.count(metric.value) == 1 and metric.value == min(values):
        return f", the lowest of {say_count(len(values), 'value')} on record"
    return ""


def _new_line(material: Material, metric: Metric, openers: Openers) -> Line | None:
    publishers = say_count(metric.families, "independent publisher")
    evidence = _telling(metric)
    told = evidence.quote
    title = material.articles[evidence.article_id].title
    about = "" if stands_alone(told) else f" on {quoted(title)}"
    forms = [
        f"{publishers[:1].upper()}{publishers[1:]} give the same figure{about}: {told}",
        f"New on record{about}, from {publishers}: {told}",
    ]
    line = build_line(
        material,
        Block.FIGURES,
        openers.pick(forms),
        metric.evidence,
        value=1.5 + min(metric.families, _MANY) / 2,
        doubts=_doubts(metric),
    )
    return line and replace(line, figure=metric.value)


def _telling(metric: Metric) -> Evidence:
    """Return the sentence that says most clearly whose figure it is, or else the shortest."""

    def rank(evidence: Evidence) -> tuple[bool, bool, int]:
        quote = evidence.quote
        named = not set(words(metric.subject)).isdisjoint(words(quote))
        return points_back(quote), not (named and stands_alone(quote)), len(quote)

    return min(metric.evidence, key=rank)


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
