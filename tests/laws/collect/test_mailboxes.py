"""What holds of mailboxes whatever the input."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.collect.mailboxes import (
    Mailbox,
    parse_listing,
    parse_message,
)

names = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/"), min_size=1, max_size=20
).filter(lambda name: name == name.strip())


@given(names, names, st.integers(1, 2**32 - 1), st.integers(1, 2**32 - 1))
def test_addresses_read_back_as_written(user: str, folder: str, validity: int, uid: int) -> None:
    mailbox = Mailbox(host="imap.quay.example", user=user, folder=folder)
    message = parse_message(mailbox.message(validity, uid))
    assert (message.mailbox, message.validity, message.uid) == (mailbox, validity, uid)
    listing = parse_listing(mailbox.since(date(2026, 11, 1)))
    assert (listing.mailbox, listing.since) == (mailbox, date(2026, 11, 1))
    assert listing.criterion == "SINCE 1-Nov-2026"
