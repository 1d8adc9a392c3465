"""Runs: one execution of a briefing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class RunState(StrEnum):
    """Where a run stands. A skipped slot is a run too, with its reason."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution of a briefing. UNIQUE(briefing, scheduled_for)."""

    briefing: str
    scheduled_for: datetime
    state: RunState
    started_at: datetime | None = None
    ended_at: datetime | None = None
    edition_id: str = ""
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
