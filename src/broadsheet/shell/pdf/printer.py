"""The Printer port on WeasyPrint, in a child process of its own."""

from __future__ import annotations

import math
import multiprocessing
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Self

from broadsheet.errors import PrintError
from broadsheet.model.renderings import Rendering
from broadsheet.shell.pdf.fonts import load_fonts
from broadsheet.shell.pdf.worker import Reply, work

#: A worker is replaced after this many documents: the engine's memory grows slowly.
JOBS_PER_WORKER = 50
#: Address space of the worker. Forty pages with pictures need about 250 MB of real memory.
MEMORY = 2 * 1024**3
_ON_LINUX = (
    "Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b "
    "libharfbuzz-subset0; elsewhere install Pango and HarfBuzz with the system's package manager"
)
#: Loading the engine on a slow machine takes seconds before the first page is begun.
_START_SECONDS = 30.0


class WeasyPrinter:
    """Prints in one warm child process; a crash, a hang or a greedy document costs only its job.

    Args:
        timeout: Most seconds for one document, by the clock and of processor time.
        memory: Most bytes of address space of the child.
        fonts: Font files and `fonts.css` by name; the vendored ones when None.
    """

    def __init__(
        self,
        *,
        timeout: float = 60.0,
        memory: int = MEMORY,
        fonts: Mapping[str, bytes] | None = None,
    ) -> None:
        self._timeout = timeout
        self._memory = memory
        self._fonts = fonts
        self._worker: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0
        #: What the engine complained about in the last document: missing glyphs, refused addresses.
        self.complaints: tuple[str, ...] = ()

    def print(self, rendering: Rendering) -> bytes:
        """Return the PDF of `rendering.print_html`; equal input gives equal bytes.

        Raises:
            PrintError: the engine or a library it needs is missing, the document could not be set,
                or it took too long.
        """
        self.complaints = ()
        kind, pdf, lines = self._ask(rendering)
        if kind == "missing":
            self.close()
            raise PrintError(_in_short(lines), what="PDF engine", remedy=_remedy())
        if kind == "failed":
            raise PrintError(
                f"the document could not be set: {_in_short(lines)}", what="PDF engine"
            )
        self.complaints = lines
        return pdf

    def close(self) -> None:
        """End the child process. The next print starts another."""
        self._end(patience=5.0)

    def _end(self, *, patience: float) -> None:
        """Let the child leave by itself for so many seconds, then end it."""
        if self._pipe is not None:
            self._pipe.close()
        if self._worker is not None:
            self._worker.join(timeout=patience)
            self._worker.kill()
            self._worker.join()
            self._worker.close()
        self._pipe = self._worker = None
        self._jobs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, rendering: Rendering) -> Reply:
        fresh = self._pipe is None or self._jobs >= JOBS_PER_WORKER
        fonts = self._load() if fresh else None
        pipe = self._start() if fresh or self._pipe is None else self._pipe
        self._jobs += 1
        try:
            if fonts is not None:
                # Not as an argument of the process: the system would wait for ever to hand over
                # megabytes to a child that died while starting.
                pipe.send(fonts)
            pipe.send((rendering.print_html, dict(rendering.images)))
            if not pipe.poll(self._timeout + (_START_SECONDS if fresh else 0.0)):
                self._end(patience=0.0)
                raise PrintError(
                    f"no PDF within {self._timeout:g} seconds",
                    what="PDF engine",
                    remedy="give it more time, or fewer stories",
                )
            reply: Reply = pipe.recv()
        except (EOFError, OSError) as error:
            code = self._exit_code()
            self.close()
            raise PrintError(
                f"the PDF process ended unexpectedly (exit code {code})",
                what="PDF engine",
                remedy="the document may need more memory or time than allowed",
            ) from error
        return reply

    def _load(self) -> dict[str, bytes]:
        return load_fonts() if self._fonts is None else dict(self._fonts)

    def _start(self) -> Connection:
        self.close()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._worker = context.Process(
            target=work,
            args=(theirs, self._memory, math.ceil(self._timeout)),
            name="broadsheet-pdf",
            daemon=True,
        )
        self._worker.start()
        theirs.close()
        self._pipe = ours
        return ours

    def _exit_code(self) -> int | None:
        if self._worker is None:
            return None
        self._worker.join(timeout=5.0)
        return self._worker.exitcode


def _in_short(lines: tuple[str, ...]) -> str:
    return " ".join(" ".join(lines).split())[:300]


def _remedy() -> str:
    linux = sys.platform.startswith("linux")
    return _ON_LINUX if linux else "install Pango and HarfBuzz with the system's package manager"
