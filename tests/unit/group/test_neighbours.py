from __future__ import annotations

from datetime import timedelta

import pytest

from broadsheet.group.neighbours import find_neighbours
from deskwork import NOW

FERRY = {"ferry": 0.6, "yard": 0.8}
FIRE = {"fire": 1.0}


def test_likeness_fades_with_the_days_between():
    vectors = [FERRY, FERRY, FERRY, FERRY]
    dates = [NOW - timedelta(days=20), NOW - timedelta(days=2), NOW, None]
    first, second, third, undated = find_neighbours(vectors, dates)
    assert first == {3: 0.75}
    assert second[2] == pytest.approx(0.6065, abs=1e-4)
    assert set(third) == {1, 3}
    assert undated == {0: 0.75, 1: 0.75, 2: 0.75}


def test_only_articles_that_share_a_strong_term_are_neighbours():
    assert find_neighbours([FERRY, FIRE, {}], [NOW, NOW, NOW]) == [{}, {}, {}]


def test_a_passing_likeness_is_none():
    passing = {"ferry": 0.05, "cod": 0.99875}
    late = {"ferry": 0.2, "cod": 0.98}
    assert find_neighbours([FERRY, passing], [NOW, NOW]) == [{}, {}]
    assert find_neighbours([FERRY, late], [NOW - timedelta(days=4), NOW]) == [{}, {}]


def test_the_estimate_admits_what_the_full_comparison_refuses():
    barely = {"ferry": 0.15, "cod": 0.9887}
    assert find_neighbours([FERRY, barely], [NOW, NOW]) == [{}, {}]


def test_of_very_many_sharers_the_nearest_in_time_are_found():
    dates = [NOW + timedelta(minutes=i) for i in range(100)]
    found = find_neighbours([FERRY] * 100, dates)
    assert set(found[99]) == set(range(39, 99))
