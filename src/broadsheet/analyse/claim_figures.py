"""Figures and dates of a claim against the cited sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from broadsheet.analyse.claim_parts import Parts, Word, as_fraction, error, warning
from broadsheet.analyse.claim_words import OPPOSITES, OTHER_SIDE
from broadsheet.model.figures import Bound, Figure, Movement
from broadsheet.model.findings import Finding
from broadsheet.text.dates import DateMention
from broadsheet.text.number_words import SMALL
from broadsheet.text.words import words

_SAME_SIDE = {
    Bound.EXACT: 0, Bound.OVER: 1, Bound.AT_LEAST: 1, Bound.UNDER: 2, Bound.UP_TO: 2,
    Bound.ABOUT: 3, Bound.NEARLY: 3,
}  # fmt: skip
_ROUNDING = Decimal("0.03")
_COUNTABLE = 12
_RANGE_MARKS = frozenset({"to", "and", "-", "–"})
_BREAKS = (", ", "; ", " and ", " while ", " und ", " but ")
_UP = frozenset({Movement.UP, Movement.UP_TO})
_DOWN = frozenset({Movement.DOWN, Movement.DOWN_TO})


def check_figures(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield what is wrong with each figure: absent, of another unit or bound, of something else."""
    evidence = [(parts, figure) for parts in cited for figure in parts.figures]
    for figure in claim.figures:
        matches = [(parts, other) for parts, other in evidence if _same_value(figure, other)]
        if not matches and _is_inside(figure, claim, [other for _, other in evidence]):
            continue
        if not matches:
            yield _missing(figure, [other for _, other in evidence])
            continue
        parts, match = max(matches, key=lambda pair: _likeness(figure, pair[1], claim, pair[0]))
        yield from _compare(figure, match)
        yield from _check_owner(claim, figure, parts, match)


def _same_value(figure: Figure, other: Figure) -> bool:
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


def _is_inside(figure: Figure, claim: Parts, evidence: Sequence[Figure]) -> bool:
    """Tell whether a figure is a piece of one in the evidence that the claim takes apart.

    "Of the five bidders, two" of "two of the five bidders"; "from 820 to 860" of "820 to 860".
    """
    said = {one.value for one in claim.figures}
    for other in evidence:
        if any(figure in pair and _are_ends(claim, pair, other) for pair in pairwise(claim.figures)):
            return True
        listed = [read_small(word) for word in other.text.split()]
        if " of " in other.text and figure.value in listed and other.value in said:
            return True
    return False


def _are_ends(claim: Parts, pair: tuple[Figure, Figure], whole: Figure) -> bool:
    """Tell whether two figures in a row are the ends of a range, written as the range is."""
    low, high = pair
    return (
        (low.value, high.value) == (whole.value, whole.high)
        and claim.text[low.end : high.start].strip() in _RANGE_MARKS
        and all(one.currency == whole.currency for one in pair)
        and not any(_units_differ(one, whole) for one in pair)
    )


def read_small(word: str) -> Decimal | None:
    """Return the value of a number written in digits or as one small word."""
    bare = word.replace(",", "")
    if bare.isdecimal():
        return Decimal(bare)
    small = SMALL["en"].get(bare.lower())
    return None if small is None else Decimal(small)


def _missing(figure: Figure, evidence: Sequence[Figure]) -> Finding:
    """Return a hard finding, but a soft one for a small count that the writer may have derived."""
    digits = any(letter.isdigit() for letter in figure.text)
    small = figure.value == figure.value.to_integral_value() and 0 < figure.value <= _COUNTABLE
    rival = any(_head(other.unit) == _head(figure.unit) for other in evidence)
    message = f"{figure.text!r} is not in the cited text"
    if small and not digits and not rival and figure.currency is None and figure.unit != "%":
        return warning("figure_mismatch", message, figure.start, figure.end)
    return error("figure_mismatch", message, figure.start, figure.end)


def _head(unit: str) -> str:
    return unit.lower().rsplit(" ", 1)[-1]


def _likeness(figure: Figure, other: Figure, claim: Parts, parts: Parts) -> tuple[int, int, int]:
    same = (
        (figure.currency == other.currency)
        + (_head(figure.unit) == _head(other.unit))
        + (figure.per == other.per)
    )
    shared = len(_context(claim, figure) & _context(parts, other))
    return same, shared, figure.bound == other.bound


def _compare(figure: Figure, other: Figure) -> Iterator[Finding]:
    start, end = figure.start, figure.end
    said = f"the cited text says {other.text!r}"
    if figure.currency != other.currency:
        yield error("figure_mismatch", f"{figure.text!r} has another currency: {said}", start, end)
    elif _units_differ(figure, other):
        yield error("figure_mismatch", f"{figure.text!r} has another unit: {said}", start, end)
    if figure.per != other.per and figure.per and (other.per or figure.currency):
        yield error("figure_mismatch", f"{figure.text!r} is per something else: {said}", start, end)
    elif other.per and not figure.per:
        yield error("figure_mismatch", f"{figure.text!r} lost its 'per {other.per}'", start, end)
    yield from _compare_bounds(figure, other)
    if (figure.movement in _UP and other.movement in _DOWN) or (
        figure.movement in _DOWN and other.movement in _UP
    ):
        yield error("direction_changed", f"{figure.text!r} moves the other way: {said}", start, end)
    elif _is_level_swapped(figure.movement, other.movement):
        message = f"{figure.text!r} confuses the change with the level it reached"
        yield error("figure_mismatch", message, start, end)


