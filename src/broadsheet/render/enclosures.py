"""What travels inside the PDF: its figures as data, for those who want to count with them."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from broadsheet.model.editions import Edition
from broadsheet.model.figures import Metric
from broadsheet.render.views import EditionView, MetricView

FIGURES_SCHEMA = "https://broadsheet.example/schema/figures-1.json"
#: The name of the attached file.
FIGURES_FILE = "figures.json"


def figures_json(edition: Edition, view: EditionView) -> bytes:
    """Return the figures "by the numbers" as JSON: values, history, sources by number.

    Decimal numbers are strings, so that none is rounded; the source numbers are those printed on
    the page. Equal input gives equal bytes.
    """
    document = {
        "schema": FIGURES_SCHEMA,
        "edition": edition.id,
        "title": view.masthead,
        "number": edition.number,
        "made_at": _moment(edition.made_at),
        "period": {
            "start": _moment(edition.period.start),
            "end": _moment(edition.period.end),
            "timezone": edition.period.timezone,
        },
        "figures": [
            _figure(metric, shown)
            for metric, shown in zip(edition.metrics, view.metrics, strict=True)
        ],
        "sources": [
            {
                "number": source.number,
                "title": source.title,
                "publisher": source.publisher,
                "url": source.url,
            }
            for source in view.sources
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def _figure(metric: Metric, shown: MetricView) -> dict[str, Any]:
    period = metric.period
    return {
        "label": shown.label,
        "value": _number(metric.value),
        "unit": metric.unit,
        "currency": metric.currency,
        "bound": metric.bound.value,
        "subject": metric.subject,
        "speaker": metric.speaker,
        "period": period and {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "as_of": _moment(metric.as_of),
        "previous": None if metric.previous is None else _number(metric.previous),
        "history": [
            {"as_of": _moment(point.as_of), "value": _number(point.value)}
            for point in metric.history
        ],
        "markers": [marker.value for marker in metric.markers],
        "evidence": [
            {"source": cite.number, "quote": cite.quote} for cite in shown.statement.cites
        ],
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _number(value: Decimal) -> str:
    return format(value, "f") if value.is_finite() else str(value)
