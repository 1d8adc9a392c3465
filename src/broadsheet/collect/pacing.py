"""How often a source is asked when its server does not say: by how often it changes, or by luck.

A source is asked twice as often as it changes, between once an hour and the briefing's own pace.
Failures back off twice as long each time. The jitter that keeps sources from falling due together
is drawn from the source itself, so that equal histories wait equally long.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from broadsheet.model.articles import FetchState
from broadsheet.model.briefings import SpanUnit

SHORTEST_WAIT = timedelta(hours=1)
FIRST_BACK_OFF = timedelta(hours=1)
LONGEST_BACK_OFF = timedelta(days=7)
_MOST_DOUBLINGS = 10
_JITTER = 0.25
_PACES = {
    SpanUnit.DAY: timedelta(hours=6),
    SpanUnit.WEEK: timedelta(days=1),
    SpanUnit.MONTH: timedelta(days=2),
}


def pace(span: SpanUnit) -> timedelta:
    """Return how long a quiet source is left alone at most, for a briefing of that span."""
    return _PACES[span]


def own_wait(changes_every: int | None, longest: timedelta) -> timedelta:
    """Return how long to wait where the server does not say: half the time between changes."""
    if changes_every is None:
        return SHORTEST_WAIT
    return max(SHORTEST_WAIT, min(timedelta(seconds=changes_every // 2), longest))


def observed_rhythm(state: FetchState, now: datetime, *, is_new: bool) -> int | None:
    """Return the seconds between changes, after one more look at the source.

    New articles pull the estimate half the way to the time since the last ones; silence for longer
    than the estimate stretches it.
    """
    known = state.changes_every
    if state.last_new is None:
        return known
    since = max(int((now - state.last_new).total_seconds()), 0)
    if is_new:
        return since if known is None else (known + since) // 2
    return max(known or 0, since)


def back_off(state: FetchState, failures: int) -> timedelta:
    """Return the wait after the n-th failure in a row: up to a quarter less than 1 h, 2 h, ..."""
    full = min(FIRST_BACK_OFF * (1 << min(failures - 1, _MOST_DOUBLINGS)), LONGEST_BACK_OFF)
    return full * (1 - _JITTER * _draw(state, failures))


def _draw(state: FetchState, failures: int) -> float:
    """Return a number in [0, 1) that is always the same for this source and attempt."""
    seed = f"{state.source}\0{state.url}\0{failures}".encode("utf-8", "replace")
    return int.from_bytes(hashlib.sha256(seed).digest()[:4], "big") / 2**32
