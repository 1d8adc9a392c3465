"""The words around what is quoted, in every language that has a table."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from broadsheet.analyse.figures import figures_on_record
from broadsheet.analyse.phrases import Phrases
from broadsheet.analyse.phrases_english import ENGLISH
from broadsheet.analyse.phrases_french import FRENCH
from broadsheet.analyse.phrases_german import GERMAN
from broadsheet.analyse.phrases_spanish import SPANISH
from broadsheet.model.figures import Bound
from deskwork import article

TABLES = {"de": GERMAN, "fr": FRENCH, "es": SPANISH}
# What English alone says with a verb or a possessive.
ENGLISH_ONLY = {
    "moved_counted", "moved_counted_turned", "flat_counted", "of_name", "of_name_s",
    "change_up", "change_down", "change_up_bare", "change_down_bare",
}  # fmt: skip


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TABLES)
def test_every_language_says_everything_with_the_same_slots(language):
    table = TABLES[language]
    assert set(table) == set(ENGLISH) - ENGLISH_ONLY
    for key, text in table.items():
        for form in text.split("\n"):
            assert slots(form) <= slots(ENGLISH[key]), key
        assert slots(text) == slots(ENGLISH[key]) - {"per"}, key


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", "4200000", "4.2 million"),
        ("de-AT", "4200000", "4,2 Mio."),
        ("fr", "2100000000", "2,1 Md"),
        ("es", "2100000000", "2,1 mil mill."),
        ("de", "1234567", "1.234.567"),
        ("tlh", "1310", "1,310"),
    ],
)
def test_numbers_are_written_as_the_language_does(language, number, said):
    assert Phrases(language).number(Decimal(number)) == said


@pytest.mark.parametrize(
    ("language", "day", "value", "names", "count"),
    [
        ("en", "9 October 2026", "about €4.2 million", "A, B and C", "three values"),
        ("de", "9. Oktober 2026", "rund 4,2 Mio. €", "A, B und C", "drei erfassten Werten"),
        ("fr", "9 octobre 2026", "environ 4,2 M €", "A, B et C", "trois valeurs"),
        ("es", "9 de octubre de 2026", "unos 4,2 mill. €", "A, B y C", "tres valores"),
    ],
)
def test_dates_sums_and_lists_are_said_as_the_language_does(language, day, value, names, count):
    phrases = Phrases(language)
    (record,) = figures_on_record(
        [article("Lumen Quay earned about €4.2 million in charging revenue.")], copies={}
    )
    assert phrases.full_date(date(2026, 10, 9)) == day
    assert phrases.value(record) == value
    assert phrases.listed(["A", "B", "C"]) == names
    assert phrases.count(3, "values") == count


def test_units_are_put_in_the_plural_in_english_alone():
    (record,) = figures_on_record(
        [article("Halsund Ferries carried 318,000 passengers in the week.")], copies={}
    )
    assert Phrases("en").value(record) == "318,000 passengers"
    assert Phrases("en").value(record, Decimal(1)) == "1 passenger"
    assert Phrases("de").value(record) == "318.000 passenger"
    crowns = replace(record, currency="NOK", unit="", bound=Bound.EXACT)
    assert Phrases("en").value(crowns) == "NOK 318,000"
    assert Phrases("fr").value(crowns) == "318 000 NOK"


def test_small_words():
    phrases = Phrases("en")
    assert phrases.quoted("plain") == "“plain”"
    assert phrases.quoted('has "marks"') == 'has "marks"'
    assert Phrases("fr").quoted("mot") == "« mot »"
    assert phrases.listed(["A"]) == "A"
    assert phrases.listed([]) == ""
    assert phrases.count(1, "independent_publishers") == "one independent publisher"
    assert phrases.count(13, "independent_publishers") == "13 independent publishers"
    assert phrases.number_word(0) == "zero"
    assert "of_name" in phrases
    assert "of_name" not in Phrases("de")
