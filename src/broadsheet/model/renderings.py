"""What rendering an edition yields: bytes and texts, no decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Ground(StrEnum):
    """What a picture was laid on, so that it is seen on light and on dark screens."""

    NONE = "none"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A masthead's picture, ready to be shown: PNG, and its size on the page in CSS pixels.

    `ground` is the colour that filled what was transparent, where the picture needs one.
    """

    png: bytes
    width: int
    height: int
    ground: Ground = Ground.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One edition in its channel forms.

    `html` is the e-mail (CSS inlined; refers to `images` by relative name), `text` its plain part,
    `web` the self-contained web page, `print_html` the input of the Printer. `images` maps file
    name to PNG bytes. `attachments` travel inside the PDF, name to bytes, dated `made_at`.
    `draft` is the word that marks every page of a PDF for proofreading only, "" for one to keep.
    """

    subject: str
    html: str
    text: str
    web: str
    print_html: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    made_at: datetime | None = None
    draft: str = ""
