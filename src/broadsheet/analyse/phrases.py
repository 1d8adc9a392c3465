"""Phrases: what composed sentences are made of, in the language of the edition.

One table for each language: a key gives one or more forms of a sentence with named slots. What an
edition quotes stays in its own language; only the words around it are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from broadsheet.analyse.phrases_english import ENGLISH
from broadsheet.analyse.phrases_french import FRENCH
from broadsheet.analyse.phrases_german import GERMAN
from broadsheet.analyse.phrases_spanish import SPANISH
from broadsheet.analyse.series import plural
from broadsheet.model.figures import FigureRecord, Metric

_TABLES: Mapping[str, Mapping[str, str]] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
}
_SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_QUOTES = '“”„"«»'


class Phrases:
    """The phrases of one language; one we have no table for speaks English.

    Args:
        language: ISO 639-1 code, with or without a region.
    """

    def __init__(self, language: str) -> None:
        self._table = _TABLES.get(language.partition("-")[0].lower(), ENGLISH)

    def say(self, key: str, **slots: object) -> str:
        """Return the first form of a phrase with its slots filled."""
        return self.forms(key, **slots)[0]

    def forms(self, key: str, **slots: object) -> list[str]:
        """Return every form of a phrase with its slots filled, the preferred one first."""
        return [form.format(**slots) for form in self._table[key].split("\n")]

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks; one that has marks of its own stays as it is."""
        if any(mark in text for mark in _QUOTES):
            return text
        return self.say("quoted", text=text)

    def listed(self, names: Sequence[str]) -> str:
        """Return "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        return self.say("listed", most=", ".join(names[:-1]), last=names[-1])

    def count(self, number: int, noun: str) -> str:
        """Return "three publishers", with words up to twelve; `noun` is a key of the table."""
        one, _, many = self._table[noun].partition("|")
        return one if number == 1 else many.format(number=self.number_word(number))

    def number_word(self, number: int) -> str:
        """Return a whole number as a word up to twelve."""
        words = self._table["small_numbers"].split()
        return words[number] if 0 <= number < len(words) else self.number(Decimal(number))

    def __contains__(self, key: str) -> bool:
        """Return whether the language has a form of its own for this."""
        return key in self._table

    def day(self, day: date) -> str:
        """Return "9 October"."""
        return self.say("day", day=day.day, month=self._month(day))

    def full_date(self, day: date) -> str:
        """Return "9 October 2026"."""
        return self.say("date", day=day.day, month=self._month(day), year=day.year)

    def _month(self, day: date) -> str:
        return self._table["months"].split()[day.month - 1]

    def number(self, number: Decimal) -> str:
        """Return a number with thousands marked, or scaled when that loses nothing."""
        for scale, name in _SCALES:
            scaled = (number / scale).normalize()
            places = scaled.as_tuple().exponent
            if abs(number) >= scale and isinstance(places, int) and -places <= 3:
                return self.say(name, number=self._digits(f"{scaled:f}"))
        return self._digits(f"{number:,f}")

    def _digits(self, text: str) -> str:
        swap = {",": self._table["thousands"], ".": self._table["decimals"]}
        return "".join(swap.get(mark, mark) for mark in text)

    def percent(self, number: Decimal) -> str:
        """Return "5.6%" in the typography of the language."""
        return self.say("percent", number=self._digits(f"{number:,f}"))

    def value(self, metric: Metric | FigureRecord, value: Decimal | None = None) -> str:
        """Return the metric's value, or another value of its series, with unit: "€4.2 million".

        The unit stands as the source has it; it is put in the plural where the source's language
        is ours.
        """
        number = metric.value if value is None else value
        if metric.currency:
            said = self._money(number, metric.currency)
        elif metric.unit == "%":
            said = self.percent(number)
        else:
            said = f"{self.number(number)} {self._unit(metric.unit, number)}".strip()
        bound = f"bound_{metric.bound.value}"
        return self.say(bound, value=said) if value is None and bound in self._table else said

    def _unit(self, unit: str, number: Decimal) -> str:
        return unit if number == 1 or self._table is not ENGLISH else plural(unit)

    def _money(self, number: Decimal, currency: str) -> str:
        sign = _SIGNS.get(currency, currency)
        joint = "money" if currency in _SIGNS else "money_code"
        return self.say(joint, sign=sign, number=self.number(number))
