"""Figures on record as rows of the history."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row

from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Bound, FigureRecord, Movement, Period


def figure_row(edition_id: str, position: int, figure: FigureRecord) -> dict[str, Any]:
    """Return the row of one figure of an edition."""
    return {
        "edition_id": edition_id,
        "position": position,
        "key": figure.key,
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "currency": figure.currency,
        "bound": figure.bound.value,
        "movement": figure.movement.value,
        "subject": figure.subject,
        "period": _plain_period(figure.period),
        "speaker": figure.speaker,
        "self_reported": int(figure.self_reported),
        "as_of": figure.as_of,
        "families": figure.families,
        "evidence": [[e.article_id, e.start, e.end, e.quote] for e in figure.evidence],
    }


def figure_from_row(row: Row[Any]) -> FigureRecord:
    """Return the figure a row holds."""
    return FigureRecord(
        key=row.key,
        label=row.label,
        value=row.value,
        unit=row.unit,
        currency=row.currency,
        bound=Bound(row.bound),
        movement=Movement(row.movement),
        subject=row.subject,
        period=_period(row.period),
        speaker=row.speaker,
        self_reported=bool(row.self_reported),
        as_of=row.as_of,
        families=row.families,
        evidence=tuple(
            Evidence(article_id=article_id, start=start, end=end, quote=quote)
            for article_id, start, end, quote in row.evidence
        ),
    )


def _plain_period(period: Period | None) -> list[str] | None:
    if period is None:
        return None
    return [period.start.isoformat(), period.end.isoformat(), period.granularity]


def _period(plain: list[str] | None) -> Period | None:
    if plain is None:
        return None
    start, end, granularity = plain
    return Period(
        start=date.fromisoformat(start), end=date.fromisoformat(end), granularity=granularity
    )
