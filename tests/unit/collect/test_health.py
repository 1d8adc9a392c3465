"""How a source is doing, told from what is remembered of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.collect.health import Condition, health_of
from broadsheet.model.articles import FetchState
from broadsheet.model.briefings import Source, SourceKind

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
EARLIER = NOW - timedelta(days=3)
LONG_AGO = NOW - timedelta(days=90)
URL = "https://tarn.example/feed"
PAGE = FetchState(source="Tarn", url="https://tarn.example/a", failures=2, last_error="gone")


def source(kind: SourceKind = SourceKind.FEED, location: str = URL) -> Source:
    return Source(kind=kind, location=location, name="Tarn")


def state(url: str = URL, **fields: object) -> FetchState:
    return FetchState(source="Tarn", url=url, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("states", "condition"),
    [
        ([], Condition.NEW),
        ([PAGE], Condition.NEW),
        ([state(last_success=EARLIER, last_new=EARLIER), PAGE], Condition.OK),
        ([state(last_success=EARLIER)], Condition.OK),
        ([state(last_success=EARLIER, last_new=LONG_AGO)], Condition.SILENT),
        ([state(last_success=EARLIER, failures=1, last_error="no")], Condition.FAILING),
        ([state(failures=1, last_error="no")], Condition.FAILING),
        ([state(gone_at=EARLIER, failures=3)], Condition.GONE),
    ],
)
def test_the_state_in_one_word(states: list[FetchState], condition: Condition) -> None:
    assert health_of(source(), states, items_a_week=0, now=NOW).condition is condition


def test_what_is_shown_of_a_feed() -> None:
    own = state(
        last_success=EARLIER, failures=4, last_error="refused", not_before=NOW + timedelta(1)
    )
    page = state("https://tarn.example/b", last_new=EARLIER)
    found = health_of(source(), [own, page, PAGE], items_a_week=1.5, now=NOW)
    assert (found.failures, found.error, found.items_a_week) == (4, "refused", 1.5)
    assert (found.last_success, found.last_new) == (EARLIER, EARLIER)
    assert found.next_fetch == NOW + timedelta(1)
    due = health_of(source(), [state(not_before=EARLIER)], items_a_week=0, now=NOW)
    assert due.next_fetch is None


def test_the_files_of_a_folder_fail_one_by_one() -> None:
    folder = source(SourceKind.FOLDER, "in/*.md")
    states = [
        state("in/*.md", last_success=EARLIER),
        state("in/a.md", last_success=EARLIER, last_new=EARLIER),
        state("in/b.md", failures=3, last_error="is empty"),
        state("in/c.md", failures=1, last_error="is binary"),
    ]
    found = health_of(folder, states, items_a_week=0, now=NOW)
    assert (found.condition, found.failures, found.error) == (Condition.FAILING, 2, "is empty")


def test_where_a_source_has_moved_is_shown() -> None:
    moved = state(last_success=EARLIER, moved_to="https://new.tarn.example/feed", moved_at=EARLIER)
    assert health_of(source(), [moved], items_a_week=0, now=NOW).moved_to == moved.moved_to
    assert health_of(source(), [], items_a_week=0, now=NOW).moved_to == ""
