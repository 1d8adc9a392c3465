"""Figures (quantities in text), metrics (figures chosen for "by the numbers") and their history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from broadsheet.model.evidence import Evidence


class Bound(StrEnum):
    """How a text limits a value."""

    EXACT = "exact"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    UP_TO = "up_to"
    ABOUT = "about"
    NEARLY = "nearly"


class Movement(StrEnum):
    """What a text says the quantity did: rose or fell *by* it, rose or fell *to* it, or nothing."""

    NONE = "none"
    UP = "up"
    DOWN = "down"
    UP_TO = "up_to"
    DOWN_TO = "down_to"


class Marker(StrEnum):
    """A warning printed beside a metric."""

    COMPANY_CLAIM = "company_claim"
    UNVERIFIED = "unverified"
    SOURCES_DIFFER = "sources_differ"
    FIRST_RECORD = "first_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A resolved span of days, both ends included, and how fine it is (day, week, month...)."""

    start: date
    end: date
    granularity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity in text.

    `start`/`end` are code-point offsets of the quantity in the text it was found in; `value` is in
    `unit` (a singular unit name, "%", "percentage point", or the counted noun) with scale words
    applied; `high` is set for ranges; `currency` is an ISO 4217 code, or "kr" for a crown whose
    country the text leaves open. `subject` is the entity the quantity belongs to as far as the
    clause tells; `period` and `speaker` likewise.
    """

    start: int
    end: int
    text: str
    value: Decimal
    high: Decimal | None = None
    unit: str = ""
    currency: str | None = None
    per: str | None = None
    bound: Bound = Bound.EXACT
    movement: Movement = Movement.NONE
    negated: bool = False
    subject: str = ""
    measure: str = ""
    period: Period | None = None
    speaker: str = ""
    self_reported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord:
    """A figure on record: what the history keeps. `key` identifies the series across editions."""

    key: str
    label: str
    value: Decimal
    unit: str
    currency: str | None
    bound: Bound
    movement: Movement
    subject: str
    period: Period | None
    speaker: str
    self_reported: bool
    as_of: datetime
    families: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The difference to the previous value of a series. `percent` is None when previous is zero."""

    direction: str
    delta: Decimal
    percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One earlier value of a series."""

    as_of: datetime
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A figure chosen for "by the numbers"; its history ends with the current value."""

    key: str
    label: str
    value: Decimal
    unit: str
    currency: str | None
    bound: Bound
    subject: str
    period: Period | None
    speaker: str
    as_of: datetime
    previous: Decimal | None
    change: Change | None
    history: tuple[Point, ...]
    markers: tuple[Marker, ...]
    families: int
    evidence: tuple[Evidence, ...]
