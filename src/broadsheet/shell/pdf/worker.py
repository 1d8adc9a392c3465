"""The child process that prints: bounded in memory and time, and free to crash."""

from __future__ import annotations

import contextlib
import resource
from collections.abc import Mapping
from multiprocessing.connection import Connection

#: What the parent is told: the PDF and complaints, or why there is none.
Reply = tuple[str, bytes, tuple[str, ...]]


def work(pipe: Connection, memory: int, seconds: int) -> None:
    """Serve print jobs (html, images) from the pipe until it closes.

    The first message is the font files and `fonts.css` by name.

    Every reply is ("done", pdf, complaints), ("missing", b"", (library message,)) when the engine
    cannot be loaded, or ("failed", b"", (message,)).

    Args:
        pipe: Where jobs come from and replies go.
        memory: Most bytes of address space.
        seconds: Most processor seconds for one job.
    """
    _limit(resource.RLIMIT_AS, memory)
    # A crash is reported to the user; a core file on top would hold the reader's edition.
    _limit(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(EOFError, BrokenPipeError):
        fonts = pipe.recv()
        try:
            from broadsheet.shell.pdf.engine import Engine

            engine = Engine(fonts)
        except OSError as error:
            pipe.send(("missing", b"", (str(error),)))
            return
        while True:
            html, images = pipe.recv()
            used = resource.getrusage(resource.RUSAGE_SELF)
            _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)
            pipe.send(_answer(engine.print, html, images))


def _answer(print_one: object, html: str, images: Mapping[str, bytes]) -> Reply:
    assert callable(print_one)
    try:
        pdf, complaints = print_one(html, images)
    # The layout engine is large and its input hostile: whatever it raises fails this job alone.
    except Exception as error:  # noqa: BLE001
        return ("failed", b"", (f"{type(error).__name__}: {error}"[:500],))
    return ("done", pdf, complaints)


def _limit(what: int, amount: int) -> None:
    """Lower a soft limit as far as the system lets us; some systems know no such limit."""
    hard = resource.getrlimit(what)[1]
    soft = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (soft, hard))
