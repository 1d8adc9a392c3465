"""What holds of quantities whatever the input."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.quantities import find_figures

AS_OF = datetime(2026, 10, 8, 9, tzinfo=UTC)


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
