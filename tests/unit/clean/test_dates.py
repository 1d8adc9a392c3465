from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.clean.dates import apply_window
from broadsheet.model.articles import Article
from broadsheet.model.briefings import Undated, WindowRule
from broadsheet.model.windows import Window

START = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
END = datetime(2026, 11, 9, 6, 30, tzinfo=UTC)
WINDOW = Window(start=START, end=END)
HOUR = timedelta(hours=1)


def article(
    published: datetime | None, *, seen: datetime | None = None, source: str = "feed"
) -> Article:
    return Article(
        id="a", url="u", title="T", text="x", publisher="P", family="P", language="en",
        published=published, date_source=source if published else "", first_seen=seen,
    )  # fmt: skip


def reason(one: Article, *, rule: WindowRule | None = None, now: datetime = END) -> str:
    kept, left_out = apply_window([one], WINDOW, rule or WindowRule(), now)
    assert len(kept) + len(left_out) == 1
    return left_out[0].reason if left_out else ""


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (START, ""),
        (END - timedelta(seconds=1), ""),
        (START - timedelta(seconds=1), "too_old"),
        (END, "after_window"),
        (END + HOUR, "future_date"),
    ],
)
def test_the_window_is_half_open(published: datetime, expected: str) -> None:
    assert reason(article(published)) == expected


def test_what_came_after_the_slot_waits_for_the_next_edition() -> None:
    assert reason(article(END + HOUR), now=END + 2 * HOUR) == "after_window"


@pytest.mark.parametrize(
    ("before", "seen_after", "expected"),
    [
        (HOUR, HOUR, ""),  # published before the last slot, met only after it
        (HOUR, -HOUR, "too_old"),  # the last edition could have had it
        (13 * HOUR, HOUR, "too_old"),  # later than the rule allows
        (12 * HOUR, timedelta(minutes=1), ""),
        (HOUR, timedelta(), "too_old"),  # seen by the run of the last slot: it had its chance
    ],
)
def test_late_arrivals(before: timedelta, seen_after: timedelta, expected: str) -> None:
    assert reason(article(START - before, seen=START + seen_after)) == expected


def test_late_arrivals_are_never_older_than_the_maximum_age() -> None:
    rule = WindowRule(late_arrivals=timedelta(days=30), max_age=timedelta(days=8))
    assert reason(article(END - timedelta(days=8), seen=END - HOUR), rule=rule) == ""
    assert (
        reason(article(END - timedelta(days=8, hours=1), seen=END - HOUR), rule=rule) == "too_old"
    )


@pytest.mark.parametrize("guessed", [False, True])
@pytest.mark.parametrize(
    ("seen", "now", "expected"),
    [
        (START + HOUR, END, ""),
        (START, END, "too_old"),  # first seen by the run that made the last edition
        (START - HOUR, END, "too_old"),
        (END + HOUR, END + HOUR, ""),  # first seen by the run that makes the edition
        (END + 2 * HOUR, END + HOUR, "after_window"),
        (None, END, ""),
    ],
)
def test_undated_articles_go_by_when_they_were_first_seen(
    guessed: bool, seen: datetime | None, now: datetime, expected: str
) -> None:
    published = datetime(2019, 1, 1, tzinfo=UTC) if guessed else None
    assert reason(article(published, seen=seen, source="guess"), now=now) == expected


def test_undated_articles_can_be_dropped() -> None:
    rule = WindowRule(undated=Undated.DROP)
    assert reason(article(None, seen=START), rule=rule) == "undated"
    assert reason(article(START, source="guess"), rule=rule) == "undated"
    assert reason(article(START), rule=rule) == ""
