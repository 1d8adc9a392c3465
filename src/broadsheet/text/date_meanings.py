"""What each form of date means: its words, resolved to days against the date of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from broadsheet.model.figures import Period
from broadsheet.text import date_periods as periods
from broadsheet.text.date_words import (
    COUNTS,
    DAYS,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASONS,
    STEPS,
    UNITS,
    WEEKDAYS,
)

Groups = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is resolved against; `forward` tells that the sentence looks ahead."""

    language: str
    today: date | None
    forward: bool


def resolve(meaning: str, groups: Groups, text: str, setting: Setting) -> Period | None:
    """Return the days a form names, None when it cannot be settled."""
    return _MEANINGS[meaning](groups, text, setting)


def narrow(period: Period | None, part: str) -> Period | None:
    """Return the early, mid or late part of a span, or its last day for its "end"."""
    if period is None:
        return None
    return periods.last_day(period) if part == "end" else periods.part_of(period, part)


def _number(groups: Groups, name: str) -> int | None:
    value = groups.get(name)
    return int(value) if value else None


def _count(text: str | None, language: str) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else COUNTS[language].get(text.lower())


def _date(groups: Groups, _: str, __: Setting) -> Period | None:
    return periods.day_period(int(groups["y"] or 0), int(groups["m"] or 0), int(groups["d"] or 0))


def _ambiguous(groups: Groups, _: str, __: Setting) -> Period | None:
    """English numeric dates: settled only when one number cannot be a month, or both are equal."""
    a, b, year = int(groups["a"] or 0), int(groups["b"] or 0), int(groups["y"] or 0)
    if a == b or b > 12:
        return periods.day_period(year, a, b)
    return periods.day_period(year, b, a) if a > 12 else None


def _unresolved(_: Groups, __: str, ___: Setting) -> Period | None:
    return None


def _nearest_year(month: int, setting: Setting, day: int = 15) -> int | None:
    """Return the year that puts the month nearest to the text, or next if the text looks ahead."""
    today = setting.today
    if today is None:
        return None
    if setting.forward:
        return today.year if (month, day) >= (today.month, 1) else today.year + 1
    distance = (month - today.month) % 12
    if distance <= 4:
        return today.year + (today.month + distance > 12)
    return today.year - (month > today.month)


def _month_of(groups: Groups, setting: Setting) -> int:
    name = groups.get("month") or groups.get("month2") or ""
    return MONTHS[setting.language][name.lower().rstrip(".")]


def _day_month(groups: Groups, _: str, setting: Setting) -> Period | None:
    month = _month_of(groups, setting)
    year = _number(groups, "y") or _nearest_year(month, setting)
    day = _number(groups, "d") or _number(groups, "d2") or 0
    return periods.day_period(year, month, day) if year else None


def _days(groups: Groups, text: str, setting: Setting) -> Period | None:
    first = _day_month(groups, text, setting)
    last = _day_month({**groups, "d": groups["d2"]}, text, setting)
    return periods.days_period(first.start, last.end, "days") if first and last else None


