"""A guard against work that never ends: not a timed test, only the line between slow and stuck."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def patience(seconds: float = 120.0) -> Iterator[None]:
    """Let the block take a while; raise TimeoutError when it is stuck."""

    def stuck(*_: object) -> None:
        raise TimeoutError(f"still not done after {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stuck)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
