"""Labelled charts: exact, bounded, said in a sentence, and nothing written on anything else."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
import resvg_py
from PIL import Image

from broadsheet.render.charts import PRINT_INK, SCREEN_INK, picture
from broadsheet.render.diagrams import (
    Bar,
    Ends,
    Mark,
    _width,
    bar_shares,
    bars,
    line,
    timeline,
    turning_point,
)
from broadsheet.render.tokens import contrast

ROOT = Path(__file__).parents[3]
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


def _words(drawn):
    """Return the words of a chart: text, left, right, base line, by the widths it reckons with."""
    found = []
    for each in fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"):
        width, x = _width(each.text or ""), float(each.attrib["x"])
        left = x - {"start": 0, "middle": width / 2, "end": width}[each.attrib["text-anchor"]]
        found.append((each.text, left, left + width, float(each.attrib["y"])))
    return found


def test_values_too_long_to_stand_beside_a_line_stand_below_it():
    long = Ends(
        first="HUF 1,234,567 million at the old rate",
        last="HUF 9,234,567 million at the new rate",
        start="2 Mar",
        end="9 Nov",
        turn="high: HUF 99 million and a little more",
    )
    drawn = line(VALUES, title="x", ink=PRINT_INK, ends=long)
    points = re.search(r'<polyline points="([^"]+)"', drawn)[1].split()
    assert [point.split(",")[0] for point in (points[0], points[-1])] == ["4.00", "356.00"]
    assert {words for words, *_ in _words(drawn)} == {
        long.first,
        long.last,
        long.start,
        long.end,
        long.turn,
    }
    assert drawn.count("…") == 0
    cut = line(VALUES, title="x", ink=PRINT_INK, ends=replace(long, last="9" * 90, turn="x" * 90))
    assert cut.count("…") == 2
    assert all(left >= 0 and right <= 360 for _, left, right, _ in _words(cut))


def test_a_note_below_a_line_keeps_clear_of_the_dates():
    low = [Decimal(n) for n in (9, 8, 7, 1, 8)]
    words = _words(line(low, title="x", ink=PRINT_INK, ends=replace(ENDS, turn="low 1%")))
    note = next(y for text, _, _, y in words if text == "low 1%")
    assert all(abs(y - note) > 8 for text, _, _, y in words if text in {ENDS.start, ENDS.end})


def test_values_stand_where_their_days_are():
    days = [DAY + timedelta(days=n) for n in (0, 10, 20, 90, 100)]

    def places(**more):
        drawn = line(VALUES, title="x", ink=PRINT_INK, **more)
        points = re.search(r'<polyline points="([^"]+)"', drawn)[1].split()
        return [round((float(point.split(",")[0]) - 4) / 352, 2) for point in points]

    assert places(days=days) == [0.0, 0.1, 0.2, 0.9, 1.0]
    even = [0.0, 0.25, 0.5, 0.75, 1.0]
    assert places() == places(days=days[:3]) == places(days=[DAY] * 5) == even
    assert places(days=days[::-1]) == places(days=[days[0], days[2], days[1], *days[3:]]) == even


def test_values_too_long_to_stand_beside_bars_stand_beside_the_names():
    name = "The Publishing House of the Northern Islands and of everything beyond them"
    items = [
        Bar(label=name, value=Decimal(12), shown="SEK 1,234,567 million until 2030", lit=True),
        Bar(label="B", value=Decimal(6), shown="6"),
    ]
    drawn = bars(items, title="x", ink=PRINT_INK, width=270)
    boxes = fromstring(drawn).iter("{http://www.w3.org/2000/svg}rect")
    assert [box.attrib["width"] for box in boxes] == ["270.00", "135.00"]
    words = _words(drawn)
    assert all(left >= 0 and right <= 270 for _, left, right, _ in words)
    assert words[0][0].endswith("…")
    assert words[0][2] < words[1][1]


def test_the_highlighted_bar_is_drawn_however_far_down_it_stands():
    items = [Bar(label=f"P{n}", value=Decimal(n), shown=str(n), lit=n == 8) for n in range(10)]
    drawn = bars(items, title="x", ink=PRINT_INK)
    assert drawn.count("<rect") == 6
    assert drawn.count(PRINT_INK.dot) == 1
    assert ">P8<" in drawn


def test_stems_pass_behind_labels_and_not_through_them():
    near = [
        Mark(start=DAY + timedelta(days=n), end=DAY + timedelta(days=n), shown=f"{n} December 2026")
        for n in (3, 5, 7, 30, 60)
    ] + [Mark(start=date(2029, 1, 1), end=date(2029, 1, 1), shown="1 January 2029")]
    for marks in (near, [*MARKS, *near]):
        drawn = ahead(marks)
        stems = [
            (float(x), float(high), float(low))
            for x, low, high in re.findall(
                r'<line x1="([\d.]+)" y1="([\d.]+)" x2="\1" y2="([\d.]+)"[^>]*width="0.6"', drawn
            )
        ]
        assert stems
        for text, left, right, base in _words(drawn)[1:]:
            for x, high, low in stems:
                crossed = left <= x <= right and high < base and low > base - 6
                assert not crossed, (text, x)


def test_text_is_ink_when_the_face_is_there():
    faces = [str(path) for path in (ROOT / "templates" / "fonts").glob("Inter-*.otf")]
    drawn = bars(BARS, title="x", ink=PRINT_INK)

    def ink(svg):
        png = bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg, skip_system_fonts=True, font_files=faces, background="#FFFFFF"
            )
        )
        shades = Image.open(io.BytesIO(png)).convert("L").histogram()
        return sum(shades[:128])

    assert ink(drawn) > ink(re.sub(r"<text.*?</text>", "", drawn)) + 200
