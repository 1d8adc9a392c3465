"""Findings of the editorial checks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARN = "warn"
    OFF = "off"


class Action(StrEnum):
    """What was done about a finding."""

    NONE = "none"
    DROPPED = "dropped"
    HELD = "held"
    MARKED = "marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach of a check, with the span in the article, or in the item when none is named."""

    check: str
    level: Level
    message: str
    article_id: str = ""
    start: int = 0
    end: int = 0
    item: str = ""
    action: Action = Action.NONE
