"""Reading where we are: the `Reader` port without any process of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from broadsheet.model.articles import Document
from broadsheet.model.briefings import Source
from broadsheet.ports import LinkedPage
from broadsheet.read.discovery import announced_feeds
from broadsheet.read.sources import ReadResult, articles_of, read_link


class DirectReader:
    """Reads in the calling thread: simple, and only as safe as the input is harmless."""

    def read(self, source: Source, document: Document) -> ReadResult:
        return articles_of(source, document)

    def feeds(self, document: Document) -> Sequence[str]:
        return announced_feeds(document.content, document.url)

    def read_links(self, links: Iterable[LinkedPage]) -> Iterator[ReadResult]:
        return (read_link(*link) for link in links)
