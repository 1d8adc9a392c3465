"""The claim check on the corruption suite: faults it must catch, faithful rewrites it must pass.

The suite is made from the sample newsroom and from original sentences (`bench/corruptions`), so
this score needs no corpora. The cases in reserve were never chosen by hand, and there are five
times as many of them, of which some are scored here.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quality.corpora import FLOORS, report, say

sys.path.insert(0, str(Path(__file__).parents[2]))
from bench.corruptions.scorer import Score, score

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def suite() -> Score:
    return score()


def test_faults_are_caught_and_rewrites_passed(suite: Score) -> None:
    controls = sum(tally.cases for tally in suite.controls)
    faults = sum(tally.cases for tally in suite.faults)
    say(f"corruptions: {faults:,} faults, {controls} controls")
    report("corruptions", {"caught": suite.caught, "passed": 100 - suite.alarms})


def test_no_kind_of_fault_is_overlooked(suite: Score) -> None:
    assert len(suite.faults) >= 20
    for tally in suite.faults:
        say(f"corruptions, {tally.kind}: {tally.found} of {tally.cases} ({tally.soft} soft)")
        assert tally.cases >= 45, tally.kind
        assert tally.share >= FLOORS["corruption_kinds"]["least"], tally.kind


def test_cases_in_reserve_score_like_the_suite() -> None:
    reserve = score(reserve=True, most=60)
    report("corruptions_reserve", {"caught": reserve.caught, "passed": 100 - reserve.alarms})
