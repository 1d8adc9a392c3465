"""Numbers and dates as readers of each language write them. Exact: no digit is rounded away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

Labels = Mapping[str, str]

_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
#: Beyond this many digits a figure is written in scientific notation, so that it fits a tile.
_LONGEST = Decimal(10) ** 15


def number(value: Decimal, labels: Labels, *, decimals: int = 0) -> str:
    """Return a number with separators; up to six decimals, without trailing zeros.

    A fraction has at least `decimals` of them: 79.6 is 79.60 in money, and 79 stays 79.
    """
    if not value.is_finite():
        return "–"
    if abs(value) >= _LONGEST:
        return f"{value:.3E}"
    rounded = _EXACT.quantize(value, Decimal("0.000001"))
    whole, _, fraction = f"{abs(rounded):,f}".partition(".")
    fraction = fraction.rstrip("0")
    shown = whole.replace(",", labels["thousand_separator"])
    if fraction:
        shown += labels["decimal_separator"] + fraction.ljust(decimals, "0")
    return f"−{shown}" if rounded < 0 else shown


def scaled(value: Decimal, labels: Labels, *, decimals: int = 0) -> tuple[str, str]:
    """Return a number and its scale word ("412", "million"); no word where it would cost digits.

    `decimals` is for a number without a scale word: "4.1 million" stays as it is.
    """
    if value.is_finite() and abs(value) < _LONGEST:
        for zeros, word in _scales(labels["scales"]):
            if abs(value) >= Decimal(10) ** zeros:
                part = value.scaleb(-zeros, _EXACT)
                if part == _EXACT.quantize(part, Decimal("0.01")):
                    return number(part, labels), word
                break
    return number(value, labels, decimals=decimals), ""


@lru_cache
def _scales(table: str) -> tuple[tuple[int, str], ...]:
    """Return the scale words of a language with their powers of ten, the greatest first."""
    rows = (row.partition("=") for row in table.split(";"))
    return tuple((int(zeros), word) for zeros, _, word in rows)


def zone_of(name: str) -> tzinfo:
    """Return an IANA zone by name, UTC for a name nobody knows."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return UTC


def _dated(day: date, month: str, labels: Labels) -> str:
    return labels["date"].format(day=day.day, month=month, year=day.year)


def long_date(day: date, labels: Labels) -> str:
    """Return "12 October 2026"."""
    return _dated(day, labels["months"].split()[day.month - 1], labels)


def short_date(day: date, labels: Labels) -> str:
    """Return "12 Oct 2026"."""
    return _dated(day, _short_month(day, labels), labels)


def _short_month(day: date, labels: Labels) -> str:
    return labels["short_months"].split()[day.month - 1]


def weekday_date(moment: datetime, zone: tzinfo, labels: Labels) -> str:
    """Return "Monday 12 October 2026" in a zone."""
    day = local(moment, zone)
    return labels["weekday_date"].format(
        weekday=labels["days"].split()[day.weekday()], date=long_date(day.date(), labels)
    )


def local(moment: datetime, zone: tzinfo) -> datetime:
    """Return an aware time in a zone; at the calendar's ends, where that overflows, in its own."""
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):
        return moment


def day_of(moment: datetime, zone: tzinfo) -> date:
    """Return the day of an aware time in a zone.

    Midnight in UTC stands for a day without a time, as most pages state it: that day in any zone.
    """
    is_day = moment.utcoffset() == timedelta() and moment.time() == time()
    return moment.date() if is_day else local(moment, zone).date()


def clock(moment: datetime, zone: tzinfo, labels: Labels) -> str:
    """Return "12 Oct 2026, 07:30" in a zone."""
    there = local(moment, zone)
    return f"{short_date(there.date(), labels)}, {there:%H:%M}"


def day_span(start: date, end: date, granularity: str, labels: Labels) -> str:
    """Return a span of days no finer than it is known: a day, "Jan 2027", "Q1 2027", "2027"."""
    if granularity == "year" and start.year == end.year:
        return str(start.year)
    if granularity == "quarter" and start.year == end.year:
        return labels["quarter"].format(quarter=(start.month - 1) // 3 + 1, year=start.year)
    if granularity == "month" and (start.year, start.month) == (end.year, end.month):
        return labels["month"].format(month=_short_month(start, labels), year=start.year)
    if start == end:
        return short_date(start, labels)
    if (start.year, start.month) == (end.year, end.month):
        return labels["days_of_month"].format(
            first=start.day, last=end.day, month=_short_month(end, labels), year=end.year
        )
    return f"{short_date(start, labels)} – {short_date(end, labels)}"
