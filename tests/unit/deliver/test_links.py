"""Unsubscribe links."""

from __future__ import annotations

import pytest

from broadsheet.deliver.links import (
    list_id,
    read_unsubscribe_token,
    unsubscribe_token,
    unsubscribe_url,
)
from broadsheet.errors import ConfigError, NotFound


def test_a_token_stays_valid_when_a_new_key_is_added():
    old = unsubscribe_token("execs", "a@x.example", secrets=["old"])
    assert read_unsubscribe_token(old, secrets=["old", "new"]) == ("execs", "a@x.example")
    new = unsubscribe_token("execs", "a@x.example", secrets=["old", "new"])
    with pytest.raises(NotFound):
        read_unsubscribe_token(new, secrets=["old"])


@pytest.mark.parametrize("position", [0, 5, 20, -1])
def test_one_changed_character_makes_it_worthless(position):
    token = unsubscribe_token("execs", "a@x.example", secrets=["s3cret"])
    changed = list(token)
    changed[position] = "A" if changed[position] != "A" else "Q"
    with pytest.raises(NotFound):
        read_unsubscribe_token("".join(changed), secrets=["s3cret"])


@pytest.mark.parametrize("token", ["", ".", "a.b.c", "x" * 100_000, "\ud800", "ü.ü"])
def test_a_made_up_token_is_refused(token):
    with pytest.raises(NotFound, match="damaged or was not issued here"):
        read_unsubscribe_token(token, secrets=["s3cret"])


@pytest.mark.parametrize("secrets", [[], [""], ["good", ""]])
def test_there_are_no_links_without_a_secret(secrets):
    with pytest.raises(ConfigError, match="BROADSHEET_SECRET"):
        unsubscribe_token("execs", "a@x.example", secrets=secrets)


@pytest.mark.parametrize(
    ("base", "begins"),
    [
        ("https://news.example.org", "https://news.example.org/unsubscribe/"),
        ("https://news.example.org/a/", "https://news.example.org/a/unsubscribe/"),
        ("http://localhost:8000", "http://localhost:8000/unsubscribe/"),
    ],
)
def test_the_link_lies_under_the_base_url(base, begins):
    url = unsubscribe_url(base, "execs", "a@x.example", secrets=["s"])
    assert url.startswith(begins)
    token = url.removeprefix(begins)
    assert read_unsubscribe_token(token, secrets=["s"]) == ("execs", "a@x.example")


@pytest.mark.parametrize(
    "base", ["", "news.example.org", "mailto:a@x.example", "https://", "https:///x", "https://a b/"]
)
def test_without_a_web_address_there_is_no_link(base):
    assert unsubscribe_url(base, "execs", "a@x.example", secrets=["s"]) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [("execs", "execs.x.example"), ("Die Chefs!", "die-chefs.x.example"), ("龍", "list.x.example")],
)
def test_a_list_id_is_made_of_plain_labels(name, expected):
    assert list_id(name, "x.example") == expected
