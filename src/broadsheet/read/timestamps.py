"""Dates as feeds and pages write them: RFC 822/5322, RFC 3339, W3CDTF, and as people write them in
the languages of `month_names`.

A date is returned in UTC. One that names no zone is taken as UTC and said to be so; one that is no
date, lies outside the years a news item can have, or leaves open which number is the month, is
None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from broadsheet.read.month_names import MONTHS, fold_name

EARLIEST_YEAR = 1970
LATEST_YEAR = 2200
_CLOCKS_BEGIN = datetime(1970, 1, 2, tzinfo=UTC)
_CENTURY_PIVOT = 70

_ZONES = {  # RFC 5322 section 4.3, and the European and other abbreviations feeds use; in minutes
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "ist": 330, "cet": 60,
    "cest": 120, "met": 60, "mest": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540,
    "kst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "acst": 570, "awst": 480,
    "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "brt": -180,
}  # fmt: skip

_WEEKDAY = r"(?:[^\W\d][\w'’-]{1,15}(?:\.?[,،]\s*|\.?\s+))?"
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,12})?)?"
    r"(?:\s*(?:uhr|h)\b)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
)
_AT = r"(?:at|um|à|a\s+las|às|alle(?:\s+ore)?|kl\.?|klo|om|saat|o\s+godz\.?|о|в|[-–|])"
_MORE = (  # what may follow a date: a clock time and a zone
    rf"(?:[\s,T]+(?:{_AT}\s*)?{_CLOCK})?"
    r"\s*\(?(?P<zone>(?:(?:gmt|utc)?[+-]\d{1,2}:?\d{2})|(?:gmt|utc)[+-]\d{1,2}|[a-z]{1,5})?\)?"
    r"(?:\s*\([^()]*\))?"
)
_NAMED_AGAIN = r"(?:\s+[A-Z]{1,5})?"  # "+0000 UTC", as Go programs print times
_NAMED = r"(?P<name>[^\W\d]{3,12})\.?"
_ISO_CLOCK = (
    r"(?:[T\s]+(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,12})?)?)?"
    r"\s*(?P<zone>[A-Za-z]{1,5}|[+-]\d{1,2}:?\d{2}|[+-]\d{2})?" + _NAMED_AGAIN
)
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:(?:-?(?P<day>\d{2}))?" + _ISO_CLOCK + r"))?"
)
_ISO_ORDINAL = re.compile(r"(?P<year>\d{4})-?(?P<of_year>\d{3})(?!\d)" + _ISO_CLOCK)
_ISO_WEEK = re.compile(r"(?P<year>\d{4})-?W(?P<week>\d{2})(?:-?(?P<weekday>[1-7]))?" + _ISO_CLOCK)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª)?[\s.-]+(?:(?:of|de)\s+|d['’]\s*)?{_NAMED}"
    rf"[\s,-]+(?:(?:de|del)\s+)?(?P<year>\d{{4}}|\d{{2}})\.?(?:\s*[гр]\b\.?|\s+r\.)?{_MORE}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_NAMED}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    rf"(?:(?P<year>\d{{4}}),?\s*)?(?:(?:(?:{_AT})\s*)?{_CLOCK})?"
    r"\s*(?P<zone>[a-z]{1,5}|[+-]\d{2}:?\d{2})?(?:\s+(?P<tail_year>\d{4}))?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(  # Hungarian, and the others that go from large to small
    rf"(?P<year>\d{{4}})\.?[\s-]+{_NAMED}[\s-]+(?P<day>\d{{1,2}})\.?{_MORE}", re.IGNORECASE
)
_COUNTED = re.compile(  # Chinese, Japanese, Korean: year, month and day in figures, each named
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日号號일]?"
    r"(?:\s*(?:[(（][^()（）]{1,4}[)）]|(?:星期|周|週)[一二三四五六日天]|[월화수목금토일月火水木金土日]曜?[요日]일?))?"
    r"(?:\s*(?P<hour>\d{1,2})\s*[:时時시点點]\s*"
    r"(?P<minute>\d{1,2})\s*[分분]?(?:[:\s]*(?P<second>\d{1,2})\s*[秒초]?)?)?"
    r"\s*(?P<zone>[a-z]{1,5}|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    _WEEKDAY
    + r"(?P<one>\d{1,2})(?P<mark>[./-])\s?(?P<two>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d{2})\.?"
    + _MORE,
    re.IGNORECASE,
)
_LARGE_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<mark>[./-])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})\.?" + _MORE,
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(
    rf"(?:{_CLOCK}[\s,]+)?(?:ngày\s+)?(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}}),?"
    r"(?:\s+năm)?\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_PATTERNS = (
    _ISO, _ISO_ORDINAL, _ISO_WEEK, _DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST, _LARGE_FIRST, _COUNTED,
    _VIETNAMESE,
)  # fmt: skip
_PLACE = re.compile(r"\[!?[\w/+-]{1,40}\]$")  # the zone's name behind a time (RFC 9557)
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """A parsed date: the moment in UTC (None: no usable date) and what was wrong (or empty).

    `has_day` and `has_time` say how exact the text is: a month alone counts as its first day.
    `is_open`: it leaves open which number is the month. `zone` is the one it names, None for none.
    """

    moment: datetime | None
    note: str = ""
    zone: timezone | None = None
    has_time: bool = False
    has_day: bool = False
    is_open: bool = False

    @property
    def local(self) -> datetime | None:
        """The moment by the clock of the zone the text names, whose day is the writer's day."""
        if self.moment is None or self.zone is None:
            return self.moment
        return self.moment.astimezone(self.zone)


