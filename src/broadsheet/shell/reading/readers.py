"""The Reader port in limited child processes, for all that is big enough to do harm.

No parser is safe on every input: a page of a megabyte can keep a good one busy for minutes, and
memory-hungry ones take the program with them. Up to a size at which the worst input known costs a
second or two, a document is read at once, so that a run of small files starts no process; all
others, and every PDF, office and gzip file, go to a child, whose loss costs that one document.
Children start when first needed and take half a second of processor time each to do so.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from queue import LifoQueue
from typing import Any, Self

from broadsheet.errors import ReadError, WorkerLost
from broadsheet.model.articles import Document, Problem
from broadsheet.model.briefings import Source
from broadsheet.ports import LinkedPage
from broadsheet.read.discovery import announced_feeds
from broadsheet.read.refusals import TOO_COSTLY
from broadsheet.read.sources import ReadResult, articles_of, read_link
from broadsheet.shell.children.child import Child
from broadsheet.shell.reading.worker import DOCUMENT, FEEDS, LINK, open_desk

#: Bytes of text up to which a document is read in this process: no input tried costs two seconds.
HARMLESS_BYTES = 64_000
#: A page of 300 kB takes a tenth of a second; one that needs this long is not meant to be read.
SECONDS = 15.0
MEMORY = 1024**3
_MOST_WORKERS = 4
_JOBS_PER_WORKER = 500
_PACKED = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b")


class FencedReader:
    """Reads in this process what is harmless, in child processes what may not be.

    Args:
        workers: Most children at a time; None: one for each processor, at most four.
        seconds: Most time for one document, by the clock and of processor time.
        memory: Most bytes of address space of a child.
        harmless: Bytes of text up to which a document is read in this process.
    """

    def __init__(
        self,
        *,
        workers: int | None = None,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        harmless: int = HARMLESS_BYTES,
    ) -> None:
        count = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
        self._children = [
            Child(
                f"broadsheet-read-{number}",
                open_desk,
                materials=lambda: None,
                timeout=seconds,
                memory=memory,
                jobs=_JOBS_PER_WORKER,
            )
            for number in range(1, count + 1)
        ]
        self._idle: LifoQueue[Child] = LifoQueue()
        for child in reversed(self._children):  # the one used last is warm, and asked first
            self._idle.put(child)
        self._harmless = harmless
        self._threads: ThreadPoolExecutor | None = None

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the children that run."""
        return tuple(child.pid for child in self._children if child.pid is not None)

    def read(self, source: Source, document: Document) -> ReadResult:
        if self._is_harmless(document):
            return articles_of(source, document)
        try:
            found: ReadResult = self._ask(DOCUMENT, (source, document))
        except WorkerLost as error:
            raise ReadError(
                f"{TOO_COSTLY}: {error.message}", what=document.url, reason="too_costly"
            ) from error
        return found

    def feeds(self, document: Document) -> Sequence[str]:
        if self._is_harmless(document):
            return announced_feeds(document.content, document.url)
        try:
            found: Sequence[str] = self._ask(FEEDS, (document.content, document.url))
        except WorkerLost:
            return []
        return found

    def read_links(self, links: Iterable[LinkedPage]) -> Iterator[ReadResult]:
        """Read as many pages at a time as there are children, results in the order of the links."""
        waiting: deque[Future[ReadResult] | ReadResult] = deque()
        for link in links:
            document = link[3]
            if document is None or self._is_harmless(document):
                waiting.append(read_link(*link))
            else:
                waiting.append(self._pool().submit(self._read_link, link))
            while len(waiting) > 2 * len(self._children):
                yield _settled(waiting.popleft())
        while waiting:
            yield _settled(waiting.popleft())

    def close(self) -> None:
        """End the children. The next document that needs one starts it again."""
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None
        for child in self._children:
            child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(len(self._children), "broadsheet-read")
        return self._threads

    def _is_harmless(self, document: Document) -> bool:
        content = document.content
        return len(content) <= self._harmless and not content.startswith(_PACKED)

    def _read_link(self, link: LinkedPage) -> ReadResult:
        try:
            found: ReadResult = self._ask(LINK, link)
        except WorkerLost:
            source, url, entry, _, feed = link
            without = read_link(source, url, entry, None, feed)
            return replace(without, problems=(Problem(what=url, message=TOO_COSTLY),))
        return found

    def _ask(self, task: str, arguments: tuple[Any, ...]) -> Any:
        child = self._idle.get()
        try:
            outcome, result = child.ask((task, arguments))
        finally:
            self._idle.put(child)
        if outcome == "failed":
            message, what, remedy, reason = result
            raise ReadError(message, what=what, remedy=remedy, reason=reason)
        return result


def _settled(outcome: Future[ReadResult] | ReadResult) -> ReadResult:
    return outcome.result() if isinstance(outcome, Future) else outcome
