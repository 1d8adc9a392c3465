"""Figures as tiles, case by case from data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.model.figures import Bound, Change, Marker
from broadsheet.render.labels import labels_for
from broadsheet.render.references import References
from broadsheet.render.tiles import tile
from editions import sample_edition

CASES = YAML(typ="safe").load(
    (Path(__file__).parents[2] / "cases" / "render" / "tiles.yaml").read_text(encoding="utf-8")
)


def shown(language="en", **changes):
    edition = sample_edition()
    labels = labels_for(language)
    plain = replace(
        edition.metrics[1],
        currency=None,
        unit="",
        markers=(),
        previous=None,
        change=None,
        speaker="",
    )
    references = References(edition, ("numbers",), labels, UTC)
    return tile(replace(plain, **changes), 1, references, labels)


def change_between(value: Decimal, previous: Decimal) -> Change:
    delta = value - previous
    percent = (delta / previous * 100) if previous else None
    direction = "up" if delta > 0 else "down" if delta < 0 else "flat"
    return Change(direction=direction, delta=delta, percent=percent)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['language']} {case['full']}" for case in CASES]
)
def test_figures_are_written_as_readers_expect(case):
    value = Decimal(case["value"])
    previous = Decimal(case["previous"]) if "previous" in case else None
    view = shown(
        case["language"],
        value=value,
        unit=case.get("unit", ""),
        currency=case.get("currency"),
        bound=Bound(case.get("bound", "exact")),
        previous=previous,
        change=None if previous is None else change_between(value, previous),
    )
    assert view.full == case["full"]
    assert view.change == case.get("change", "")
    assert view.basis == case.get("basis", "")


@pytest.mark.parametrize(
    ("value", "previous", "arrow", "direction"),
    [("2", "1", "▲", "up"), ("1", "2", "▼", "down"), ("1", "1", "→", "flat")],
)
def test_a_change_is_never_told_by_colour_alone(value, previous, arrow, direction):
    change = change_between(Decimal(value), Decimal(previous))
    view = shown(value=Decimal(value), previous=Decimal(previous), change=change)
    assert (view.arrow, view.direction) == (arrow, direction)
    assert view.change[0] in "+−±"
    assert view.basis.split()[0] in {"up", "down", "unchanged"}


def test_a_figure_without_a_past_says_so_apart_from_the_warnings():
    assert (shown().first, shown().markers) == ("first on record", ())
    warned = shown(markers=(Marker.FIRST_RECORD, Marker.COMPANY_CLAIM))
    assert (warned.first, warned.markers) == ("first on record", ("company claim",))
    change = change_between(Decimal(3), Decimal(2))
    assert shown(previous=Decimal(2), change=change).first == ""


def test_a_label_tells_whose_figure_it_is():
    whose = shown(label="Ostra Cells: packs shipped", subject="Ostra Cells")
    assert (whose.topic, whose.measure) == ("Ostra Cells", "packs shipped")
    assert shown(label="Ratio: 3 to 1", subject="Ostra").topic == ""
    assert shown(label="Ostra: ", subject="Ostra").measure == "Ostra:"


@pytest.mark.parametrize(
    ("label", "unit", "shown_unit"),
    [
        ("Ostra Cells: battery packs shipped", "battery pack", ""),
        ("Peak demand, megawatts", "megawatt", ""),
        ("Passengers, inner coast", "passenger", ""),
        ("Ferries: crew", "person", "people"),
        ("Carpets", "car", "cars"),
    ],
)
def test_a_unit_the_label_names_is_not_said_again(label, unit, shown_unit):
    assert shown(label=label, unit=unit, value=Decimal(5)).unit == shown_unit


@pytest.mark.parametrize(
    ("label", "shown_unit"),
    [("Passagiere im September", ""), ("Schiffe", "Passagier"), ("Passagierschiffe", "Passagier")],
)
def test_outside_english_a_unit_is_known_by_its_stem(label, shown_unit):
    assert shown("de", label=label, unit="Passagier", value=Decimal(5)).unit == shown_unit


def test_a_change_without_its_previous_value_has_no_basis():
    view = shown(change=change_between(Decimal(3), Decimal(2)))
    assert (view.change, view.basis) == ("+50%", "")


def test_period_and_speaker_stand_under_the_figure():
    assert shown(speaker="the port").detail == "Sep 2026 · according to the port"
    assert shown(period=None).detail == ""


def test_a_history_has_a_picture_from_three_values_on():
    history = sample_edition().metrics[0].history
    assert shown(history=history[:2]).image == ""
    view = shown(history=history)
    assert view.image == "spark-1.png"
    assert view.spark_alt == "Up, 7 values"
    assert view.spark_title == "Value of the Torskar order: 231,200 to 263,400 over 7 values."
    assert shown(history=tuple(reversed(history))).spark_alt == "Down, 7 values"
    assert shown(history=history[:1] * 3).spark_alt == "Flat, 3 values"
