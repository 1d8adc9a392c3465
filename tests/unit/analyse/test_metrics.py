from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from broadsheet.analyse.conflicts import find_conflicts
from broadsheet.analyse.figures import figures_on_record
from broadsheet.analyse.metrics import change_between, choose_metrics
from broadsheet.analyse.phrases import Phrases
from broadsheet.model.editions import Past, past_of
from broadsheet.model.figures import Change, Marker
from deskwork import NOW, WEEK, article, edition_from, story

ENGLISH = Phrases("en")


def weekly(number, week):
    """Return the article of a week with the count of packs and a sentence nobody needs."""
    return article(
        f"Voltara Cells shipped {number} battery packs in the week. It rained on the coast.",
        title=f"Week {week} at the plant",
        published=NOW + week * WEEK - timedelta(days=3),
    )


def metrics_of(articles, *, past=(), limit=8, **more):
    by_id = {one.id: one for one in articles}
    records = figures_on_record(articles, copies={})
    before = past_of(tuple(past)) if past else Past()
    return choose_metrics(records, before, by_id, limit=limit, stories=[story(*articles)], **more)


def editions(*numbers):
    made = []
    for week, number in enumerate(numbers):
        made.append(edition_from([[weekly(number, week)]], past=made, now=NOW + week * WEEK))
    return made


def test_a_series_shows_its_change_and_history():
    past = editions("1,240", "1,310")
    (metric,) = metrics_of([weekly("1,185", 2)], past=past)
    assert metric.previous == 1310
    assert metric.change == Change(direction="down", delta=Decimal(-125), percent=Decimal("-9.5"))
    assert [point.value for point in metric.history] == [1240, 1310, 1185]
    assert [point.as_of for point in metric.history] == sorted(p.as_of for p in metric.history)
    assert Marker.FIRST_RECORD not in metric.markers


def test_the_same_subject_and_noun_in_another_statement_is_no_series():
    past = [edition_from([[article("Norrvik Yards plans to hire 140 workers for the new dock.")]])]
    (metric,) = metrics_of(
        [article("Norrvik Yards evacuated 60 workers of the night shift in good order.")], past=past
    )
    assert metric.previous is None
    assert metric.markers == (Marker.UNVERIFIED, Marker.FIRST_RECORD)


def test_two_families_verify_a_figure():
    sentence = "Halsund Ferries carried 318,000 passengers in the week."
    articles = [article(sentence), article(f"{sentence} Yes.", publisher="Skerry Post")]
    (metric,) = metrics_of(articles)
    assert metric.families == 2
    assert metric.markers == (Marker.FIRST_RECORD,)


def test_one_value_under_two_names_is_one_metric():
    articles = [
        article("Halsund Ferries has ordered eight vessels for NOK 2.1 billion."),
        article("Norrvik Yards won a contract worth NOK 2.1 billion.", publisher="Skerry Post"),
    ]
    found = [metric for metric in metrics_of(articles) if metric.currency == "NOK"]
    assert [(metric.label, metric.families) for metric in found] == [
        ("Halsund Ferries: order value", 2)
    ]


def test_a_company_s_own_figure_is_marked():
    (metric,) = metrics_of(
        [article("Tarnholm Shipping said it carried 318,000 passengers of its own in the week.")]
    )
    assert Marker.COMPANY_CLAIM in metric.markers
    assert Marker.UNVERIFIED not in metric.markers


def test_a_primary_document_verifies():
    (metric,) = metrics_of(
        [article("Halsund Ferries carried 318,000 passengers in the week.", tags=("primary",))]
    )
    assert metric.markers == (Marker.FIRST_RECORD,)


def test_of_disputed_values_one_stands_for_all_and_is_marked():
    articles = [
        article("The Norrvik fire destroyed 14 battery modules."),
        article("The Norrvik fire destroyed 19 battery modules.", publisher="Fjordlight Daily"),
    ]
    by_id = {one.id: one for one in articles}
    records = figures_on_record(articles, copies={})
    conflicts = find_conflicts(records, [story(*articles)], by_id)
    (metric,) = metrics_of(articles, conflicts=conflicts)
    assert Marker.SOURCES_DIFFER in metric.markers


def test_at_most_two_of_one_subject_and_never_more_than_the_limit():
    text = "\n\n".join(
        f"Halsund Ferries carried {number},000 {noun} in the week."
        for number, noun in ((318, "passengers"), (44, "cars"), (21, "bicycles"))
    )
    assert len(metrics_of([article(text)])) == 2
    assert len(metrics_of([article(text)], limit=1)) == 1


def test_other_languages_and_mere_changes_are_not_metrics():
    german = article("Voltara Cells lieferte 3.200 Batteriepacks.", language="de")
    change = article("Revenue of Voltara Cells rose by €3 million in the year.")
    assert metrics_of([german]) == []
    assert metrics_of([change]) == []


def test_small_counts_are_no_metric():
    assert metrics_of([article("Halsund Ferries bought two vessels.")]) == []


@pytest.mark.parametrize(
    ("previous", "value", "direction", "percent"),
    [("100", "105.6", "up", "5.6"), ("100", "90", "down", "-10.0"), ("5", "5", "flat", "0.0"),
     ("0", "5", "up", None), ("0", "0", "flat", None), ("-10", "-5", "up", "50.0")],
)  # fmt: skip
def test_a_change_has_direction_and_percentage(previous, value, direction, percent):
    change = change_between(Decimal(previous), Decimal(value))
    assert change.direction == direction
    assert change.percent == (None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("number", "words"),
    [("4200000", "4.2 million"), ("2100000000", "2.1 billion"), ("1234567", "1,234,567"),
     ("1310", "1,310"), ("84.20", "84.20"), ("3000000000000", "3 trillion")],
)  # fmt: skip
def test_a_number_is_scaled_only_when_nothing_is_lost(number, words):
    assert ENGLISH.number(Decimal(number)) == words


def test_values_are_said_with_unit_currency_and_bound():
    text = (
        "Halsund Ferries carried about 318,000 passengers in the week.\n\n"
        "Lumen Quay earned $3.4 million in charging revenue.\n\n"
        "Tarnholm Shipping paid kr 14,500 in harbour fees."
    )
    said = [ENGLISH.value(record) for record in figures_on_record([article(text)], copies={})]
    assert said[0] == "about 318,000 passengers"
    assert said[1] == "$3.4 million"
    assert said[2].endswith(" 14,500")


def test_a_figure_of_years_ago_is_background():
    old = article("Tarnholm Shipping sold 3,100 tickets in 2024.", title="Tarnholm sells")
    now = article("Tarnholm Shipping sold 3,100 tickets in September.", title="Tarnholm sells")
    assert metrics_of([old]) == []
    assert len(metrics_of([now])) == 1
