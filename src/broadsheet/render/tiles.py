"""Metric tiles: value, change and history in words and as a sparkline."""

from __future__ import annotations

from decimal import Decimal

from broadsheet.model.figures import Bound, Change, FigureRecord, Marker, Metric
from broadsheet.render.charts import LEAST_POINTS, MOST_POINTS, PRINT_INK, SCREEN_INK, sparkline
from broadsheet.render.formats import Labels, day_span, number, scaled
from broadsheet.render.prose import inert
from broadsheet.render.references import References
from broadsheet.render.views import MetricView

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_ARROWS = {"up": "▲", "down": "▼", "flat": "→"}
_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "foot": "feet",
}
_SYMBOL_UNITS = frozenset({"bps", "kph", "mph", "ppb", "ppm", "rpm"})
#: A change larger than this many percent says less than the difference itself.
_MOST_PERCENT = Decimal(1000)


def tile(metric: Metric, position: int, references: References, labels: Labels) -> MetricView:
    """Return the tile of a metric; `position` (from 1) names its picture."""
    bound = bound_in_words(metric.bound, labels)
    label = inert(metric.label, limit=90)
    topic, measure = _split(label, inert(metric.subject, limit=90))
    value, unit = _quantity(metric.value, metric, labels, told=label)
    direction = _direction(metric)
    points = [point.value for point in metric.history if point.value.is_finite()][-MOST_POINTS:]
    title = _spark_title(label, points, metric, labels)
    screen = sparkline(points, title=title, ink=SCREEN_INK, width=200, height=40)
    trend = {1: "spark_up", -1: "spark_down", 0: "spark_flat"}[_sign(points)]
    return MetricView(
        label=label,
        topic=topic,
        measure=measure,
        bound=bound,
        value=value,
        unit=unit,
        full=" ".join(part for part in (bound, value, unit) if part),
        direction=direction,
        arrow=_ARROWS.get(direction, ""),
        change=_change(metric.change, metric, labels) if metric.change else "",
        basis=_basis(direction, metric, labels),
        detail=_detail(metric, labels),
        markers=tuple(
            labels[marker.value]
            for marker in Marker
            if marker in metric.markers and marker is not Marker.FIRST_RECORD
        ),
        first="" if direction else labels["first_record"],
        statement=references.state(metric.label, metric.evidence),
        spark_title=title,
        spark_alt=labels[trend].format(count=len(points)),
        spark_print=sparkline(points, title=title, ink=PRINT_INK),
        spark_screen=screen,
        image=f"spark-{position}.png" if screen else "",
    )


def bound_in_words(bound: Bound, labels: Labels) -> str:
    """Return how a source limits a value: "at least", "about"; nothing for an exact one."""
    return labels["about_bound" if bound is Bound.ABOUT else bound.value]


def _split(label: str, subject: str) -> tuple[str, str]:
    """Return whose figure it is and what it counts: ("Halsund", "passengers carried")."""
    before, colon, after = label.partition(": ")
    return (before, after) if colon and before == subject and after else ("", label)


def quantity_in_words(
    value: Decimal, figure: Metric | FigureRecord, labels: Labels, *, told: str = ""
) -> str:
    """Return a value with its unit or currency in one piece: "SEK 412 million".

    A unit that `told`, the text right above it, already names is not said again.
    """
    return " ".join(part for part in _quantity(value, figure, labels, told=told) if part)


def _quantity(
    value: Decimal, metric: Metric | FigureRecord, labels: Labels, *, told: str = ""
) -> tuple[str, str]:
    """Return the number and what stands after it: ("€412", "million"), ("38%", "").

    A unit that `told`, the text right above the number, already names is not said again.
    """
    tight = labels["decimal_separator"] == "."
    if metric.unit == "%":
        return number(value, labels) + ("%" if tight else "\u00a0%"), ""
    shown, scale = scaled(value, labels, decimals=2 if metric.currency else 0)
    sign = _SYMBOLS.get(metric.currency or "", inert(metric.currency or "", limit=8))
    if sign and tight:
        before = sign if sign in _SYMBOLS.values() else f"{sign}\u00a0"
        return (f"−{before}{shown[1:]}" if shown.startswith("−") else before + shown), scale
    unit = _plural(inert(metric.unit, limit=40), value, labels)
    named = "" if _names(told, unit, tight=tight) else unit
    return shown, " ".join(part for part in (scale, sign, named) if part)


