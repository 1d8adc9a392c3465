"""One location read by itself, with an account of how."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.clean.traces import trace_of
from broadsheet.errors import SourceError
from broadsheet.model.articles import FetchResponse
from broadsheet.pipeline import (
    Examination,
    clear_together,
    examine_location,
    examine_locations,
)
from broadsheet.testing import MemoryArticles, MemoryFetcher
from repeated_sites import STORIES, site
from traces import MemoryTraces

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


def test_a_page_behind_a_login_is_shown_without_it() -> None:
    login = URL.replace("https://", "https://ida:secret@")
    response = FetchResponse(status=200, url=URL, content=PAGE.encode(), fetched_at=NOW)
    found = examine_location(login, fetcher=MemoryFetcher({login: response}), now=NOW)
    assert "secret" not in repr(found)


def test_a_note_has_an_account_of_its_cleaning_only() -> None:
    note = f"# Four berths\n\n{PROSE}\n\nAdvertisement\n"
    found = examine_location("a.md", fetcher=MemoryFetcher({"a.md": note.encode()}), now=NOW)
    assert found.page is None
    assert [cut.kind for cut in found.cuts[found.articles[0].id]] == ["advert"]


def read(*locations: str, **served: str) -> list[Examination]:
    served = {name.replace("_", "."): text for name, text in served.items()}
    fetcher = MemoryFetcher({name: text.encode() for name, text in served.items()})
    return [examine_location(name, fetcher=fetcher, now=NOW) for name in locations or served]


def test_notes_read_together_show_what_repeats_on_them() -> None:
    call = "Sign up to our morning letter, it is free."
    notes = {
        f"{letter}_md": f"# {story['title']}\n\n{story['text']}\n\nAdvertisement\n\n{call}\n"
        for letter, story in zip("abc", STORIES["different"], strict=False)
    }
    found = clear_together(read(**notes), now=NOW)
    for each, story in zip(found, STORIES["different"], strict=False):
        (article,) = each.articles
        assert article.text == story["text"]
        assert [(cut.kind, cut.text) for cut in each.cuts[article.id]] == [
            ("advert", "Advertisement"),
            ("stands on 3 of 3 articles of the site", call),
        ]
    two = clear_together(read("a.md", "b.md", **notes), now=NOW)
    assert all(article.text.endswith(call) for each in two for article in each.articles)
    kept = {name: f"---\npublisher: {name}\n---\n\n{text}" for name, text in notes.items()}
    apart = clear_together(read(**kept), now=NOW)
    assert all(article.text.endswith(call) for each in apart for article in each.articles)


def test_a_page_read_alone_shows_what_is_known_of_its_site() -> None:
    call = "Sign up to our morning letter, it is free."
    memory = MemoryTraces(MemoryArticles())
    known = site({"different": 6, "more": [{"at": -1, "says": call}]})
    memory.keep([trace_of(one, site="port.example", seen_at=NOW) for one in known])
    served = {URL: PAGE.replace("Crews object.</p>", f"Crews object.</p><p>{call}</p>").encode()}
    found = examine_location(URL, fetcher=MemoryFetcher(served), now=NOW)
    (cleared,) = clear_together([found], now=NOW, memory=memory)
    assert call in found.articles[0].text
    assert call not in cleared.articles[0].text
    assert cleared.page == found.page
    assert len(memory.traces(["port.example"])) == 6, "nothing is remembered of it"


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(SourceError):
        examine_location("b.md", fetcher=MemoryFetcher({}), now=NOW)


def test_one_location_that_fails_stops_no_other() -> None:
    fetcher = MemoryFetcher({"a.md": b"# A pier\n\nThe pier was painted.", "c.md": b"# Hull\n\nA."})
    locations = [(name, fetcher) for name in ("a.md", "b.md", "c.md")]
    found, failed = examine_locations(locations, now=NOW)
    assert [article.title for each in found for article in each.articles] == ["A pier", "Hull"]
    assert [error.what for error in failed] == ["b.md"]
