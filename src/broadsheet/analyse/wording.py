"""Wording: dates, values and changes as readers are used to seeing them in English."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from broadsheet.analyse.series import plural
from broadsheet.model.figures import Bound, Change, FigureRecord, Metric

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_BOUNDS = {
    Bound.OVER: "over ",
    Bound.AT_LEAST: "at least ",
    Bound.UNDER: "under ",
    Bound.UP_TO: "up to ",
    Bound.ABOUT: "about ",
    Bound.NEARLY: "nearly ",
}
_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_POINTS_BACK = re.compile(
    r"(?:It|Its|They|Their|Them|He|She|His|Her|That|This|These|Those|Both"
    r"|The (?:rest|company|firm|yard"
    r"|agency|authority|port|exchange|investor|municipality|operator|same|other|figure|latter)"
    r"|Es|Sie|Er|Das|Dies|Diese|Dieser)\b"
)
# A definite noun without a name beside it means one the text has named before.
_DEFINITE = re.compile(r"(?:The|Its|Their|His|Her|Both|Die|Der|Das)\s+[a-zß-ÿ]")
_INSIDE = re.compile(
    r"\b(?:that|this)\s+(?:figure|number|request|shift|order|step|claim|date|case|price|distance"
    r"|rule|deal|plan|offer|sum|gap|test)s?\b"
    r"|\b(?:of|for|with|at) (?:that|this|it|them|those)\b(?! [a-z])"
    r"|\b(?:these|those)\s+(?!who\b)[a-z]+"
    r"|^[^,;]*\b(?:gave|awarded|told|sold|offered|handed|lent|sent|paid) (?:it|them|him|her)\b"
)
_OPENING_WORDS = 8
_CALENDAR = frozenset(
    [*_MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
)
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def points_back(sentence: str) -> bool:
    """Return whether a sentence opens with a word that leans on the sentence before it."""
    return bool(_POINTS_BACK.match(sentence))


def stands_alone(sentence: str) -> bool:
    """Return whether a sentence can be read without the one before it.

    It opens with no pronoun and no definite noun without a name, and points to nothing inside.
    """
    if points_back(sentence) or _INSIDE.search(sentence):
        return False
    if not _DEFINITE.match(sentence):
        return True
    opening = [word.strip(",.") for word in sentence.split()[1:_OPENING_WORDS]]
    return any(word[:1].isupper() and word not in _CALENDAR for word in opening)


def say_date(day: date) -> str:
    """Return "9 October 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_day(day: date) -> str:
    """Return "9 October"."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def say_count(number: int, noun: str) -> str:
    """Return "three publishers", with words up to twelve."""
    name = noun if number == 1 else plural(noun)
    return f"{_SMALL[number] if 0 <= number <= 12 else number} {name}"


def say_value(metric: Metric | FigureRecord, value: Decimal | None = None) -> str:
    """Return the metric's value, or another value of its series, with unit: "€4.2 million"."""
    number = metric.value if value is None else value
    bound = _BOUNDS.get(metric.bound, "") if value is None else ""
    if metric.currency:
        return f"{bound}{_money(number, metric.currency)}"
    if metric.unit == "%":
        return f"{bound}{say_number(number)}%"
    unit = metric.unit if number == 1 else plural(metric.unit)
    return (
        f"{bound}{say_number(number)} {unit}".strip()
        if metric.unit
        else f"{bound}{say_number(number)}"
    )


def say_number(number: Decimal) -> str:
    """Return a number with thousands marked, or scaled when that loses nothing: "4.2 million"."""
    for scale, name in _SCALES:
        scaled = (number / scale).normalize()
        if abs(number) >= scale and -scaled.as_tuple().exponent <= 3:  # type: ignore[operator]
            return f"{scaled:f} {name}"
    return f"{number:,f}"


def say_change(change: Change) -> str:
    """Return "up 5.6%", "down 20" where no percentage exists, or "unchanged"."""
    if change.direction == "flat":
        return "unchanged"
    size = abs(change.percent) if change.percent is not None else abs(change.delta)
    return f"{change.direction} {size:f}{'%' if change.percent is not None else ''}"


def _money(number: Decimal, currency: str) -> str:
    sign = _SIGNS.get(currency)
    return f"{sign}{say_number(number)}" if sign else f"{currency} {say_number(number)}"
