"""Checks on figures: what is printed is what the evidence says, and disagreement is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from broadsheet.compose.checks.check import Breach, Check, CheckContext
from broadsheet.compose.draft import Draft, Item, Place, items_of
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Bound, Figure, Marker, Metric
from broadsheet.model.findings import Level
from broadsheet.model.insights import Claim, Conflict
from broadsheet.text.quantities import find_figures
from broadsheet.text.shared_currencies import may_mean

# Small whole numbers are written and counted too freely to be held against a sentence.
_SMALL = 12


def evidence_figures(evidence: Iterable[Evidence], context: CheckContext) -> list[Figure]:
    """Return every figure the quoted spans hold, read as of their articles' dates."""
    found: list[Figure] = []
    for one in evidence:
        article = context.articles.get(one.article_id)
        if article is not None:
            found += find_figures(one.quote, language=article.language, as_of=article.dated)
    return found


def supports_metric(metric: Metric, figures: Sequence[Figure]) -> bool:
    """Return whether one of the figures has the metric's value, unit, currency and bound.

    A sign that several currencies share may stand for any of them.
    """
    return any(
        figure.value == metric.value
        and figure.unit == metric.unit
        and may_mean(figure.text, figure.currency, metric.currency)
        and figure.bound is metric.bound
        for figure in figures
    )


def _mismatched(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for index, metric in enumerate(draft.metrics):
        if not supports_metric(metric, evidence_figures(metric.evidence, context)):
            yield Breach(
                message="the evidence does not hold this figure",
                place=Place(part="metrics", index=index),
                quote=metric.label,
            )
    for item in items_of(draft):
        if item.place.part == "metrics" or not item.evidence or _is_quoted_whole(item):
            continue
        wrong = _first_unsupported(item, draft, context)
        if wrong is not None:
            yield Breach(
                message=f"{wrong.text} is not in the evidence",
                place=item.place,
                start=wrong.start,
                end=wrong.end,
                quote=item.text,
            )


def _is_quoted_whole(item: Item) -> bool:
    return any(item.text in evidence.quote for evidence in item.evidence)


def _first_unsupported(item: Item, draft: Draft, context: CheckContext) -> Figure | None:
    held = evidence_figures(item.evidence, context)
    if item.place.part == "changes":
        held += _title_figures(item.evidence, context)
    derived = _derived(item, draft) if item.place.part in ("insights", "changes") else set()
    for figure in find_figures(item.text, language=draft.briefing.language, as_of=draft.made_at):
        if not _counts(figure) or abs(figure.value) in derived:
            continue
        if not any(_same(figure, other) for other in held):
            return figure
    return None


def _title_figures(evidence: Iterable[Evidence], context: CheckContext) -> list[Figure]:
    """Return the figures of the cited articles' titles: a new story is announced by its title."""
    cited = [context.articles.get(one.article_id) for one in evidence]
    return [
        figure
        for article in cited
        if article is not None
        for figure in find_figures(article.title, language=article.language, as_of=article.dated)
    ]


def _counts(figure: Figure) -> bool:
    """Return whether a figure is hard: money, a share, a fraction, or more than a dozen."""
    if figure.currency or "%" in figure.unit or "percent" in figure.unit:
        return True
    return figure.value > _SMALL or figure.value != figure.value.to_integral_value()


def _same(claimed: Figure, held: Figure) -> bool:
    if claimed.value != held.value or claimed.high != held.high:
        return False
    if claimed.currency != held.currency or claimed.negated != held.negated:
        return False
    if claimed.bound is not held.bound and Bound.EXACT not in (claimed.bound, held.bound):
        return False
    return claimed.unit == held.unit or not claimed.unit or not held.unit


def _derived(item: Item, draft: Draft) -> set[Decimal]:
    """Return the values that follow from the history of the metrics a line rests on."""
    cited = {(one.article_id, one.start) for one in item.evidence}
    values: set[Decimal] = set()
    for metric in draft.metrics:
        if not cited & {(one.article_id, one.start) for one in metric.evidence}:
            continue
        values.update(abs(point.value) for point in metric.history)
        values.add(Decimal(len(metric.history)))
        if metric.change is not None:
            values.add(abs(metric.change.delta))
            values.update({abs(metric.change.percent)} if metric.change.percent else ())
    return values


def _unshown_conflicts(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    shown = {_spans(conflict.claims) for conflict in draft.conflicts}
    for conflict in context.conflicts:
        spans = _spans(conflict.claims)
        if spans not in shown:
            first = conflict.claims[0].evidence
            yield Breach(
                message=f"sources differ on {conflict.label} and the edition does not say so",
                article_id=first.article_id,
                start=first.start,
                end=first.end,
                quote=first.quote,
            )
        for index, metric in enumerate(draft.metrics):
            if Marker.SOURCES_DIFFER not in metric.markers and _disputes(conflict, metric):
                yield Breach(
                    message="sources differ on this figure and it is not marked",
                    place=Place(part="metrics", index=index),
                    quote=metric.label,
                )


def _disputes(conflict: Conflict, metric: Metric) -> bool:
    cited = {(one.article_id, one.start) for one in metric.evidence}
    return any(
        (claim.evidence.article_id, claim.evidence.start) in cited
        and any(figure.value == metric.value for figure in find_figures(claim.text))
        for claim in conflict.claims
    )


def _spans(claims: Iterable[Claim]) -> frozenset[tuple[str, int, int]]:
    evidence = [claim.evidence for claim in claims]
    return frozenset((one.article_id, one.start, one.end) for one in evidence)


NUMBERS = (
    Check(
        name="figure_mismatch",
        rule="R2",
        demands="Value, unit, currency and bound of every figure stand in its evidence.",
        remedy="Take the figure over as the evidence gives it, unit and bound included.",
        level=Level.ERROR,
        find=_mismatched,
    ),
    Check(
        name="conflicting_figures",
        rule="R9",
        demands="Where sources differ on a figure, both are shown.",
        remedy="Show both figures with who gives them (`numbers: {conflicts: show}`).",
        level=Level.WARN,
        find=_unshown_conflicts,
    ),
)
