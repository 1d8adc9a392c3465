"""Dates as they are written in feeds, files and mails, in every form and language we claim."""

from datetime import UTC, datetime

import pytest

from broadsheet.read import month_names
from broadsheet.read.timestamps import parse_timestamp

MORNING = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
DAY = datetime(2026, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize("form", ["9 {} 2026", "9. {} 2026", "09-{}-2026", "{} 9, 2026"])
def test_every_month_in_every_language(form: str) -> None:
    for folded, number in sorted(month_names.MONTHS.items()):
        stamp = parse_timestamp(form.format(folded))
        assert stamp.moment == datetime(2026, number, 9, tzinfo=UTC), folded


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 09 Nov 2026 08:30:00 +0100",
        "Mon, 9 November 2026 7:30 AM GMT",
        "9 Nov 26 07:30 GMT",
        "Monday, 09-Nov-26 07:30:00 UTC",
        "Mon Nov 09 07:30:00 UTC 2026",
        "Mon, 09 Nov 2026 08:30:00 CET (Central European Time)",
        "Montag, 9. November 2026, 07:30 Uhr GMT",
        "2026-11-09T07:30:00Z",
        "2026-11-09T02:30:00\u221205:00",
        "2026-11-09T08:30:00+01:00[Europe/Berlin]",
        "2026-11-09 07:30:00 +0000 UTC",
        "2026-313T07:30:00Z",
        "2026313 07:30 GMT",
        "2026-W46-1T07:30:00Z",
        "20261109T073000Z",
    ],
)
def test_a_moment(text: str) -> None:
    stamp = parse_timestamp(text)
    assert (stamp.moment, stamp.note, stamp.has_time) == (MORNING, "", True)


@pytest.mark.parametrize(
    "text",
    [
        "9 listopada 2026 r.",
        "9 ноември 2026 г.",
        "9. novembra 2026",
        "9. novembar 2026.",
        "9 בנובמבר 2026",
        "9 tháng 11 năm 2026",
        "ngày 9 tháng 11, 2026",
        "2026年11月9日 星期一",
        "2026年11月9日 月曜日",
        "2026년 11월 9일 월요일",
        "2026-313",
        "2026-W46",
    ],
)
def test_a_day(text: str) -> None:
    stamp = parse_timestamp(text)
    assert (stamp.moment, stamp.note, stamp.has_time) == (DAY, "", False)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2026-000", "an impossible date"),
        ("2026-366", "an impossible date"),
        ("2026-W54-1", "an impossible date"),
        ("9999-365", "an impossible year"),
        ("0000-001", "an impossible year"),
        ("2026-313T25:00:00Z", "an impossible time"),
        ("1970-001T00:00:00Z", "where clocks begin"),
        ("2026-31", "an impossible date"),
        ("32. Dezember 2026", "an impossible date"),
        ("11/09/2026", "leaves open"),
        ("1762671000", "is not a date"),
    ],
)
def test_what_is_no_date_says_why(text: str, note: str) -> None:
    stamp = parse_timestamp(text)
    assert stamp.moment is None
    assert note in stamp.note


def test_a_missing_zone_is_told() -> None:
    stamp = parse_timestamp("2026-11-09T07:30:00[Europe/Berlin]")
    assert stamp.moment == MORNING
    assert "names no time zone" in stamp.note
