"""The contract of `DeliveryLog`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import StoreError
from broadsheet.model.deliveries import Delivery, DeliveryState, Outcome, Tally
from broadsheet.testing import MemoryDeliveries

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OK = Outcome(state=DeliveryState.ACCEPTED, reply="250 OK")


def delivery(address: str, *, edition: str = "e-1", **rest: object) -> Delivery:
    return Delivery(
        edition_id=edition, address=address, message_id=f"<{edition}.{address}>", **rest
    )


def freeze(stores, *addresses: str) -> None:
    stores.deliveries.freeze([delivery(address) for address in addresses])


def states(stores) -> dict[str, str]:
    return {row.address: row.state.value for row in stores.deliveries.deliveries("e-1")}


def test_a_frozen_audience_comes_back_ordered_by_address(stores):
    rows = [
        delivery("b@x.example", name="Bé", list="execs", attach_pdf=True),
        delivery("a@x.example"),
    ]
    assert stores.deliveries.freeze(rows) == 2
    assert list(stores.deliveries.deliveries("e-1")) == rows[::-1]
    assert not stores.deliveries.deliveries("e-2")


def test_freezing_again_changes_nobody(stores):
    freeze(stores, "a@x.example")
    stores.deliveries.claim("e-1", now=NOON, limit=9)
    stores.deliveries.settle("e-1", "a@x.example", OK, at=NOON)
    again = [delivery("a@x.example", name="Other"), delivery("b@x.example")]
    assert stores.deliveries.freeze(again) == 1
    assert stores.deliveries.freeze([]) == 0
    first, _ = stores.deliveries.deliveries("e-1")
    assert (first.state, first.name) == (DeliveryState.ACCEPTED, "")


def test_a_delivery_frozen_as_suppressed_is_never_claimed(stores):
    row = delivery("a b@x.example", state=DeliveryState.SUPPRESSED, reply="not an address")
    stores.deliveries.freeze([row])
    assert not stores.deliveries.claim("e-1", now=NOON, limit=9)
    assert stores.deliveries.tally("e-1").suppressed == 1


def test_claimed_rows_are_on_record_as_sending(stores):
    freeze(stores, "c@x.example", "a@x.example", "b@x.example")
    claimed = stores.deliveries.claim("e-1", now=NOON, limit=2)
    assert [row.address for row in claimed] == ["a@x.example", "b@x.example"]
    assert list(stores.deliveries.deliveries("e-1"))[:2] == list(claimed)
    assert all(
        (row.state, row.attempts, row.changed_at) == (DeliveryState.SENDING, 1, NOON)
        for row in claimed
    )
    assert [r.address for r in stores.deliveries.claim("e-1", now=NOON, limit=9)] == ["c@x.example"]
    assert not stores.deliveries.claim("e-1", now=NOON, limit=9)


def test_an_outcome_is_recorded(stores):
    freeze(stores, "a@x.example")
    stores.deliveries.claim("e-1", now=NOON, limit=1)
    stores.deliveries.settle("e-1", "a@x.example", OK, at=NOON + MINUTE)
    (row,) = stores.deliveries.deliveries("e-1")
    assert (row.state, row.reply, row.changed_at) == (
        DeliveryState.ACCEPTED,
        "250 OK",
        NOON + MINUTE,
    )


def test_a_row_that_is_not_being_sent_cannot_be_settled(stores):
    freeze(stores, "a@x.example")
    for address in ("a@x.example", "nobody@x.example"):
        with pytest.raises(StoreError, match="not being sent"):
            stores.deliveries.settle("e-1", address, OK, at=NOON)
    stores.deliveries.claim("e-1", now=NOON, limit=1)
    stores.deliveries.settle("e-1", "a@x.example", OK, at=NOON)
    with pytest.raises(StoreError, match="not being sent"):
        stores.deliveries.settle("e-1", "a@x.example", OK, at=NOON)


def test_a_deferred_row_is_claimed_when_its_time_has_come(stores):
    freeze(stores, "a@x.example")
    stores.deliveries.claim("e-1", now=NOON, limit=1)
    later = Outcome(state=DeliveryState.DEFERRED, reply="451 later", next_at=NOON + MINUTE)
    stores.deliveries.settle("e-1", "a@x.example", later, at=NOON)
    just_before = NOON + MINUTE - timedelta(microseconds=1)
    assert not stores.deliveries.claim("e-1", now=just_before, limit=1)
    assert not stores.deliveries.due_editions(now=just_before)
    assert list(stores.deliveries.due_editions(now=NOON + MINUTE)) == ["e-1"]
    (row,) = stores.deliveries.claim("e-1", now=NOON + MINUTE, limit=1)
    assert (row.attempts, row.next_at, row.reply) == (2, None, "451 later")


def test_a_row_released_unsent_gets_its_attempt_back(stores):
    freeze(stores, "a@x.example")
    stores.deliveries.claim("e-1", now=NOON, limit=1)
    release = Outcome(state=DeliveryState.PENDING, reply="")
    stores.deliveries.settle("e-1", "a@x.example", release, at=NOON)
    (row,) = stores.deliveries.claim("e-1", now=NOON, limit=1)
    assert row.attempts == 1


@pytest.mark.parametrize(("resend", "expected"), [(True, "pending"), (False, "unknown")])
def test_rows_left_in_sending_by_a_crash(stores, resend, expected):
    freeze(stores, "a@x.example", "b@x.example", "c@x.example")
    stores.deliveries.freeze([delivery("a@x.example", edition="e-2")])
    stores.deliveries.claim("e-2", now=NOON, limit=1)
    stores.deliveries.claim("e-1", now=NOON, limit=2)
    stores.deliveries.settle("e-1", "a@x.example", OK, at=NOON)
    assert stores.deliveries.recover("e-1", resend=resend, at=NOON) == 1
    assert states(stores) == {
        "a@x.example": "accepted",
        "b@x.example": expected,
        "c@x.example": "pending",
    }
    assert stores.deliveries.recover("e-1", resend=resend, at=NOON) == 0
    (other,) = stores.deliveries.deliveries("e-2")
    assert other.state is DeliveryState.SENDING


def test_the_tally_of_an_unknown_edition_is_empty(stores):
    assert stores.deliveries.tally("e-9") == Tally(
        audience=0, accepted=0, failed=0, suppressed=0, unknown=0, open=0
    )


def test_every_state_is_counted_in_its_place(stores):
    outcomes = [*DeliveryState]
    freeze(stores, *(f"{state.value}@x.example" for state in outcomes))
    stores.deliveries.claim("e-1", now=NOON, limit=99)
    for state in outcomes:
        if state is not DeliveryState.SENDING:
            outcome = Outcome(state=state, reply="")
            stores.deliveries.settle("e-1", f"{state.value}@x.example", outcome, at=NOON)
    assert stores.deliveries.tally("e-1") == Tally(
        audience=7, accepted=1, failed=1, suppressed=1, unknown=1, open=3
    )


def test_two_workers_never_claim_the_same_row(stores):
    addresses = [f"r{number:02}@x.example" for number in range(40)]
    freeze(stores, *addresses)

    def work(_: int) -> list[str]:
        mine: list[str] = []
        while group := stores.deliveries.claim("e-1", now=NOON, limit=3):
            mine += [row.address for row in group]
        return mine

    with ThreadPoolExecutor(4) as pool:
        claimed = sorted(address for part in pool.map(work, range(4)) for address in part)
    assert claimed == addresses


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["claim", "settle", "recover"]), st.sampled_from(list(DeliveryState))
    ),
    max_size=25,
)


@given(steps=STEPS)
def test_the_accounting_adds_up_whatever_happens(steps):
    log = MemoryDeliveries()
    log.freeze(replace(delivery(f"r{n}@x.example"), name=str(n)) for n in range(5))
    sending: list[str] = []
    for kind, state in steps:
        if kind == "claim":
            sending += [row.address for row in log.claim("e-1", now=NOON, limit=2)]
        elif kind == "recover":
            log.recover("e-1", resend=state is DeliveryState.PENDING, at=NOON)
            sending = []
        elif sending and state is not DeliveryState.SENDING:
            log.settle("e-1", sending.pop(), Outcome(state=state, reply=""), at=NOON)
        tally = log.tally("e-1")
        closed = tally.accepted + tally.failed + tally.suppressed + tally.unknown
        assert tally.audience == 5 == closed + tally.open
