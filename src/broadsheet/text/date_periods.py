"""Calendar spans: from what a date phrase says to its first and last day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from broadsheet.model.figures import Period

FIRST_YEAR = 1900
LAST_YEAR = 2100
_LAST_ORDINAL = date(LAST_YEAR, 12, 31).toordinal()
_FIRST_ORDINAL = date(FIRST_YEAR, 1, 1).toordinal()
_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def day_period(year: int, month: int, day: int) -> Period | None:
    """Return one day, None when there is no such day or its year is outside 1900..2100."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    moment = date(year, month, day)
    return Period(start=moment, end=moment, granularity="day")


def months_period(year: int, month: int, count: int, granularity: str) -> Period | None:
    """Return `count` whole months from that month on; `month` may run past either year's end."""
    index = year * 12 + month - 1
    last = index + count - 1
    if not FIRST_YEAR <= index // 12 <= last // 12 <= LAST_YEAR:
        return None
    end_year, end_month = last // 12, last % 12 + 1
    return Period(
        start=date(index // 12, index % 12 + 1, 1),
        end=date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]),
        granularity=granularity,
    )


def month_period(year: int, month: int) -> Period | None:
    """Return a calendar month."""
    return months_period(year, month, 1, "month")


def quarter_period(year: int, quarter: int) -> Period | None:
    """Return a calendar quarter; `quarter` may run past either year's end."""
    return months_period(year, quarter * 3 - 2, 3, "quarter")


def half_period(year: int, half: int) -> Period | None:
    """Return a calendar half-year."""
    return months_period(year, half * 6 - 5, 6, "half")


def year_period(year: int) -> Period | None:
    """Return a calendar year."""
    return months_period(year, 1, 12, "year")


def decade_period(year: int) -> Period | None:
    """Return the ten years from that year on."""
    return months_period(year, 1, 120, "decade")


def season_period(year: int, season: str) -> Period | None:
    """Return a northern meteorological season; winter runs from December into the next year."""
    return months_period(year, _SEASON_STARTS[season], 3, "season")


def days_period(first: date, last: date, granularity: str) -> Period | None:
    """Return the days from `first` to `last`, None when they run backwards or out of range."""
    if last < first or not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        return None
    return Period(start=first, end=last, granularity=granularity)


def week_period(moment: date, offset: int = 0) -> Period | None:
    """Return the Monday-to-Sunday week (ISO 8601) that holds the day, moved by whole weeks."""
    monday = move_days(moment, 7 * offset - moment.weekday())
    sunday = move_days(moment, 7 * offset - moment.weekday() + 6)
    return days_period(monday, sunday, "week") if monday and sunday else None


def move_days(moment: date, days: int) -> date | None:
    """Return the day that many days away, None outside 1900..2100."""
    ordinal = moment.toordinal() + days
    return date.fromordinal(ordinal) if _FIRST_ORDINAL <= ordinal <= _LAST_ORDINAL else None


def move_months(moment: date, months: int) -> date | None:
    """Return the same day that many months away (or the month's last), None outside 1900..2100."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month, min(moment.day, calendar.monthrange(year, month)[1]))


def move_years(period: Period, years: int) -> Period | None:
    """Return the same days of another year, None outside 1900..2100."""
    if years == 0:
        return period
    start, end = move_months(period.start, 12 * years), move_months(period.end, 12 * years)
    return days_period(start, end, period.granularity) if start and end else None


def part_of(period: Period, part: str) -> Period:
    """Return the early, mid or late part of a span: its first, middle or last third of days."""
    length = (period.end - period.start).days + 1
    third = max(length // 3, 1)
    start, end = period.start, period.end
    if part == "early":
        end = start + timedelta(days=third - 1)
    elif part == "late":
        start = end - timedelta(days=third - 1)
    else:
        start, end = start + timedelta(days=third), end - timedelta(days=third)
    return Period(start=min(start, end), end=max(start, end), granularity=period.granularity)


def last_day(period: Period) -> Period:
    """Return the last day of a span: what "by the end of November" comes down to."""
    return Period(start=period.end, end=period.end, granularity="day")
