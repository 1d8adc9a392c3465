"""Names, quotations and attribution of a claim against its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.analyse.claim_parts import Parts, Word, error, plain_text, warning
from broadsheet.model.evidence import Span
from broadsheet.model.findings import Finding
from broadsheet.text.demonyms import place_of
from broadsheet.text.names import find_names
from broadsheet.text.speech import find_quotes, find_speaker
from broadsheet.text.words import words

_INSIDE = frozenset({"of", "and", "for", "de", "&", "the"})
_SMALL = frozenset("it he she they we who its their his her own".split())
# Nouns a source is called by when it has been named before.
_GENERIC = frozenset("company firm group business operator maker spokesman spokeswoman".split())
_FEWEST_QUOTED = 3
_MARK = re.compile('["“”„«»]')
_TURN = re.compile(r"; (?:but |and |while )?|, (?:but|and|while|whereas) |\. ")
_STATING = (
    r"(?:reported|reports|posted|announced|announces|disclosed|revealed|warned|explained|noted"
    r"|confirmed|forecast|predicted|predicts|estimated|told)"
)
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
    yield from _check_opening(claim, cited, names)


def _check_opening(
    claim: Parts, cited: Sequence[Parts], names: Sequence[Span]
) -> Iterator[Finding]:
    """Yield a soft finding for an opening word the evidence lacks and that reads like a name.

    No article, no plural: a name or a substance, and the claim's subject in either case.
    """
    first = claim.words[0] if claim.words else None
    if first is None or not first.topical or any(span.start == first.start for span in names):
        return
    plain = claim.text[first.start].islower() or first.folded.endswith(
        ("s", "ing", "ly", "ed", "er")
    )
    if plain or any(word.root == first.root for parts in cited for word in parts.words):
        return
    taken = [(one.start, one.end) for one in claim.dates]
    taken += [(one.start, one.end) for one in claim.figures]
    if any(start <= first.start < end for start, end in taken):
        return
    message = f"{claim.text[first.start : first.end]!r} is not in the cited text"
    yield warning("name_not_in_evidence", message, first.start, first.end)


def claim_names(claim: Parts, language: str) -> list[Span]:
    """Return the names of a claim, without those inside a date or figure."""
    taken = [(date.start, date.end) for date in claim.dates]
    taken += [(figure.start, figure.end) for figure in claim.figures]
    return [
        span
        for span in find_names(claim.text, language=language)
        if not any(first <= span.start < last for first, last in taken)
    ]


def opening_name(claim: Parts, cited: Sequence[Parts]) -> Iterator[Span]:
    """Yield the word a claim opens with, when the evidence shows that it is a name."""
    word = claim.words[0] if claim.words else None
    if word is None or not word.topical or claim.text[word.start].islower():
        return
    second = claim.words[1] if len(claim.words) > 1 else None
    if second is not None and claim.text[second.start].isupper():
        return
    if any(
        one.start and one.folded == word.folded and parts.text[one.start].isupper()
        for parts in cited
        for one in parts.words
    ):
        yield Span(start=word.start, end=word.end)


def _is_known(word: str, known: set[str]) -> bool:
    if word in known or word in _LINKS or word.isdigit():
        return True
    place = place_of(word)
    if place is None:
        return False
    return known.issuperset(place.split()) or any(place_of(other) == place for other in known)


def _acronyms(text: str) -> set[str]:
    """Return the initials of capitalised words in a row: "MPA" may stand for its name."""
    found: set[str] = set()
    initials = ""
    for word in text.split():
        bare = word.strip("\"'“”‘’(),.;:")
        if bare[:1].isupper():
            initials += bare[0].lower()
            found.update(initials[at:] for at in range(len(initials) - 1))
        elif bare.lower() not in _INSIDE:
            initials = ""
        if word[-1] in ",.;:":
            initials = ""
    return found


def check_quotes(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield each quotation that is no literal part of the evidence, or nobody's words in it."""
    for span in find_quotes(claim.text):
        quote = plain_text(span.of(claim.text)).strip(" ,.;:!?")
        holders = [parts for parts in cited if quote in parts.plain]
        if not holders:
            message = f"{quote!r} is no literal quotation"
        elif len(quote.split()) >= _FEWEST_QUOTED and all(_is_told(parts) for parts in holders):
            message = f"{quote!r} is told in the cited text, not quoted"
        else:
            continue
        yield error("quote_not_verbatim", message, span.start, span.end)


