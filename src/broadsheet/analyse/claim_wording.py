"""Negation, direction, modality and unsupported words of a claim against its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from broadsheet.analyse.claim_parts import Parts, Word, error, warning
from broadsheet.analyse.claim_words import (
    CAUSAL,
    CAUSES,
    DENYING,
    EMPTY_NEGATIONS,
    MODALS,
    NEEDS_THAN,
    NEEDS_TO,
    NEGATORS,
    OPPOSITES,
    OTHER_SIDE,
)
from broadsheet.model.findings import Finding

_REACH = 4
_PLAIN = 4
# Shares of new words that make a claim unsupported: of few new words, and of three or more.
_MOST = Decimal("0.6")
_MUCH = Decimal("0.4")
_CLAUSE_ENDS = ",;:.!?"


def check_negation(
    claim: Parts, best: Parts, cited: Sequence[Parts], language: str
) -> Iterator[Finding]:
    """Yield a finding when the claim denies what the evidence says, or says what it denies."""
    mine = list(_denials(claim, language))
    theirs = [denial for parts in cited for denial in _denials(parts, language)]
    denied = {root for _, root in theirs}
    # A denial of another word is the same one told otherwise, as long as there are as many.
    room = len(theirs) + max(0, sum(map(_count_denying, cited)) - _count_denying(claim))
    new = [word for word, root in mine if root not in denied]
    if new and len(mine) > room:
        message = f"{new[0].folded!r} is not in the cited text"
        yield error("negation_changed", message, new[0].start, new[0].end)
        return
    asserted = {word.root for word in claim.words} - {root for _, root in mine}
    lost = [(word, root) for word, root in _denials(best, language) if root in asserted]
    if len(lost) > len(new):
        word, root = lost[0]
        yield error("negation_changed", f"the cited text says {word.folded!r} of {root!r}")


def _denials(parts: Parts, language: str) -> Iterator[tuple[Word, str]]:
    """Yield each negator with the root of the topical word it denies."""
    negators = NEGATORS.get(language, NEGATORS["en"])
    for at, word in enumerate(parts.words):
        if word.folded not in negators:
            continue
        if _is_empty(parts, at):
            continue
        # German denies what stands before: "das Werk liefert nicht".
        around = (*parts.words[at + 1 : at + 1 + _REACH], *reversed(parts.words[:at]))
        yield word, next((other.root for other in around if _is_deniable(other)), "")


def _count_denying(parts: Parts) -> int:
    return sum(word.folded in DENYING for word in parts.words)


def _is_deniable(word: Word) -> bool:
    return word.topical and word.folded not in EMPTY_NEGATIONS


def _is_empty(parts: Parts, at: int) -> bool:
    """Tell "not only" and "no more than", which deny nothing; "no longer sails" does."""
    following = [word.folded for word in parts.words[at + 1 : at + 3]]
    if not following or following[0] not in EMPTY_NEGATIONS:
        return False
    return following[0] not in NEEDS_THAN or following[-1] == "than"


def check_direction(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield a finding for a word that stands where the evidence has its opposite.

    That is so when the claim has more words of a side than the evidence, and fewer of the other.
    """
    theirs = Counter(side for parts in cited for word in parts.words for side in _sides(word))
    mine = Counter(side for word in claim.words for side in _sides(word))
    for word in claim.words:
        for pair, side in _sides(word):
            here, there = (pair, side), (pair, OTHER_SIDE[side])
            if mine[here] > theirs[here] and theirs[there] > mine[there]:
                message = f"{word.folded!r} says the opposite of the cited text"
                yield error("direction_changed", message, word.start, word.end)
                break


def _sides(word: Word) -> tuple[tuple[str, str], ...]:
    return OPPOSITES.get(word.folded, ())


def check_modality(claim: Parts, best: Parts, language: str) -> Iterator[Finding]:
    """Yield a finding when the claim is surer than its evidence of what it repeats."""
    mine = dict(_modals(claim, language, reach=_REACH))
    roots = {word.root for word in claim.words}
    theirs = list(_modals(best, language, reach=1))
    for root, strength in theirs:
        said = mine.get(root, _PLAIN)
        # Said of something else without the modal too: the claim may be of that.
        bare = sum(word.root == root for word in best.words) > sum(one == root for one, _ in theirs)
        if root not in roots or said <= strength or bare:
            continue
        message = f"the cited text is less sure of {root!r}"
        soft = strength >= 2 and said < _PLAIN
        yield (warning if soft else error)("modality_changed", message)
        return


