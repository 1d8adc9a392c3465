"""The contract of `RunLog`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.errors import NotFound
from broadsheet.model.runs import Run, RunState

SLOT = datetime(2026, 10, 5, 5, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def run(slot: datetime = SLOT, *, briefing: str = "ev", state: RunState = RunState.QUEUED) -> Run:
    return Run(briefing=briefing, scheduled_for=slot, state=state)


def test_a_slot_is_opened_once(stores):
    assert stores.runs.open(run())
    assert not stores.runs.open(run(state=RunState.SKIPPED))
    assert stores.runs.open(run(briefing="other"))
    assert list(stores.runs.runs("ev")) == [run()]


def test_only_one_of_many_gets_a_slot(stores):
    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(stores.runs.open, [run()] * 12))
    assert won.count(True) == 1


def test_a_run_is_replaced_by_its_update(stores):
    stores.runs.open(run())
    done = replace(
        run(state=RunState.DONE),
        started_at=SLOT,
        ended_at=SLOT + timedelta(seconds=2.5),
        edition_id="e-1",
        reason="fine",
        counts={"read": 3},
    )
    stores.runs.update(done)
    assert list(stores.runs.runs()) == [done]


def test_a_run_that_was_never_opened_cannot_be_updated(stores):
    stores.runs.open(run(briefing="other"))
    with pytest.raises(NotFound, match="ev"):
        stores.runs.update(run())


def test_the_cursor_is_the_newest_slot_in_any_state(stores):
    assert stores.runs.cursor("ev") is None
    stores.runs.open(run(SLOT + WEEK, state=RunState.SKIPPED))
    stores.runs.open(run(SLOT))
    stores.runs.open(run(SLOT + 2 * WEEK, briefing="other"))
    assert stores.runs.cursor("ev") == SLOT + WEEK


def test_runs_are_listed_newest_first(stores):
    for briefing, weeks in [("ev", 0), ("b", 1), ("ev", 2), ("a", 1)]:
        stores.runs.open(run(SLOT + weeks * WEEK, briefing=briefing))
    found = [(one.briefing, (one.scheduled_for - SLOT) // WEEK) for one in stores.runs.runs()]
    assert found == [("ev", 2), ("a", 1), ("b", 1), ("ev", 0)]
    assert len(stores.runs.runs("ev")) == 2
