"""Answers that are still fresh, in memory: what a cache could answer is not asked again (RFC 9111).

Small and short-lived on purpose. What lasts across restarts is the time a source is not asked
before, kept with its state.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from broadsheet.collect.freshness import age, lifetime
from broadsheet.model.articles import FetchRequest, FetchResponse

MOST_BYTES = 8_000_000
LARGEST = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    response: FetchResponse
    stale_at: float


class FreshAnswers:
    """The last fresh answers, at most 8 MB of them; the least recently used give way."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0

    def keep(self, request: FetchRequest, response: FetchResponse) -> None:
        """Keep a complete answer for as long as its server says it is fresh.

        An answer behind a redirect of the moment is not kept under the address asked for.
        """
        is_direct = response.url in {request.url, response.moved_to}
        if response.status != 200 or not is_direct or len(response.content) > LARGEST:
            return
        if response.headers.get("vary", "").strip() == "*":
            return
        stated = lifetime(response.headers, response.fetched_at)
        left = (stated - age(response.headers)).total_seconds() if stated is not None else 0.0
        if left <= 0:
            return
        self._drop(request.url)
        self._kept[request.url] = _Kept(response=response, stale_at=time.monotonic() + left)
        self._size += len(response.content)
        while self._size > MOST_BYTES:
            self._drop(next(iter(self._kept)))

    def answer(self, request: FetchRequest) -> FetchResponse | None:
        """Return the fresh answer to a request; a 304 where the caller has it already."""
        kept = self._kept.get(request.url)
        if kept is None or len(kept.response.content) > request.max_bytes:
            return None
        if time.monotonic() >= kept.stale_at:
            self._drop(request.url)
            return None
        self._kept.move_to_end(request.url)
        if _is_known(request.headers, kept.response.headers):
            return replace(kept.response, status=304, content=b"")
        return kept.response

    def _drop(self, url: str) -> None:
        gone = self._kept.pop(url, None)
        if gone is not None:
            self._size -= len(gone.response.content)


def _is_known(asked: Mapping[str, str], kept: Mapping[str, str]) -> bool:
    """Say whether the validators of a request are those of the kept answer (RFC 9110, 13.2.2)."""
    if "If-None-Match" in asked:
        return asked["If-None-Match"] == kept.get("etag")
    since = asked.get("If-Modified-Since")
    return since is not None and since == kept.get("last-modified")
