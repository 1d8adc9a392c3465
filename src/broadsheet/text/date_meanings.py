"""What each form of date means: its words, resolved to days against the date of the text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from broadsheet.model.figures import Period
from broadsheet.text import date_counted as counted
from broadsheet.text import date_periods as periods
from broadsheet.text.date_direction import AHEAD, PAST
from broadsheet.text.date_setting import Groups, Setting
from broadsheet.text.date_words import DAYS, ORDINALS, PARTS, SEASONS, UNITS, WEEKDAYS

# Weekdays of these lie in no week but the nearest; "next Friday" may be this week's or the next's.
_NEAREST = frozenset(
    """
this past coming upcoming diese vergangene kommende dernier dernière prochain prochaine pasado
pasada próximo próxima
""".split()
)


def resolve(meaning: str, groups: Groups, text: str, setting: Setting) -> Period | None:
    """Return the days a form names, None when it cannot be settled."""
    return _MEANINGS[meaning](groups, text, setting)


def narrow(period: Period | None, part: str) -> Period | None:
    """Return the early, mid or late part of a span, or its last day for its "end"."""
    if period is None:
        return None
    return periods.last_day(period) if part == "end" else periods.part_of(period, part)


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


def _day_month(groups: Groups, _: str, setting: Setting) -> Period | None:
    month, day = setting.month_of(groups), setting.day_of(groups)
    year = setting.stated_year(groups) or setting.year_of(month, day)
    return periods.day_period(year, month, day) if year else None


def _days(groups: Groups, text: str, setting: Setting) -> Period | None:
    """Return the days from one to another of a month; the year is that of the last."""
    last = _day_month({**groups, "d": groups.get("d2"), "dw": groups.get("dw2")}, text, setting)
    if last is None:
        return None
    first = periods.day_period(last.start.year, last.start.month, setting.day_of(groups))
    return periods.days_period(first.start, last.end, "days") if first else None


def _months(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the months from one to another; the year is that of the last."""
    first = setting.month(groups["month"] or groups["month3"])
    last = setting.month(groups["month2"])
    year = setting.stated_year(groups) or setting.year_of(last)
    count = (last - first) % 12 + 1
    return periods.months_period(year, last - count + 1, count, "months") if year else None


def _week_to(groups: Groups, text: str, setting: Setting) -> Period | None:
    end = _day_month(groups, text, setting)
    start = periods.move_days(end.start, -6) if end else None
    return periods.days_period(start, end.end, "week") if start and end else None


