"""Labelled charts as SVG: bars with one highlighted, a line named at its ends, a timeline.

No legend, no frame, hairlines only; what is shown is written beside it. Bars start at zero.
Coordinates have two decimals and nothing is measured by a font, so equal input gives equal bytes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
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
#: Charts know no language: Chinese among their words gets the shapes most readers know.
_FAMILY = "Inter, Helvetica, Arial, Noto Sans CJK SC, sans-serif"
MOST_BARS = 6
MOST_MARKS = 12
_MOST_LANES = 3
#: No chart is as wide as this many letters.
_MOST_LETTERS = 200
_LANE = 16.0
#: Left and right of a line whose values stand below it.
_MARGIN = 4.0
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

    Empty for fewer than two bars. At most six are drawn, with the highlighted one. What is too long
    is cut: `title`, the text alternative, says it whole.
    """
    shown = _most_telling(items)
    if len(shown) < 2:
        return ""
    row = 30
    room = max(_width(item.shown) for item in shown) + 10
    # Values that would take the bars' room stand beside the names instead.
    aside = room > width / 2
    parts = []
    for index, (item, share) in enumerate(
        zip(shown, bar_shares([item.value for item in shown]), strict=True)
    ):
        top = index * row
        length = max(share * (width - (0 if aside else room)), 1.0)
        fill = ink.dot if item.lit else ink.other
        told = _fitting(item.shown, width * 0.7)
        free = width - (_width(told) + 12 if aside else 0)
        label = _text(0, top + 10, _fitting(item.label, free), colour=ink.quiet, size=_SMALL)
        place = {"x": width, "y": top + 10} if aside else {"x": length + 6, "y": top + 23}
        anchor = "end" if aside else "start"
        value = _text(**place, text=told, colour=ink.text, bold=item.lit, anchor=anchor)
        parts.append(
            f'{label}<rect x="0" y="{top + 14.5:.2f}" width="{length:.2f}" height="10" '
            f'fill="{fill}"/>{value}'
        )
    return _frame("".join(parts), title=title, width=width, height=len(shown) * row)


def _most_telling(items: Sequence[Bar]) -> list[Bar]:
    """Return the bars that are drawn: the first six, the highlighted one always among them."""
    shown, rest = list(items)[:MOST_BARS], list(items)[MOST_BARS:]
    lit = [item for item in rest if item.lit]
    return [*shown[: MOST_BARS - len(lit[:1])], *lit[:1]]


