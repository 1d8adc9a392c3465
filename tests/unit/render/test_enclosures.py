"""The figures as data: exact, with the numbers printed on the page."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from editions import sample_edition


def enclosed(templates, **changes):
    rendering = render(replace(sample_edition(), **changes), Style(), templates)
    return rendering, json.loads(rendering.attachments["figures.json"])


def test_every_figure_is_there_with_its_history_and_sources(templates):
    rendering, data = enclosed(templates)
    assert rendering.made_at == sample_edition().made_at
    assert [figure["label"] for figure in data["figures"]] == [
        metric.label for metric in sample_edition().metrics
    ]
    first = data["figures"][0]
    assert first["value"] == "263400"
    assert first["history"][-1] == {"as_of": "2026-10-12T05:30:00+00:00", "value": "263400"}
    assert first["period"] == {"start": "2026-09-01", "end": "2026-09-30"}
    assert data["figures"][2]["markers"] == ["company_claim"]
    for figure in data["figures"]:
        for cite in figure["evidence"]:
            source = data["sources"][cite["source"] - 1]
            assert source["number"] == cite["source"]


def test_numbers_are_exact_whatever_they_are(templates):
    values = [Decimal("1E+30"), Decimal("0.1000"), Decimal("NaN"), Decimal("-Infinity")]
    metrics = tuple(
        replace(sample_edition().metrics[0], value=value, previous=None, period=None)
        for value in values
    )
    figures = enclosed(templates, metrics=metrics)[1]["figures"]
    assert [figure["value"] for figure in figures] == ["1" + "0" * 30, "0.1000", "NaN", "-Infinity"]
    assert figures[0]["previous"] is None
    assert figures[0]["period"] is None


def test_an_edition_without_figures_encloses_nothing(templates):
    assert render(replace(sample_edition(), metrics=()), Style(), templates).attachments == {}