def _months_to(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the months that end with a month or day: "the six months to 30 September"."""
    count = {"quarter": 3, "half": 6, "half-year": 6, "year": 12}.get((groups["u"] or "").lower())
    count = count or setting.count(groups["n"])
    month = setting.month_of(groups)
    year = setting.stated_year(groups) or setting.year_of(month)
    if not count or year is None:
        return None
    whole = periods.months_period(year, month - count + 1, count, "span")
    day = setting.day_of(groups)
    if whole is None or not day or day == whole.end.day:
        return whole
    last = periods.day_period(year, month, day)
    first = periods.move_months(last.end, -count) if last else None
    start = periods.move_days(first, 1) if first else None
    return periods.days_period(start, last.end, "span") if start and last else None


def _month_year(groups: Groups, _: str, setting: Setting) -> Period | None:
    year = setting.stated_year(groups)
    return periods.month_period(year, setting.month_of(groups)) if year else None


def _quarter(groups: Groups, text: str, setting: Setting) -> Period | None:
    if "fiscal" in text.lower():
        return None
    ordinal = groups.get("o")
    place = ORDINALS[setting.language][ordinal.lower()] if ordinal else int(groups["q"] or 0)
    year = setting.stated_year(groups) or _year_of_turn(place * 3, 3, setting)
    return periods.quarter_period(year, place) if year else None


def _half(groups: Groups, text: str, setting: Setting) -> Period | None:
    ordinal = groups.get("o")
    place = ORDINALS[setting.language][ordinal.lower()] if ordinal else int(groups["h"] or 0)
    year = setting.stated_year(groups)
    if year is None and setting.today is not None and " year" in text.lower():
        year = setting.today.year
    year = year or _year_of_turn(place * 6, 6, setting)
    return periods.half_period(year, place) if year else None


def _year_of_turn(last: int, length: int, setting: Setting) -> int | None:
    """Return the year of a quarter or half that ends with a month.

    One that is still running is none that a text can look back on: its quarter is a company's own.
    """
    today = setting.today
    if today is None:
        return None
    direction = setting.direction()
    if direction == PAST:
        running = last - length < today.month <= last
        return None if running else today.year - (last > today.month)
    if direction == AHEAD:
        return today.year + (last < today.month)
    return setting.year_of(last)


def _season(groups: Groups, _: str, setting: Setting) -> Period | None:
    season = SEASONS[setting.language][(groups["season"] or "").lower()]
    year = setting.stated_year(groups)
    if year is not None:
        return periods.season_period(year, season)
    if setting.today is None:
        return None
    return _nearest_season(season, setting.step(groups["step"]), setting.today)


def _nearest_season(season: str, step: int, today: date) -> Period | None:
    """Return this, the last or the next season; None where two could be meant.

    In October "last summer" is that of this year to some and that of the year before to others, as
    is "next summer" in March; "this winter" in April is the last or the coming one.
    """
    around = [periods.season_period(today.year + years, season) for years in (-2, -1, 0, 1, 2)]
    known = [period for period in around if period is not None]
    if step == 0:
        running = [one for one in known if one.start <= today <= one.end]
        if season != "winter" or running:
            found = running or [one for one in known if one.start.year == today.year]
            return found[0] if found else None
        return next((one for one in known if one.start > today and today.month > 8), None)
    if step < 0:
        ended = [one for one in known if one.end < today]
        return ended[-1] if ended and ended[-1].start.year < today.year else None
    coming = [one for one in known if one.start > today]
    return coming[0] if coming and coming[0].start.year > today.year else None


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
    step = setting.step(groups["step"])
    scale, size = _unit(groups, setting)
    rolling = size == 120 or (size != 3 and (groups["step"] or "").lower() == "past")
    if rolling and step:
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
    count = setting.count(last)
    step = setting.step(groups["step"])
    if setting.today is None or count is None or abs(step) != 1:
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
    near = setting.count(groups["n"])
    far = setting.count(groups.get("n2")) or near
    if setting.today is None or near is None or far is None:
        return None
    scale, size = _unit(groups, setting)
    move = periods.move_days if scale == "days" else periods.move_months
    whole = text.lower().startswith(("within", "binnen", "innerhalb", "d'ici", "d’ici"))
    first = setting.today if whole and near == far else move(setting.today, near * size)
    last = move(setting.today, far * size)
    return periods.days_period(first, last, "span") if first and last else None


def _ago(groups: Groups, _: str, setting: Setting) -> Period | None:
    count = setting.count(groups["n"])
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
    days = -back if setting.direction() != AHEAD else (wanted - setting.today.weekday()) % 7
    moment = periods.move_days(setting.today, days)
    return periods.days_period(moment, moment, "day") if moment else None


def _step_weekday(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the nearest such day, None where "next Friday" may also be that of the next week."""
    word = (groups["step"] or "").lower()
    step = setting.step(word)
    if setting.today is None or abs(step) > 1:
        return None
    wanted = WEEKDAYS[setting.language][(groups["weekday"] or "").lower()] - 1
    gap = (setting.today.weekday() - wanted) % 7
    if step == 0:
        return _weekday_of_this_week(setting.today, wanted, setting)
    moment = periods.move_days(setting.today, -(gap or 7) if step < 0 else 7 - gap)
    week = periods.week_period(setting.today, step)
    if moment is None or week is None:
        return None
    if word not in _NEAREST and not week.start <= moment <= week.end:
        return None
    return periods.days_period(moment, moment, "day")


def _weekday_of_this_week(today: date, wanted: int, setting: Setting) -> Period | None:
    """Return the coming one, or that of the running week where the verb looks back."""
    ahead = (wanted - today.weekday()) % 7
    days = wanted - today.weekday() if setting.direction() == PAST else ahead
    moment = periods.move_days(today, days)
    return periods.days_period(moment, moment, "day") if moment else None


def _week_day(groups: Groups, _: str, setting: Setting) -> Period | None:
    """Return the weekday of this, the last or the next calendar week: "Tuesday next week"."""
    if setting.today is None:
        return None
    week = periods.week_period(setting.today, setting.step(groups["step"]))
    day = WEEKDAYS[setting.language][(groups["weekday"] or "").lower()] - 1
    moment = periods.move_days(week.start, day) if week else None
    return periods.days_period(moment, moment, "day") if moment else None


def _step_month(groups: Groups, _: str, setting: Setting) -> Period | None:
    if setting.today is None:
        return None
    month = setting.month_of(groups)
    step = setting.step(groups["step"])
    year = setting.today.year
    if step < 0 and month >= setting.today.month:
        year -= 1
    elif step > 0 and month <= setting.today.month:
        year += 1
    return periods.month_period(year, month)


def _month(groups: Groups, _: str, setting: Setting) -> Period | None:
    month = setting.month_of(groups)
    year = setting.year_of(month)
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
    "nth_weekday": counted.nth_weekday,
    "nth_month": counted.nth_month,
    "edge_days": counted.edge_days,
    "weekday_day": counted.weekday_day,
    "day_of_month": counted.day_of_month,
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