def _months(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the months from one to another; the year is that of the last."""
    first = MONTHS[setting.language][(groups["month"] or groups["month3"] or "").lower()]
    last = MONTHS[setting.language][(groups["month2"] or "").lower()]
    year = _number(groups, "y") or _nearest_year(last, setting)
    count = (last - first) % 12 + 1
    return periods.months_period(year, last - count + 1, count, "months") if year else None


def _week_to(groups: Groups, text: str, setting: Setting) -> Period | None:
    end = _day_month(groups, text, setting)
    start = periods.move_days(end.start, -6) if end else None
    return periods.days_period(start, end.end, "week") if start and end else None


def _months_to(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the months that end with a month or day: "the six months to 30 September"."""
    count = {"quarter": 3, "half": 6, "half-year": 6, "year": 12}.get((groups["u"] or "").lower())
    count = count or _count(groups["n"], setting.language)
    month = _month_of(groups, setting)
    year = _number(groups, "y") or _nearest_year(month, setting)
    if not count or year is None:
        return None
    whole = periods.months_period(year, month - count + 1, count, "span")
    day = _number(groups, "d") or _number(groups, "d2")
    if whole is None or day is None or day == whole.end.day:
        return whole
    last = periods.day_period(year, month, day)
    first = periods.move_months(last.end, -count) if last else None
    start = periods.move_days(first, 1) if first else None
    return periods.days_period(start, last.end, "span") if start and last else None


def _month_year(groups: Groups, _: str, setting: Setting) -> Period | None:
    return periods.month_period(int(groups["y"] or 0), _month_of(groups, setting))


def _quarter(groups: Groups, text: str, setting: Setting) -> Period | None:
    if "fiscal" in text.lower():
        return None
    ordinal = groups.get("o")
    number = ORDINALS[setting.language][ordinal.lower()] if ordinal else int(groups["q"] or 0)
    year = _number(groups, "y")
    if year is None and setting.today is not None:
        year = _nearest_year(min(number * 3, 12), setting)
    return periods.quarter_period(year, number) if year else None


def _half(groups: Groups, _: str, setting: Setting) -> Period | None:
    ordinal = groups.get("o")
    number = ORDINALS[setting.language][ordinal.lower()] if ordinal else int(groups["h"] or 0)
    year = _number(groups, "y") or (setting.today.year if setting.today else None)
    return periods.half_period(year, number) if year else None


def _season(groups: Groups, _: str, setting: Setting) -> Period | None:
    season = SEASONS[setting.language][(groups["season"] or "").lower()]
    year = _number(groups, "y")
    if year is None and setting.today is not None:
        year = setting.today.year + STEPS[setting.language][(groups["step"] or "").lower()]
    return periods.season_period(year, season) if year else None


def _unit(groups: Groups, setting: Setting) -> tuple[str, int]:
    word = (groups["u"] or "").lower()
    table = UNITS[setting.language]
    return table.get(word) or table[word.removesuffix("s")]


def _calendar_unit(kind: tuple[str, int], today: date, step: int) -> Period | None:
    scale, size = kind
    if scale == "days":
        return periods.week_period(today, step) if size == 7 else None
    first = today.month - (today.month - 1) % size if size <= 12 else 1
    year = today.year - today.year % 10 if size > 12 else today.year
    names = {1: "month", 3: "quarter", 12: "year", 120: "decade"}
    return periods.months_period(year, first + step * size, size, names[size])


def _part_unit(groups: Groups, _: str, setting: Setting) -> Period | None:
    if setting.today is None:
        return None
    word = (groups["u"] or "").lower()
    singular = word if word in UNITS[setting.language] else word.removesuffix("s")
    whole = _calendar_unit(UNITS[setting.language][singular], setting.today, 0)
    return narrow(whole, PARTS[setting.language][(groups["part"] or "").lower()])


def _step(groups: Groups, _: str, setting: Setting) -> Period | None:
    if setting.today is None:
        return None
    step = STEPS[setting.language][(groups["step"] or "").lower()]
    scale, size = _unit(groups, setting)
    if size == 120 and step:
        return _rolling(setting.today, step, (scale, size), 1)
    return _calendar_unit((scale, size), setting.today, step)


def _rolling(today: date, step: int, kind: tuple[str, int], count: int) -> Period | None:
    scale, size = kind
    move = periods.move_days if scale == "days" else periods.move_months
    other = move(today, step * size * count)
    if other is None:
        return None
    return periods.days_period(min(today, other), max(today, other), "span")


def _span(groups: Groups, _: str, setting: Setting) -> Period | None:
    last = groups.get("n2") or groups.get("n")
    count = _count(last, setting.language)
    step = STEPS[setting.language][(groups["step"] or "").lower()]
    if setting.today is None or count is None or step == 0:
        return None
    scale, size = _unit(groups, setting)
    if (scale, size) == ("months", 3):
        return _quarters(setting.today, step * count)
    return _rolling(setting.today, step, (scale, size), count)


def _quarters(today: date, count: int) -> Period | None:
    """Return whole calendar quarters: the last two end with the one before today's."""
    now = (today.month + 2) // 3
    first = now + 1 if count > 0 else now + count
    return periods.months_period(today.year, first * 3 - 2, abs(count) * 3, "span")


def _within(groups: Groups, text: str, setting: Setting) -> Period | None:
    """Return from the nearer to the farther end: "within 12 to 18 months" names the last six."""
    near = _count(groups["n"], setting.language)
    far = _count(groups.get("n2"), setting.language) or near
    if setting.today is None or near is None or far is None:
        return None
    scale, size = _unit(groups, setting)
    move = periods.move_days if scale == "days" else periods.move_months
    whole = text.lower().startswith(("within", "binnen", "innerhalb", "d'ici", "d’ici"))
    first = setting.today if whole and near == far else move(setting.today, near * size)
    last = move(setting.today, far * size)
    return periods.days_period(first, last, "span") if first and last else None


def _ago(groups: Groups, _: str, setting: Setting) -> Period | None:
    count = _count(groups["n"], setting.language)
    direction = " ".join((groups["dir"] or "").lower().split())
    if setting.today is None or count is None or direction in ("earlier", "later"):
        return None
    scale, size = _unit(groups, setting)
    move = periods.move_days if scale == "days" else periods.move_months
    moment = move(setting.today, count * size * (1 if direction == "from now" else -1))
    if moment is None:
        return None
    if size == 1 and scale == "days":
        return periods.days_period(moment, moment, "day")
    if size == 12:
        return periods.year_period(moment.year)
    return (
        periods.week_period(moment)
        if scale == "days"
        else periods.month_period(moment.year, moment.month)
    )


def _decade(groups: Groups, _: str, __: Setting) -> Period | None:
    return periods.decade_period(int(groups["y"] or 0))


def _days_word(_: Groups, text: str, setting: Setting) -> Period | None:
    if setting.today is None:
        return None
    moment = periods.move_days(setting.today, DAYS[setting.language][text.lower()])
    return periods.days_period(moment, moment, "day") if moment else None


def _weekday(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the last such day up to the text's date, or the next one when the text looks ahead."""
    if setting.today is None:
        return None
    wanted = WEEKDAYS[setting.language][(groups["weekday"] or "").lower()] - 1
    back = (setting.today.weekday() - wanted) % 7
    days = -back if not setting.forward else (wanted - setting.today.weekday()) % 7
    moment = periods.move_days(setting.today, days)
    return periods.days_period(moment, moment, "day") if moment else None


def _step_weekday(groups: Groups, text: str, setting: Setting) -> Period | None:
    step = STEPS[setting.language][(groups["step"] or "").lower()]
    if setting.today is None or step == 0:
        return _weekday(groups, text, setting)
    wanted = WEEKDAYS[setting.language][(groups["weekday"] or "").lower()] - 1
    gap = (setting.today.weekday() - wanted) % 7
    moment = periods.move_days(setting.today, -(gap or 7) if step < 0 else 7 - gap)
    return periods.days_period(moment, moment, "day") if moment else None


def _week_day(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the weekday of this, the last or the next calendar week: "Tuesday next week"."""
    if setting.today is None:
        return None
    week = periods.week_period(
        setting.today, STEPS[setting.language][(groups["step"] or "").lower()]
    )
    day = WEEKDAYS[setting.language][(groups["weekday"] or "").lower()] - 1
    moment = periods.move_days(week.start, day) if week else None
    return periods.days_period(moment, moment, "day") if moment else None


def _step_month(groups: Groups, _: str, setting: Setting) -> Period | None:
    if setting.today is None:
        return None
    month = _month_of(groups, setting)
    step = STEPS[setting.language][(groups["step"] or "").lower()]
    year = setting.today.year
    if step < 0 and month >= setting.today.month:
        year -= 1
    elif step > 0 and month <= setting.today.month:
        year += 1
    return periods.month_period(year, month)


def _month(groups: Groups, _: str, setting: Setting) -> Period | None:
    month = _month_of(groups, setting)
    year = _nearest_year(month, setting)
    return periods.month_period(year, month) if year else None


def _year(groups: Groups, _: str, __: Setting) -> Period | None:
    return periods.year_period(int(groups["y"] or 0))


def _years(groups: Groups, _: str, __: Setting) -> Period | None:
    first = periods.year_period(int(groups["y"] or 0))
    last = periods.year_period(int(groups["y2"] or 0))
    return periods.days_period(first.start, last.end, "years") if first and last else None


_MEANINGS: dict[str, Callable[[Groups, str, Setting], Period | None]] = {
    "date": _date,
    "ambiguous": _ambiguous,
    "unresolved": _unresolved,
    "day_month": _day_month,
    "days": _days,
    "months": _months,
    "months_to": _months_to,
    "week_to": _week_to,
    "month_year": _month_year,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "part_unit": _part_unit,
    "step": _step,
    "post_step": _step,
    "step_weekday": _step_weekday,
    "post_weekday": _step_weekday,
    "step_month": _step_month,
    "week_day": _week_day,
    "span": _span,
    "within": _within,
    "ago": _ago,
    "decade": _decade,
    "days_word": _days_word,
    "weekday": _weekday,
    "month": _month,
    "year": _year,
    "years": _years,
}
