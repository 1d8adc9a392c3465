"""Sparklines: equal bytes, a sentence for those who cannot see them, ink that is there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from broadsheet.render.charts import PRINT_INK, picture, sparkline

TITLE = "Fares: 1 to 3 over 3 values."


def line(*values: str, title: str = TITLE) -> str:
    return sparkline([Decimal(value) for value in values], title=title, ink=PRINT_INK)


def test_the_line_is_drawn_to_the_hundredth():
    assert line("1", "2", "3") == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="28" viewBox="0 0 120 28" '
        'role="img"><title>Fares: 1 to 3 over 3 values.</title>'
        '<polygon points="3.00,28 3.00,25.00 60.00,14.00 117.00,3.00 117.00,28" fill="#0B3954" '
        'fill-opacity="0.10"/>'
        '<polyline points="3.00,25.00 60.00,14.00 117.00,3.00" fill="none" stroke="#0B3954" '
        'stroke-width="1.4" stroke-linejoin="round" stroke-linecap="round"/>'
        '<circle cx="117.00" cy="3.00" r="2.2" fill="#9E1B32"/></svg>'
    )


def test_a_flat_line_runs_through_the_middle():
    assert 'points="3.00,14.00 60.00,14.00 117.00,14.00"' in line("5", "5", "5")


@pytest.mark.parametrize("values", [(), ("1",), ("1", "2"), ("1", "NaN", "2")])
def test_fewer_than_three_numbers_are_no_line(values):
    assert line(*values) == ""


def test_titles_are_escaped():
    assert "<title>&lt;b&gt; &amp;</title>" in line("1", "2", "3", title="<b> &")


def test_pictures_hold_ink_and_are_the_same_twice():
    drawn = picture(line("1", "2", "3"))
    assert drawn == picture(line("1", "2", "3"))
    assert drawn != picture(line("3", "2", "1"))
    assert int.from_bytes(drawn[16:20]) == 240
