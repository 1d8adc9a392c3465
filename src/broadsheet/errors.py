"""Every error Broadsheet raises on purpose, on one screen.

    BroadsheetError
    ├── ConfigError          a briefing, setting or workspace is wrong (exit 2)
    ├── SourceError          one source could not be fetched or read; the run goes on
    │   ├── FetchError       network, status, size, time
    │   │   ├── RefusedAddress   a private address, a forbidden scheme or port
    │   │   └── ServerRefusal    the server answered with a status of 400 or more
    │   └── ReadError        the bytes are not what the source says they are
    ├── StoreError           the database refuses
    │   └── NewerSchema      the database was written by a newer Broadsheet
    ├── NotFound             no such briefing, edition, list or subscriber
    ├── NothingToPublish     too few stories; the owner is told instead of the readers
    ├── EditionHeld          a check with `on_error: hold` stopped the edition
    ├── TamperedEdition      an edition file does not match its own contents
    ├── RenderError          a template failed; names template and line
    ├── PrintError           the PDF engine failed or is missing
    └── SendError            a message could not be handed over

Each carries `what` (the thing: a file, URL, address), a sentence saying what happened, and
where one exists a `remedy`. `str(error)` joins them; the cause is chained.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from typing_extensions import override

# Of the web: what stands before the host of a mailbox is a name without a password.
_LOGIN = re.compile(r"(?:(?<=http://)|(?<=https://))[^/?#\s]*@", re.IGNORECASE)


def without_login(text: str) -> str:
    """Return a text whose web addresses hold no user name and password."""
    return _LOGIN.sub("", text)


class BroadsheetError(Exception):
    """Base of all errors raised on purpose. None tells the login that an address may hold.

    Args:
        message: One sentence: what happened.
        what: The thing concerned: a path with line, a URL, an address.
        remedy: What the user can do about it.
    """

    def __init__(self, message: str, *, what: str = "", remedy: str = "") -> None:
        message, what, remedy = map(without_login, (message, what, remedy))
        super().__init__(message, what, remedy)
        self.message = message
        self.what = what
        self.remedy = remedy

    @override
    def __str__(self) -> str:
        text = f"{self.what}: {self.message}" if self.what else self.message
        return f"{text} ({self.remedy})" if self.remedy else text


class ConfigError(BroadsheetError):
    """A briefing, setting or workspace is wrong."""


class SourceError(BroadsheetError):
    """One source could not be fetched or read; the run goes on with the rest.

    Args:
        message: One sentence: what happened.
        what: The thing concerned: a path with line, a URL, an address.
        remedy: What the user can do about it.
        reason: The name under which the ledger of a run counts it; each class has a usual one.
    """

    usual_reason = "failed"

    def __init__(self, message: str, *, what: str = "", remedy: str = "", reason: str = "") -> None:
        super().__init__(message, what=what, remedy=remedy)
        self.reason = reason or self.usual_reason


class FetchError(SourceError):
    """The network, the server's status, a size cap or a deadline stopped a fetch."""

    usual_reason = "not_fetched"


class RefusedAddress(FetchError):  # noqa: N818 - reads as what happened, like the rest of the tree
    """The resolved address, scheme or port may not be fetched from."""

    usual_reason = "address_refused"


class ServerRefusal(FetchError):  # noqa: N818
    """The server answered with a status of 400 or more.

    Args:
        message: One sentence: what happened.
        what: The URL.
        status: The status code.
        headers: The answer's headers, names in lower case.
        fetched_at: When the answer came.
        was_asked: False when the same host refused another request a moment ago, and this one was
            therefore never made.
    """

    def __init__(
        self,
        message: str,
        *,
        what: str,
        status: int,
        headers: Mapping[str, str],
        fetched_at: datetime,
        was_asked: bool = True,
    ) -> None:
        super().__init__(message, what=what, reason=f"http_{status}" if was_asked else "postponed")
        self.was_asked = was_asked
        self.status = status
        self.headers = dict(headers)
        self.fetched_at = fetched_at


class ReadError(SourceError):
    """The bytes are not what the source says they are."""

    usual_reason = "unreadable"


class StoreError(BroadsheetError):
    """The database refuses."""


class NewerSchema(StoreError):  # noqa: N818
    """The database was written by a newer Broadsheet than this one."""


class NotFound(BroadsheetError):  # noqa: N818
    """No such briefing, edition, list or subscriber."""


class NothingToPublish(BroadsheetError):  # noqa: N818
    """Too few stories for an edition; the owner is told instead of the readers."""


class EditionHeld(BroadsheetError):  # noqa: N818
    """A check with `on_error: hold` stopped the edition."""


class TamperedEdition(BroadsheetError):  # noqa: N818
    """An edition file does not match its own contents."""


class RenderError(BroadsheetError):
    """A template failed; the message names template and line."""


class WorkerLost(BroadsheetError):  # noqa: N818 - reads as what happened, like the rest of the tree
    """A child process was gone before its job was done.

    Args:
        message: What happened to it.
        late: It was ended because it took too long.
    """

    def __init__(self, message: str, *, late: bool = False) -> None:
        super().__init__(message)
        self.late = late


class PrintError(BroadsheetError):
    """The PDF engine failed or is missing."""


class SendError(BroadsheetError):
    """A message could not be handed over."""
