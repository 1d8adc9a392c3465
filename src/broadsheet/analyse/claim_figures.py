"""Figures and dates of a claim against the cited sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from broadsheet.analyse.claim_owners import check_owner, context, same_value, unit_head
from broadsheet.analyse.claim_parts import Parts, as_fraction, error, warning
from broadsheet.model.figures import Bound, Figure, Movement
from broadsheet.model.findings import Finding
from broadsheet.text.dates import DateMention
from broadsheet.text.number_words import SMALL
from broadsheet.text.quantity_currencies import CROWNS, OPEN_CROWN

_SAME_SIDE = {
    Bound.EXACT: 0, Bound.OVER: 1, Bound.AT_LEAST: 1, Bound.UNDER: 2, Bound.UP_TO: 2,
    Bound.ABOUT: 3, Bound.NEARLY: 3,
}  # fmt: skip
_COUNTABLE = 12
_RANGE_MARKS = frozenset({"to", "and", "-", "–"})
_UP = frozenset({Movement.UP, Movement.UP_TO})
_DOWN = frozenset({Movement.DOWN, Movement.DOWN_TO})


def check_figures(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield what is wrong with each figure: absent, of another unit or bound, of something else."""
    evidence = [(parts, figure) for parts in cited for figure in parts.figures]
    for figure in claim.figures:
        matches = [(parts, other) for parts, other in evidence if same_value(figure, other)]
        if not matches and _is_inside(figure, claim, [other for _, other in evidence]):
            continue
        if not matches:
            yield _missing(figure, [other for _, other in evidence])
            continue
        parts, match = max(matches, key=lambda pair: _likeness(figure, pair[1], claim, pair[0]))
        yield from _compare(figure, match)
        yield from check_owner(claim, figure, parts, match)


def _is_inside(figure: Figure, claim: Parts, evidence: Sequence[Figure]) -> bool:
    """Tell whether a figure is a piece of one in the evidence that the claim takes apart.

    "Of the five bidders, two" of "two of the five bidders"; "from 820 to 860" of "820 to 860".
    """
    said = {one.value for one in claim.figures}
    for other in evidence:
        if any(
            figure in pair and _are_ends(claim, pair, other) for pair in pairwise(claim.figures)
        ):
            return True
        listed = [read_small(word) for word in other.text.split()]
        if " of " in other.text and figure.value in listed and other.value in {1, *said}:
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
    rival = any(unit_head(other.unit) == unit_head(figure.unit) for other in evidence)
    message = f"{figure.text!r} is not in the cited text"
    if small and not digits and not rival and figure.currency is None and figure.unit != "%":
        return warning("figure_mismatch", message, figure.start, figure.end)
    return error("figure_mismatch", message, figure.start, figure.end)


def _likeness(figure: Figure, other: Figure, claim: Parts, parts: Parts) -> tuple[int, int, int]:
    same = (
        (figure.currency == other.currency)
        + (unit_head(figure.unit) == unit_head(other.unit))
        + (figure.per == other.per)
    )
    shared = len(context(claim, figure) & context(parts, other))
    return same, shared, figure.bound == other.bound


def _compare(figure: Figure, other: Figure) -> Iterator[Finding]:
    start, end = figure.start, figure.end
    said = f"the cited text says {other.text!r}"
    if not _may_be_same(figure.currency, other.currency):
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


def _may_be_same(one: str | None, other: str | None) -> bool:
    """Compare currencies; a bare "kr" may be any crown."""
    return one == other or (OPEN_CROWN in (one, other) and {one, other} <= {OPEN_CROWN, *CROWNS})


def _is_level_swapped(one: Movement, other: Movement) -> bool:
    by, to = {Movement.UP, Movement.DOWN}, {Movement.UP_TO, Movement.DOWN_TO}
    return (one in by and other in to) or (one in to and other in by)


def _units_differ(figure: Figure, other: Figure) -> bool:
    if figure.value != other.value and as_fraction(figure) == as_fraction(other):
        return False  # a quarter, 25%
    mine, theirs = unit_head(figure.unit), unit_head(other.unit)
    return bool(mine) and bool(theirs) and mine != theirs


def _compare_bounds(figure: Figure, other: Figure) -> Iterator[Finding]:
    mine, theirs = _SAME_SIDE[figure.bound], _SAME_SIDE[other.bound]
    if mine == theirs or (mine == 3 and theirs == 0):
        return
    verb = "lost" if figure.bound is Bound.EXACT else "changed"
    message = f"{figure.text!r} {verb} its bound: the cited text limits it as {other.bound.value}"
    yield error("figure_mismatch", message, figure.start, figure.end)


def check_numerals(claim: Parts, cited: Sequence[Parts]) -> Iterator[Finding]:
    """Yield a finding for digits the evidence lacks outside of figures and dates.

    Those of names and results ("COVID-19", "51-49", "the 2018 budget") are no figures, and no less
    wrong when they change.
    """
    taken = [(one.start, one.end) for one in claim.figures]
    taken += [(one.start, one.end) for one in claim.dates]
    known = {word.folded for parts in cited for word in parts.words}
    values = {one.value for parts in cited for one in parts.figures}
    for word in claim.words:
        if not word.folded.isdecimal() or any(first <= word.start < end for first, end in taken):
            continue
        if word.folded not in known and Decimal(word.folded) not in values:
            message = f"{word.folded!r} is not in the cited text"
            yield error("figure_mismatch", message, word.start, word.end)
            return


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
    words = text.lower().replace(",", " ").replace("-", " ").split()
    said = " ".join(words).removeprefix("the ")
    # "In the past year" and "last year" are told apart by the calendar, not by a rewriter.
    return f"last {said.removeprefix('past ')}" if said.startswith("past ") else said


def _is_coarser(mention: DateMention, other: DateMention) -> bool:
    """Tell "in 2027" where the text says 12 March 2027: true, if less exact."""
    if mention.period is None or other.period is None or not any(c.isdigit() for c in other.text):
        return False
    return mention.period.start <= other.period.start and other.period.end <= mention.period.end
