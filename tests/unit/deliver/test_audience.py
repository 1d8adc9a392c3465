"""Who gets an edition."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.deliver.addresses import envelope_address, is_deliverable, split_address
from broadsheet.deliver.audience import freeze_audience, message_id
from broadsheet.model.briefings import Output, Recipients
from broadsheet.model.deliveries import (
    DeliveryState,
    Subscriber,
    Subscription,
    SubscriptionState,
)

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
CONFIRMED = SubscriptionState.CONFIRMED
MAIL = Recipients(list="staff", outputs=(Output.EMAIL,))
MAIL_AND_PDF = Recipients(list="execs", outputs=(Output.EMAIL, Output.PDF))


def on(name: str, *people: tuple[str, str] | str, state: SubscriptionState = CONFIRMED):
    members = []
    for person in people:
        address, shown = person if isinstance(person, tuple) else (person, "")
        members.append(
            Subscription(
                list=name,
                subscriber=Subscriber(address=address, name=shown),
                state=state,
                since=SINCE,
            )
        )
    return name, members


def freeze(memberships, *recipients):
    return freeze_audience("e-1", memberships, recipients, domain="lists.example")


def test_confirmed_members_in_order_of_address():
    rows = freeze([on("staff", ("b@x.example", "Bé"), "a@x.example")], MAIL)
    assert [(r.address, r.name, r.list, r.attach_pdf) for r in rows] == [
        ("a@x.example", "", "staff", False),
        ("b@x.example", "Bé", "staff", False),
    ]
    assert all((r.edition_id, r.state) == ("e-1", DeliveryState.PENDING) for r in rows)


@pytest.mark.parametrize("state", [SubscriptionState.UNCONFIRMED, SubscriptionState.UNSUBSCRIBED])
def test_nobody_is_written_to_without_consent(state):
    assert freeze([on("staff", "a@x.example", state=state)], MAIL) == []


def test_only_the_lists_of_the_briefing():
    assert freeze([on("others", "a@x.example")], MAIL) == []
    assert freeze([on("staff", "a@x.example")]) == []


def test_one_copy_for_somebody_on_two_lists_with_the_outputs_of_both():
    memberships = [on("execs", ("Ann@x.example", "Ann")), on("staff", "ann@x.example")]
    (row,) = freeze(memberships, MAIL, MAIL_AND_PDF)
    assert (row.address, row.name, row.list, row.attach_pdf) == (
        "ann@x.example", "Ann", "staff", True,
    )  # fmt: skip
    (turned,) = freeze(memberships, MAIL_AND_PDF, MAIL)
    assert (turned.list, turned.attach_pdf, turned.message_id) == ("execs", True, row.message_id)


def test_leaving_one_list_does_not_leave_the_other():
    memberships = [
        on("execs", "a@x.example", state=SubscriptionState.UNSUBSCRIBED),
        on("staff", "a@x.example"),
    ]
    (row,) = freeze(memberships, MAIL_AND_PDF, MAIL)
    assert (row.list, row.attach_pdf) == ("staff", False)


def test_an_address_nothing_can_be_sent_to_is_accounted_for():
    (row,) = freeze([on("staff", "a b@x.example")], MAIL)
    assert row.state is DeliveryState.SUPPRESSED
    assert "not an address" in row.reply


def test_message_ids_differ_by_edition_and_reader_only():
    ids = {message_id(e, a, domain="d.example") for e in ("e-1", "e-2") for a in ("a@x", "b@x")}
    assert len(ids) == 4
    assert message_id("e-1", "A@x", domain="d.example") == message_id(
        "e-1", "a@x", domain="d.example"
    )
    assert all(one.startswith("<") and one.endswith("@d.example>") for one in ids)


@given(
    people=st.lists(
        st.tuples(st.sampled_from(["staff", "execs"]), st.sampled_from("abAB"), st.sampled_from(list(SubscriptionState)))
    )
)  # fmt: skip
def test_one_row_per_person_whatever_the_lists_hold(people):
    memberships = [
        (name, [m for n, a, s in people if n == name for m in on(n, f"{a}@x.example", state=s)[1]])
        for name in ("staff", "execs")
    ]
    rows = freeze(memberships, MAIL, MAIL_AND_PDF)
    confirmed = {f"{a}@x.example".lower() for _, a, s in people if s is CONFIRMED}
    assert sorted(r.address.lower() for r in rows) == sorted(confirmed)
    assert len({r.message_id for r in rows}) == len(rows)
    assert rows == freeze([(n, m[::-1]) for n, m in memberships[::-1]], MAIL, MAIL_AND_PDF)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a@x.example", True),
        ("o'neil+tag=1@x.example", True),
        ("jürgen@bücher.example", True),
        ("", False),
        ("a", False),
        ("a@", False),
        ("@x", False),
        ("a@b@c", False),
        ("a b@x.example", False),
        ("a@x.example\n", False),
        ("a@x\0.example", False),
        ('"a b"@x.example', False),
        ("<a@x.example>", False),
        ("a@[127.0.0.1]", False),
        ("\ud800@x.example", False),
        ("a" * 250 + "@x.example", False),
    ],
)
def test_which_addresses_can_be_written_to(address, expected):
    assert is_deliverable(address) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@x.example", ("", "a@x.example")),
        (" a@x.example ", ("", "a@x.example")),
        ("Ann Reader <a@x.example>", ("Ann Reader", "a@x.example")),
        ('"Reader, Ann" <a@x.example>', ("Reader, Ann", "a@x.example")),
        ("<a@x.example>", ("", "a@x.example")),
    ],
)
def test_a_sender_setting_is_split(text, expected):
    assert split_address(text) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a@x.example", "a@x.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("ü@bücher.example", "ü@bücher.example"),
        ("a@" + "ü" * 70 + ".example", "a@" + "ü" * 70 + ".example"),
    ],
)
def test_envelope_addresses(address, expected):
    assert envelope_address(address) == expected
