from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.analyse.corrections import find_corrections
from broadsheet.analyse.figures import figures_on_record
from broadsheet.model.editions import past_of
from broadsheet.model.insights import CorrectionKind
from deskwork import NOW, WEEK, article, edition_from

FIRST = article("Voltara Cells shipped 5,120 battery packs in September, the most so far.")
PAST = past_of((edition_from([[FIRST]]),))


def correction(text, **more):
    return article(text, published=NOW + timedelta(days=3), publisher="Tidewater Wire", **more)


def test_a_figure_taken_back_names_the_edition_that_gave_it():
    text = "Voltara Cells corrected its September figure to 4,860 battery packs from 5,120."
    source = correction(text)
    (found,) = find_corrections(PAST, [source])
    assert found.edition_id == PAST.editions[0].id
    assert found.text == f"Edition 1 gave 5,120 (Voltara Cells: battery packs shipped). {text}"
    assert [one.article_id for one in found.evidence] == [FIRST.id, source.id]


@pytest.mark.parametrize(
    "text",
    [
        "Voltara Cells shipped 4,860 battery packs, not 5,120.",  # does not say it corrects
        "Voltara Cells corrected its figure to 4,860 battery packs.",  # names no old value
        "Kelvig Drives corrected its figure to 4,860 battery packs from 5,120.",  # somebody else
        "Voltara Cells corrected its figure of 5,120 battery packs.",  # names no new value
        "Voltara Cells corrected 5,120 battery packs to €4,860.",  # another unit
        "The board met. It rained. A typing error was corrected.",  # of no figure
    ],
)
def test_only_an_explicit_correction_of_the_same_subject_counts(text):
    assert find_corrections(PAST, [correction(text)]) == []


def test_the_title_names_the_subject_when_the_sentence_does_not():
    text = "The company corrected its figure to 4,860 battery packs from 5,120."
    (found,) = find_corrections(PAST, [correction(text, title="Voltara Cells corrects itself")])
    assert found.text.endswith(text)


def given(count, *, publisher="Harbour Ledger", week=0, said="Voltara Cells said it shipped"):
    return article(
        f"{said} {count} battery packs in September 2026.",
        title=f"Voltara Cells counts {week}",
        publisher=publisher,
        published=NOW + week * WEEK - timedelta(days=2),
    )


def contradictions(first, second, *, past=()):
    before = past_of((edition_from([[first]]), *past))
    records = figures_on_record([second], copies={})
    return find_corrections(before, [second], records=records)


def test_a_newer_figure_of_the_same_speaker_takes_the_older_back():
    first, second = given("5,120"), given("4,860", publisher="Tidewater Wire", week=1)
    (found,) = contradictions(first, second)
    assert found.kind is CorrectionKind.CONTRADICTED
    assert found.text.startswith("Edition 1 gave 5,120 (Voltara Cells: battery packs shipped). ")
    assert "The figure now given is 4,860 battery packs: " in found.text
    assert (found.said, found.holds) == (
        "5,120 (Voltara Cells: battery packs shipped)",
        "4,860 battery packs",
    )
    assert [one.article_id for one in found.evidence] == [first.id, second.id]


def test_an_outlet_contradicts_itself_but_not_another():
    plain = "Voltara Cells shipped"
    first = given("5,120", said=plain)
    assert contradictions(first, given("4,860", said=plain, week=1))
    other = given("4,860", said=plain, week=1, publisher="Tidewater Wire")
    assert contradictions(first, other) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (given("5,120"), given("5,120", week=1)),  # the same
        (given("5,124"), given("5,120", week=1)),  # the same, rounded
        (given("5,120"), given("about 4,860", week=1)),  # no exact value
        (given("5,120", week=2), given("4,860", week=1)),  # older
        (given("5,120"), given("4,860", said="Kelvig Drives said it shipped", week=1)),
        (given("5,120"), given("4,860", said="Voltara Cells shipped", week=1)),  # no speaker
    ],
)
def test_what_can_stand_beside_the_older_figure_takes_nothing_back(first, second):
    assert contradictions(first, second) == []


def test_a_count_that_still_ran_may_grow():
    early = article(
        "Voltara Cells said it shipped 5,120 battery packs in October 2026.",
        title="Voltara Cells counts",
    )
    late = article(
        "Voltara Cells said it shipped 7,300 battery packs in October 2026.",
        title="Voltara Cells counts again",
        published=NOW + 4 * WEEK,
    )
    assert contradictions(early, late) == []


def test_several_values_of_one_time_are_parts():
    parts = article(
        "Voltara Cells said it shipped 5,120 battery packs in September 2026. Voltara Cells said it "
        "shipped 1,240 battery packs in September 2026.",
        title="Voltara Cells counts",
    )
    assert contradictions(parts, given("4,860", week=1)) == []


def test_a_figure_is_taken_back_once():
    first = edition_from([[given("5,120")]])
    second = given("4,860", week=1)
    records = figures_on_record([second], copies={})
    (found,) = find_corrections(past_of((first,)), [second], records=records)
    told = replace(edition_from([[second]], past=[first], now=NOW + WEEK), corrections=(found,))
    again = given("4,860", publisher="Tidewater Wire", week=2)
    records = figures_on_record([again], copies={})
    assert find_corrections(past_of((first, told)), [again], records=records) == []
