"""What holds of linking whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.group.linking import link


def graph(size: int, edges: dict[tuple[int, int], float]) -> list[dict[int, float]]:
    found: list[dict[int, float]] = [{} for _ in range(size)]
    for (a, b), weight in edges.items():
        found[a][b] = found[b][a] = weight
    return found


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
        st.floats(0.05, 1.0),
        max_size=20,
    ),
    st.floats(0.05, 0.9),
)
def test_every_item_is_in_one_group_and_a_lower_threshold_never_makes_more(edges, threshold):
    strict = link(graph(8, edges), threshold=threshold)
    assert sorted(item for group in strict for item in group) == list(range(8))
    assert len(link(graph(8, edges), threshold=threshold / 2)) <= len(strict)
