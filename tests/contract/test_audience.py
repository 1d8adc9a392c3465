"""The contract of `AudienceStore`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.errors import NotFound
from broadsheet.model.deliveries import Subscriber, Subscription, SubscriptionState

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def member(
    address: str,
    *,
    of: str = "execs",
    state: SubscriptionState = SubscriptionState.CONFIRMED,
    name: str = "",
    language: str = "",
) -> Subscription:
    person = Subscriber(address=address, name=name, language=language)
    return Subscription(list=of, subscriber=person, state=state, since=NOON)


def test_members_come_back_ordered_by_address(stores):
    people = [member("c@x.example"), member("a@x.example", name="Ann", language="de")]
    assert [stores.audience.subscribe(one) for one in people] == [True, True]
    assert list(stores.audience.members("execs")) == people[::-1]
    assert not stores.audience.members("nobody")


@pytest.mark.parametrize("state", list(SubscriptionState))
def test_a_membership_that_exists_is_left_as_it_is(stores, state):
    stores.audience.subscribe(member("a@x.example", state=state))
    assert not stores.audience.subscribe(member("a@x.example"))
    (found,) = stores.audience.members("execs")
    assert found.state is state


def test_an_unsubscribed_reader_stays_so_when_the_list_is_imported_again(stores):
    stores.audience.subscribe(member("a@x.example"))
    stores.audience.set_state("execs", "a@x.example", SubscriptionState.UNSUBSCRIBED, at=LATER)
    assert not stores.audience.subscribe(member("a@x.example"))
    (found,) = stores.audience.members("execs")
    assert (found.state, found.since) == (SubscriptionState.UNSUBSCRIBED, LATER)


def test_addresses_that_differ_in_case_are_one_reader(stores):
    stores.audience.subscribe(member("Ann@x.example"))
    assert not stores.audience.subscribe(member("ann@x.example"))
    stores.audience.set_state("execs", "ANN@x.example", SubscriptionState.UNSUBSCRIBED, at=LATER)
    (found,) = stores.audience.members("execs")
    assert (found.subscriber.address, found.state) == (
        "Ann@x.example",
        SubscriptionState.UNSUBSCRIBED,
    )


def test_a_later_list_fills_in_a_name_but_does_not_change_one(stores):
    stores.audience.subscribe(member("a@x.example", language="de"))
    stores.audience.subscribe(member("a@x.example", of="staff", name="Ann", language="en"))
    stores.audience.subscribe(member("a@x.example", of="board", name="Somebody"))
    for name in ("execs", "staff", "board"):
        (found,) = stores.audience.members(name)
        assert (found.subscriber.name, found.subscriber.language) == ("Ann", "de")


def test_leaving_one_list_leaves_the_others(stores):
    for name in ("execs", "staff"):
        stores.audience.subscribe(member("a@x.example", of=name))
    stores.audience.set_state("execs", "a@x.example", SubscriptionState.UNSUBSCRIBED, at=LATER)
    assert not stores.audience.is_confirmed("execs", "a@x.example")
    assert stores.audience.is_confirmed("staff", "A@x.example")
    assert not stores.audience.is_confirmed("staff", "b@x.example")


def test_the_state_of_somebody_not_on_the_list_cannot_be_changed(stores):
    stores.audience.subscribe(member("a@x.example", of="staff"))
    with pytest.raises(NotFound, match=r"a@x\.example"):
        stores.audience.set_state("execs", "a@x.example", SubscriptionState.CONFIRMED, at=NOON)


def test_lists_are_sorted(stores):
    for name in ("staff", "execs", "staff"):
        stores.audience.subscribe(member(f"{name}@x.example", of=name))
    assert list(stores.audience.lists()) == ["execs", "staff"]
