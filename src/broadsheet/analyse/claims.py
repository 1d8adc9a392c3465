"""Does the cited text support the claim? A deterministic verifier, and its reasons.

A claim is held against the cited sentences alone, never against the whole article: a wrong number
or name is often right somewhere else in it. Hard findings (ERROR) block; soft ones (WARN) are
wording a person may let pass. Checked are figures with unit, currency, bound, movement and owner;
dates; names; quotations; negation; opposites; attribution; modality; and content the evidence
lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadsheet.analyse.claim_conditions import check_condition
from broadsheet.analyse.claim_figures import check_dates, check_figures, check_numerals
from broadsheet.analyse.claim_lists import check_lists
from broadsheet.analyse.claim_parts import Parts, best_of, error, plain_text, take_apart
from broadsheet.analyse.claim_ranks import check_rank
from broadsheet.analyse.claim_roles import check_roles
from broadsheet.analyse.claim_scope import check_parts
from broadsheet.analyse.claim_sources import (
    check_attribution,
    check_names,
    check_quotes,
    claim_names,
    opening_name,
)
from broadsheet.analyse.claim_wording import (
    check_direction,
    check_modality,
    check_negation,
    check_words,
)
from broadsheet.model.figures import Figure
from broadsheet.model.findings import Finding

# More than a sentence: not checked but refused, so that no claim is too costly to check.
_LONGEST = 2000
_MOST_FIGURES = 40


def check_claim(claim: str, cited: Sequence[str], *, language: str = "en") -> list[Finding]:
    """Return what the cited sentences do not support in a claim; an empty list means supported.

    Args:
        claim: One sentence. Offsets in the findings are code points into it.
        cited: The sentences it rests on, verbatim.
        language: ISO 639-1 code of claim and evidence.

    A claim equal to a cited sentence has no finding. A claim without evidence has one, and so has
    one of more than 2,000 characters or 40 figures, which is no sentence. Cited sentences count
    with their first 2,000 characters.
    """
    sentences = [text for text in cited if text.strip()]
    if not sentences:
        return [replace(error("unsupported_words", "nothing is cited"), item=claim)]
    plain = plain_text(claim)
    if any(plain == plain_text(text) for text in sentences):
        return []
    mine = take_apart(claim[:_LONGEST], language)
    if len(claim) > _LONGEST or len(mine.figures) > _MOST_FIGURES:
        return [replace(error("unsupported_words", "too long to be checked"), item=claim)]
    theirs = [take_apart(text[:_LONGEST], language) for text in sentences]
    findings = _findings(mine, theirs, language)
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.check))
    return [replace(finding, item=claim) for finding in findings]


def _findings(claim: Parts, cited: Sequence[Parts], language: str) -> list[Finding]:
    best = best_of(claim, cited)
    names = claim_names(claim, language)
    findings = [
        *check_figures(claim, cited),
        *check_dates(claim, cited),
        *check_numerals(claim, cited),
        *check_names(claim, cited, names),
        *check_quotes(claim, cited),
        *check_negation(claim, best, cited, language),
        *check_direction(claim, cited),
        *check_attribution(claim, cited, language),
        *check_modality(claim, best, language),
        *check_roles(claim, cited, [*opening_name(claim, cited), *names]),
        *(_scope(claim, best, cited) if language == "en" else ()),
    ]
    taken = [(date.start, date.end) for date in claim.dates]
    taken += [(figure.start, figure.end) for figure in claim.figures if not _is_count(figure)]
    taken += [(name.start, name.end) for name in names]
    covered = frozenset(
        word.start for word in claim.words if any(a <= word.start < b for a, b in taken)
    )
    findings.extend(check_words(claim, cited, covered))
    return findings


def _scope(claim: Parts, best: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield findings on shares, conditions, ranks and lists, which are read in English only."""
    yield from check_parts(claim, cited)
    yield from check_condition(claim, best)
    yield from check_rank(claim, cited)
    yield from check_lists(claim, cited)


def _is_count(figure: Figure) -> bool:
    """Tell a counted noun, whose describing words are content like any other."""
    return figure.measure != "" and figure.text.endswith(figure.measure)
