"""The Fetcher the program uses: the web for http(s) URLs, the workspace for everything else."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.errors import FetchError
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.fetch.files import FileFetcher
from broadsheet.shell.fetch.http import HttpFetcher


class WorkspaceFetcher:
    """Implements the Fetcher port over an HTTP and a file fetcher."""

    def __init__(self, http: HttpFetcher, files: FileFetcher) -> None:
        self._http = http
        self._files = files

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


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
