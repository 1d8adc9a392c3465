"""Figures on 274 news sentences with every quantity marked: strict one-to-one F1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from broadsheet.model.figures import Bound, Figure, Movement
from broadsheet.text.quantities import find_figures
from quality.corpora import corpora

pytestmark = pytest.mark.quality

FLOORS = Path(__file__).parent / "floors.json"
# Currencies and units as the corpus names them.
CURRENCIES = {
    "USD": "dollar", "AUD": "australian dollar", "EUR": "euro", "GBP": "pound sterling",
    "CNY": "chinese yuan", "JPY": "japanese yen", "MYR": "malaysian ringgit", "ILS": "shekel",
    "INR": "indian rupee", "SGD": "singaporean dollar", "HRK": "croatian kuna",
}  # fmt: skip
UNITS = {
    "percentage": "%", "pound-mass": "pound", "revolutions per minute": "revolution per minute",
    "count": "time", "people": "person", "-": "", "penny": "point",
}  # fmt: skip
MOVEMENTS = {
    Movement.UP: "up", Movement.UP_TO: "up", Movement.DOWN: "down", Movement.DOWN_TO: "down",
}  # fmt: skip
BOUNDS = {
    Bound.OVER: ">", Bound.AT_LEAST: ">", Bound.UNDER: "<", Bound.UP_TO: "<", Bound.ABOUT: "~",
    Bound.NEARLY: "~",
}  # fmt: skip


class Quantity(NamedTuple):
    """A quantity in the terms of the corpus: `units` are the names that count as right."""

    values: tuple[Decimal, ...]
    units: frozenset[str]
    change: str


def _named(unit: str) -> str:
    folded = unit.lower().strip()
    return UNITS.get(folded, folded).removesuffix("s")


def _found(figure: Figure) -> Quantity:
    unit = CURRENCIES.get(figure.currency or "", figure.unit)
    if figure.per:
        unit = f"{unit} per {figure.per}".strip()
    values = (figure.value,) if figure.high is None else (figure.value, figure.high)
    change = MOVEMENTS.get(figure.movement) or BOUNDS.get(figure.bound, "=")
    return Quantity(values, frozenset({_named(unit)}), change)


def _marked(row: Any) -> Quantity:
    pair = re.fullmatch(r"(-?[\d.]+)-(-?[\d.]+)", row["value"])
    values = tuple(Decimal(part) for part in (pair.groups() if pair else (row["value"],)))
    units = frozenset({_named(row["unit"]), _named(row["normalized_unit"])})
    return Quantity(values, units, row["change"])


def _same_value(one: Quantity, other: Quantity) -> bool:
    if len(one.values) != len(other.values):
        return False
    pairs = zip(one.values, other.values, strict=True)
    return all(abs(a - b) <= Decimal("1e-6") * max(1, abs(b)) for a, b in pairs)


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return _same_value(one, other) and bool(one.units & other.units)


def _same_change(one: Quantity, other: Quantity) -> bool:
    return _same_value(one, other) and one.change == other.change


SAME: dict[str, Callable[[Quantity, Quantity], bool]] = {
    "value": _same_value,
    "unit": _same_unit,
    "change": _same_change,
}


def _hits(found: list[Quantity], marked: list[Quantity], measure: str) -> int:
    """Pair each found quantity with one marked one; the pairs that agree most come first."""
    left = list(marked)
    hits = 0
    for quantity in found:
        fitting = [other for other in left if SAME[measure](quantity, other)]
        if fitting:
            best = max(fitting, key=lambda o: (_same_unit(quantity, o), _same_change(quantity, o)))
            left.remove(best)
            hits += 1
    return hits


def _is_readable(row: Any) -> bool:
    try:
        _marked(row)
    except InvalidOperation:
        return False
    return True


@pytest.fixture(scope="module")
def scores() -> dict[str, float]:
    rows = json.loads((corpora() / "quantities-dev.json").read_text("utf-8"))
    pairs = [
        (
            [_found(figure) for figure in find_figures(row["text"])],
            [_marked(item) for item in row["quantities"] if _is_readable(item)],
        )
        for row in rows
    ]
    found = sum(len(ours) for ours, _ in pairs)
    marked = sum(len(theirs) for _, theirs in pairs)
    return {
        measure: 200 * sum(_hits(*pair, measure) for pair in pairs) / (found + marked)
        for measure in SAME
    }


@pytest.mark.parametrize("measure", ["value", "unit", "change"])
def test_figures_hold_their_floor(scores: dict[str, float], measure: str) -> None:
    floor = json.loads(FLOORS.read_text("utf-8"))["figures"][measure]
    print(f"figures, F1 of {measure}: {scores[measure]:.1f} (floor {floor})")  # noqa: T201
    assert scores[measure] >= floor
