"""What the quantity grammar reads: one quantity of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from broadsheet.text.numbers import Number
from broadsheet.text.quantity_units import TIME_UNITS


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity at tokens [first, last). `noun` is the token span of a counted noun."""

    first: int
    last: int
    value: Decimal
    number: Number
    high: Decimal | None = None
    unit: str = ""
    currency: str | None = None
    per: str | None = None
    noun: tuple[int, int] | None = None
    signed: bool = False
    hyphenated: bool = False

    @property
    def measured(self) -> bool:
        """Tell whether the unit is one of the tables, not merely a counted noun."""
        return self.currency is not None or (self.unit != "" and self.noun is None)


def is_duration(reading: Reading) -> bool:
    """Tell whether the unit is one of time."""
    return reading.unit in TIME_UNITS
