"""Looking before subscribing: what a source would bring, and which sources a site offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from broadsheet.collect.mailboxes import parse_mailbox
from broadsheet.errors import ReadError, SourceError
from broadsheet.model.articles import FetchRequest, FetchResponse, Problem
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.pipeline.following import document_of
from broadsheet.pipeline.reading import DirectReader
from broadsheet.ports import Fetcher, Reader
from broadsheet.read.discovery import (
    known_feeds,
    robots_of,
    sitemaps_of,
    usual_feeds,
)
from broadsheet.read.sources import ReadResult

_SAMPLE = 20
_AT_ONCE = 3  # guesses: a site is not asked for more than needed
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a source would bring at this moment.

    Attributes:
        source: Which; its name is the feed's own where it had none.
        items: How many items it holds: of a folder or mailbox, files and mails.
        complete: How many of those looked at can be read without fetching a page each.
        newest: The latest date among them.
        titles: Some of them, newest first.
        problems: What is wrong with it.
        error: Why it brings nothing at all; empty when it does.
    """

    source: Source
    items: int = 0
    complete: int = 0
    newest: datetime | None = None
    titles: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: str = ""


def probe(
    source: Source, *, fetcher: Fetcher, now: datetime, reader: Reader | None = None
) -> Probe:
    """Fetch a source once and say what is in it; nothing is stored, no page behind it is fetched.

    Of a folder or mailbox the newest 20 files or mails are read.

    Args:
        source: Which.
        fetcher: Gets what is there.
        now: When.
        reader: Reads it; None: in this process.
    """
    try:
        addresses, total = _addresses(source, fetcher, now)
        requests = [FetchRequest(url=address) for address in addresses]
        results = list(fetcher.fetch_all(requests))
        readings = [_read(source, result, reader or DirectReader()) for result in results]
    except SourceError as error:
        return Probe(source=source, error=str(error))
    errors = [one for one in readings if isinstance(one, SourceError)]
    found = [one for one in readings if isinstance(one, ReadResult)]
    if not found:
        return Probe(source=source, error=str(errors[0]) if errors else "")
    problems = [Problem(what=one.what, message=one.message) for one in errors]
    problems += [problem for one in found for problem in one.problems]
    return _probe(source, found, total, tuple(problems))


def discover(url: str, *, fetcher: Fetcher, reader: Reader | None = None) -> list[Probe]:
    """Return the sources a site offers, each looked at, the most useful first.

    Feeds it announces, keeps where its kind does, or has where most do; the entries its page marks
    up; and where there is none of these, its sitemaps.

    Args:
        url: A site, or any page of it.
        fetcher: Gets what is there.
        reader: Reads it; None: in this process.

    Raises:
        SourceError: the address cannot be fetched.
    """
    scout = _Scout(fetcher=fetcher, reader=reader or DirectReader())
    known = scout.working(known_feeds(url), SourceKind.FEED)
    if known:
        return known
    response = fetcher.fetch(FetchRequest(url=url))
    itself = scout.itself(response)
    announced = scout.reader.feeds(document_of(response))
    found = [*scout.working(announced, SourceKind.FEED), *itself]
    usual = usual_feeds(response.url)
    for start in range(0, len(usual), _AT_ONCE):
        if not found:
            found = scout.working(usual[start : start + _AT_ONCE], SourceKind.FEED)[:1]
    if not found:
        found = scout.working(_sitemaps(response.url, fetcher), SourceKind.SITEMAP)[:2]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scout:
    """Looks at addresses that may be sources."""

    fetcher: Fetcher
    reader: Reader

    def working(self, addresses: Sequence[str], kind: SourceKind) -> list[Probe]:
        """Return a probe of each address that holds items."""
        requests = [FetchRequest(url=address) for address in addresses]
        found: dict[str, Probe] = {}
        for result in list(self.fetcher.fetch_all(requests)):
            if isinstance(result, FetchResponse):
                source = Source(kind=kind, location=result.url, name="")
                reading = _read(source, result, self.reader)
                if isinstance(reading, ReadResult):
                    seen = _probe(source, [reading], 0, reading.problems)
                    found.setdefault(result.url, seen)
        return [each for each in found.values() if each.items]

    def itself(self, response: FetchResponse) -> list[Probe]:
        """Return a probe of what was given, where it is a feed, a sitemap or marks up entries."""
        for kind in (SourceKind.FEED, SourceKind.SITEMAP):
            source = Source(kind=kind, location=response.url, name="")
            reading = _read(source, response, self.reader)
            if isinstance(reading, ReadResult):
                return [_probe(source, [reading], 0, reading.problems)]
        return []


def _addresses(source: Source, fetcher: Fetcher, now: datetime) -> tuple[Sequence[str], int]:
    if source.kind is SourceKind.MAILBOX:
        since = parse_mailbox(source.location).since((now - _MONTH).date())
        found = fetcher.expand(since)
        return found[-_SAMPLE:], len(found)
    if source.kind is SourceKind.FOLDER:
        found = fetcher.expand(source.location)
        if not found:
            raise SourceError("the folder is empty or not there", what=source.location)
        return found[:_SAMPLE], len(found)
    return [source.location], 0


def _read(
    source: Source, result: FetchResponse | SourceError, reader: Reader
) -> ReadResult | SourceError:
    if isinstance(result, SourceError):
        return result
    try:
        found = reader.read(source, document_of(result))
    except SourceError as error:
        return error
    if found.problems and not (found.articles or found.links or found.documents):
        return ReadError(found.problems[0].message, what=result.url)
    return found


def _probe(
    source: Source, found: Sequence[ReadResult], total: int, problems: tuple[Problem, ...]
) -> Probe:
    entries = [entry for one in found for _, entry in one.links if entry is not None]
    articles = [article for one in found for article in one.articles]
    dated = [(article.published, article.title) for article in articles]
    dated += [(entry.published, entry.title) for entry in entries]
    dated += [(None, url) for one in found for url, entry in one.links if entry is None]
    dated += [(None, url) for one in found for url in one.documents]
    newest = max((moment for moment, _ in dated if moment), default=None)
    ordered = sorted(dated, key=lambda pair: -pair[0].timestamp() if pair[0] else 0.0)
    names = [one.feed.title for one in found if one.feed.title]
    return Probe(
        source=replace(source, name=source.name or (names[0] if names else _host(source.location))),
        items=max(total, len(dated)),
        complete=len(articles),
        newest=newest,
        titles=tuple(title for _, title in ordered[:5]),
        problems=problems,
    )


def _sitemaps(url: str, fetcher: Fetcher) -> list[str]:
    try:
        robots = fetcher.fetch(FetchRequest(url=robots_of(url))).content
    except SourceError:
        robots = b""
    return sitemaps_of(robots, url)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
