from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def _laws_hold(text: str, language: str) -> None:
    end = 0
    for figure in find_figures(text, language=language, as_of=AS_OF):
        assert text[figure.start : figure.end] == figure.text
        assert figure.start >= end
        assert figure.end > figure.start
        assert figure.high is None or figure.high > figure.value
        end = figure.end


PIECES = st.sampled_from(
    [
        "12",
        "1,400",
        "3.5",
        "%",
        "million",
        "m",
        "bn",
        "$",
        "€",
        "kr",
        "RM",
        "to",
        "-",
        "–",
        "and",
        "or",
        "from",
        "between",
        "a",
        "an",
        "half",
        "third",
        "of",
        "the",
        "over",
        "up",
        "down",
        "rose",
        "fell",
        "per",
        "hour",
        "/",
        "(",
        ")",
        ",",
        ".",
        "one",
        "two",
        "dozen",
        "hundred",
        "km",
        "MWh",
        "-inch",
        "year-old",
        "Model",
        "S&P",
        "500",
        "2026",
        "minus",
        "+",
        "~",
        "1/2",
        "½",
        "x",
        "10",
        "^",
        "Mio.",
        "万",
        "'",
        ":",
        '"',
        "km/h",
        "people",
        "who",
        "pounds",
        "US$",
        "£5",
        "¥",
        "2-2",
        "US",
        "Rs",
        "Y=",
        "st",
        "3G",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES, max_size=14), st.sampled_from(["en", "de", "fr", "es", "zh"]), st.booleans()
)
def test_spans_quote_their_text_in_order_on_any_mix(
    pieces: list[str], language: str, spaced: bool
) -> None:
    _laws_hold((" " if spaced else "").join(pieces), language)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_spans_quote_their_text_in_any_text(text: str) -> None:
    _laws_hold(text, "en")


@given(st.integers(0, 10**14), st.sampled_from(["en", "de"]))
def test_grouped_digits_keep_their_value(number: int, language: str) -> None:
    written = f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")
    (figure,) = find_figures(f"{written} km", language=language)
    assert figure.value == number
    assert figure.unit == "kilometre"


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
