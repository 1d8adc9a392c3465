"""An e-mail or page as it is seen under worse conditions than the designer's."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A style that is not ended goes to the end, as in browsers: its end is not looked for again.
_STYLE = re.compile(r"<style\b(?:.*?</style>|.*)", re.DOTALL)
_PICTURE = re.compile(r"(<img\b[^<>]*?\s)src=")
_DARK = "(prefers-color-scheme: dark)"
_LIGHT = "(prefers-color-scheme: light)"
#: What programs do to mails that have no dark colours of their own, roughly.
_INVERTED = (
    "<style>html{background:#fff;filter:invert(1) hue-rotate(180deg)}"
    "img{filter:invert(1) hue-rotate(180deg)}</style></head>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """How a reader's program treats a page.

    `scheme` is `light`, `dark` (the page's own dark colours) or `forced` (a program inverts it).
    """

    styles: bool = True
    images: bool = True
    scheme: str = "light"


def seen(html: str, conditions: Conditions) -> str:
    """Return the page with what the conditions take away or change."""
    if not conditions.styles:
        html = _STYLE.sub("", html)
    if not conditions.images:
        html = _PICTURE.sub(r"\1data-blocked=", html)
    if conditions.scheme == "dark":
        html = html.replace(_DARK, "all").replace(_LIGHT, "not all")
    else:
        html = html.replace(_DARK, "not all").replace(_LIGHT, "all")
    if conditions.scheme == "forced":
        html = html.replace("</head>", _INVERTED, 1)
    return html
