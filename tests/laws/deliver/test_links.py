"""What holds of links whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.deliver.links import (
    read_unsubscribe_token,
    unsubscribe_token,
)

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(name=NAMES, address=NAMES)
def test_a_token_names_list_and_address(name, address):
    token = unsubscribe_token(name, address, secrets=["s3cret"])
    assert read_unsubscribe_token(token, secrets=["s3cret"]) == (name, address)
