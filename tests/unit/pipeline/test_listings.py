"""What of a source is to be fetched, on the in-memory stand-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from typing_extensions import override

from broadsheet.errors import FetchError, SourceError
from broadsheet.model.articles import FetchState
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.pipeline.listings import locations
from broadsheet.testing import MemoryArticles, MemoryFetcher

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
BOX = "imaps://desk@imap.quay.example/Letters"


class PostOffice(MemoryFetcher):
    """Lists a mailbox of three messages, or fails."""

    asked: str = ""
    failure: SourceError | None = None

    @override
    def expand(self, pattern: str) -> Sequence[str]:
        if not pattern.startswith("imaps:"):
            return super().expand(pattern)
        self.asked = pattern
        if self.failure is not None:
            raise self.failure
        return [f"{BOX};UIDVALIDITY=7/;UID={uid}" for uid in (1, 2, 3)]


def listed(kind: SourceKind, location: str, fetcher: MemoryFetcher, store: MemoryArticles):
    source = Source(kind=kind, location=location, name="Letters")
    return locations(source, fetcher=fetcher, store=store, now=NOW, max_age=timedelta(days=8))


def test_a_feed_stands_for_itself() -> None:
    store = MemoryArticles()
    url = "https://tarn.example/feed"
    assert listed(SourceKind.FEED, url, MemoryFetcher({}), store) == [url]
    assert store.states() == []


def test_the_unread_mails_of_a_mailbox() -> None:
    store, office = MemoryArticles(), PostOffice({})
    read = FetchState(source="Letters", url=f"{BOX};UIDVALIDITY=7/;UID=2", last_success=NOW)
    store.remember(read)
    found = listed(SourceKind.MAILBOX, BOX, office, store)
    assert [url.rpartition("=")[2] for url in found] == ["1", "3"]
    assert office.asked == f"{BOX}?SINCE%2031-Oct-2026"
    assert store.state("Letters", BOX).last_success == NOW


def test_a_listing_that_fails_is_remembered_and_forgotten_when_it_works_again() -> None:
    store, office = MemoryArticles(), PostOffice({"in/a.md": b"x"})
    office.failure = FetchError("no connection", what="imap.quay.example/Letters")
    for failures in (1, 2):
        with pytest.raises(FetchError):
            listed(SourceKind.MAILBOX, BOX, office, store)
        state = store.state("Letters", BOX)
        assert (state.failures, state.not_before) == (failures, None)
        assert "no connection" in state.last_error
    office.failure = None
    listed(SourceKind.MAILBOX, BOX, office, store)
    assert store.state("Letters", BOX).failures == 0


def test_the_files_of_a_folder() -> None:
    store, fetcher = MemoryArticles(), MemoryFetcher({"in/a.md": b"x"})
    assert listed(SourceKind.FOLDER, "in/*.md", fetcher, store) == ["in/a.md"]
    with pytest.raises(SourceError, match="empty or not there"):
        listed(SourceKind.FOLDER, "out/*.md", fetcher, store)
    assert store.state("Letters", "out/*.md").failures == 1
