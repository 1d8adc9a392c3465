"""Dates as feeds and pages write them: RFC 822/5322, RFC 3339, W3CDTF and common slips.

A date is returned in UTC. One that names no zone is taken as UTC and said to be so; one that is no
date, or lies outside the years a news item can have, is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

EARLIEST_YEAR = 1970
LATEST_YEAR = 2200
_CENTURY_PIVOT = 70

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier janv enero ene",
            "feb february februar fevrier février febrero fevr févr",
            "mar march marz märz mars marzo mrz",
            "apr april avril abril avr abr",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio juil",
            "aug august aout août agosto ago",
            "sep sept september septembre septiembre",
            "oct october oktober okt octobre octubre",
            "nov november novembre noviembre",
            "dec december dezember dez décembre decembre diciembre dic déc",
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES = {  # RFC 5322 section 4.3, and the European and other abbreviations feeds use; in minutes
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "ist": 330, "cet": 60,
    "cest": 120, "met": 60, "mest": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540,
    "kst": 540, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "acst": 570, "awst": 480,
    "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "brt": -180,
}  # fmt: skip

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2}))?)?"
    r"(?:[T\s]+(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,12})?)?)?"
    r"\s*(?P<zone>[A-Za-z]{1,5}|[+-]\d{1,2}:?\d{2}|[+-]\d{2})?"
)
_MAIL = re.compile(
    r"(?:[^\W\d]{2,12}(?:\.?,\s*|\.?\s+))?(?P<day>\d{1,2})[\s.-]+(?P<name>[^\W\d]{3,12})\.?[\s,-]+"
    r"(?P<year>\d{4}|\d{2})"
    r"(?:[\s,T]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
    r"\s*(?P<half>[AaPp][Mm])?)?"
    r"\s*\(?(?P<zone>(?:(?:GMT|UTC)?[+-]\d{1,2}:?\d{2})|[A-Za-z]{1,5})?\)?(?:\s*\([^)]*\))?"
)
_AMERICAN = re.compile(
    r"(?:[^\W\d]{2,12}(?:\.?,\s*|\.?\s+))?(?P<name>[^\W\d]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?:(?P<year_last>)|(?P<year>\d{4}),?\s*)?"
    r"(?:(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?P<zone>[A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?(?:\s+(?P<tail_year>\d{4}))?"
)
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """A parsed date: the moment in UTC (None: no usable date) and what was wrong (or empty)."""

    moment: datetime | None
    note: str = ""
    has_time: bool = False


def parse_timestamp(text: str) -> Timestamp:
    """Return the moment a date text names; never raises.

    Two-digit years follow RFC 5322 section 4.3 (00-49 are 20xx), widened to 69 as POSIX does. A
    second of 60 and an hour of 24 count as the following minute or day.
    """
    text = " ".join(text.split())
    if not text:
        return Timestamp(moment=None)
    if len(text) > _LONGEST:
        return Timestamp(moment=None, note="is not a date")
    for pattern in (_ISO, _MAIL, _AMERICAN):
        match = pattern.fullmatch(text)
        if match:
            return _timestamp(match.groupdict(), text)
    return Timestamp(moment=None, note=f"is not a date: {text}")


def _timestamp(fields: dict[str, str | None], text: str) -> Timestamp:
    year = _year(fields)
    month = _month(fields)
    if year is None or month is None:
        return Timestamp(moment=None, note=f"is not a date: {text}")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Timestamp(moment=None, note=f"names an impossible year: {text}")
    zone = _zone(fields.get("zone"))
    has_time = fields.get("hour") is not None
    hour = _hour(fields)
    minute, second = int(fields.get("minute") or 0), int(fields.get("second") or 0)
    if hour > 24 or minute > 59 or second > 60:
        return Timestamp(moment=None, note=f"names an impossible time: {text}")
    try:
        midnight = datetime(year, month, int(fields.get("day") or 1), tzinfo=UTC)
        local = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
        moment = local - (zone.utcoffset(None) if zone else timedelta())
    except (ValueError, OverflowError):
        return Timestamp(moment=None, note=f"is an impossible date: {text}")
    note = "" if zone or not has_time else f"names no time zone, taken as UTC: {text}"
    return Timestamp(moment=moment, note=note, has_time=has_time)


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
        return _MONTHS.get(name.casefold())
    return int(fields.get("month") or 1)


def _hour(fields: dict[str, str | None]) -> int:
    hour = int(fields.get("hour") or 0)
    half = (fields.get("half") or "").replace(".", "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour


def _zone(text: str | None) -> timezone | None:
    """Return the zone; None when none is named or the name is unknown."""
    if not text:
        return None
    if text.lower() in _ZONES:
        return timezone(timedelta(minutes=_ZONES[text.lower()]))
    digits = re.sub(r"[^\d+-]", "", text)
    if len(digits) < 3:
        return None
    hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset >= timedelta(hours=24):
        return None
    return timezone(-offset if digits[0] == "-" else offset)