def _is_told(parts: Parts) -> bool:
    """Tell whether a sentence reports what somebody says without quoting anything."""
    return bool(parts.speaker) and _MARK.search(parts.text) is None


@dataclass(frozen=True, slots=True)
class _Statement:
    """What is said by whom: the speaker as written, and the roots of what he says."""

    speaker: str
    roots: frozenset[str]


def check_attribution(claim: Parts, cited: Sequence[Parts], language: str) -> Iterator[Finding]:
    """Yield a finding when what a source said is told as fact, or as another source's word."""
    theirs = [one for parts in cited for one in _statements(parts, language)]
    for mine in _statements(claim, language):
        source = max(theirs, key=lambda one: len(one.roots & mine.roots))
        if not source.speaker:
            continue
        if not mine.speaker:
            if not _is_stated(claim, cited, source.speaker):
                yield error("attribution_dropped", f"the cited text has it from {source.speaker!r}")
                return
        elif not _is_same_source(mine.speaker, source.speaker, cited, theirs):
            message = f"attributed to {mine.speaker!r} instead of {source.speaker!r}"
            yield error("attribution_dropped", message)
            return


def _statements(parts: Parts, language: str) -> list[_Statement]:
    """Return what each speaker of a sentence says; a sentence of one speaker is one statement."""
    if not parts.speaker:
        return [_Statement("", parts.roots)]
    bounds = [0, *(found.end() for found in _TURN.finditer(parts.text)), len(parts.text)]
    clauses = [(first, last) for first, last in pairwise(bounds) if first < last]
    speakers = [find_speaker(parts.text[first:last], language) for first, last in clauses]
    if len(clauses) < 2 or not all(speakers):
        clauses, speakers = [(0, len(parts.text))], [parts.speaker]
    return [
        _Statement(speaker, _roots_within(parts, first, last, speaker))
        for (first, last), speaker in zip(clauses, speakers, strict=True)
    ]


def _roots_within(parts: Parts, first: int, last: int, speaker: str) -> frozenset[str]:
    named = set(words(speaker))
    return frozenset(
        word.root
        for word in parts.words
        if word.topical and first <= word.start < last and bare(word) not in named
    )


def bare(word: Word) -> str:
    """Return a word without its possessive ending."""
    return word.folded.removesuffix("'s")


def _is_stated(claim: Parts, cited: Sequence[Parts], speaker: str) -> bool:
    """Tell "Halsund reported a profit": what a claim that names Halsund may tell as fact."""
    named = set(words(speaker)) - _SMALL
    if not named or not named <= set(words(claim.text)):
        return False
    form = re.compile(
        rf"{re.escape(speaker)}\s+(?:\w+ly\s+|has\s+|had\s+)?{_STATING}\s+(?!that\b)\w"
    )
    return any(form.search(parts.text) for parts in cited)


def _is_same_source(
    mine: str, theirs: str, cited: Sequence[Parts], statements: Sequence[_Statement]
) -> bool:
    one, other = _source_words(mine), _source_words(theirs)
    if not one or not other or one <= other or other <= one:
        return True
    if _acronyms(theirs) & one or _acronyms(mine) & other:
        return True
    if any(_source_words(said.speaker) == one for said in statements):
        return False
    if mine[:1].islower():
        return theirs[:1].isupper() or bool(_GENERIC & (one | other))
    return theirs[:1].islower() and any(one <= _source_words(parts.text) for parts in cited)


def _source_words(speaker: str) -> set[str]:
    return {word.removesuffix("s") for word in words(speaker)} - _SMALL - _LINKS
