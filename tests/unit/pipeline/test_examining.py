"""One location read by itself, with an account of how."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.errors import SourceError
from broadsheet.pipeline import examine_location
from broadsheet.testing import MemoryFetcher

NOW = datetime(2026, 10, 8, tzinfo=UTC)
URL = "https://port.example/berths"
PROSE = "The port of Lindhavn wants four new berths for electric freighters by next summer. " * 3
PAGE = (
    "<html lang='en'><head><title>Four berths</title></head><body><nav>Home</nav><article>"
    f"<h1>Four berths</h1><p>{PROSE}</p><p>Advertisement</p><p>{PROSE}Crews object.</p></article>"
)


def test_a_page_comes_with_its_account() -> None:
    found = examine_location(URL, fetcher=MemoryFetcher({URL: PAGE.encode()}), now=NOW)
    (article,) = found.articles
    assert article.first_seen == NOW
    assert found.page is not None
    assert found.page.furniture == {"nav": 1}
    assert "Advertisement" not in article.text


def test_a_note_has_an_account_of_its_cleaning_only() -> None:
    note = f"# Four berths\n\n{PROSE}\n\nAdvertisement\n"
    found = examine_location("a.md", fetcher=MemoryFetcher({"a.md": note.encode()}), now=NOW)
    assert found.page is None
    assert [cut.kind for cut in found.cuts[found.articles[0].id]] == ["advert"]


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(SourceError):
        examine_location("b.md", fetcher=MemoryFetcher({}), now=NOW)
