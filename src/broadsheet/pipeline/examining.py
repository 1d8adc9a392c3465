"""Reading one location by itself, and showing how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from broadsheet.clean.cuts import Cut, cuts
from broadsheet.clean.repeats import Repeat, find_repeats
from broadsheet.clean.residue import clean_article
from broadsheet.clean.traces import paragraphs_cut, trace_of, without_paragraphs
from broadsheet.errors import SourceError, without_login
from broadsheet.model.articles import Article, Document, FetchRequest, Problem
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.pipeline.following import document_of
from broadsheet.pipeline.furnishing import site_of
from broadsheet.pipeline.reading import DirectReader
from broadsheet.ports import Fetcher, Reader, TraceStore
from broadsheet.read.files import kind_of
from broadsheet.read.markup import is_web_address
from broadsheet.read.page_accounts import PageAccount, account_of
from broadsheet.read.sources import ReadResult

_FILES = Source(kind=SourceKind.FOLDER, location="", name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a location holds, and how that was found.

    Attributes:
        articles: The articles, as they would be stored.
        problems: What was wrong without stopping the reading.
        page: How the page was read; None for a feed or file of another kind.
        cuts: By article id, what cleaning took out.
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


def examine_locations(
    locations: Iterable[tuple[str, Fetcher]],
    *,
    now: datetime,
    reader: Reader | None = None,
    memory: TraceStore | None = None,
) -> tuple[list[Examination], list[SourceError]]:
    """Examine locations, each with what fetches it, and clear them together.

    Returns:
        What was read, in the order given, and what could not be.
    """
    found: list[Examination] = []
    failed: list[SourceError] = []
    for location, fetcher in locations:
        try:
            found.append(examine_location(location, fetcher=fetcher, now=now, reader=reader))
        except SourceError as error:
            failed.append(error)
    return clear_together(found, now=now, memory=memory), failed


def clear_together(
    found: Sequence[Examination], *, now: datetime, memory: TraceStore | None = None
) -> list[Examination]:
    """Take out of articles what repeats on their sites, as far as they and the memory show it.

    Nothing is remembered of them. Files that do not say where they come from are of one site.

    Args:
        found: What locations hold.
        now: When they were read.
        memory: Knows the sites; None: the articles given are all that is known.
    """
    traces = [
        trace_of(article, site=_site(article), seen_at=now)
        for each in found
        for article in each.articles
    ]
    sites = {trace.site for trace in traces}
    known = [*(memory.traces(sites) if memory is not None else ()), *traces]
    repeats = {site: find_repeats([one for one in known if one.site == site]) for site in sites}
    return [_cleared(each, repeats) for each in found]


def _cleared(found: Examination, repeats: Mapping[str, Mapping[str, Repeat]]) -> Examination:
    articles: list[Article] = []
    cut: dict[str, tuple[Cut, ...]] = {}
    for article in found.articles:
        furniture = repeats[_site(article)]
        cleared = without_paragraphs(article, furniture)
        more = (
            Cut(text=article.text[start:end], kind=furniture[key].reason)
            for start, end, key in paragraphs_cut(article.text, furniture)
        )
        articles.append(cleared)
        cut[cleared.id] = (*found.cuts[article.id], *more)
    return replace(found, articles=tuple(articles), cuts=cut)


def _site(article: Article) -> str:
    is_stated = article.publisher != article.source
    return site_of(_FILES, article if is_stated else replace(article, publisher=""))


def _read(location: str, fetcher: Fetcher, reader: Reader | None) -> tuple[Document, ReadResult]:
    kind = SourceKind.PAGE if is_web_address(location) else SourceKind.FOLDER
    source = Source(kind=kind, location=location, name=without_login(location))
    document = document_of(fetcher.fetch(FetchRequest(url=location)))
    return document, (reader or DirectReader()).read(source, document)


def _tidied(article: Article, now: datetime) -> Article:
    return clean_article(replace(article, first_seen=now))
