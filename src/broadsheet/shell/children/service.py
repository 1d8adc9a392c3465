"""What runs in a child process: jobs from a pipe, one after another, within limits."""

from __future__ import annotations

import contextlib
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

#: Given its materials, returns what does one job; both run in the child.
Setup = Callable[[Any], Callable[[Any], Any]]


def serve(pipe: Connection, setup: Setup, memory: int, seconds: int) -> None:
    """Serve jobs from the pipe until it closes; the first message is the materials.

    Args:
        pipe: Where jobs come from and replies go.
        setup: Makes the worker of its materials.
        memory: Most bytes of address space.
        seconds: Most processor seconds for one job.
    """
    _limit(resource.RLIMIT_AS, memory)
    # A crash is reported to the user; a core file on top would hold the reader's edition.
    _limit(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(EOFError, BrokenPipeError):
        work = setup(pipe.recv())
        while True:
            job = pipe.recv()
            used = resource.getrusage(resource.RUSAGE_SELF)
            _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)
            pipe.send(work(job))


def _limit(what: int, amount: int) -> None:
    """Lower a soft limit as far as the system lets us; some systems know no such limit."""
    hard = resource.getrlimit(what)[1]
    soft = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (soft, hard))
