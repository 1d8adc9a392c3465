"""Addresses of mailboxes and messages: read back as written, and free of secrets."""

from __future__ import annotations

import pytest

from broadsheet.collect.mailboxes import (
    Mailbox,
    is_mailbox,
    parse_listing,
    parse_mailbox,
    parse_message,
)
from broadsheet.errors import FetchError


@pytest.mark.parametrize(
    ("address", "mailbox"),
    [
        (
            "imaps://desk@quay.example@imap.quay.example/Letters",
            Mailbox(host="imap.quay.example", user="desk@quay.example", folder="Letters"),
        ),
        (
            "IMAPS://desk%40quay.example@Imap.Quay.example:1993/A%20b/",
            Mailbox(host="imap.quay.example", user="desk@quay.example", folder="A b", port=1993),
        ),
        ("imaps://desk@quay.example", Mailbox(host="quay.example", user="desk", folder="INBOX")),
    ],
)
def test_a_mailbox_as_people_write_it(address: str, mailbox: Mailbox) -> None:
    assert is_mailbox(address)
    assert parse_mailbox(address) == mailbox
    assert parse_mailbox(mailbox.address) == mailbox
    assert "desk" not in mailbox.name


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("imap://desk@quay.example/A", "imap://quay.example/A: a mailbox is read over TLS only"),
        ("imaps://desk:ebb@quay.example/A", "holds a password .*MAILBOX_PASSWORDS"),
        ("imaps://quay.example/A", "names no user"),
        ("imaps://desk@/A", "names no host"),
        ("imaps://desk@quay.example:x/A", "is not the address of a mailbox"),
        ("imaps://de%0D%0Ask@quay.example/A", "is not the address of a mailbox"),
    ],
)
def test_what_is_no_mailbox_is_refused_without_telling_the_secret(
    address: str, message: str
) -> None:
    with pytest.raises(FetchError, match=message) as caught:
        parse_mailbox(address)
    assert "ebb" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "imaps://desk@quay.example/A",
        "imaps://d@q.example/A?SINCE%2031-Feb-2026",
        "x?SINCE%2001-Abc-2026",
    ],
)
def test_other_addresses_are_neither_listing_nor_message(address: str) -> None:
    with pytest.raises(FetchError, match="names no day"):
        parse_listing(address)
    with pytest.raises(FetchError, match="not a message"):
        parse_message(address)
