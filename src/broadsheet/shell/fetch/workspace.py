"""The Fetcher the program uses: the web for http(s) URLs, the workspace for everything else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from broadsheet.errors import FetchError
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.fetch.files import FileFetcher
from broadsheet.shell.fetch.http import HttpFetcher, Politeness


class WorkspaceFetcher:
    """Implements the Fetcher port over an HTTP and a file fetcher.

    Args:
        root: The workspace.
        clock: Says what time it is (aware).
        contact: A URL or address in the User-Agent, for the people whose servers are asked.
        allowed_private: `host` or `host:port` entries that may be fetched from although they are
            private or use another port than 80 and 443.
        timeout: Seconds one web fetch may take altogether.
        gap: Seconds between two requests to one host.
        concurrency: Hosts asked at the same time.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], datetime],
        contact: str = "",
        allowed_private: Collection[str] = (),
        timeout: float = 20.0,
        gap: float = 1.0,
        concurrency: int = 8,
    ) -> None:
        self._files = FileFetcher(root, clock=clock)
        self._http = HttpFetcher(
            clock=clock,
            politeness=Politeness(
                user_agent=_user_agent(contact), gap=gap, concurrency=concurrency, deadline=timeout
            ),
            allowed_private=frozenset(allowed_private),
        )

    def fetch(self, request: FetchRequest) -> FetchResponse:
        """Fetch one URL or workspace file; see the port."""
        if _is_web(request.url):
            return self._http.fetch(request)
        return self._files.fetch(request)

    def fetch_all(self, requests: Sequence[FetchRequest]) -> list[FetchResponse | FetchError]:
        """Fetch many, the web ones side by side; outcomes in the order of the requests."""
        web = iter(self._http.fetch_all([each for each in requests if _is_web(each.url)]))
        return [next(web) if _is_web(each.url) else self._file(each) for each in requests]

    def expand(self, pattern: str) -> Sequence[str]:
        """Return the workspace files a path or glob names; see the port."""
        return self._files.expand(pattern)

    def _file(self, request: FetchRequest) -> FetchResponse | FetchError:
        try:
            return self._files.fetch(request)
        except FetchError as error:
            return error


def _user_agent(contact: str) -> str:
    """Return who asks; what a header cannot carry is dropped from the contact."""
    printable = "".join(char for char in contact if char.isascii() and char.isprintable())
    comment = f" (+{printable.strip()})" if printable.strip() else ""
    return f"Broadsheet/{version('broadsheet')}{comment}"


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
