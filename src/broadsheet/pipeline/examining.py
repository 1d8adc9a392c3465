"""Reading one location by itself, and showing how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from broadsheet.clean.cuts import Cut, cuts
from broadsheet.clean.residue import clean_article
from broadsheet.model.articles import Article, Document, FetchRequest, Problem
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.pipeline.following import document_of
from broadsheet.pipeline.reading import DirectReader
from broadsheet.ports import Fetcher, Reader
from broadsheet.read.files import kind_of
from broadsheet.read.markup import is_web_address
from broadsheet.read.page_accounts import PageAccount, account_of
from broadsheet.read.sources import ReadResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a location holds, and how that was found.

    Attributes:
        articles: The articles, as they would be stored.
        problems: What was wrong without stopping the reading.
        page: How the page was read; None for a feed or file of another kind.
        cuts: By article id, the lines cleaning took out.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    page: PageAccount | None
    cuts: Mapping[str, tuple[Cut, ...]] = field(default_factory=dict)


def read_location(
    location: str, *, fetcher: Fetcher, now: datetime, reader: Reader | None = None
) -> tuple[list[Article], list[Problem]]:
    """Read one feed, page or file and tidy what is found, as `gather` does.

    Raises:
        SourceError: it cannot be fetched or is nothing to read.
    """
    _, found = _read(location, fetcher, reader)
    return [_tidied(article, now) for article in found.articles], list(found.problems)


def examine_location(
    location: str, *, fetcher: Fetcher, now: datetime, reader: Reader | None = None
) -> Examination:
    """Read one feed, page or file as `read_location` does, and say how it was read.

    Raises:
        SourceError: it cannot be fetched or is nothing to read.
    """
    document, found = _read(location, fetcher, reader)
    pairs = [(article, _tidied(article, now)) for article in found.articles]
    is_page = len(pairs) == 1 and kind_of(document) in {"html", ""}
    charset = f"; charset={document.charset}" if document.charset else ""
    content_type = f"{document.media_type or 'text/html'}{charset}"
    return Examination(
        articles=tuple(clean for _, clean in pairs),
        problems=found.problems,
        page=account_of(document.content, url=document.url, content_type=content_type)
        if is_page
        else None,
        cuts={clean.id: cuts(article.text) for article, clean in pairs},
    )


def _read(location: str, fetcher: Fetcher, reader: Reader | None) -> tuple[Document, ReadResult]:
    kind = SourceKind.PAGE if is_web_address(location) else SourceKind.FOLDER
    source = Source(kind=kind, location=location, name=location)
    document = document_of(fetcher.fetch(FetchRequest(url=location)))
    return document, (reader or DirectReader()).read(source, document)


def _tidied(article: Article, now: datetime) -> Article:
    return clean_article(replace(article, first_seen=now))
