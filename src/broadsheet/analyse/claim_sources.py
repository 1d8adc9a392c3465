"""Names, quotations and attribution of a claim against its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadsheet.analyse.claim_parts import Parts, error, plain_text
from broadsheet.analyse.claim_words import DEMONYMS
from broadsheet.model.evidence import Span
from broadsheet.model.findings import Finding
from broadsheet.text.names import find_names
from broadsheet.text.speech import find_quotes
from broadsheet.text.words import words

_LINKS = frozenset(
    ["of", "the", "and", "for", "de", "la", "du", "von", "van", "der", "des", "&", "a", "in"]
)


def check_names(claim: Parts, cited: Sequence[Parts], names: Sequence[Span]) -> Iterator[Finding]:
    """Yield each name of the claim with a word that no cited sentence has."""
    known = {word for parts in cited for word in words(parts.text)}
    for parts in cited:
        known |= _acronyms(parts.text)
    for span in names:
        name = span.of(claim.text)
        strange = [word for word in words(name) if not _is_known(word, known)]
        if strange:
            message = f"the name {name!r} is not in the cited text"
            yield error("name_not_in_evidence", message, span.start, span.end)


def claim_names(claim: Parts, language: str) -> list[Span]:
    """Return the names of a claim, without those inside a date or figure."""
    taken = [(date.start, date.end) for date in claim.dates]
    taken += [(figure.start, figure.end) for figure in claim.figures]
    return [
        span
        for span in find_names(claim.text, language=language)
        if not any(first <= span.start < last for first, last in taken)
    ]


def _is_known(word: str, known: set[str]) -> bool:
    if word in known or word in _LINKS or word.isdigit():
        return True
    place = DEMONYMS.get(word)
    if place is not None:
        return place in known
    return any(DEMONYMS.get(other) == word for other in known)


def _acronyms(text: str) -> set[str]:
    """Return the initials of each run of capitalised words: "MPA" may stand for its name."""
    found: set[str] = set()
    initials = ""
    for word in text.split():
        bare = word.strip("\"'“”‘’(),.;:")
        if bare[:1].isupper() and bare.lower() not in _LINKS:
            initials += bare[0].lower()
        elif bare.lower() not in _LINKS:
            found.add(initials)
            initials = ""
    found.add(initials)
    return {item for item in found if len(item) > 1}


def check_quotes(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield each quotation that is no literal part of the evidence."""
    texts = [parts.plain for parts in cited]
    for span in find_quotes(claim.text):
        quote = plain_text(span.of(claim.text)).strip(" ,.;:!?")
        if not any(quote in text for text in texts):
            yield error(
                "quote_not_verbatim", f"{quote!r} is no literal quotation", span.start, span.end
            )


def check_attribution(claim: Parts, best: Parts) -> Iterator[Finding]:
    """Yield a finding when what a source said is told as fact, or as another source's word."""
    if not best.speaker:
        return
    if not claim.speaker:
        yield error("attribution_dropped", f"the cited text has it from {best.speaker!r}")
        return
    mine, theirs = set(words(claim.speaker)) - _LINKS, set(words(best.speaker)) - _LINKS
    named = best.speaker[:1].isupper() and claim.speaker[:1].isupper()
    known = set(words(best.text))
    if (named and not mine & theirs) or (claim.speaker[:1].isupper() and not mine <= known):
        message = f"attributed to {claim.speaker!r} instead of {best.speaker!r}"
        yield error("attribution_dropped", message)