def _modals(parts: Parts, language: str, *, reach: int) -> Iterator[tuple[str, int]]:
    """Yield the next topical words of its clause that each modal governs, with its strength.

    The weakest of several modals in a row counts.
    """
    strength, left = _PLAIN, 0
    for at, word in enumerate(parts.words):
        level = _level(parts, at, language)
        if level:
            strength, left = (min(strength, level) if left else level), reach
        elif left and word.topical and not _is_in_figure(parts, word):
            yield word.root, strength
            left -= 1
        if _ends_clause(parts, word):
            left = 0


def _is_in_figure(parts: Parts, word: Word) -> bool:
    return any(figure.start <= word.start < figure.end for figure in parts.figures)


def _level(parts: Parts, at: int, language: str) -> int:
    word = parts.words[at]
    if word.folded == "may" and parts.text[word.start] == "M":
        return 0  # the month
    level = MODALS.get(language, {}).get(word.folded, 0)
    if word.folded in NEEDS_TO and (
        at + 1 >= len(parts.words) or parts.words[at + 1].folded != "to"
    ):
        return 0
    return level


def _ends_clause(parts: Parts, word: Word) -> bool:
    after = parts.text[word.end : word.end + 2]
    return after[:1] in _CLAUSE_ENDS and not after[1:].isalnum() and word.end < len(parts.text)


def check_words(claim: Parts, cited: Sequence[Parts], covered: frozenset[int]) -> Iterator[Finding]:
    """Yield a finding for content the evidence does not hold: an invented cause, or too much new.

    `covered` holds the offsets of words that other checks answer for (figures, dates, names).
    """
    known = {word.root for parts in cited for word in parts.words}
    known |= _synonyms(claim, cited)
    topical = [word for word in claim.words if word.topical and word.start not in covered]
    strange = [word for word in topical if not _is_known(word, known)]
    cause = _cause(claim, strange, known, cited)
    if cause:
        message = f"the cited text gives no such cause: {cause.folded!r}"
        yield error("unsupported_words", message, cause.start, cause.end)
    elif len(strange) >= 2:
        share = Decimal(len(strange)) / len(topical)
        hard = share > _MOST or (len(strange) >= 3 and share > _MUCH)
        yield _strange_words(error if hard else warning, strange)


def _synonyms(claim: Parts, cited: Sequence[Parts]) -> set[str]:
    """Return the roots of claim words that stand on the same side of a pair of opposites."""
    sides = {
        side for parts in cited for word in parts.words for side in OPPOSITES.get(word.folded, ())
    }
    return {word.root for word in claim.words if sides & set(OPPOSITES.get(word.folded, ()))}


def _strange_words(
    make: Callable[[str, str, int, int], Finding], strange: Sequence[Word]
) -> Finding:
    listed = ", ".join(repr(word.folded) for word in strange[:5])
    message = f"not in the cited text: {listed}"
    return make("unsupported_words", message, strange[0].start, strange[-1].end)


def _is_known(word: Word, known: set[str]) -> bool:
    if word.root in known:
        return True
    return len(word.root) >= 5 and any(
        other.startswith(word.root[:5]) and abs(len(other) - len(word.root)) <= 4 for other in known
    )


def _cause(
    claim: Parts, strange: Sequence[Word], known: set[str], cited: Sequence[Parts]
) -> Word | None:
    """Return what a claim makes a cause: a strange word after a word of cause, or that word.

    The word of cause itself, where no word of the evidence speaks of causes.
    """
    causal = any(word.folded in CAUSAL for parts in cited for word in parts.words)
    for at, word in enumerate(claim.words):
        if word.folded in CAUSES and word.root not in known:
            following = [w for w in claim.words[at + 1 : at + 6] if w in strange]
            if following:
                return following[0]
            if not causal:
                return word
    return None
