from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from broadsheet.text.dates import DateMention, find_dates

CASES = Path(__file__).parents[2] / "cases" / "dates"
AS_OF = datetime(2026, 10, 8, 9, tzinfo=UTC)


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, json.loads(line), id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


def _row(mention: DateMention) -> list[str | None]:
    if mention.period is None:
        return [mention.text, None]
    period = mention.period
    return [mention.text, period.start.isoformat(), period.end.isoformat(), period.granularity]


@pytest.mark.parametrize(("language", "case"), _cases())
def test_a_sentence_yields_its_dates_resolved_or_open(language: str, case: Any) -> None:
    mentions = find_dates(case["text"], language=language, as_of=AS_OF)
    assert [_row(mention) for mention in mentions] == case["dates"]


@pytest.mark.parametrize(
    ("language", "case"), [case for case in _cases() if case.values[0] != "pl"]
)
def test_without_the_date_of_the_text_relative_dates_stay_open(language: str, case: Any) -> None:
    for mention in find_dates(case["text"], language=language):
        full = mention.period is None or any(c.isdigit() for c in mention.text)
        assert full, f"{mention.text!r} was resolved against nothing"


def test_without_its_tense_the_same_month_is_the_same_in_any_sentence() -> None:
    told = ["It fell in January.", "It will fall in January.", "Down in January"]
    plain, tensed = (
        [find_dates(text, as_of=AS_OF, tense=tense)[0].period for text in told]
        for tense in (False, True)
    )
    assert len(set(plain)) == 1
    assert [one and one.start.year for one in tensed] == [2026, 2027, 2027]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 12, 31)])
@pytest.mark.parametrize(
    "phrase",
    ["Last week, next week", "last decade, next decade", "in 12 years", "twelve years ago",
     "yesterday, tomorrow", "the week to 3 January 1900", "next winter 2100", "the past 900 weeks",
     "within 999 years", "last Monday, next Monday", "900 years from now"],
)  # fmt: skip
def test_the_edges_of_the_calendar_are_open_not_wrong(day: date, phrase: str) -> None:
    as_of = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for mention in find_dates(phrase, as_of=as_of):
        assert mention.period is None or 1900 <= mention.period.start.year <= 2100