def line(
    values: Sequence[Decimal],
    *,
    title: str,
    ink: Ink,
    ends: Ends | None = None,
    days: Sequence[date] = (),
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
        days: The day of each value; without them the values stand at equal distances.
        width: In the chart's own units.
        height: Likewise; words that do not fit beside the line make it higher.
    """
    shown = list(values)[-MOST_POINTS:]
    if len(shown) < 3:
        return ""
    sides = _sides(ends, width) if ends else 4.0
    top, bottom = (20.0, height - 20.0) if ends else (6.0, height - 6.0)
    left, right = sides, width - sides
    places = [
        (left + along * (right - left), bottom - share * (bottom - top))
        for along, share in zip(_along(shown, days), shares(shown), strict=True)
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
        noted, below = _turn_words(ends, shown, places, width, ink)
        # A note below the line has a row of its own, above that of the dates.
        foot = height - 3.5 + (12.0 if below else 0.0)
        words, foot = _end_words(ends, places, foot, ink, beside=sides > _MARGIN)
        drawn, height = drawn + words + noted, int(foot + 3.5)
    return _frame(drawn, title=title, width=width, height=height)


def _sides(ends: Ends, width: int) -> float:
    """Return the room left and right of a line: that of its end values, or little without them."""
    room = max(_width(ends.first), _width(ends.last)) + 10
    fits = 2 * room <= width * 0.6 and _width(ends.turn) <= width - 2 * room
    return room if fits else _MARGIN


def _along(values: Sequence[Decimal], days: Sequence[date]) -> list[float]:
    """Return where each value stands between the first (0) and the last (1), by its day."""
    known = list(days)[-len(values) :]
    span = (known[-1] - known[0]).days if len(known) == len(values) else 0
    if span <= 0 or any(later < earlier for earlier, later in itertools.pairwise(known)):
        return [index / (len(values) - 1) for index in range(len(values))]
    return [(day - known[0]).days / span for day in known]


def _end_words(
    ends: Ends, places: Sequence[tuple[float, float]], foot: float, ink: Ink, *, beside: bool
) -> tuple[str, float]:
    """Return the words at the ends, and the base line of the lowest ones."""
    (left, first), (right, last) = places[0], places[-1]
    half = (right - left) / 2 - 4
    dates = _text(left, foot, _fitting(ends.start, half), colour=ink.quiet, size=_SMALL) + _text(
        right, foot, _fitting(ends.end, half), colour=ink.quiet, size=_SMALL, anchor="end"
    )
    if beside:
        return (
            _text(left - 7, first + 3.3, ends.first, colour=ink.text, anchor="end")
            + _text(right + 7, last + 3.3, ends.last, colour=ink.text, bold=True)
            + dates
        ), foot
    before, after = _fitting(ends.first, right - left), _fitting(ends.last, right - left)
    lower = foot + 13
    lowest = lower if _width(before) + _width(after) + 12 <= right - left else lower + 13
    return (
        dates
        + _text(left, lower, before, colour=ink.text)
        + _text(right, lowest, after, colour=ink.text, bold=True, anchor="end")
    ), lowest


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
    ends: Ends,
    shown: Sequence[Decimal],
    places: Sequence[tuple[float, float]],
    width: int,
    ink: Ink,
) -> tuple[str, bool]:
    """Return the note at the turning point, and whether it stands below the line."""
    index = turning_point(shown)
    if index is None or not ends.turn:
        return "", False
    x, y = places[index]
    is_high = shown[index] == max(shown)
    words = _fitting(ends.turn, width)
    half = _width(words) / 2
    low, high = places[0][0] + half, places[-1][0] - half
    if low > high:
        low, high = half, width - half
    dot = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2.2" fill="{ink.line}"/>'
    return dot + _text(
        min(max(x, low), high),
        y - 7 if is_high else y + 13,
        words,
        colour=ink.quiet,
        size=_SMALL,
        anchor="middle",
    ), not is_high


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
    axis = _LANE * max(0, *(lane for lane, _ in lanes)) + 28
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
            y = axis - 10 - _LANE * lane
            parts.append(_stem(x, axis, lane, zip(shown, lanes, strict=True), ink))
            parts.append(_text(begin, y, mark.shown, colour=ink.text, bold=first, size=_SMALL))
    return _frame("".join(parts), title=title, width=width, height=int(axis) + 20)


def _lanes(labels: Sequence[tuple[float, str]], width: int) -> list[tuple[int, float]]:
    """Return for each label, left to right, its lane and where it begins; lane -1: no room.

    The earlier label gets the room. Those that have some are then put in lanes from the right, the
    later the lower, so that few stems pass behind other labels.
    """
    begins = [max(min(x - 3, width - _width(text)), 0.0) for x, text in labels]
    ends = [begin + _width(text) for begin, (_, text) in zip(begins, labels, strict=True)]
    lanes, kept = [-1] * len(labels), [-1.0] * _MOST_LANES
    for index, begin in enumerate(begins):
        lanes[index] = next((at for at, until in enumerate(kept) if begin > until), -1)
        if lanes[index] >= 0 and ends[index] <= width:
            kept[lanes[index]] = ends[index] + 6
        else:
            lanes[index] = -1
    taken = [float("inf")] * _MOST_LANES
    for index in sorted(range(len(labels)), key=lambda at: (-ends[at], -at)):
        if lanes[index] >= 0:
            lanes[index] = next(at for at, by in enumerate(taken) if ends[index] + 6 < by)
            taken[lanes[index]] = begins[index]
    return list(zip(lanes, begins, strict=True))


def _stem(
    x: float,
    axis: float,
    lane: int,
    others: Iterable[tuple[Mark, tuple[int, float]]],
    ink: Ink,
) -> str:
    """Return the hairline from a mark up to a label above others, broken where it passes one."""
    passed = {
        other
        for mark, (other, begin) in others
        if 0 <= other < lane and begin - 2 <= x <= begin + _width(mark.shown) + 2
    }
    drawn = []
    for each in range(lane):
        low = axis - 5 - _LANE * each
        high = low - _LANE + (4 if each + 1 == lane else 0)
        drawn += [(low, low - 2.5), (low - 13, high)] if each in passed else [(low, high)]
    return "".join(
        f'<line x1="{x:.2f}" y1="{low:.2f}" x2="{x:.2f}" y2="{high:.2f}" '
        f'stroke="{ink.rule}" stroke-width="0.6"/>'
        for low, high in drawn
        if low > high
    )


def _fitting(text: str, room: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than the room."""
    if _width(text) <= room:
        return text
    kept = text[:_MOST_LETTERS]
    while kept and _width(kept) + _width("…") > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


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
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="{_FAMILY}" '
        f'font-size="{size}"{weight} text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )


def _frame(drawn: str, *, title: str, width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img"><title>{escape(title)}</title>{drawn}</svg>'
    )
