"""Durations as briefing files write them: 90m, 12h, 8d, 2w."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

_PATTERN = r"^\s*(\d{1,5})\s*(m|h|d|w)\s*$"
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_duration(value: Any) -> timedelta:
    """Read `12h` as a timedelta. Raises ValueError for anything else."""
    match = re.match(_PATTERN, value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("not a duration: write a number and m, h, d or w, such as 12h or 8d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


Duration = Annotated[
    timedelta,
    BeforeValidator(parse_duration),
    WithJsonSchema({"type": "string", "pattern": _PATTERN, "examples": ["12h", "8d"]}),
]
