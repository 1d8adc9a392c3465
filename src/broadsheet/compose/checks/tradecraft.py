"""Checks on the strategic section, after ICD 203 (Analytic Standards, 2015).

Facts, assumptions and judgements are kept apart; likelihood is expressed in the terms of one row of
the standard's table and never in the same sentence as confidence; confidence is earned by sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.compose.checks.check import Breach, Check, CheckContext
from broadsheet.compose.draft import Draft, Place
from broadsheet.model.evidence import Evidence
from broadsheet.model.findings import Level
from broadsheet.model.independence import support_of
from broadsheet.model.insights import Block, Confidence, Insight, Kind
from broadsheet.text.dates import find_dates
from broadsheet.text.names import find_names
from broadsheet.text.speech import find_quotes

_FIRST_ROW = re.compile(
    r"\b(?:almost no chance|very unlikely|unlikely|roughly even chance|likely|very likely"
    r"|almost certain(?:ly)?)\b",
    re.IGNORECASE,
)
_SECOND_ROW = re.compile(
    r"\b(?:remote|highly improbable|improbable|improbably|roughly even odds|probable|probably"
    r"|highly probable|nearly certain)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(r"\b(?:confidence|confident)\b", re.IGNORECASE)
_BARE_MODAL = re.compile(r"\b(?:may|might|could)\b")
_RANKS = {Confidence.LOW: 0, Confidence.MODERATE: 1, Confidence.HIGH: 2}
_KINDS = {
    Block.INTERPRETATIONS: (Kind.JUDGEMENT,),
    Block.FIGURES: (Kind.FACT,),
}


def _untyped(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for index, insight in enumerate(draft.insights):
        message = _typing_fault(insight, draft.briefing.language)
        if message:
            yield Breach(
                message=message, place=Place(part="insights", index=index), quote=insight.text
            )


def _typing_fault(insight: Insight, language: str) -> str:
    allowed = _KINDS.get(insight.block, tuple(Kind))
    if insight.kind not in allowed:
        return f"a line of this block cannot be a {insight.kind.value}"
    if not insight.reason.strip():
        return "no reason for the confidence"
    if not _is_anchored(insight.text, language):
        return "no figure, date, name or quotation"
    return ""


def _is_anchored(text: str, language: str) -> bool:
    if any(char.isdigit() for char in text) or find_quotes(text):
        return True
    return bool(find_names(text, language=language) or find_dates(text, language=language))


def _mixed(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for index, insight in enumerate(draft.insights):
        message = _likelihood_fault(insight)
        if message:
            yield Breach(
                message=message, place=Place(part="insights", index=index), quote=insight.text
            )


def _likelihood_fault(insight: Insight) -> str:
    own = _without_quotes(insight.text)
    first, second = _FIRST_ROW.search(own), _SECOND_ROW.search(own)
    if first and second:
        return "likelihood terms of two scales"
    if (first or second) and _CONFIDENCE.search(own):
        return "likelihood and confidence in one sentence"
    if insight.kind is Kind.JUDGEMENT and _BARE_MODAL.search(own):
        return "a judgement needs a likelihood term, not a bare may, might or could"
    return ""


def _without_quotes(text: str) -> str:
    for span in reversed(find_quotes(text)):
        text = text[: span.start] + text[span.end :]
    return text


def _unearned(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for index, insight in enumerate(draft.insights):
        ceiling = _ceiling(insight.evidence, context)
        if _RANKS[insight.confidence] > _RANKS[ceiling]:
            yield Breach(
                message=f"{insight.confidence.value} confidence, but the sources earn "
                f"{ceiling.value}",
                place=Place(part="insights", index=index),
                quote=insight.text,
            )


def _ceiling(evidence: tuple[Evidence, ...], context: CheckContext) -> Confidence:
    cited = [
        context.articles[one.article_id] for one in evidence if one.article_id in context.articles
    ]
    return support_of(cited, context.copies).ceiling


TRADECRAFT = (
    Check(
        name="untyped_insight",
        rule="R13",
        demands="Every insight is a fact, an assumption or a judgement about something named.",
        remedy="Mark the line as fact, assumption or judgement and name what it is about.",
        level=Level.ERROR,
        find=_untyped,
    ),
    Check(
        name="likelihood_mixed",
        rule="R14",
        demands="One scale of likelihood, and never likelihood and confidence in one sentence.",
        remedy="Use one scale, and put confidence into its own sentence.",
        level=Level.WARN,
        find=_mixed,
    ),
    Check(
        name="confidence_unearned",
        rule="R15",
        demands="High confidence needs three independent publishers; one source earns low.",
        remedy="Lower the level, or cite more independent publishers.",
        level=Level.ERROR,
        find=_unearned,
    ),
)
