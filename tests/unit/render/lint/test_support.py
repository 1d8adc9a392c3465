"""Reading the support data: what is missing or odd in it is unknown, and old data says so."""

from __future__ import annotations

from datetime import date

import pytest

from broadsheet.errors import ReadError
from broadsheet.render.lint.faults import Grade
from broadsheet.render.lint.support import Support, SupportData, read_support


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"data": 3}', b"[" * 100_000, b"\xff"])
def test_what_is_no_data_is_refused_with_where_to_get_some(content):
    with pytest.raises(ReadError, match=r"caniemail\.com/api/data\.json"):
        read_support(content)


def test_odd_entries_are_unknown():
    data = read_support(
        b'{"last_update_date": "soon", "data": [1, {"slug": ""}, {"slug": "css-a", "stats": []},'
        b' {"slug": "css-b", "title": null, "stats": {"gmail": {"ios": {}, "android": {"1": "?"},'
        b' "desktop-webmail": {"1": "y", "2": "a #1"}}}}]}'
    )
    assert data.day is None
    assert sorted(data.features) == ["css-a", "css-b"]
    assert data.features["css-a"].in_family("Gmail") is Support.UNKNOWN
    assert data.features["css-b"].in_family("Gmail") is Support.PARTLY
    assert data.features["css-b"].title == "css-b"


def test_data_older_than_twelve_months_is_stale():
    data = SupportData(day=date(2026, 5, 13))
    assert not data.is_stale(date(2027, 5, 13))
    assert data.is_stale(date(2027, 5, 14))
    assert SupportData().is_stale(date(2026, 1, 1))


def test_grades_weigh_in_order():
    assert Grade.ERROR.reaches(Grade.WARN)
    assert Grade.WARN.reaches(Grade.WARN)
    assert not Grade.NOTE.reaches(Grade.WARN)