def _names(told: str, unit: str, *, tight: bool) -> bool:
    """Whether the text names the unit: as it stands, or, outside English, with an ending."""
    plain, sought = f" {told.casefold().replace(',', ' ')} ", unit.casefold()
    if tight or not sought:
        return bool(sought) and f" {sought} " in plain
    return any(word.startswith(sought) and len(word) - len(sought) <= 2 for word in plain.split())


def _plural(unit: str, value: Decimal, labels: Labels) -> str:
    """Return an English counted noun in the plural; symbols, and other languages, as they are."""
    english = labels["thousand_separator"] == ","
    last = unit.rsplit(" ", 1)[-1]
    symbol = len(last) < 3 or last in _SYMBOL_UNITS or not last.isascii() or not last.islower()
    if not english or value == 1 or symbol:
        return unit
    stem = unit[: len(unit) - len(last)]
    if last in _IRREGULAR:
        return stem + _IRREGULAR[last]
    if last.endswith("s") or last in _IRREGULAR.values():
        return unit
    if last.endswith(("x", "ch", "sh")):
        return f"{unit}es"
    if last.endswith("y") and last[-2] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}s"


def _direction(metric: Metric) -> str:
    if metric.change is None:
        return ""
    delta = metric.change.delta
    return "up" if delta > 0 else "down" if delta < 0 else "flat"


def _signed(value: Decimal, labels: Labels, *, decimals: int = 0) -> str:
    shown = number(value, labels, decimals=decimals)
    return shown if shown.startswith("−") else f"+{shown}"


def _change(change: Change, metric: Metric, labels: Labels) -> str:
    """Return the change with its sign: "+4.6%", in points for shares, else the difference."""
    if change.delta == 0:
        return "±0"
    if metric.unit == "%":
        return f"{_signed(change.delta, labels)} {labels['points']}"
    percent = change.percent
    if percent is not None and percent.is_finite() and abs(percent) < _MOST_PERCENT:
        rounded = percent.quantize(Decimal("0.1"))
        if rounded:
            tight = "%" if labels["decimal_separator"] == "." else "\u00a0%"
            return _signed(rounded, labels) + tight
    return _signed(change.delta, labels, decimals=2 if metric.currency else 0)


def _basis(direction: str, metric: Metric, labels: Labels) -> str:
    """Return what the change is measured against: "up from 251,900"."""
    if not direction or metric.previous is None:
        return ""
    value, unit = _quantity(metric.previous, metric, labels)
    after = unit if metric.currency else scaled(metric.previous, labels)[1]
    previous = f"{value}\u00a0{after}" if after else value
    key = {"up": "up_from", "down": "down_from", "flat": "unchanged"}[direction]
    return labels[key].format(value=previous)


def _detail(metric: Metric, labels: Labels) -> str:
    """Return the period the figure is for and who gives it: "Sep 2026 · according to Ostra"."""
    period, speaker = metric.period, inert(metric.speaker, limit=60)
    parts = (
        day_span(period.start, period.end, period.granularity, labels) if period else "",
        labels["according_to"].format(name=speaker) if speaker else "",
    )
    return " · ".join(part for part in parts if part)


def _sign(points: list[Decimal]) -> int:
    if len(points) < LEAST_POINTS or points[0] == points[-1]:
        return 0
    return 1 if points[-1] > points[0] else -1


def _spark_title(label: str, points: list[Decimal], metric: Metric, labels: Labels) -> str:
    if len(points) < LEAST_POINTS:
        return ""
    ends = [
        " ".join(part for part in _quantity(value, metric, labels) if part)
        for value in (points[0], points[-1])
    ]
    return labels["spark"].format(label=label, first=ends[0], last=ends[1], count=len(points))
