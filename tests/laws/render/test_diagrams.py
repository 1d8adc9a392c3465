"""What holds of diagrams whatever the input."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render.charts import PRINT_INK, SCREEN_INK
from broadsheet.render.diagrams import (
    Bar,
    Ends,
    Mark,
    bars,
    line,
    timeline,
)

DAY = date(2026, 10, 12)

MARKS = [
    Mark(start=DAY + timedelta(days=8), end=DAY + timedelta(days=8), shown="20 Oct 2026"),
    Mark(start=DAY + timedelta(days=10), end=DAY + timedelta(days=10), shown="22 Oct 2026"),
    Mark(start=date(2027, 1, 1), end=date(2027, 1, 31), shown="Jan 2027"),
]


def ahead(marks=MARKS, **more):
    return timeline(marks, today=DAY, now="12 Oct 2026", title="T", ink=PRINT_INK, **more)


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
        max_size=70,
    ),
    st.text(max_size=30),
)
def test_any_numbers_and_words_make_a_chart_that_can_be_read(values, words):
    words = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", words)
    items = [Bar(label=words, value=abs(value), shown=words) for value in values]
    ends = Ends(first=words, last=words, start=words, end=words, turn=words)
    for drawn in (
        bars(items, title=words, ink=PRINT_INK),
        line(values, title=words, ink=PRINT_INK, ends=ends),
        line(values, title=words, ink=SCREEN_INK),
    ):
        if drawn:
            root = fromstring(drawn)
            assert root[0].tag.endswith("title")
            assert "nan" not in drawn
            assert "inf" not in re.sub(r">[^<]*<", "><", drawn)


@given(
    st.lists(st.tuples(st.integers(-400, 4_000), st.integers(0, 400)), max_size=30),
    st.sampled_from(["20 Oct 2026", "2026年10月20日", "", "some time before " * 4, "x" * 300]),
)
def test_any_dates_stay_inside_the_frame(spans, words):
    marks = [
        Mark(start=DAY + timedelta(days=n), end=DAY + timedelta(days=n + length), shown=words)
        for n, length in spans
    ]
    drawn = ahead(marks)
    assert len(re.findall("<text", drawn)) <= 13
    for x in re.findall(r'\b(?:x|cx|x1|x2)="([-\d.]+)"', drawn):
        assert 0 <= float(x) <= 640
