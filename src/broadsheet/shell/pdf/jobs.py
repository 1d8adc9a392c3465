"""What the print process is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to print: its HTML, pictures and attachments, and when it was made.

    `draft` is the word on every page of a draft, "" for a document to keep.
    """

    html: str
    images: Mapping[str, bytes]
    attachments: Mapping[str, bytes]
    made_at: datetime | None
    draft: str = ""
