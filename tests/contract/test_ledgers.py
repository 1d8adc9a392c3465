"""The contract of `LedgerStore`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.errors import NotFound
from broadsheet.model.ledgers import Ledger, SourceLine

SLOT = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
LEDGER = Ledger(
    briefing="ev",
    slot=SLOT,
    edition_id="e-1",
    lines=(
        SourceLine(source="Wire", documents={"read": 1}, items={"used": 3, "too_old": 2}, cut=4),
        SourceLine(source="Post – «Süd»", documents={"http_404": 1}),
    ),
    carried={"used": 2},
)


def test_a_ledger_comes_back_as_it_was_kept(stores):
    stores.ledgers.keep(LEDGER)
    found = stores.ledgers.find("ev", SLOT)
    assert found == LEDGER
    assert (found.found, found.buckets()) == (5, {"too_old": 2, "used": 3})
    assert found.documents() == {"http_404": 1, "read": 1}
    assert found.cut == 4


def test_a_run_done_again_replaces_its_ledger(stores):
    stores.ledgers.keep(LEDGER)
    again = replace(LEDGER, edition_id="e-2", carried={})
    stores.ledgers.keep(again)
    assert stores.ledgers.find("ev") == again


def test_the_newest_is_found_of_one_briefing_or_of_all(stores):
    for briefing, days in [("ev", 0), ("ev", 2), ("b", 3), ("a", 3), ("ev", 1)]:
        stores.ledgers.keep(replace(LEDGER, briefing=briefing, slot=SLOT + days * DAY))
    newest = stores.ledgers.find("ev")
    assert (newest.briefing, newest.slot) == ("ev", SLOT + 2 * DAY)
    assert stores.ledgers.find().briefing == "a"
    assert stores.ledgers.find(slot=SLOT).briefing == "ev"


def test_what_is_not_there_is_not_found(stores):
    stores.ledgers.keep(LEDGER)
    for arguments in [("other",), ("ev", SLOT + DAY), (None, SLOT - DAY)]:
        with pytest.raises(NotFound, match="no ledger"):
            stores.ledgers.find(*arguments)


def test_only_the_last_200_of_a_briefing_are_kept(stores):
    stores.ledgers.keep(replace(LEDGER, briefing="other"))
    for number in range(202):
        stores.ledgers.keep(replace(LEDGER, slot=SLOT + number * DAY))
    assert stores.ledgers.find("other").slot == SLOT
    assert stores.ledgers.find("ev", SLOT + 2 * DAY)
    with pytest.raises(NotFound):
        stores.ledgers.find("ev", SLOT + DAY)
