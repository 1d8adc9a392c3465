"""The Fetcher the program uses: the web, mailboxes, plugins, and else the workspace's files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from broadsheet.collect.mailboxes import is_mailbox
from broadsheet.errors import FetchError
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.fetch.files import FileFetcher
from broadsheet.shell.fetch.http import HttpFetcher, Politeness
from broadsheet.shell.fetch.logins import MailboxLogins
from broadsheet.shell.fetch.mailboxes import MailboxFetcher
from broadsheet.shell.fetch.plugins import SCHEME, PluginFetcher
from broadsheet.shell.fetch.proxies import Proxies


class WorkspaceFetcher:
    """Implements the Fetcher port over one fetcher for each kind of address.

    Args:
        root: The workspace.
        clock: Says what time it is (aware).
        contact: A URL or address in the User-Agent, for the people whose servers are asked.
        allowed_private: `host` or `host:port` entries that may be fetched from although they are
            private or use another port than 80 and 443.
        timeout: Seconds one web fetch may take altogether.
        gap: Seconds between two requests to one host.
        concurrency: Requests under way at the same time, each to another host.
        proxies: The proxies to go through.
        logins: Knows the secret of every mailbox; without them none is read.
    """

    def __init__(  # noqa: PLR0913 - a keyword for each setting
        self,
        root: Path,
        *,
        clock: Callable[[], datetime],
        contact: str = "",
        allowed_private: Collection[str] = (),
        timeout: float = 20.0,
        gap: float = 1.0,
        concurrency: int = 64,
        proxies: Proxies = Proxies(),  # noqa: B008 - frozen
        logins: MailboxLogins | None = None,
    ) -> None:
        self._files = FileFetcher(root, clock=clock)
        self._http = HttpFetcher(
            clock=clock,
            politeness=Politeness(
                user_agent=_user_agent(contact), gap=gap, concurrency=concurrency, deadline=timeout
            ),
            allowed_private=frozenset(allowed_private),
            proxies=proxies,
        )
        self._mailboxes = MailboxFetcher(
            clock=clock,
            logins=logins or MailboxLogins(),
            allowed_private=frozenset(allowed_private),
            timeout=timeout,
        )
        self._plugins = PluginFetcher(self, clock=clock, timeout=timeout)

    def fetch(self, request: FetchRequest) -> FetchResponse:
        """Fetch one URL, message or workspace file; see the port."""
        if _is_web(request.url):
            return self._http.fetch(request)
        (outcome,) = self.fetch_all([request])
        if isinstance(outcome, FetchError):
            raise outcome
        return outcome

    def fetch_all(
        self, requests: Sequence[FetchRequest]
    ) -> Generator[FetchResponse | FetchError, None, None]:
        """Fetch many, the web ones side by side; yield outcomes in the order of the requests."""
        web = self._http.fetch_all([each for each in requests if _is_web(each.url)])
        mails = self._mailboxes.fetch_all([each for each in requests if is_mailbox(each.url)])
        with closing(web):
            for each in requests:
                if _is_web(each.url):
                    yield next(web)
                else:
                    yield next(mails) if is_mailbox(each.url) else self._other(each)

    def expand(self, pattern: str) -> Sequence[str]:
        """Return the files a path or glob names, or a mailbox's messages; see the port."""
        if is_mailbox(pattern):
            return self._mailboxes.listing(pattern)
        return self._files.expand(pattern)

    def _other(self, request: FetchRequest) -> FetchResponse | FetchError:
        try:
            if request.url.startswith(SCHEME):
                return self._plugins.fetch(request)
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
