"""Freshness and wishes for rest, header by header."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.collect.freshness import (
    age,
    cache_control,
    lifetime,
    retry_after,
)

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
DAY = 86_400


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "public"}, None),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": "MAX-AGE=60, public"}, 60),
        ({"cache-control": 'max-age="60"'}, 60),
        ({"cache-control": "max-age = 60"}, 60),
        ({"cache-control": "max-age=60, max-age=5"}, 60),
        ({"cache-control": "max-age"}, 0),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=1.5"}, 0),
        ({"cache-control": "max-age=٣"}, 0),
        ({"cache-control": "max-age=" + "9" * 400}, 30 * DAY),
        ({"cache-control": "s-maxage=9000"}, None),
        ({"cache-control": "s-maxage=9000, max-age=60"}, 60),
        ({"cache-control": 'private="set-cookie, max-age=9", max-age=60'}, 60),
        ({"cache-control": "x-max-age=9"}, None),
        ({"cache-control": "no-store, max-age=60"}, 0),
        ({"cache-control": "max-age=60, no-cache"}, 0),
        ({"cache-control": 'no-cache="set-cookie", max-age=60'}, 0),
        ({"cache-control": "max-age=60", "expires": "Tue, 10 Nov 2026 07:30:00 GMT"}, 60),
        ({"cache-control": "must-revalidate", "expires": "Tue, 10 Nov 2026 07:30:00 GMT"}, DAY),
        ({"expires": "Tue, 10 Nov 2026 07:30:00 GMT"}, DAY),
        (
            {"expires": "Tue, 10 Nov 2026 07:30:00 GMT", "date": "Mon, 09 Nov 2026 06:30:00 GMT"},
            DAY + 3600,
        ),
        ({"expires": "Tue, 10 Nov 2026 07:30:00 GMT", "date": "today"}, DAY),
        ({"expires": "Mon, 01 Jan 2001 00:00:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": ""}, 0),
        ({"expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, 30 * DAY),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert lifetime(headers, NOW) == expected


@pytest.mark.parametrize(
    ("value", "seconds"), [("", 0), ("30", 30), ("30, 40", 30), ("old", 0), ("-3", 0)]
)
def test_age(value: str, seconds: int) -> None:
    assert age({"age": value}) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        ("Mon, 09 Nov 2026 07:32:00 GMT", 120),
        ("Monday, 09-Nov-26 07:32:00 GMT", 120),
        ("Mon, 09 Nov 2026 07:00:00 GMT", 0),
        ("soon", 0),
        ("", 0),
        ("9" * 40, 30 * DAY),
    ],
)
def test_retry_after(value: str, seconds: int) -> None:
    assert retry_after({"retry-after": value}, NOW) == timedelta(seconds=seconds)


def test_a_date_is_taken_by_the_servers_clock() -> None:
    headers = {
        "retry-after": "Mon, 09 Nov 2026 05:00:00 GMT",
        "date": "Mon, 09 Nov 2026 04:00:00 GMT",
    }
    assert retry_after(headers, NOW) == timedelta(hours=1)


def test_directives_are_found_once_each() -> None:
    header = {"cache-control": ', ;Public, max-age=5,, foo="a,b", public=7'}
    assert cache_control(header) == {"public": "", "max-age": "5", "foo": "a,b"}
