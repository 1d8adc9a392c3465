"""The kinds of fault, and the cases of the suite: fifty of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bench.corruptions import figure_faults as figures
from bench.corruptions import source_faults as sources
from bench.corruptions import wording_faults as wording
from bench.corruptions.material import Case, Sentence, order_of

Rule = Callable[[Sentence], Iterator[str]]

KINDS: dict[str, Rule] = {
    "number changed": figures.change_numbers,
    "number added": figures.add_numbers,
    "numbers exchanged": figures.exchange_numbers,
    "metrics exchanged": figures.exchange_metrics,
    "scale changed": figures.change_scales,
    "currency changed": figures.change_currencies,
    "unit changed": figures.change_units,
    "percent for points": figures.confuse_points,
    "level for change": figures.confuse_levels,
    "bound turned": figures.flip_bounds,
    "bound dropped": figures.drop_bounds,
    "range collapsed": figures.collapse_ranges,
    "rate dropped": figures.drop_rates,
    "year changed": figures.change_years,
    "day or month changed": figures.change_days,
    "period stretched": figures.stretch_periods,
    "part told as whole": wording.tell_parts_as_wholes,
    "denial added": wording.add_denials,
    "denial dropped": wording.drop_denials,
    "direction turned": wording.turn_directions,
    "comparison turned": wording.turn_comparisons,
    "order turned": wording.turn_orders,
    "plan told as deed": wording.tell_plans_as_deeds,
    "chance told as certain": wording.harden_chances,
    "condition dropped": wording.drop_conditions,
    "attribution dropped": sources.drop_attribution,
    "speakers exchanged": sources.exchange_speakers,
    "quotation altered": sources.alter_quotes,
    "paraphrase in quotation marks": sources.quote_paraphrases,
    "cause invented": sources.invent_causes,
    "name invented": sources.invent_names,
    "names exchanged": sources.exchange_names,
    "list changed": sources.change_lists,
    "rank changed": sources.change_ranks,
}
PER_KIND = 50
_PER_SENTENCE = 2


def make_cases(sentences: Sequence[Sentence]) -> dict[str, tuple[list[Case], list[Case]]]:
    """Return the cases of each kind: those of the suite, and the rest, held in reserve.

    The order has no meaning and never changes, and sentences give two cases of a kind each before
    any gives a third: nobody chooses what is in the suite.
    """
    return {kind: _split(kind, rule, sentences) for kind, rule in KINDS.items()}


def _split(kind: str, rule: Rule, sentences: Sequence[Sentence]) -> tuple[list[Case], list[Case]]:
    made: dict[str, list[Case]] = {}
    for one in sentences:
        claims = sorted({claim for claim in rule(one) if claim != one.text}, key=order_of)
        cited = (one.text, *one.also)
        for at, claim in enumerate(claims):
            case = Case(kind=kind, claim=claim, cited=cited, language=one.language)
            made.setdefault("first" if at < _PER_SENTENCE else "more", []).append(case)
    ordered = [
        case
        for part in ("first", "more")
        for case in sorted(made.get(part, []), key=lambda case: order_of(kind, case.claim))
    ]
    return ordered[:PER_KIND], ordered[PER_KIND:]
