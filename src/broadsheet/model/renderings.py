"""What rendering an edition yields: bytes and texts, no decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One edition in its channel forms.

    `html` is the e-mail (CSS inlined; refers to `images` by relative name), `text` its plain part,
    `web` the self-contained web page, `print_html` the input of the Printer. `images` maps file
    name to PNG bytes. `attachments` travel inside the PDF, name to bytes, dated `made_at`.
    """

    subject: str
    html: str
    text: str
    web: str
    print_html: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    made_at: datetime | None = None
