"""How a page was read, told to those who ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.read.page_accounts import PageAccount, account_of
from broadsheet.read.pages import examine_page

CASES = Path(__file__).parents[2] / "cases" / "pages"
URL = "https://www.fjordlight.example/ports/four-berths"


def account(name: str, *, url: str = URL) -> PageAccount:
    told = account_of((CASES / f"{name}.html").read_bytes(), url=url)
    assert told is not None
    return told


def test_the_account_is_that_of_the_reading() -> None:
    told = account("json-ld")
    reading = examine_page((CASES / "json-ld.html").read_bytes(), url=URL)
    assert (told.candidate, told.confidence) == (reading.candidate, reading.confidence)
    assert told.candidate in {one.name for one in told.candidates}
    assert max(one.agreement for one in told.candidates) == told.confidence
    assert 40 < told.kept < told.shown
    assert told.furniture["nav"] == 3
    assert list(told.furniture.values()) == sorted(told.furniture.values(), reverse=True)


@pytest.mark.parametrize(
    ("name", "field", "place"),
    [
        ("json-ld", "title", "json-ld, window title, heading"),
        ("json-ld", "authors", "json-ld"),
        ("json-ld", "date", "json-ld"),
        ("json-ld", "language", "stated"),
        ("author-structured-byline", "authors", "byline"),
        ("author-two-in-one", "authors", "meta"),
        ("visible-date", "date", "time"),
        ("date-line-below-the-text", "date", "guess"),
        ("language-from-text", "language", "text"),
        ("canonical-same-site", "url", "canonical link"),
        ("title-with-site-suffix", "publisher", "meta"),
        ("undated", "url", "given"),
    ],
)
def test_every_field_says_where_it_came_from(name: str, field: str, place: str) -> None:
    assert account(name).places[field] == place


def test_what_was_not_found_has_no_place() -> None:
    assert {"date", "authors", "publisher"}.isdisjoint(account("undated").places)


@pytest.mark.parametrize("html", [b"", b"  ", b"<div>" * 3_000, b"<html><body></body></html>"])
def test_a_page_with_nothing_to_read_has_no_account(html: bytes) -> None:
    assert account_of(html) is None


def test_a_page_without_a_body_is_told_too() -> None:
    told = account_of(b"<html><frameset><frame><noframes>" + b"Four berths. " * 40)
    assert told is None or told.kept >= 0
