"""Labelled charts: exact, bounded, said in a sentence, and nothing written on anything else."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from broadsheet.render.charts import PRINT_INK, SCREEN_INK, picture
from broadsheet.render.diagrams import (
    Bar,
    Ends,
    Mark,
    bar_shares,
    bars,
    line,
    timeline,
    turning_point,
)
from broadsheet.render.tokens import contrast

GOLDEN = Path(__file__).parents[2] / "cases" / "render"
DAY = date(2026, 10, 12)
ENDS = Ends(first="64%", last="71%", start="14 Sep 2026", end="12 Oct 2026", turn="high 75%")
VALUES = [Decimal(value) for value in (64, 70, 75, 73, 71)]
BARS = [
    Bar(label="Harbour Ledger", value=Decimal(412), shown="SEK 412 million", lit=True),
    Bar(label="Coastline <Review>", value=Decimal(438), shown="SEK 438 million"),
]
MARKS = [
    Mark(start=DAY + timedelta(days=8), end=DAY + timedelta(days=8), shown="20 Oct 2026"),
    Mark(start=DAY + timedelta(days=10), end=DAY + timedelta(days=10), shown="22 Oct 2026"),
    Mark(start=date(2027, 1, 1), end=date(2027, 1, 31), shown="Jan 2027"),
]


def ahead(marks=MARKS, **more):
    return timeline(marks, today=DAY, now="12 Oct 2026", title="T", ink=PRINT_INK, **more)


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("bars", bars(BARS, title="Order: 412 or 438.", ink=PRINT_INK)),
        ("line", line(VALUES, title="Output: 64% to 71%.", ink=PRINT_INK, ends=ENDS)),
        ("timeline", ahead()),
    ],
)
def test_a_chart_is_drawn_to_the_hundredth(name, drawn):
    assert drawn + "\n" == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


def test_bars_begin_at_zero_and_keep_their_proportion():
    drawn = fromstring(bars(BARS, title="x", ink=PRINT_INK))
    boxes = [each.attrib for each in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert {box["x"] for box in boxes} == {"0"}
    assert float(boxes[0]["width"]) / float(boxes[1]["width"]) == pytest.approx(412 / 438, abs=1e-3)
    assert boxes[0]["fill"] == PRINT_INK.dot != boxes[1]["fill"]


def test_lengths_are_parts_of_the_greatest():
    assert bar_shares([Decimal(1), Decimal(4), Decimal(-3)]) == [0.25, 1.0, 0.0]
    assert bar_shares([Decimal(0), Decimal(0)]) == [0.0, 0.0]
    assert bar_shares([]) == []


def test_too_little_to_compare_is_no_chart():
    assert bars(BARS[:1], title="x", ink=PRINT_INK) == ""
    assert line(VALUES[:2], title="x", ink=PRINT_INK) == ""
    assert ahead(MARKS[:2]) == ""
    past = [Mark(start=DAY - timedelta(days=9), end=DAY - timedelta(days=3), shown="past")]
    assert ahead(MARKS[:2] + past) == ""


@pytest.mark.parametrize(
    ("values", "turn"),
    [("1 2 3", None), ("1 5 3", 1), ("5 1 4", 1), ("1 1 1", None), ("3 9 2 4 4", 1), ("1 2", None)],
)
def test_the_turning_point_is_the_extreme_inside(values, turn):
    assert turning_point([Decimal(value) for value in values.split()]) == turn


def test_a_line_without_a_turn_has_no_note():
    drawn = line([Decimal(n) for n in (1, 2, 3)], title="x", ink=PRINT_INK, ends=ENDS)
    assert "high 75%" not in drawn
    low = line([Decimal(n) for n in (9, 1, 8)], title="x", ink=PRINT_INK, ends=ENDS)
    assert "high 75%" in low


def test_pictures_for_mail_hold_no_words_and_ink_that_shows_on_any_ground():
    drawn = line(VALUES, title="x", ink=SCREEN_INK, width=560, height=88)
    assert "<text" not in drawn
    for colour in (SCREEN_INK.line, SCREEN_INK.dot, SCREEN_INK.other):
        for ground in ("#FFFFFF", "#F6F8F9", "#171D22", "#1F272D"):
            assert contrast(colour, ground) >= 3
    assert picture(drawn) == picture(drawn)
    assert int.from_bytes(picture(drawn)[16:20]) == 1120


def test_labels_that_find_no_room_leave_their_marks():
    crowded = [
        Mark(start=DAY + timedelta(days=n), end=DAY + timedelta(days=n), shown=f"{n} Oct 2026")
        for n in range(1, 12)
    ] + [Mark(start=date(2030, 1, 1), end=date(2030, 1, 1), shown="1 Jan 2030")]
    assert ahead(crowded * 2).count("<circle") == 12, "at most twelve, the earliest"
    drawn = ahead(crowded)
    assert drawn.count("<circle") == 12
    assert drawn.count("<text") < 13
    words = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</text>', drawn)
    by_lane = {}
    for x, y, text in words:
        by_lane.setdefault(y, []).append((float(x), len(text)))
    for lane in by_lane.values():
        for (before, length), (after, _) in itertools.pairwise(lane):
            assert after > before + length * 4
