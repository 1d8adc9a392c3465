"""Dates and numbers in four languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.render.formats import (
    clock,
    day_of,
    day_span,
    local,
    long_date,
    number,
    scaled,
    weekday_date,
    zone_of,
)
from broadsheet.render.labels import LABELS, labels_for

SPANS = YAML(typ="safe").load(
    (Path(__file__).parents[2] / "cases" / "render" / "spans.yaml").read_text(encoding="utf-8")
)
EN = labels_for("en")


@pytest.mark.parametrize(
    "case", SPANS, ids=[f"{case['language']} {case['shown']}" for case in SPANS]
)
def test_days_are_shown_no_finer_than_they_are_known(case):
    labels = labels_for(case["language"])
    assert day_span(case["start"], case["end"], case["granularity"], labels) == case["shown"]


def test_times_are_told_in_the_zone_of_the_edition():
    berlin = zone_of("Europe/Berlin")
    late = datetime(2026, 10, 11, 23, 30, tzinfo=UTC)
    assert weekday_date(late, berlin, EN) == "Monday 12 October 2026"
    assert clock(late, berlin, EN) == "12 Oct 2026, 01:30"
    assert weekday_date(late, zone_of("UTC"), labels_for("fr")) == "dimanche 11 octobre 2026"


def test_a_day_without_a_time_is_the_same_day_everywhere():
    new_york = zone_of("America/New_York")
    assert day_of(datetime(2026, 10, 8, tzinfo=UTC), new_york) == date(2026, 10, 8)
    assert day_of(datetime(2026, 10, 8, 0, 30, tzinfo=UTC), new_york) == date(2026, 10, 7)
    assert day_of(datetime(2026, 10, 8, tzinfo=new_york), UTC) == date(2026, 10, 8)


@pytest.mark.parametrize("name", ["No/Where", "", "../../etc/passwd", "\0"])
def test_an_unknown_zone_is_utc(name):
    assert zone_of(name) is UTC


def test_the_ends_of_the_calendar_do_not_overflow():
    first = datetime(1, 1, 1, tzinfo=UTC)
    assert local(first, zone_of("America/New_York")) == first


def test_scale_words_are_the_languages_own():
    value = Decimal(412_000_000)
    assert scaled(value, LABELS["de"]) == ("412", "Mio.")
    assert scaled(value, LABELS["zh"]) == ("4.12", "亿")
    assert scaled(Decimal(35_000), LABELS["zh"]) == ("3.5", "万")


def test_zero_and_tiny_numbers_have_no_trailing_zeros():
    assert number(Decimal("0.000"), EN) == "0"
    assert number(Decimal("-0.0000001"), EN) == "0"
    assert number(Decimal("3.80"), EN) == "3.8"


@pytest.mark.parametrize("language", sorted(LABELS))
def test_every_language_has_the_same_words_with_the_same_gaps(language):
    ours, theirs = LABELS["en"], LABELS[language]
    assert set(ours) == set(theirs)
    for key, text in ours.items():
        gaps = {part.split("}")[0] for part in text.split("{")[1:]}
        assert {part.split("}")[0] for part in theirs[key].split("{")[1:]} == gaps
    assert len(theirs["months"].split()) == len(theirs["short_months"].split()) == 12
    assert len(theirs["days"].split()) == 7


def test_a_language_without_words_is_shown_in_english():
    assert labels_for("ja") is EN
    assert labels_for("de-AT") is LABELS["de"]
    assert long_date(date(2026, 3, 1), labels_for("es-MX")) == "1 marzo 2026"
