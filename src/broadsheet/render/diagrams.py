"""Labelled charts as SVG: bars with one highlighted, a line named at its ends, a timeline.

No legend, no frame, hairlines only; what is shown is written beside it. Bars start at zero.
Coordinates have two decimals and nothing is measured by a font, so equal input gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape

from broadsheet.render.charts import MOST_POINTS, Ink, shares

#: Text is set in the sans face of the page; these are its sizes in the chart's own units.
_SIZE, _SMALL = 9.5, 8.5
#: Mean advance of a character in the sans face, in parts of its size; generous, so that labels
#: keep clear of each other.
_ADVANCE = 0.6
MOST_BARS = 6
MOST_MARKS = 12
_MOST_LANES = 3
#: A span shorter than this is drawn as a day.
_SHORTEST_SPAN = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar. `shown` is its value in words; `lit` marks the one that is highlighted."""

    label: str
    value: Decimal
    shown: str
    lit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One dated thing on a timeline; `shown` is its date in words."""

    start: date
    end: date
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The words of a line chart: values and dates at both ends, and at its turning point."""

    first: str
    last: str
    start: str
    end: str
    turn: str = ""


def bar_shares(values: Sequence[Decimal]) -> list[float]:
    """Return each value's part of the greatest, 0 to 1; zero stays zero. Negative ones are 0."""
    greatest = max((value for value in values if value > 0), default=Decimal(0))
    return [float(max(value, Decimal(0)) / greatest) if greatest else 0.0 for value in values]


def bars(items: Sequence[Bar], *, title: str, ink: Ink, width: int = 360) -> str:
    """Return horizontal bars from zero, each named above it and its value written at its end.

    Empty for fewer than two bars. At most six are drawn. `title` is the text alternative.
    """
    shown = list(items)[:MOST_BARS]
    if len(shown) < 2:
        return ""
    row = 30
    room = max(_width(item.shown) for item in shown) + 10
    parts = []
    for index, (item, share) in enumerate(
        zip(shown, bar_shares([item.value for item in shown]), strict=True)
    ):
        top = index * row
        length = max(share * (width - room), 1.0)
        fill = ink.dot if item.lit else ink.other
        label = _text(0, top + 10, item.label, colour=ink.quiet, size=_SMALL)
        value = _text(length + 6, top + 23, item.shown, colour=ink.text, bold=item.lit)
        parts.append(
            f'{label}<rect x="0" y="{top + 14.5:.2f}" width="{length:.2f}" height="10" '
            f'fill="{fill}"/>{value}'
        )
    return _frame("".join(parts), title=title, width=width, height=len(shown) * row)


def line(
    values: Sequence[Decimal],
    *,
    title: str,
    ink: Ink,
    ends: Ends | None = None,
    width: int = 360,
    height: int = 104,
) -> str:
    """Return a line through the values, oldest first, named at its ends; empty below three values.

    Args:
        values: Finite numbers; the last 52 are drawn.
        title: The text alternative, a sentence.
        ink: Its colours.
        ends: What is written at the ends and at the turning point; nothing when None, for pictures
            in programs whose ground and fonts nobody knows.
        width: In the chart's own units.
        height: Likewise.
    """
    shown = list(values)[-MOST_POINTS:]
    if len(shown) < 3:
        return ""
    room = max(_width(ends.first), _width(ends.last)) + 10 if ends else 4.0
    top, bottom = (20.0, height - 20.0) if ends else (6.0, height - 6.0)
    left = room if ends else 4.0
    right = width - room
    step = (right - left) / (len(shown) - 1)
    places = [
        (left + index * step, bottom - share * (bottom - top))
        for index, share in enumerate(shares(shown))
    ]
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
    first, last = places[0], places[-1]
    drawn = (
        f'<line x1="{left:.2f}" y1="{bottom + 4:.2f}" x2="{right:.2f}" y2="{bottom + 4:.2f}" '
        f'stroke="{ink.rule}" stroke-width="0.6"/>'
        f'<polygon points="{left:.2f},{bottom + 4:.2f} {points} {right:.2f},{bottom + 4:.2f}" '
        f'fill="{ink.area}" fill-opacity="{ink.opacity}"/>'
        f'<polyline points="{points}" fill="none" stroke="{ink.line}" stroke-width="1.8" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
        f'<circle cx="{first[0]:.2f}" cy="{first[1]:.2f}" r="2.2" fill="{ink.line}"/>'
        f'<circle cx="{last[0]:.2f}" cy="{last[1]:.2f}" r="3" fill="{ink.dot}"/>'
    )
    if ends:
        drawn += _end_words(ends, places, height, ink) + _turn_words(ends, shown, places, ink)
    return _frame(drawn, title=title, width=width, height=height)


def _end_words(ends: Ends, places: Sequence[tuple[float, float]], height: int, ink: Ink) -> str:
    (left, first), (right, last) = places[0], places[-1]
    return (
        _text(left - 7, first + 3.3, ends.first, colour=ink.text, anchor="end")
        + _text(right + 7, last + 3.3, ends.last, colour=ink.text, bold=True)
        + _text(left, height - 3.5, ends.start, colour=ink.quiet, size=_SMALL)
        + _text(right, height - 3.5, ends.end, colour=ink.quiet, size=_SMALL, anchor="end")
    )


