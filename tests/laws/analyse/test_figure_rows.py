"""What holds of the rows of equal figures whatever the figures."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.analyse.figure_rows import FigureRows, same_value
from broadsheet.model.figures import Bound, Figure, Movement

OPEN_ENDED = {Bound.OVER, Bound.AT_LEAST, Bound.UNDER, Bound.UP_TO}


def figure(value: Decimal, bound: Bound, movement: Movement, high: Decimal | None) -> Figure:
    return Figure(
        start=0, end=1, text="1", value=value, high=high, bound=bound, movement=movement
    )  # fmt: skip


VALUES = st.decimals(-5000, 5000, places=1) | st.integers(-60, 60).map(lambda n: Decimal(n) * 1000)
FIGURES = st.builds(
    figure,
    VALUES,
    st.sampled_from(Bound),
    st.sampled_from([Movement.NONE, Movement.UP]),
    st.sampled_from([None, Decimal(9)]),
)


def agree(one: Figure, other: Figure) -> bool:
    """Say what agreement is, for one pair: what the rows must find among thousands."""
    if (one.high, one.movement) != (other.high, other.movement):
        return False
    if {one.bound, other.bound} & OPEN_ENDED and one.value != other.value:
        return False
    return same_value(one.value, other.value, one_bound=one.bound, other_bound=other.bound)


# Near enough to look at, and yet apart.
APART = [
    figure(Decimal(949), Bound.EXACT, Movement.NONE, None),
    figure(Decimal(1001), Bound.ABOUT, Movement.NONE, None),
]


@example(APART)
@given(st.lists(FIGURES, max_size=25))
def test_a_figure_goes_to_the_first_row_whose_opening_figure_it_agrees_with(figures: list[Figure]):
    rows = FigureRows()
    opened: list[Figure] = []
    for one in figures:
        wanted = next((row for row, first in enumerate(opened) if agree(first, one)), None)
        assert rows.find("sales", one) == wanted
        if wanted is None:
            assert rows.open("sales", one) == len(opened)
            opened.append(one)
    assert rows.find("staff", figure(Decimal(1), Bound.EXACT, Movement.NONE, None)) is None
