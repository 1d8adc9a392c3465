"""What of a source is to be fetched: the source itself, the files of a folder, the unread mails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from broadsheet.collect.mailboxes import parse_mailbox
from broadsheet.collect.plans import next_state
from broadsheet.errors import SourceError
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.ports import ArticleStore, Fetcher

_DAY_ENDS = timedelta(days=1)  # a mailbox counts days by its server's zone


def locations(
    source: Source,
    *,
    fetcher: Fetcher,
    store: ArticleStore,
    now: datetime,
    max_age: timedelta,
) -> Sequence[str]:
    """Return the addresses a source stands for, in order.

    Of a mailbox, the messages that came in the last `max_age` and were not read yet. How the
    listing of a folder or mailbox went is remembered.

    Raises:
        SourceError: the folder or mailbox cannot be listed, or the folder is empty.
    """
    if source.kind not in {SourceKind.FOLDER, SourceKind.MAILBOX}:
        return [source.location]
    state = store.state(source.name, source.location)
    try:
        found = _listed(source, fetcher, now - max_age - _DAY_ENDS)
    except SourceError as error:
        store.remember(next_state(state, error, now))
        raise
    store.remember(replace(state, last_success=now, failures=0, last_error=""))
    if source.kind is SourceKind.FOLDER:
        return found
    return [each for each in found if store.state(source.name, each).last_success is None]


def _listed(source: Source, fetcher: Fetcher, since: datetime) -> Sequence[str]:
    if source.kind is SourceKind.MAILBOX:
        return fetcher.expand(parse_mailbox(source.location).since(since.date()))
    found = fetcher.expand(source.location)
    if not found:
        raise SourceError("the folder is empty or not there", what=source.location)
    return found
