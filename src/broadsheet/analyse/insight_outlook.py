"""Insight lines that look ahead: what fell due, what publishers conclude, what nobody knows."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.analyse.expectations import event_words, shared
from broadsheet.analyse.insight_lines import Line, Material, build_line, present
from broadsheet.analyse.interpretations import Remark, find_gaps, find_interpretations
from broadsheet.analyse.openers import Openers
from broadsheet.analyse.phrases import Phrases
from broadsheet.analyse.wording import stands_alone
from broadsheet.model.figures import Marker, Metric
from broadsheet.model.insights import Block, Due, Kind, WatchItem, WatchState

_MOST_NEXT = 1
_SAME_MATTER = 0.3
_SOON = timedelta(days=14)
_MOST_SILENT = 2
_MOST_VIEWS = 3
_MOST_GAPS = 2
_MOST_ASSUMED = 2
_VALUES = {WatchState.HAPPENED: 3.2, WatchState.SLIPPED: 4.5, WatchState.NO_NEWS: 2.2}


def expectation_lines(material: Material, openers: Openers) -> list[Line]:
    """Return a line for each expectation that was settled, and for the next one ahead."""
    lines: list[Line | None] = []
    silent = 0
    for item in material.watch:
        if item.state is WatchState.OPEN:
            continue
        if item.state is WatchState.NO_NEWS:
            silent += 1
            if silent > _MOST_SILENT:
                continue
        lines.append(_outcome_line(material, item, openers, turned=len(lines) % 2 == 1))
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
            openers.pick(_attributed(remark, material.phrases)),
            [remark.evidence],
            value=remark.weight,
            kind=Kind.JUDGEMENT,
            view=True,
        )
        for remark in remarks
    )


def _attributed(remark: Remark, phrases: Phrases) -> list[str]:
    """Return a quotation with its publisher before it, and after it.

    One that leans on what is not quoted gets the title it stands under.
    """
    publisher, said = remark.article.publisher, phrases.quoted(remark.text)
    if remark.is_clear:
        return phrases.forms("view", publisher=publisher, said=said)
    title = phrases.quoted(remark.article.title)
    return phrases.forms("view_under", publisher=publisher, said=said, title=title)


def gap_lines(material: Material, openers: Openers) -> list[Line]:
    """Return what is said to be open, and what rests on one party's word."""
    gaps = [
        _gap_line(material, remark, openers)
        for remark in find_gaps(material.readable(), limit=_MOST_GAPS)
    ]
    assumed = [metric for metric in material.metrics if _is_taken_on_trust(metric)]
    trust = [_trust_line(material, metric, openers) for metric in assumed[:_MOST_ASSUMED]]
    return present([*gaps, *trust])


def _outcome_line(
    material: Material, item: WatchItem, openers: Openers, *, turned: bool
) -> Line | None:
    phrases = material.phrases
    due = _say_due(item.due, phrases)
    evidence = item.evidence[-1:] if item.state is not WatchState.NO_NEWS else item.evidence[:1]
    key, said = item.state.value, phrases.quoted(item.text)
    if item.state is WatchState.HAPPENED and not _says_itself(item):
        evidence = (item.evidence[0], item.evidence[-1])
        key = "reported_since"
    told = item.text if item.state is WatchState.NO_NEWS else item.outcome
    if key != "reported_since" and not stands_alone(told) and item.owner not in told:
        key = f"{key}_of"
    forms = phrases.forms(key, due=due, item=said, outcome=item.outcome, owner=item.owner)
    if key == "reported_since":
        # Neither form has an opening of its own that could be told to be worn.
        forms = forms[turned and stands_alone(item.outcome) :]
    return build_line(
        material,
        Block.EXPECTATIONS,
        openers.pick(forms),
        evidence,
        value=_VALUES[item.state],
        grounds=evidence[-1:],
    )


def _says_itself(item: WatchItem) -> bool:
    """Return whether an outcome can be read alone and says what it is the outcome of."""
    matter = event_words(item.text) - event_words(item.owner)
    about = shared(matter, event_words(item.outcome))
    return stands_alone(item.outcome) and about >= _SAME_MATTER


def _next_line(material: Material, item: WatchItem) -> Line | None:
    phrases = material.phrases
    named = stands_alone(item.text) or item.owner in item.text
    told = phrases.day(item.due.end) in item.text
    text = phrases.say(
        "next",
        owner="" if named else phrases.say("next_owner", owner=item.owner),
        when="" if told else phrases.say("next_when", due=_say_due(item.due, phrases)),
        text=item.text,
    )
    return build_line(material, Block.EXPECTATIONS, text, item.evidence, value=1.6)


def _say_due(due: Due, phrases: Phrases) -> str:
    if due.start == due.end:
        return phrases.say("due_on", day=phrases.day(due.end))
    return phrases.say("due_by", date=phrases.full_date(due.end))


def _gap_line(material: Material, remark: Remark, openers: Openers) -> Line | None:
    text = openers.pick(_attributed(remark, material.phrases)[::-1])
    return build_line(material, Block.NOT_ESTABLISHED, text, [remark.evidence], value=2.4)


def _is_taken_on_trust(metric: Metric) -> bool:
    return Marker.COMPANY_CLAIM in metric.markers and metric.families == 1


def _trust_line(material: Material, metric: Metric, openers: Openers) -> Line | None:
    what, value = metric.label.replace(": ", ", "), material.phrases.value(metric)
    text = openers.pick(material.phrases.forms("on_trust", what=what, value=value))
    return build_line(
        material,
        Block.NOT_ESTABLISHED,
        text,
        metric.evidence,
        value=1.4,
        kind=Kind.ASSUMPTION,
        self_reported=True,
    )
