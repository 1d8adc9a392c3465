"""What a figure of a claim is told of, against what the evidence gives it for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from broadsheet.analyse.claim_parts import Parts, Word, as_fraction, error
from broadsheet.analyse.claim_words import OPPOSITES, OTHER_SIDE
from broadsheet.model.figures import Bound, Figure, Movement
from broadsheet.model.findings import Finding
from broadsheet.text.words import words

_ROUNDING = Decimal("0.03")
_BREAKS = (", ", "; ", " and ", " while ", " und ", " but ")


def same_value(figure: Figure, other: Figure) -> bool:
    """Tell whether a figure of a claim may stand for one of the evidence: rounded, 25% for 1/4."""
    if figure.high is not None or other.high is not None:
        return figure.value == other.value and figure.high == other.high
    if figure.value == other.value:
        return True
    if "%" in (figure.unit, other.unit) and as_fraction(figure) == as_fraction(other) < 1:
        return figure.unit != other.unit and min(figure.value, other.value) < 1
    if abs(figure.value) == abs(other.value) and figure.movement is not Movement.NONE:
        return True
    loose = figure.bound in (Bound.ABOUT, Bound.NEARLY)
    gap = abs(figure.value - other.value)
    return loose and other.value != 0 and gap <= _ROUNDING * abs(other.value)


def unit_head(unit: str) -> str:
    """Return the last word of a unit: of "charging quay" the quay."""
    return unit.lower().rsplit(" ", 1)[-1]


def check_owner(claim: Parts, figure: Figure, parts: Parts, match: Figure) -> Iterator[Finding]:
    """Yield a finding when the words around the figure belong to another figure of its kind."""
    near = [word for word in _near(claim, figure) if word.topical]
    own = context(parts, match)
    place = _place(claim, figure)
    swapped = place != _place(parts, match)
    for other in parts.figures:
        if other is match:
            continue
        partner = next((one for one in claim.figures if same_value(one, other)), None)
        if partner and _keep_sides(claim, (figure, partner), parts, (match, other)):
            continue
        if _is_crossed(claim, (figure, partner), parts, (match, other)):
            message = f"{figure.text!r} and {other.text!r} exchanged what they are told of"
            yield error("figure_mismatch", message, figure.start, figure.end)
            return
        if not _is_rival(match, other):
            continue
        there = swapped and place[0] != "#" and place == _place(parts, other)
        if there or _is_moved(claim, near, own, context(parts, other)):
            message = f"{figure.text!r} is told of what the cited text gives {other.text!r} for"
            yield error("figure_mismatch", message, figure.start, figure.end)
            return
    said, told = _sides(claim, figure), _sides(parts, match)
    if any((pair, OTHER_SIDE[side]) in told for pair, side in said - told):
        message = f"what is said of {figure.text!r} is the opposite of the cited text"
        yield error("direction_changed", message, figure.start, figure.end)


def _keep_sides(
    claim: Parts, mine: tuple[Figure, Figure], parts: Parts, theirs: tuple[Figure, Figure]
) -> bool:
    """Tell whether two figures told in the other order have kept the words beside them.

    "91% of adults and 78% of children in the trial" may become "78% of children and 91% of adults":
    what the sentence starts and ends with goes with the first and the last of them.
    """
    if (mine[0].start < mine[1].start) == (theirs[0].start < theirs[1].start):
        return False
    here = [_beside(claim, figure) for figure in mine]
    there = [_beside(parts, figure) for figure in theirs]
    return any(
        here[n][side] == there[n][side] != there[1 - n][side]
        for n in (0, 1)
        for side in (0, 1)
        if here[n][side]
    )


def _beside(parts: Parts, figure: Figure) -> tuple[str, str]:
    """Return the roots of the topical words next to a figure in its own part of the sentence."""
    near = [word for word in _near(parts, figure) if word.topical]
    left = [word.root for word in near if word.end <= figure.start]
    right = [word.root for word in near if word.start >= figure.end]
    return (left[-1] if left else "", right[0] if right else "")


def _is_crossed(
    claim: Parts,
    mine: tuple[Figure, Figure | None],
    parts: Parts,
    theirs: tuple[Figure, Figure],
) -> bool:
    """Tell whether a word of each figure went to the other one.

    Where the claim has one of the two only: whether a word of the other stands in the place of one
    of its own, after the same preposition.
    """
    figure, partner = mine
    own, foreign = (context(parts, one) for one in theirs)
    here = context(claim, figure)
    came = here & (foreign - own)
    if not came:
        return False
    if partner is not None and partner is not figure:
        there = context(claim, partner)
        return bool(came - there) and bool((there & (own - foreign)) - here)
    slots = {lead: root for lead, root in _slots(parts, theirs[0]) if root in own - foreign}
    roots = claim.roots
    return any(
        root in came and lead in slots and slots[lead] not in roots
        for lead, root in _slots(claim, figure)
    )


def _slots(parts: Parts, figure: Figure) -> Iterator[tuple[str, str]]:
    """Yield the small word and the root of each word that follows one directly near a figure."""
    near = _near(parts, figure)
    for before, word in pairwise(near):
        if word.topical and not before.topical:
            yield before.folded, word.root


def _is_moved(
    claim: Parts, near: Sequence[Word], own: frozenset[str], theirs: frozenset[str]
) -> bool:
    """Tell whether the words near a figure fit another one better: by a name, or by two words."""
    foreign = [word for word in near if word.root in theirs - own]
    kept = {word.root for word in near} & (own - theirs)
    named = any(claim.text[word.start].isupper() for word in foreign)
    gap = len({word.root for word in foreign}) - len(kept)
    return gap > 0 and (named or gap > 1)


def _is_rival(match: Figure, other: Figure) -> bool:
    bare = not match.unit or not other.unit
    return match.currency == other.currency and (
        bare or unit_head(match.unit) == unit_head(other.unit)
    )


@lru_cache(maxsize=1024)
def _place(parts: Parts, figure: Figure) -> tuple[str, ...]:
    """Return the two words before a figure and the two after it, other figures left out."""
    plain = [
        word
        for word in parts.words
        if not any(other.start <= word.start < other.end for other in parts.figures)
    ]
    before = [word.folded for word in plain if word.end <= figure.start][-2:]
    after = [word.folded for word in plain if word.start >= figure.end][:2]
    return (*before, "#", *after)


@lru_cache(maxsize=1024)
def context(parts: Parts, figure: Figure) -> frozenset[str]:
    """Return the roots of the words nearer to this figure than to others of its clause."""
    noun = unit_head(figure.unit)
    return frozenset(
        word.root for word in _near(parts, figure) if word.topical and word.folded != noun
    )


def _sides(parts: Parts, figure: Figure) -> frozenset[tuple[str, str]]:
    """Return on which sides of which pairs of opposites the words around a figure stand."""
    near = _near(parts, figure)
    return frozenset(side for word in near for side in OPPOSITES.get(word.folded, ()))


@lru_cache(maxsize=1024)
def _near(parts: Parts, figure: Figure) -> tuple[Word, ...]:
    """Return the words of a figure's own part of the sentence.

    The part ends at the figures beside it and at the ends of its clause. Figures with nothing of
    substance between them ("from 41% to 53%") share one part.
    """
    at = next(n for n, other in enumerate(parts.figures) if other.start == figure.start)
    first = last = at
    while first > 0 and not _has_words(
        parts, parts.figures[first - 1].end, parts.figures[first].start
    ):
        first -= 1
    while last + 1 < len(parts.figures) and not _has_words(
        parts, parts.figures[last].end, parts.figures[last + 1].start
    ):
        last += 1
    start = parts.figures[first - 1].end if first else 0
    end = parts.figures[last + 1].start if last + 1 < len(parts.figures) else len(parts.text)
    start = _last_break(parts.text, start, parts.figures[first].start)
    end = _first_break(parts.text, parts.figures[last].end, end)
    source = set(words(parts.speaker))
    return tuple(
        word
        for word in parts.words
        if start <= word.start < end and word.folded.removesuffix("'s") not in source
    )


def _has_words(parts: Parts, start: int, end: int) -> bool:
    return any(word.topical and start <= word.start < end for word in parts.words)


def _last_break(text: str, first: int, last: int) -> int:
    """Return where the clause that runs up to `last` starts."""
    at = max(text.rfind(mark, first, last) for mark in _BREAKS)
    return max(at, first)


def _first_break(text: str, first: int, last: int) -> int:
    """Return where the clause that starts at `first` ends."""
    places = (text.find(mark, first, last) for mark in _BREAKS)
    return min((place for place in places if place >= 0), default=last)