def _is_level_swapped(one: Movement, other: Movement) -> bool:
    by, to = {Movement.UP, Movement.DOWN}, {Movement.UP_TO, Movement.DOWN_TO}
    return (one in by and other in to) or (one in to and other in by)


def _units_differ(figure: Figure, other: Figure) -> bool:
    if figure.value != other.value and as_fraction(figure) == as_fraction(other):
        return False  # a quarter, 25%
    mine, theirs = _head(figure.unit), _head(other.unit)
    return bool(mine) and bool(theirs) and mine != theirs


def _compare_bounds(figure: Figure, other: Figure) -> Iterator[Finding]:
    mine, theirs = _SAME_SIDE[figure.bound], _SAME_SIDE[other.bound]
    if mine == theirs or (mine == 3 and theirs == 0):
        return
    verb = "lost" if figure.bound is Bound.EXACT else "changed"
    message = f"{figure.text!r} {verb} its bound: the cited text limits it as {other.bound.value}"
    yield error("figure_mismatch", message, figure.start, figure.end)


def _check_owner(claim: Parts, figure: Figure, parts: Parts, match: Figure) -> Iterator[Finding]:
    """Yield a finding when the words around the figure belong to another figure of its kind."""
    near = [word for word in _near(claim, figure) if word.topical]
    own = _context(parts, match)
    place = _place(claim, figure)
    swapped = place != _place(parts, match)
    for other in parts.figures:
        if other is match:
            continue
        partner = next((one for one in claim.figures if _same_value(one, other)), None)
        if partner and _keep_sides(claim, (figure, partner), parts, (match, other)):
            continue
        if _is_crossed(claim, (figure, partner), parts, (match, other)):
            message = f"{figure.text!r} and {other.text!r} exchanged what they are told of"
            yield error("figure_mismatch", message, figure.start, figure.end)
            return
        if not _is_rival(match, other):
            continue
        there = swapped and place[0] != "#" and place == _place(parts, other)
        if there or _is_moved(claim, near, own, _context(parts, other)):
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
    own, foreign = (_context(parts, one) for one in theirs)
    here = _context(claim, figure)
    came = here & (foreign - own)
    if not came:
        return False
    if partner is not None and partner is not figure:
        there = _context(claim, partner)
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
    return match.currency == other.currency and (bare or _head(match.unit) == _head(other.unit))


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


def _context(parts: Parts, figure: Figure) -> frozenset[str]:
    """Return the roots of the words nearer to this figure than to others of its clause."""
    noun = _head(figure.unit)
    return frozenset(
        word.root for word in _near(parts, figure) if word.topical and word.folded != noun
    )


def _sides(parts: Parts, figure: Figure) -> frozenset[tuple[str, str]]:
    """Return on which sides of which pairs of opposites the words around a figure stand."""
    near = _near(parts, figure)
    return frozenset(side for word in near for side in OPPOSITES.get(word.folded, ()))


def _near(parts: Parts, figure: Figure) -> list[Word]:
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
    return [
        word
        for word in parts.words
        if start <= word.start < end and word.folded.removesuffix("'s") not in source
    ]


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


def check_dates(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield each date of the claim that no cited sentence names."""
    known = [mention for parts in cited for mention in parts.dates]
    for mention in claim.dates:
        if any(_is_same_date(mention, other) for other in known):
            continue
        if mention.text.isalpha() and any(_says(parts, mention.text) for parts in cited):
            continue
        if any(_is_coarser(mention, other) for other in known) and not claim.figures:
            continue
        message = f"{mention.text!r} is not in the cited text"
        yield error("date_mismatch", message, mention.start, mention.end)


def _says(parts: Parts, word: str) -> bool:
    """Tell whether a sentence has the word outside of its dates: "May sales" for "in May"."""
    return any(
        parts.text[other.start : other.end] == word
        and not any(date.start <= other.start < date.end for date in parts.dates)
        for other in parts.words
    )


def _is_same_date(mention: DateMention, other: DateMention) -> bool:
    if _folded(mention.text) == _folded(other.text):
        return True
    return mention.period is not None and mention.period == other.period


def _folded(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").replace("-", " ").split()).removeprefix("the ")


def _is_coarser(mention: DateMention, other: DateMention) -> bool:
    """Tell "in 2027" where the text says 12 March 2027: true, if less exact."""
    if mention.period is None or other.period is None or not any(c.isdigit() for c in other.text):
        return False
    return mention.period.start <= other.period.start and other.period.end <= mention.period.end
