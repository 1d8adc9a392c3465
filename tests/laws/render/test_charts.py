"""What holds of charts whatever the input."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render.charts import SCREEN_INK, sparkline


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False), min_size=3, max_size=80))
def test_any_numbers_stay_inside_the_frame(values):
    svg = fromstring(sparkline(values, title="x", ink=SCREEN_INK))
    points = svg[2].attrib["points"].split()
    assert len(points) == min(len(values), 52)
    for point in points:
        x, y = map(float, point.split(","))
        assert 0 <= x <= 120
        assert 0 <= y <= 28
