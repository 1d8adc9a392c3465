from __future__ import annotations

from datetime import timedelta

import pytest

from broadsheet.analyse.corrections import find_corrections
from broadsheet.model.editions import past_of
from deskwork import NOW, article, edition_from

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
