"""What is remembered of each host while the program runs: when it was asked, when it wants rest."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from broadsheet.collect.freshness import retry_after
from broadsheet.errors import ServerRefusal

SHORTEST_REST = 60.0
"""Seconds a host is left alone after a 429 or 503 that names no time."""

PAUSES = frozenset({429, 503})


@dataclass(slots=True)
class Host:
    """One host: whoever talks to it holds its turn, so only one request runs at a time.

    Attributes:
        gap: Seconds from one answer to the next request: our own, or what its robots.txt asks for.
        last_asked: When the last request ended, on the monotonic clock; None before the first.
    """

    gap: float
    last_asked: float | None = None
    _rests_until: float = 0.0
    _refusal: ServerRefusal | None = None

    def pause(self) -> float:
        """Return the seconds to wait before the next request."""
        if self.last_asked is None:
            return 0.0
        return max(0.0, self.last_asked + self.gap - time.monotonic())

    def note(self, refusal: ServerRefusal, now: datetime) -> None:
        """Remember that a host asked for rest, for as long as it said."""
        if refusal.status in PAUSES:
            wait = retry_after(refusal.headers, now).total_seconds()
            self._rests_until = time.monotonic() + max(wait, SHORTEST_REST)
            self._refusal = refusal

    def rest(self, url: str) -> ServerRefusal | None:
        """Return the refusal a request would only repeat; None when the host may be asked."""
        refusal = self._refusal
        if refusal is None or time.monotonic() >= self._rests_until:
            return None
        return ServerRefusal(
            f"not asked: the host answered {refusal.status} a moment ago",
            what=url,
            status=refusal.status,
            headers=refusal.headers,
            fetched_at=refusal.fetched_at,
            was_asked=False,
        )
