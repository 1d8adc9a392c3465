"""What the print process does: it loads the engine once and prints one document after another."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping

from broadsheet.shell.pdf.jobs import Job

#: What the parent is told: the PDF and complaints, or why there is none.
Reply = tuple[str, bytes, tuple[str, ...]]


def open_press(fonts: Mapping[str, bytes]) -> Callable[[Job], Reply]:
    """Return what prints one job.

    Every reply is ("done", pdf, complaints), ("missing", b"", (library message,)) when the engine
    cannot be loaded, or ("failed", b"", (message,)).

    Args:
        fonts: The font files and `fonts.css` by name.
    """
    try:
        from broadsheet.shell.pdf.engine import Engine

        engine = Engine(fonts)
    except OSError as error:
        reply: Reply = ("missing", b"", (str(error),))
        return lambda _: reply

    # A document is some million objects that live until it is printed: looking among them for
    # garbage again and again takes a fifth of the time. It is looked for once, between documents.
    gc.disable()
    gc.freeze()

    def print_one(job: Job) -> Reply:
        try:
            pdf, complaints = engine.print(job)
        # The layout engine is large and its input hostile: what it raises fails this job alone.
        except Exception as error:  # noqa: BLE001
            return ("failed", b"", (f"{type(error).__name__}: {error}"[:500],))
        finally:
            gc.collect()
        return ("done", pdf, complaints)

    return print_one