def turning_point(values: Sequence[Decimal]) -> int | None:
    """Return where a series turns: its greatest or least value inside; None when that is an end.

    The one that stands out further from both ends is taken, the greatest when both do alike.
    """
    shown = list(values)[-MOST_POINTS:]
    if len(shown) < 3:
        return None
    high, low = shown.index(max(shown)), shown.index(min(shown))
    above = shown[high] - max(shown[0], shown[-1])
    below = min(shown[0], shown[-1]) - shown[low]
    if max(above, below) <= 0:
        return None
    return high if above >= below else low


def _turn_words(
    ends: Ends, shown: Sequence[Decimal], places: Sequence[tuple[float, float]], ink: Ink
) -> str:
    index = turning_point(shown)
    if index is None or not ends.turn:
        return ""
    x, y = places[index]
    is_high = shown[index] == max(shown)
    half = _width(ends.turn) / 2
    centre = min(max(x, places[0][0] + half), places[-1][0] - half)
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2.2" fill="{ink.line}"/>' + _text(
        centre,
        y - 7 if is_high else y + 13,
        ends.turn,
        colour=ink.quiet,
        size=_SMALL,
        anchor="middle",
    )


def timeline(
    marks: Sequence[Mark], *, today: date, now: str, title: str, ink: Ink, width: int = 640
) -> str:
    """Return dated marks along a line that begins today; empty for fewer than three.

    A span of days is a bar, a day a dot. Labels stand above in up to three lanes and never on each
    other: what finds no room keeps its mark only. Equal marks are one. At most twelve are drawn,
    the earliest.
    """
    coming = sorted(dict.fromkeys(marks), key=lambda mark: (mark.start, mark.end, mark.shown))
    shown = [mark for mark in coming if mark.end >= today][:MOST_MARKS]
    if len(shown) < 3:
        return ""
    last = max(mark.end for mark in shown)
    days = max((last - today).days, 1)
    left, right = 8.0, width - 8.0

    def place(day: date) -> float:
        return left + (right - left) * min(max((day - today).days, 0), days) / days

    lanes = _lanes([(place(mark.start), mark.shown) for mark in shown], width)
    axis = 16.0 * max(lane for lane, _ in lanes) + 28
    parts = [
        f'<line x1="{left:.2f}" y1="{axis:.2f}" x2="{right:.2f}" y2="{axis:.2f}" '
        f'stroke="{ink.rule}" stroke-width="1"/>'
        f'<line x1="{left:.2f}" y1="{axis - 4:.2f}" x2="{left:.2f}" y2="{axis + 4:.2f}" '
        f'stroke="{ink.quiet}" stroke-width="1"/>'
        + _text(left - 4, axis + 15, now, colour=ink.quiet, size=_SMALL)
    ]
    for mark, (lane, begin) in zip(shown, lanes, strict=True):
        x, end, first = place(mark.start), place(mark.end), mark is shown[0]
        fill = ink.dot if first else ink.line
        if end - x > _SHORTEST_SPAN:
            parts.append(
                f'<rect x="{x:.2f}" y="{axis - 2.5:.2f}" width="{end - x:.2f}" height="5" '
                f'rx="2.5" fill="{fill}" fill-opacity="0.75"/>'
            )
        else:
            parts.append(f'<circle cx="{x:.2f}" cy="{axis:.2f}" r="3.6" fill="{fill}"/>')
        if lane >= 0:
            y = axis - 10 - 16 * lane
            parts.append(_stem(x, axis, y, ink) if lane else "")
            parts.append(_text(begin, y, mark.shown, colour=ink.text, bold=first, size=_SMALL))
    return _frame("".join(parts), title=title, width=width, height=int(axis) + 20)


def _lanes(labels: Sequence[tuple[float, str]], width: int) -> list[tuple[int, float]]:
    """Return for each label, left to right, its lane and where it begins; lane -1: no room."""
    taken = [-1.0] * _MOST_LANES
    found = []
    for x, text in labels:
        begin = max(min(x - 3, width - _width(text)), 0.0)
        lane = next((number for number, until in enumerate(taken) if begin > until), -1)
        if lane >= 0:
            taken[lane] = begin + _width(text) + 6
        found.append((lane, begin))
    return found


def _stem(x: float, axis: float, y: float, ink: Ink) -> str:
    """Return the hairline from a mark up to a label that stands above another one."""
    return (
        f'<line x1="{x:.2f}" y1="{axis - 5:.2f}" x2="{x:.2f}" y2="{y + 4:.2f}" '
        f'stroke="{ink.rule}" stroke-width="0.6"/>'
    )


def _width(text: str) -> float:
    """Return about how wide a label is; full-width scripts take a whole em a character."""
    return sum(1.0 if character > "\u2e7f" else _ADVANCE for character in text) * _SIZE


def _text(
    x: float,
    y: float,
    text: str,
    *,
    colour: str,
    size: float = _SIZE,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="Inter, Helvetica, Arial, sans-serif" '
        f'font-size="{size}"{weight} text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )


def _frame(drawn: str, *, title: str, width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img"><title>{escape(title)}</title>{drawn}</svg>'
    )
