from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from broadsheet.model.figures import Figure, Period
from broadsheet.text.quantities import find_figures

CASES = Path(__file__).parents[2] / "cases" / "quantities"
AS_OF = datetime(2026, 10, 8, 9, tzinfo=UTC)


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, json.loads(line), id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


def _told(figure: Figure, field: str) -> Any:
    found = getattr(figure, field)
    if isinstance(found, Decimal):
        return found
    if isinstance(found, Period):
        return f"{found.start.isoformat()}/{found.end.isoformat()}"
    return found


def _expected(field: str, value: Any) -> Any:
    return Decimal(value) if field in ("value", "high") else value


def _is_close(found: Any, wanted: Any) -> bool:
    if isinstance(found, Decimal) and isinstance(wanted, Decimal):
        return abs(found - wanted) < Decimal("1e-20")
    return found == wanted


@pytest.mark.parametrize(("language", "case"), _cases())
def test_a_sentence_yields_its_quantities_and_nothing_else(language: str, case: Any) -> None:
    figures = find_figures(case["text"], language=language, as_of=AS_OF)
    assert len(figures) == len(case["figures"]), [figure.text for figure in figures]
    for figure, wanted in zip(figures, case["figures"], strict=True):
        wrong = {
            field: _told(figure, field)
            for field, value in wanted.items()
            if not _is_close(_told(figure, field), _expected(field, value))
        }
        assert not wrong, f"{figure.text!r} should have {wanted}"
        if "unit" not in wanted:
            assert figure.currency is not None or "currency" not in wanted


def test_offsets_hold_across_sentences_and_paragraphs() -> None:
    text = "It is cold. Halsund sold 12 ferries.\n\nThen it sold 3 tugs."
    assert [(f.start, f.text) for f in find_figures(text)] == [(25, "12 ferries"), (51, "3 tugs")]


def test_a_number_of_a_thousand_digits_is_no_quantity() -> None:
    assert find_figures("It cost $" + "9" * 1000 + " and 4 boats.")[-1].value == 4


def test_periods_stay_open_without_a_date_of_the_text() -> None:
    (figure,) = find_figures("Saltmere sold 300 units last week.")
    assert figure.period is None
    (figure,) = find_figures("Saltmere sold 300 units last week.", as_of=AS_OF)
    assert figure.period == Period(
        start=date(2026, 9, 28), end=date(2026, 10, 4), granularity="week"
    )


def test_a_date_beyond_a_semicolon_is_no_period() -> None:
    (figure,) = find_figures("Saltmere sold 300 units; the line opens in May 2027.", as_of=AS_OF)
    assert figure.period is None
