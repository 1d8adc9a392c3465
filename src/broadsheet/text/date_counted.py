"""Days that are counted out: "the second Friday of March", "the last day of June"."""

from __future__ import annotations

import calendar
from datetime import date

from broadsheet.model.figures import Period
from broadsheet.text import date_periods as periods
from broadsheet.text.date_direction import AHEAD, PAST
from broadsheet.text.date_ordinals import DAY_NUMBERS
from broadsheet.text.date_setting import Groups, Setting
from broadsheet.text.date_words import ORDINALS, WEEKDAYS

_LAST = frozenset({"last", "final", "letzte", "letzten", "letzter", "dernier", "último"})
_MONTHS_AROUND = range(-6, 7)


def nth_weekday(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the first, second, ... or last such weekday of a month."""
    whole = _month_named(groups, setting)
    place = _place(groups, setting)
    if whole is None or place is None:
        return None
    wanted = WEEKDAYS[setting.language][(groups["weekday"] or "").lower()] - 1
    first = 1 + (wanted - whole.start.weekday()) % 7
    days = range(first, whole.end.day + 1, 7)
    if not -1 <= place < len(days):
        return None
    return periods.day_period(whole.start.year, whole.start.month, days[place])


def nth_month(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the first, second, ... or last month of a year."""
    year = setting.stated_year(groups)
    if year is None and setting.today is not None:
        year = setting.today.year + setting.step(groups.get("step"))
    place = _place(groups, setting)
    if year is None or place is None:
        return None
    return periods.month_period(year, 12 if place < 0 else place + 1)


def edge_days(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the first or last days of a month: "the first ten days of May", "its last day"."""
    whole = _month_named(groups, setting)
    count = setting.count(groups.get("n")) or 1
    place = _place(groups, setting)
    if whole is None or place not in (0, -1) or count > whole.end.day:
        return None
    start = periods.move_days(whole.end, 1 - count) if place else whole.start
    end = whole.end if place else periods.move_days(whole.start, count - 1)
    return (
        periods.days_period(start, end, "day" if count == 1 else "days") if start and end else None
    )


def weekday_day(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the nearest day that has both this weekday and this number in its month."""
    today = setting.today
    day = setting.day_of(groups)
    if today is None or not 1 <= day <= 31:
        return None
    wanted = WEEKDAYS[setting.language][(groups["weekday"] or "").lower()] - 1
    direction = setting.direction()
    found = [
        moment
        for moment in (_same_day(today, months, day) for months in _MONTHS_AROUND)
        if moment is not None
        and moment.weekday() == wanted
        and not (direction == PAST and moment > today)
        and not (direction == AHEAD and moment < today)
    ]
    if not found:
        return None
    nearest = min(found, key=lambda moment: (abs((moment - today).days), moment))
    return periods.day_period(nearest.year, nearest.month, nearest.day)


def day_of_month(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return a day of this, the last or the next month: "the 21st of this month"."""
    if setting.today is None:
        return None
    moment = periods.move_months(setting.today.replace(day=1), setting.step(groups["step"]))
    return periods.day_period(moment.year, moment.month, setting.day_of(groups)) if moment else None


def _same_day(today: date, months: int, day: int) -> date | None:
    moment = periods.move_months(today.replace(day=1), months)
    if moment is None or day > calendar.monthrange(moment.year, moment.month)[1]:
        return None
    return moment.replace(day=day)


def _place(groups: Groups, setting: Setting) -> int | None:
    """Return the place an ordinal names, from 0; -1 for the last, None for a word of neither."""
    word = (groups.get("o") or "").lower()
    if word in _LAST:
        return -1
    digits = "".join(filter(str.isdigit, word))
    ordinal = ORDINALS[setting.language].get(word) or DAY_NUMBERS[setting.language].get(word)
    place = int(digits) if digits else ordinal
    return place - 1 if place else None


def _month_named(groups: Groups, setting: Setting) -> Period | None:
    month = setting.month_of(groups)
    year = setting.stated_year(groups) or setting.year_of(month)
    return periods.month_period(year, month) if year else None
