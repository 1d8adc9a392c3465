"""Rows of equal figures: which earlier value a figure gives again, found without reading them all.

Pasted tables put thousands of values of one series into one article; comparing each with each
would take the square of their number.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from broadsheet.model.figures import Bound, Figure, Movement

_ROUGH = (Bound.ABOUT, Bound.NEARLY)
_OPEN_ENDED = (Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.UP_TO)
_ROUGHNESS = Decimal("0.05")
# Five percent of the larger value, seen from the smaller one.
_ROUGH_REACH = Decimal("0.053")


def same_value(
    one: Decimal,
    other: Decimal,
    *,
    one_bound: Bound = Bound.EXACT,
    other_bound: Bound = Bound.EXACT,
) -> bool:
    """Return whether two values agree within their rounding and their bounds.

    "4.2 million" agrees with 4,180,000; "about" and "nearly" allow five percent; "over 40" agrees
    with anything above, "under 40" with anything below.
    """
    if _allows(one, one_bound, other) or _allows(other, other_bound, one):
        return True
    tolerance = max(_half_step(one), _half_step(other))
    if one_bound in _ROUGH or other_bound in _ROUGH:
        tolerance = max(tolerance, max(abs(one), abs(other)) * _ROUGHNESS)
    return abs(one - other) <= tolerance


def _allows(limit: Decimal, bound: Bound, value: Decimal) -> bool:
    if bound in (Bound.OVER, Bound.AT_LEAST):
        return value >= limit
    if bound in (Bound.UNDER, Bound.UP_TO):
        return value <= limit
    return False


def _half_step(value: Decimal) -> Decimal:
    """Return half a unit of the last place a value was given with, for scaled and decimal values.

    A whole number below a thousand is a count, exact as it stands.
    """
    digits = value.normalize().as_tuple()
    exponent = digits.exponent
    if not isinstance(exponent, int) or exponent == 0:
        return Decimal(0)
    if 0 < exponent < 3:
        return Decimal(0)
    return Decimal(5).scaleb(exponent - 1)


@dataclass(slots=True)
class _Shelf:
    """The rows of one series whose figures may agree.

    `given` says where a value went, `equal` which row was the first to open with it; `near` keeps
    the opening values that allow others beside them in order, by how much they allow.
    """

    given: dict[tuple[Decimal, Bound], int] = field(default_factory=dict)
    equal: dict[Decimal, int] = field(default_factory=dict)
    near: dict[tuple[bool, Decimal], list[tuple[Decimal, int]]] = field(default_factory=dict)


class FigureRows:
    """The rows that the figures of many series make, in the order of their first figures."""

    def __init__(self) -> None:
        self._shelves: dict[tuple[str, Decimal | None, Movement], _Shelf] = {}
        self._count = 0

    def find(self, series: str, figure: Figure) -> int | None:
        """Return the number of the first row that a figure agrees with, None when there is none.

        Figures agree that move alike, end at the same value when they are ranges, and have the same
        value: within their rounding, or exactly when one of them is a mere limit ("over 40").
        """
        shelf = self._shelves.get(_place(series, figure))
        if shelf is None:
            return None
        given = (figure.value, figure.bound)
        row = shelf.given.get(given)
        if row is None:
            row = min(_agreeing(shelf, figure), default=None)
            if row is not None:
                shelf.given[given] = row
        return row

    def open(self, series: str, figure: Figure) -> int:
        """Open a row with a figure that agrees with none, and return its number."""
        shelf = self._shelves.setdefault(_place(series, figure), _Shelf())
        row = self._count
        self._count += 1
        shelf.given[figure.value, figure.bound] = row
        shelf.equal[figure.value] = row
        if figure.bound not in _OPEN_ENDED:
            allows = (figure.bound in _ROUGH, _half_step(figure.value))
            insort(shelf.near.setdefault(allows, []), (figure.value, row))
        return row


def _place(series: str, figure: Figure) -> tuple[str, Decimal | None, Movement]:
    return series, figure.high, figure.movement


def _agreeing(shelf: _Shelf, figure: Figure) -> Iterator[int]:
    """Yield the rows a figure agrees with."""
    value = figure.value
    if value in shelf.equal:
        yield shelf.equal[value]
    if figure.bound in _OPEN_ENDED:
        return
    half, rough = _half_step(value), figure.bound in _ROUGH
    for (theirs_rough, step), rows in shelf.near.items():
        reach = max(half, step)
        if rough or theirs_rough:
            reach = max(reach, abs(value) * _ROUGH_REACH)
        for other, row in islice(rows, bisect_left(rows, (value - reach, -1)), None):
            if other > value + reach:
                break
            bound = Bound.ABOUT if theirs_rough else Bound.EXACT
            if same_value(value, other, one_bound=figure.bound, other_bound=bound):
                yield row
