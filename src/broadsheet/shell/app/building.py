"""Building an edition from the articles on record, and keeping it with the books of its run."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from broadsheet.collect.windows import edition_window
from broadsheet.errors import NotFound, StoreError
from broadsheet.model.briefings import Briefing
from broadsheet.model.editions import Edition
from broadsheet.pipeline import Gathered, candidates, make_edition
from broadsheet.pipeline.accounts import close_books
from broadsheet.shell.app.collecting import past_of_briefing
from broadsheet.shell.encoders.multilingual import MultilingualEncoder, require_encoder
from broadsheet.shell.logs import logger

if TYPE_CHECKING:
    from broadsheet.shell.store.store import Store


def build(
    briefing: Briefing, *, store: Store, now: datetime, gathered: Gathered | None = None
) -> Edition:
    """Build, freeze and store the edition of a briefing from the articles on record.

    Args:
        briefing: The standing order.
        store: Holds the articles, and receives the edition and the ledger.
        now: The slot.
        gathered: What collecting did just before, when it did; None keeps no ledger.

    Raises:
        NothingToPublish: there are too few stories.
        EditionHeld: a check held it.
        StoreError: the edition of this slot was already sent and would now differ.
        ConfigError: stories are to merge across languages, and the encoder is not installed.
    """
    window = edition_window(briefing.window, briefing.timezone, now)
    articles = candidates(briefing, store.articles, now)
    past = past_of_briefing(briefing, store, before=window.end)
    edition = make_edition(
        briefing,
        articles,
        past,
        now,
        failed_sources=gathered.failed if gathered else {},
        unread=gathered.unread if gathered else {},
        number=store.editions.number_for(briefing.slug, window.end),
        encoder=encoder_for(briefing),
    )
    _save(edition, store)
    if gathered is not None:
        store.ledgers.keep(close_books(briefing.slug, now, gathered.lines, articles, edition))
    logger().info("built", briefing=briefing.slug, edition=edition.id, number=edition.number)
    return edition


def encoder_for(briefing: Briefing) -> MultilingualEncoder | None:
    """Return the encoder if the briefing merges stories across languages; its model loads later.

    Raises:
        ConfigError: the encoder is not installed.
    """
    if not briefing.stories.across_languages:
        return None
    require_encoder(briefing.slug)
    return _encoder()


@cache
def _encoder() -> MultilingualEncoder:
    """Return the one encoder of this process: its model takes a second and 200 MB."""
    return MultilingualEncoder()


def _save(edition: Edition, store: Store) -> None:
    """Store an edition; one of the same slot that nobody received yet gives way."""
    try:
        old = store.editions.get(f"{edition.briefing}/{edition.number}")
    except NotFound:
        store.editions.save(edition)
        return
    if old.id != edition.id and store.deliveries.tally(old.id).audience:
        raise StoreError(
            f"edition {edition.number} was already sent and would now be different",
            what=edition.briefing,
            remedy="it stays as it was sent; run a later time for the next edition",
        )
    store.editions.save(edition, replace=True)
