"""What the linter reports: faults by grade and place, and support by family of mail programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Grade(StrEnum):
    """How much a fault weighs, heaviest first."""

    ERROR = "error"
    WARN = "warn"
    NOTE = "note"

    def reaches(self, level: Grade) -> bool:
        """Whether this weighs at least as much as `level`."""
        order = list(Grade)
        return order.index(self) <= order.index(level)


class Part(StrEnum):
    """Where a fault is: what must work, what may be lost, the message as a whole, the PDF."""

    BODY = "body"
    HEAD = "head"
    MESSAGE = "message"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with a message or a PDF.

    Attributes:
        rule: Its name: `unsupported`, `size`, `alt`, ...
        line: The line of the HTML it was first seen on, 0 when it belongs to no line.
        clients: The families of mail programs concerned, where it is about some of them.
        remedy: What to do about it, where the message does not say it already.
    """

    rule: str
    grade: Grade
    part: Part
    message: str
    line: int = 0
    clients: tuple[str, ...] = ()
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyResult:
    """What one family of mail programs makes of a message: titles of features, sorted."""

    family: str
    body_unsupported: tuple[str, ...] = ()
    body_partial: tuple[str, ...] = ()
    body_unknown: tuple[str, ...] = ()
    head_unsupported: tuple[str, ...] = ()
    head_partial: tuple[str, ...] = ()
    head_unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LintReport:
    """What the linter found.

    Attributes:
        faults: Heaviest first, then in the order they were found.
        families: One result a family of mail programs; empty for a PDF.
        undescribed: What the support data says nothing about, sorted.
        data_date: The day of the support data, None without a mail or when it names none.
        stale: Whether that is more than twelve months ago.
        sizes: Bytes by part: `html`, `styles`, `images`, `pdf`.
    """

    faults: tuple[Fault, ...] = ()
    families: tuple[FamilyResult, ...] = ()
    undescribed: tuple[str, ...] = ()
    data_date: date | None = None
    stale: bool = False
    sizes: Mapping[str, int] = field(default_factory=dict)

    def of(self, level: Grade) -> tuple[Fault, ...]:
        """Return the faults that weigh at least this much."""
        return tuple(fault for fault in self.faults if fault.grade.reaches(level))


def sorted_faults(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults heaviest first, each once, otherwise in their order."""
    order = list(Grade)
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: order.index(fault.grade)))
