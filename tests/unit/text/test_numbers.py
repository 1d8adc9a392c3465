from __future__ import annotations

from decimal import Decimal

import pytest

from broadsheet.text.listings import read_lists
from broadsheet.text.numbers import parse_digits, read_number
from broadsheet.text.quantity_tokens import tokenize


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("1,400,000", "en", "1400000"),
        ("1.400.000", "de", "1400000"),
        ("1.400.000", "en", "1400000"),
        ("1,4", "de", "1.4"),
        ("1,4", "en", "1.4"),
        ("1.4", "de", "1.4"),
        ("1.400", "de", "1400"),
        ("1.400", "en", "1.400"),
        ("1,400", "de", "1.400"),
        ("1.400.000,5", "de", "1400000.5"),
        ("1.400.000,5", "en", "1400000.5"),
        ("1,400,000.5", "de", "1400000.5"),
        ("1 400 000,5", "fr", "1400000.5"),
        ("1'250'000.5", "en", "1250000.5"),
        ("1,40,000", "en", "140000"),
        ("12,34,567", "de", "1234567"),
        (".001", "en", "0.001"),
        ("007", "en", "7"),
    ],
)
def test_digits_are_read_in_the_formats_of_the_press(
    written: str, language: str, value: str
) -> None:
    assert parse_digits(written, language) == Decimal(value)


@pytest.mark.parametrize("written", ["3.11.2", "192.168.0.1", "1,2,3", "1.400,5.6", "9" * 61])
def test_what_is_no_number_is_none(written: str) -> None:
    assert parse_digits(written, "en") is None
    assert parse_digits(written, "de") is None


@pytest.mark.parametrize(
    ("text", "language", "value", "words"),
    [
        ("twenty-eight thousand six hundred forty-two students", "en", "28642", 9),
        ("one hundred and six", "en", "106", 4),
        ("two million three hundred thousand", "en", "2300000", 5),
        ("a thousand and one nights", "en", "1000", 2),
        ("two and three", "en", "2", 1),
        ("five of seven", "en", "5", 1),
        ("twenty and", "en", "20", 1),
        ("forty-something", "en", "40", 1),
        ("half a million", "en", "500000", 3),
        ("a third of it", "en", "0.3333333333333333333333333333", 2),
        ("three-fifths", "en", "0.6", 3),
        ("2 ½ cups", "en", "2.5", 2),
        ("1.8-billion", "en", "1800000000", 3),
        ("3 x 10^4", "en", "30000", 5),
        ("3 x 10 boxes", "en", "3", 1),
        ("3 x 10^99 boxes", "en", "3", 1),
        ("5 x 4", "en", "5", 1),
        ("hundert Boote", "de", "100", 1),
        ("zweitausend", "de", "2000", 1),
        ("dreihundert", "de", "300", 1),
        ("ein Drittel", "de", "0.3333333333333333333333333333", 2),
        ("Hälfte der Flotte", "de", "0.5", 1),
        ("2,5 Mio. Euro", "de", "2500000", 3),
        ("deux tiers", "fr", "0.6666666666666666666666666667", 2),
        ("deux cents", "fr", "200", 2),
        ("40 cents", "fr", "40", 1),
        ("mil barcos", "es", "1000", 1),
        ("tres mil", "es", "3000", 2),
        ("2.5万", "zh", "25000", 2),
        ("1,2 crore", "en", "12000000", 2),
        ("8.2m", "en", "8200000", 2),
        ("7 / 8", "en", "7", 1),
        ("7/8", "en", "0.875", 3),
        ("10 7/8", "en", "10.875", 4),
        ("1.5 7/8", "en", "1.5", 1),
        ("10 24/7", "en", "10", 1),
    ],
)
def test_numbers_are_read_with_their_scale(
    text: str, language: str, value: str, words: int
) -> None:
    tokens = tokenize(text, spaced_groups=language == "fr")
    number = read_number(tokens, 0, language)
    assert number is not None
    assert abs(number.value - Decimal(value)) < Decimal("1e-25")
    assert number.last == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("24/7 service", "en"),
        ("8/4/26", "en"),
        ("quarter", "en"),
        ("a quarter earlier", "en"),
        ("a half-hour", "en"),
        ("half-staff", "en"),
        ("Drittel gehen", "de"),
        ("millionen", "de"),
        ("boats", "en"),
        ("deux", "pl"),
    ],
)
def test_words_and_ratios_that_are_no_number(text: str, language: str) -> None:
    assert read_number(tokenize(text), 0, language) is None


def test_three_quarters_may_be_nine_months() -> None:
    number = read_number(tokenize("three quarters in a row"), 0)
    assert number is not None
    assert number.value == 3
    number = read_number(tokenize("two third places"), 0)
    assert number is not None
    assert number.value == 2


def test_word_tables_continue_on_indented_lines() -> None:
    assert read_lists("a: one two\n    three\nb: four") == {
        "a": ("one", "two", "three"),
        "b": ("four",),
    }
    assert read_lists("a: x y, z,", separator=",") == {"a": ("x y", "z")}
