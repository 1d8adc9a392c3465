"""What each family of mail programs makes of a message, by the support data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.render.lint.faults import FamilyResult, Fault, Grade, Part
from broadsheet.render.lint.support import CORE, FAMILIES, Feature, Support, SupportData
from broadsheet.render.lint.usage import Usage
from broadsheet.render.lint.vocabulary import (
    BEARING,
    DECORATION,
    HARMLESS,
    REMEDIES,
    RULES_THEMSELVES,
    UNAVOIDABLE,
)

#: The family whose `mso-` styles hide things from it alone.
_WORD = "Outlook (Word)"

_STYLE = "html-style"


def ask(usage: Usage, data: SupportData) -> tuple[FamilyResult, ...]:
    """Return one result for each family of mail programs, in the order of reports."""
    return tuple(_result(family, usage, data) for family in FAMILIES)


def undescribed(usage: Usage, data: SupportData) -> tuple[str, ...]:
    """Return what is used and not in the data, by name, sorted."""
    used = {*usage.body, *usage.head} - HARMLESS
    return tuple(sorted(slug for slug in used if slug not in data.features))


@dataclass(slots=True)
class _Lists:
    """Titles by answer."""

    unsupported: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def _result(family: str, usage: Usage, data: SupportData) -> FamilyResult:
    past = _past(family, usage, data)
    body = _sort(
        _answers({slug: at for slug, at in usage.body.items() if slug not in past}, family, data)
    )
    head = _sort(_head_answers(usage.head, family, data))
    return FamilyResult(
        family=family,
        body_unsupported=tuple(sorted(body.unsupported)),
        body_partial=tuple(sorted(body.partial)),
        body_unknown=tuple(sorted(body.unknown)),
        head_unsupported=tuple(sorted(head.unsupported)),
        head_partial=tuple(sorted(head.partial)),
        head_unknown=tuple(sorted(head.unknown)),
    )


def _past(family: str, usage: Usage, data: SupportData) -> set[str]:
    """Return what of the body a family never gets to show, because it is hidden from it."""
    if family == _WORD:
        return usage.past_word
    hides = data.features.get("css-display-none")
    return usage.unseen if hides and hides.in_family(family) is Support.YES else set()


def _answers(used: Mapping[str, int], family: str, data: SupportData) -> dict[str, Support]:
    """Return the answers for what is used; what the data has nothing on is unknown."""
    return {
        slug: data.features[slug].in_family(family) if slug in data.features else Support.UNKNOWN
        for slug in used
        if slug not in HARMLESS
    }


def _head_answers(used: Mapping[str, int], family: str, data: SupportData) -> dict[str, Support]:
    """Return the answers for the head. Where style blocks are dropped, nothing in them counts."""
    answers = _answers(used, family, data)
    style = answers.get(_STYLE)
    rules = [answers.pop(slug) for slug in RULES_THEMSELVES if slug in answers]
    if style is None:
        return answers
    if Support.NO in rules or style is Support.NO:
        kept = {slug: answer for slug, answer in answers.items() if slug.startswith("html-meta")}
        return {_STYLE: Support.NO, **kept}
    return answers


def _sort(answers: Mapping[str, Support]) -> _Lists:
    lists = _Lists()
    for slug, answer in answers.items():
        if answer is Support.NO:
            lists.unsupported.append(slug)
        elif answer is Support.PARTLY:
            lists.partial.append(slug)
        elif answer is Support.UNKNOWN:
            lists.unknown.append(slug)
    return lists


def faults_of(
    results: tuple[FamilyResult, ...], usage: Usage, data: SupportData
) -> tuple[Fault, ...]:
    """Return what the results amount to: one fault a feature, with the families it concerns.

    In the body an unsupported feature is an error where a core family loses something that matters,
    and a note where it loses decoration or no core family is concerned. In the head, which only
    enhances, it is a note; a warning where a layout or its colours would stand on it.
    """
    body = [
        _body_fault(data.features[slug], line, families)
        for slug, line in usage.body.items()
        if (families := _where(slug, results, Part.BODY))
    ]
    head = [
        _head_fault(data.features[slug], line, families)
        for slug, line in usage.head.items()
        if (families := _where(slug, results, Part.HEAD))
    ]
    return (*body, *head)


def _where(slug: str, results: tuple[FamilyResult, ...], part: Part) -> tuple[str, ...]:
    return tuple(
        each.family
        for each in results
        if slug in (each.body_unsupported if part is Part.BODY else each.head_unsupported)
    )


def _body_fault(feature: Feature, line: int, families: tuple[str, ...]) -> Fault:
    reason = UNAVOIDABLE.get(feature.slug, "")
    decorates = feature.slug in DECORATION
    minor = bool(reason) or decorates or not CORE.intersection(families)
    lost = f"not supported: {feature.title.strip()}"
    if decorates:
        lost += ", which only decorates"
    return Fault(
        rule="unsupported",
        grade=Grade.NOTE if minor else Grade.ERROR,
        part=Part.BODY,
        message=f"{lost}: {reason}" if reason else lost,
        line=line,
        clients=families,
        remedy="" if minor else _remedy(feature),
    )


def _head_fault(feature: Feature, line: int, families: tuple[str, ...]) -> Fault:
    bears = feature.slug in BEARING and bool(CORE.intersection(families))
    return Fault(
        rule="unsupported",
        grade=Grade.WARN if bears else Grade.NOTE,
        part=Part.HEAD,
        message=f"lost in the head, which only enhances: {feature.title.strip()}",
        line=line,
        clients=families,
        remedy=_remedy(feature) if bears else "",
    )


def _remedy(feature: Feature) -> str:
    known = REMEDIES.get(feature.slug, "do without it, or see to it that nothing is lost with it")
    return f"{known} (https://www.caniemail.com/features/{feature.slug}/)"