def parse_timestamp(text: str, *, month_first: bool | None = None) -> Timestamp:
    """Return the moment a date text names; never raises.

    Two-digit years follow RFC 5322 section 4.3 (00-49 are 20xx), widened to 69 as POSIX does. A
    second of 60 and an hour of 24 count as the following minute or day.

    Args:
        text: The date as written.
        month_first: How to read 10/8/2026 where both orders are possible; None: not at all, unless
            dots part the figures, which nobody does month first.
    """
    text = " ".join(text.replace("\u2212", "-").split())
    if not text:
        return Timestamp(moment=None)
    text = _PLACE.sub("", text) if text.endswith("]") else text
    if len(text) > _LONGEST:
        return Timestamp(moment=None, note="is not a date")
    return _parsed(text, month_first)


@lru_cache(maxsize=1_024)  # pages and feeds write one date several times
def _parsed(text: str, month_first: bool | None) -> Timestamp:
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return _timestamp(match.groupdict(), text)
    match = _FIGURES.fullmatch(text)
    return _figures(match, text, month_first) if match else _no_date(text)


def _no_date(text: str) -> Timestamp:
    return Timestamp(moment=None, note=f"is not a date: {text}")


def _figures(match: re.Match[str], text: str, month_first: bool | None) -> Timestamp:
    """Return the moment of a date in three figures, the year last."""
    one, two = int(match["one"]), int(match["two"])
    if match["mark"] == "." or one > 12 or one == two:
        month_first = False
    elif two > 12:
        month_first = True
    if month_first is None:
        note = f"leaves open which number is the month: {text}"
        return Timestamp(moment=None, note=note, is_open=True)
    day, month = (two, one) if month_first else (one, two)
    return _timestamp({**match.groupdict(), "day": str(day), "month": str(month)}, text)


def _timestamp(fields: dict[str, str | None], text: str) -> Timestamp:
    year = _year(fields)
    month = _month(fields)
    if year is None or month is None:
        return _no_date(text)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Timestamp(moment=None, note=f"names an impossible year: {text}")
    zone = _zone(fields.get("zone"))
    has_time = fields.get("hour") is not None
    hour = _hour(fields)
    minute, second = int(fields.get("minute") or 0), int(fields.get("second") or 0)
    if hour > 24 or minute > 59 or second > 60:
        return Timestamp(moment=None, note=f"names an impossible time: {text}")
    try:
        midnight = _midnight(year, month, fields)
        local = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
        moment = local - (zone.utcoffset(None) if zone else timedelta())
    except (ValueError, OverflowError):
        return Timestamp(moment=None, note=f"is an impossible date: {text}")
    if moment < _CLOCKS_BEGIN:
        note = f"is where clocks begin, so was never set: {text}"
        return Timestamp(moment=None, note=note)
    note = "" if zone or not has_time else f"names no time zone, taken as UTC: {text}"
    has_day = any(fields.get(name) is not None for name in ("day", "of_year", "weekday"))
    return Timestamp(moment=moment, note=note, zone=zone, has_time=has_time, has_day=has_day)


def _midnight(year: int, month: int, fields: dict[str, str | None]) -> datetime:
    """Return when a day begins that is counted in its month, its week or its year (ISO 8601).

    Raises:
        ValueError: there is no such day.
    """
    week, of_year = fields.get("week"), fields.get("of_year")
    if week:
        return datetime.fromisocalendar(year, int(week), int(fields.get("weekday") or 1)).replace(
            tzinfo=UTC
        )
    if of_year:
        midnight = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=int(of_year) - 1)
        if midnight.year != year:
            raise ValueError(of_year)
        return midnight
    return datetime(year, month, int(fields.get("day") or 1), tzinfo=UTC)


def _year(fields: dict[str, str | None]) -> int | None:
    text = fields.get("year") or fields.get("tail_year")
    if not text:
        return None
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < _CENTURY_PIVOT else 1900)


def _month(fields: dict[str, str | None]) -> int | None:
    name = fields.get("name")
    if name is not None:
        return MONTHS.get(fold_name(name))
    return int(fields.get("month") or 1)


def _hour(fields: dict[str, str | None]) -> int:
    hour = int(fields.get("hour") or 0)
    half = fields.get("half")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return hour


@lru_cache(maxsize=256)  # a feed's times name one or two
def _zone(text: str | None) -> timezone | None:
    """Return the zone; None when none is named or the name is unknown."""
    if not text:
        return None
    if text.lower() in _ZONES:
        return timezone(timedelta(minutes=_ZONES[text.lower()]))
    digits = re.sub(r"[^\d+-]", "", text)
    if len(digits) < 2:
        return None
    hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset >= timedelta(hours=24):
        return None
    return timezone(-offset if digits[0] == "-" else offset)
