"""The Printer port on WeasyPrint, in a child process of its own."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Self

from broadsheet.errors import PrintError, WorkerLost
from broadsheet.model.renderings import Rendering
from broadsheet.shell.children.child import Child
from broadsheet.shell.pdf.complaints import explain
from broadsheet.shell.pdf.fonts import load_fonts
from broadsheet.shell.pdf.jobs import Job
from broadsheet.shell.pdf.worker import Reply, open_press

#: Address space of the child. Forty pages with pictures need about 250 MB of real memory.
MEMORY = 2 * 1024**3
#: The engine keeps about 1 MB of each document (`python -m bench.rendering`): some 50 MB a child.
JOBS = 50
_ON_LINUX = (
    "Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b "
    "libharfbuzz-subset0; elsewhere install Pango and HarfBuzz with the system's package manager"
)


class WeasyPrinter:
    """Prints in one warm child process; a crash, a hang or a greedy document costs only its job.

    Args:
        timeout: Most seconds for one document, by the clock and of processor time.
        memory: Most bytes of address space of the child.
        fonts: Font files and `fonts.css` by name; the vendored ones when None.
        jobs: After so many documents the child is replaced.
    """

    def __init__(
        self,
        *,
        timeout: float = 60.0,
        memory: int = MEMORY,
        fonts: Mapping[str, bytes] | None = None,
        jobs: int = JOBS,
    ) -> None:
        self._child = Child(
            "broadsheet-pdf",
            open_press,
            materials=lambda: load_fonts() if fonts is None else dict(fonts),
            timeout=timeout,
            memory=memory,
            jobs=jobs,
        )
        #: What the engine complained about in the last document: missing glyphs, refused addresses.
        self.complaints: tuple[str, ...] = ()

    @property
    def pid(self) -> int | None:
        """The print process's number, None when there is none."""
        return self._child.pid

    def print(self, rendering: Rendering) -> bytes:
        """Return the PDF of `rendering.print_html`; equal input gives equal bytes.

        A draft is made in less time: without tags, attachments and page numbers in the contents.

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
        self.complaints = explain(lines)
        return pdf

    def close(self) -> None:
        """End the child process. The next print starts another."""
        self._child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, rendering: Rendering) -> Reply:
        job = Job(
            html=rendering.print_html,
            images=dict(rendering.images),
            attachments=dict(rendering.attachments),
            made_at=rendering.made_at,
            draft=rendering.draft,
        )
        try:
            reply: Reply = self._child.ask(job)
        except WorkerLost as error:
            raise PrintError(
                f"no PDF: {error.message}",
                what="PDF engine",
                remedy="give it more time, or fewer stories"
                if error.late
                else "the document may need more memory or time than allowed",
            ) from error
        return reply


def _in_short(lines: tuple[str, ...]) -> str:
    return " ".join(" ".join(lines).split())[:300]


def _remedy() -> str:
    linux = sys.platform.startswith("linux")
    return _ON_LINUX if linux else "install Pango and HarfBuzz with the system's package manager"
