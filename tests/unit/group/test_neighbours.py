from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from broadsheet.group.neighbours import NeighbourIndex
from broadsheet.group.vectors import TopicVector
from deskwork import NOW

FERRY = {"yard": 0.8, "ferry": 0.6}
FIRE = {"fire": 1.0}


def vector(weights: dict[str, float]) -> TopicVector:
    return TopicVector(terms=tuple(weights), weights=array("f", weights.values()))


def neighbours(
    rows: Sequence[dict[str, float]], dates: Sequence[datetime | None]
) -> list[dict[int, float]]:
    """Return for each article in turn the earlier ones it resembles."""
    index = NeighbourIndex()
    return [index.add(vector(row), date) for row, date in zip(rows, dates, strict=True)]


def test_likeness_fades_with_the_days_between():
    dates = [NOW - timedelta(days=20), NOW - timedelta(days=2), NOW, None]
    first, second, third, undated = neighbours([FERRY] * 4, dates)
    assert first == second == {}
    assert third == pytest.approx({1: 0.6065}, abs=1e-4)
    assert undated == pytest.approx({0: 0.75, 1: 0.75, 2: 0.75})


def test_only_articles_that_share_a_strong_term_are_neighbours():
    assert neighbours([FERRY, FIRE, {}], [NOW, NOW, NOW]) == [{}, {}, {}]


def test_a_passing_likeness_is_none():
    passing = {"cod": 0.99875, "ferry": 0.05}
    late = {"cod": 0.955, "ferry": 0.3}
    assert neighbours([FERRY, passing], [NOW, NOW]) == [{}, {}]
    assert neighbours([FERRY, late], [NOW - timedelta(days=4), NOW]) == [{}, {}]


def test_the_estimate_admits_what_the_full_comparison_refuses():
    barely = {"ferry": 0.95, "cod": 0.31}
    slightly = {"order": 0.996, "ferry": 0.09}
    assert neighbours([slightly, barely], [NOW, NOW]) == [{}, {}]


def test_of_very_many_sharers_the_nearest_in_time_are_found():
    dates = [NOW + timedelta(minutes=i) for i in range(150)]
    found = neighbours([FERRY] * 150, dates)
    assert set(found[99]) == set(range(59, 99))
    assert set(found[149]) == set(range(109, 149))


def test_a_common_term_joins_only_where_it_is_what_the_article_is_about():
    common = {"ferry": 0.6}
    own = {f"own{i}": 0.33 for i in range(8)}
    index = NeighbourIndex()
    for _ in range(70):
        index.add(vector(common), NOW)
    assert index.add(vector(own | {"ferry": 0.31}), NOW) == {}
    assert len(index.add(vector({"ferry": 0.31} | own), NOW)) == 40


def test_what_is_forgotten_is_nobodys_neighbour():
    index = NeighbourIndex()
    for row in (FERRY, FIRE, FERRY):
        index.add(vector(row), NOW)
    index.forget(0)
    index.forget(1)
    assert set(index.add(vector(FERRY), NOW)) == {2}
    index.sweep()
    assert set(index.add(vector(FERRY), NOW)) == {2, 3}
    assert index.add(vector(FIRE), NOW) == {}
    for number in (2, 3, 4, 5):
        index.forget(number)
    index.sweep()
    assert index.add(vector(FERRY), NOW) == {}
