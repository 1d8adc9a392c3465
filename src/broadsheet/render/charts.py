"""Sparklines: small line charts without axes, beside the number they explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from html import escape

import resvg_py

#: A sparkline shows at most this many values, the last ones.
MOST_POINTS = 52
#: Fewer values than this are no line.
LEAST_POINTS = 3

_COORDINATES = Context(prec=28)
_FLAT = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """The colours of a chart (#RRGGBB): line, area under it (with opacity), end dot, words.

    `text` and `quiet` are for what is written, `rule` for hairlines, `other` for bars that are not
    highlighted.
    """

    line: str
    area: str
    opacity: str
    dot: str
    text: str = "currentColor"
    quiet: str = "currentColor"
    rule: str = "#8A959E"
    other: str = "#7D8B99"


#: On paper: the house navy and crimson.
PRINT_INK = Ink(
    line="#0B3954",
    area="#0B3954",
    opacity="0.10",
    dot="#9E1B32",
    text="#16202A",
    quiet="#5B6670",
    rule="#C6CDD3",
)
#: On screens: mid-tones with a contrast of at least 3 on white and on the dark card, because mail
#: programs change the ground without telling.
SCREEN_INK = Ink(line="#3A86C8", area="#3A86C8", opacity="0.16", dot="#D2566F")


def sparkline(
    values: Sequence[Decimal], *, title: str, ink: Ink, width: int = 120, height: int = 28
) -> str:
    """Return an SVG line of the values, oldest first, with a tinted area and a dot at the end.

    Coordinates have two decimals, so equal values give equal bytes. `title` is the text
    alternative, a sentence. Empty when fewer than three values are finite numbers.
    """
    shown = [value for value in values if value.is_finite()][-MOST_POINTS:]
    if len(shown) < LEAST_POINTS:
        return ""
    dot = 2.2
    inset = dot + 0.8
    heights = shares(shown)
    step = (width - 2 * inset) / (len(shown) - 1)
    points = [
        f"{inset + index * step:.2f},{height - inset - share * (height - 2 * inset):.2f}"
        for index, share in enumerate(heights)
    ]
    line = " ".join(points)
    left, right = points[0].split(",")[0], points[-1].split(",")[0]
    end_x, end_y = points[-1].split(",")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img"><title>{escape(title)}</title>'
        f'<polygon points="{left},{height} {line} {right},{height}" fill="{ink.area}" '
        f'fill-opacity="{ink.opacity}"/>'
        f'<polyline points="{line}" fill="none" stroke="{ink.line}" stroke-width="1.4" '
        f'stroke-linejoin="round" stroke-linecap="round"/>'
        f'<circle cx="{end_x}" cy="{end_y}" r="{dot}" fill="{ink.dot}"/></svg>'
    )


def shares(values: Sequence[Decimal]) -> list[float]:
    """Return where each value lies between the least (0) and the greatest (1)."""
    low, high = min(values), max(values)
    spread = _COORDINATES.subtract(high, low)
    if not spread:
        return [float(_FLAT)] * len(values)
    return [
        float(_COORDINATES.divide(_COORDINATES.subtract(value, low), spread)) for value in values
    ]


def picture(svg: str, *, scale: int = 2) -> bytes:
    """Return an SVG without text as PNG bytes, `scale` times its size, on a transparent ground."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, skip_system_fonts=True))
