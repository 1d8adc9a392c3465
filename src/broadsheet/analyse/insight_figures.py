"""Insight lines on figures: what moved, by how much, and where publishers differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from broadsheet.analyse.insight_lines import Line, Material, build_line, present
from broadsheet.analyse.openers import Openers
from broadsheet.analyse.phrases import Phrases
from broadsheet.analyse.series import PAST_OF, is_physical
from broadsheet.analyse.wording import points_back, stands_alone
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Marker, Metric
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
        place = _place_on_record(metric, material.phrases) if placed < _MOST_PLACED else ""
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
    own = Marker.COMPANY_CLAIM in metric.markers
    return build_line(
        material,
        Block.FIGURES,
        _movement(metric, material.phrases, place, turned=turned),
        metric.evidence,
        value=2.0 + min(_size(metric), 20.0) / 10 + (1.0 if place else 0.0),
        self_reported=own,
        doubts=_doubts(metric),
    )


def _movement(metric: Metric, phrases: Phrases, place: str, *, turned: bool) -> str:
    """Return "X shipped 1,310 packs, up 5.6% on the 1,240 reported on 2 October" or its like.

    `place` says where the value stands among all on record; `turned` asks for another order of the
    words, so that not all lines end on a date.
    """
    change, before = metric.change, metric.history[-2]
    assert change is not None
    own = phrases.say("own") if Marker.COMPANY_CLAIM in metric.markers else ""
    slots = {"place": place, "when": phrases.day(before.as_of.date()), "own": own}
    percent = phrases.percent(abs(change.percent)) if change.percent else ""
    who, _, verb = _parts(metric)
    value = phrases.value(metric)
    if verb and "moved_counted" in phrases:
        span = _IN_TIME.search(metric.evidence[0].quote)
        slots |= {"who": who, "verb": verb, "value": f"{value} {span.group()}" if span else value}
        if change.direction == "flat":
            return phrases.say("flat_counted", **slots)
        moved = f"change_{change.direction}{'' if percent else '_bare'}"
        slots |= {
            "change": phrases.say(moved, size=percent),
            "previous": phrases.number(before.value),
        }
        return phrases.say("moved_counted_turned" if turned else "moved_counted", **slots)
    slots |= {
        "name": _name(metric, phrases),
        "value": value,
        "previous": phrases.value(metric, before.value),
        "rate": _rate(metric, phrases),
        "size": phrases.say("size", size=percent) if percent else "",
    }
    if change.direction == "flat":
        return phrases.say("flat", **slots)
    forms = phrases.forms(f"moved_{change.direction}", **slots)
    return forms[turned % len(forms)]


def _parts(metric: Metric) -> tuple[str, str, str]:
    """Return subject, measure and, for things counted, the verb in the past tense."""
    who, _, what = metric.label.rpartition(": ")
    what = what.split(", ")[0]
    last = what.split()[-1].lower() if what else ""
    counted = not metric.currency and bool(metric.unit) and not is_physical(metric.unit)
    return who, what, PAST_OF[last] if counted and who and last in PAST_OF else ""


def _name(metric: Metric, phrases: Phrases) -> str:
    """Return what moved: "Lumen Quay's charging revenue"."""
    who, what, _ = _parts(metric)
    if not who:
        return what
    if "of_name" in phrases:
        what = what[:1].lower() + what[1:]
        return phrases.say("of_name_s" if who.endswith("s") else "of_name", who=who, what=what)
    same = words(what) == words(metric.unit)
    return who if same else f"{who}, {what}"


def _rate(metric: Metric, phrases: Phrases) -> str:
    _, mark, rate = metric.label.rpartition(", per ")
    return phrases.say("rate", rate=rate) if mark else ""


def _place_on_record(metric: Metric, phrases: Phrases) -> str:
    values = [point.value for point in metric.history]
    if len(values) < _ENOUGH_POINTS or values.count(metric.value) > 1:
        return ""
    said = phrases.count(len(values), "values")
    if metric.value == max(values):
        return phrases.say("place_highest", values=said)
    return phrases.say("place_lowest", values=said) if metric.value == min(values) else ""


def _new_line(material: Material, metric: Metric, openers: Openers) -> Line | None:
    phrases = material.phrases
    first = phrases.count(metric.families, "independent_publishers")
    evidence = _telling(metric)
    told = evidence.quote
    title = phrases.quoted(material.articles[evidence.article_id].title)
    forms = phrases.forms(
        "same_figure",
        count_first=f"{first[:1].upper()}{first[1:]}",
        count=phrases.count(metric.families, "from_publishers"),
        about="" if stands_alone(told) else phrases.say("about", title=title),
        told=told,
    )
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
    return ["doubt_publishers"] if Marker.SOURCES_DIFFER in metric.markers else []


def _conflict_line(material: Material, conflict: Conflict, openers: Openers) -> Line | None:
    phrases = material.phrases
    sides = phrases.listed(
        [
            phrases.say("conflict_side", value=claim.text, publisher=claim.publisher)
            for claim in conflict.claims
        ]
    )
    who, mark, what = conflict.label.rpartition(": ")
    about = phrases.say("conflict_about", what=what, who=who) if mark else what
    text = openers.pick(phrases.forms("conflict", what=about, sides=sides))
    return build_line(
        material,
        Block.CONFLICTS,
        text,
        [claim.evidence for claim in conflict.claims],
        value=5.0,
        doubts=["doubt_figures"],
    )


def _stale_line(material: Material, finding: Finding, openers: Openers) -> Line | None:
    article = material.articles[finding.article_id]
    published = article.dated
    assert published is not None
    phrases = material.phrases
    forms = phrases.forms(
        "stale",
        publisher=article.publisher,
        date=phrases.full_date(published.date()),
        claim=phrases.quoted(finding.item),
    )
    text = openers.pick(forms)
    return build_line(
        material,
        Block.CONFLICTS,
        text,
        _evidence(finding),
        value=4.0,
        doubts=["doubt_time"],
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
