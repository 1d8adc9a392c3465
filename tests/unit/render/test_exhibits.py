"""Charts stand where they say something, and say it in words too."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from decimal import Decimal

import pytest

from broadsheet.model.briefings import Style
from broadsheet.model.figures import Bound
from broadsheet.render.editions import render
from broadsheet.render.exhibits import dates_ahead, difference, series_of
from broadsheet.render.labels import labels_for
from broadsheet.render.references import References
from editions import sample_edition

EN = labels_for("en")


def charted(edition):
    references = References(edition, ("numbers", "stories"), EN, UTC)
    return series_of(edition, edition.stories, references, EN, UTC)


def differing(**changes):
    edition = sample_edition()
    figures = (edition.figures[0], replace(edition.figures[1], **changes))
    return difference(edition.conflicts[0], replace(edition, figures=figures), EN)


def test_the_first_story_with_a_series_gets_its_chart_and_no_other():
    edition = sample_edition()
    (story_id,) = charted(edition)
    view = charted(edition)[story_id]
    assert story_id == edition.stories[0].id
    assert view.title == (
        "Output of the second Ostra plant: 64% on 14 Sep 2026, 71% on 12 Oct 2026."
    )
    assert view.turn == "high 75%"
    assert f"<title>{view.title}</title>" in view.print_svg
    assert "currentColor" in view.web_svg


def test_a_series_that_falls_and_recovers_names_its_low():
    edition = sample_edition()
    points = edition.metrics[2].history
    values = [9, 4, 5, 8, 8]
    history = tuple(
        replace(point, value=Decimal(n)) for point, n in zip(points, values, strict=True)
    )
    metrics = (replace(edition.metrics[2], history=history),)
    (view,) = charted(replace(edition, metrics=metrics)).values()
    assert view.turn == "low 4%"


@pytest.mark.parametrize("values", [[5, 5, 5, 5, 5], [1, 2, 3], ["NaN", "NaN", 1, 2, 3]])
def test_a_flat_or_short_series_is_no_chart(values):
    edition = sample_edition()
    points = edition.metrics[0].history
    history = tuple(
        replace(point, value=Decimal(n)) for point, n in zip(points, values, strict=False)
    )
    metrics = tuple(replace(metric, history=history) for metric in edition.metrics)
    assert charted(replace(edition, metrics=metrics)) == {}


def test_figures_that_differ_are_bars_with_the_chosen_one_highlighted():
    view = differing()
    title = view.title.replace("\xa0", " ")
    assert title == (
        "Value of the Torskar order: SEK 412 million (Harbour Ledger), "
        "SEK 438 million (Coastline Review)."
    )
    assert [(row.percent, row.lit) for row in view.rows] == [(94, True), (100, False)]
    assert differing(value=Decimal(0)).rows[1].percent == 2


def test_bars_say_how_their_sources_limit_the_figures():
    view = differing(bound=Bound.AT_LEAST)
    assert [row.shown.replace("\xa0", " ") for row in view.rows] == [
        "SEK 412 million",
        "at least SEK 438 million",
    ]
    assert "at least SEK" in view.title
    assert "at least SEK" in view.print_svg


def test_a_line_ends_at_the_value_as_its_source_limits_it():
    edition = sample_edition()
    about = replace(edition.metrics[2], bound=Bound.ABOUT)
    (view,) = charted(replace(edition, metrics=(about,))).values()
    assert view.last == "about 71%"
    assert view.title.endswith("64% on 14 Sep 2026, about 71% on 12 Oct 2026.")


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": "berth"},
        {"currency": "EUR"},
        {"value": Decimal(-1)},
        {"value": Decimal("NaN")},
        {"evidence": ()},
    ],
)
def test_what_cannot_be_compared_is_not_drawn(changes):
    assert differing(**changes) is None


def test_the_figure_by_the_numbers_is_the_highlighted_one():
    edition = sample_edition()
    metrics = tuple(
        replace(metric, value=Decimal(438_000_000)) if "order" in metric.label else metric
        for metric in edition.metrics
    )
    view = difference(edition.conflicts[0], replace(edition, metrics=metrics), EN)
    assert [row.lit for row in view.rows] == [False, True]


def test_three_dates_make_a_timeline():
    edition = sample_edition()
    view = dates_ahead(edition, EN, UTC)
    assert view.title == "4 dated expectations: the next 20 Oct 2026, the last Mar 2027."
    coming = [item for item in edition.watch if item.state.value == "open"]
    assert dates_ahead(replace(edition, watch=tuple(coming[:2])), EN, UTC) is None
    assert dates_ahead(replace(edition, watch=()), EN, UTC) is None


def test_every_channel_shows_the_charts_in_its_own_way(templates):
    rendering = render(sample_edition(), Style(), templates)
    series = "Output of the second Ostra plant: 64% on 14 Sep 2026, 71% on 12 Oct 2026."
    for channel in (rendering.print_html, rendering.web):
        for title in (series, "4 dated expectations: the next 20 Oct 2026"):
            assert f"<title>{title}" in channel
    assert f'alt="{series}"' in rendering.html
    row = re.search(r'<table[^>]* width="94%"', rendering.html)
    assert row, "bars in a mail are table cells: they show with pictures blocked"
    assert "<svg" not in rendering.html


def test_charts_speak_the_language_of_the_edition(templates):
    for language, words in (
        ("de", "am 12. Okt. 2026"),
        ("fr", "le 12 oct. 2026"),
        ("es", "el 12 oct 2026"),
        ("zh", "2026年10月12日为"),
    ):
        rendering = render(replace(sample_edition(), language=language), Style(), templates)
        assert words in rendering.web.replace("\xa0", " "), language
