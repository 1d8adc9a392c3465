"""What a server says when it will not serve: the status and headers a later visit depends on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from broadsheet.errors import FetchError


class ServerRefusal(FetchError):  # noqa: N818 - reads as what happened, like the rest of the tree
    """A fetch answered with a status of 400 or more.

    Args:
        message: One sentence: what happened.
        what: The URL.
        status: The status code.
        headers: The answer's headers, names in lower case.
        fetched_at: When the answer came.
    """

    def __init__(
        self,
        message: str,
        *,
        what: str,
        status: int,
        headers: Mapping[str, str],
        fetched_at: datetime,
    ) -> None:
        super().__init__(message, what=what)
        self.status = status
        self.headers = dict(headers)
        self.fetched_at = fetched_at
