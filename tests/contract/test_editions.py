"""The contract of `EditionStore`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from broadsheet.compose.codec import content_hash, edition_document
from broadsheet.errors import NotFound, StoreError
from broadsheet.model.editions import Edition
from editions import sample_edition

START = datetime(2026, 9, 7, 5, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def edition(number: int, *, briefing: str = "coastal", headline: str = "News") -> Edition:
    """Return the edition of the week `number`, sealed with its id."""
    sample = sample_edition()
    end = START + number * WEEK
    figures = [replace(figure, as_of=end, value=Decimal(number) / 8) for figure in sample.figures]
    made = replace(
        sample,
        id="",
        briefing=briefing,
        number=number,
        headline=headline,
        period=replace(sample.period, start=end - WEEK, end=end),
        made_at=end,
        figures=tuple(figures),
    )
    return replace(made, id=content_hash(edition_document(made)))


def test_an_edition_comes_back_as_it_was_frozen(stores):
    one = edition(1)
    stores.editions.save(one)
    assert stores.editions.get(one.id) == one


def test_saving_the_same_edition_again_changes_nothing(stores):
    for _ in range(2):
        stores.editions.save(edition(1))
    assert len(stores.editions.list()) == 1
    past = stores.editions.past("coastal", before=START + 9 * WEEK)
    assert past.figures == edition(1).figures


def test_a_number_is_given_once_per_briefing(stores):
    stores.editions.save(edition(1))
    stores.editions.save(edition(1, briefing="other"))
    with pytest.raises(StoreError, match="coastal/1: another edition already has this number"):
        stores.editions.save(edition(1, headline="Other"))
    assert stores.editions.get("coastal/1") == edition(1)


def test_an_edition_may_be_replaced_on_demand_with_its_figures(stores):
    stores.editions.save(edition(1))
    second = edition(1, headline="Better")
    stores.editions.save(second, replace=True)
    assert list(stores.editions.list()) == [second]
    assert stores.editions.past("coastal", before=START + 9 * WEEK).figures == second.figures
    with pytest.raises(NotFound):
        stores.editions.get(edition(1).id)


def test_by_number_and_by_latest(stores):
    for number in (2, 3, 1):
        stores.editions.save(edition(number))
    stores.editions.save(edition(9, briefing="other"))
    assert stores.editions.get("coastal/2") == edition(2)
    assert stores.editions.get("coastal/latest") == edition(3)


def test_by_prefix_of_an_id(stores):
    one, two = edition(1), edition(2)
    for each in (one, two):
        stores.editions.save(each)
    assert stores.editions.get(one.id[:12]) == one
    with pytest.raises(NotFound, match="several editions begin like this"):
        stores.editions.get("e-")


@pytest.mark.parametrize(
    "reference",
    ["", "/", "e-000", "e_%", "coastal/4", "coastal/01", "coastal/-1", "nothing/latest", "coastal/²",
     "coastal/" + "9" * 30, "coastal", "E-"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(stores, reference):
    stores.editions.save(edition(1))
    with pytest.raises(NotFound):
        stores.editions.get(reference)


def test_listed_newest_period_first(stores):
    for number, briefing in [(1, "coastal"), (3, "other"), (2, "coastal")]:
        stores.editions.save(edition(number, briefing=briefing))
    assert [e.number for e in stores.editions.list()] == [3, 2, 1]
    assert [e.number for e in stores.editions.list("coastal")] == [2, 1]


def test_the_past_ends_before_the_time_asked_for(stores):
    for number in (1, 2, 3):
        stores.editions.save(edition(number))
    past = stores.editions.past("coastal", before=START + 3 * WEEK)
    assert [e.number for e in past.editions] == [1, 2]
    assert stores.editions.past("other", before=START + 9 * WEEK).editions == ()


def test_the_figure_history_reaches_further_back_than_the_editions(stores):
    for number in (3, 1, 2):
        stores.editions.save(edition(number))
    past = stores.editions.past("coastal", before=START + 9 * WEEK, limit=1)
    assert [e.number for e in past.editions] == [3]
    expected = edition(1).figures + edition(2).figures + edition(3).figures
    assert past.figures == expected
    assert stores.editions.past("coastal", before=START + 9 * WEEK, limit=0).editions == ()


def test_a_slot_keeps_its_number_and_a_new_one_gets_the_next_free(stores):
    assert stores.editions.number_for("coastal", START) == 1
    for number in (1, 3):
        stores.editions.save(edition(number))
    stores.editions.save(edition(7, briefing="other"))
    assert stores.editions.number_for("coastal", START + 3 * WEEK) == 3
    assert stores.editions.number_for("coastal", START + 2 * WEEK) == 4, (
        "an earlier slot, made later"
    )
    assert stores.editions.number_for("coastal", START + 9 * WEEK) == 4
