"""Frozen editions (compressed canonical JSON) and the figure history, in SQLite."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from broadsheet.compose.codec import edition_from_json, edition_to_json
from broadsheet.errors import NotFound, StoreError
from broadsheet.model.editions import Edition, Past
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.figures import figure_from_row, figure_row
from broadsheet.shell.store.schema import editions, figures

_MAX_DIGITS = 9
_NEWEST_FIRST = (editions.c.period_end.desc(), editions.c.number.desc(), editions.c.id.desc())


class SqliteEditions:
    """An `EditionStore` in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, edition: Edition, *, replace: bool = False) -> None:
        with self._database.writing() as connection:
            holder = _holder(connection, edition)
            if holder == edition.id:
                return
            if holder is not None and not replace:
                raise StoreError(
                    "another edition already has this number",
                    what=f"{edition.briefing}/{edition.number}",
                )
            connection.execute(delete(editions).where(editions.c.id == holder))
            connection.execute(insert(editions).values(_row(edition)))
            rows = [
                figure_row(edition.id, position, figure)
                for position, figure in enumerate(edition.figures)
            ]
            if rows:
                connection.execute(insert(figures), rows)

    def get(self, reference: str) -> Edition:
        with self._database.reading() as connection:
            documents = connection.execute(_lookup(reference)).scalars().all()
        if len(documents) != 1:
            message = "several editions begin like this" if documents else "no such edition"
            briefing, _, which = reference.rpartition("/")
            remedy = f"make one with: broadsheet run {briefing}" if which == "latest" else ""
            raise NotFound(message, what=reference, remedy=remedy)
        return _edition(documents[0])

    def list(self, briefing: str | None = None) -> Sequence[Edition]:
        query = select(editions.c.document).order_by(*_NEWEST_FIRST)
        if briefing is not None:
            query = query.where(editions.c.briefing == briefing)
        with self._database.reading() as connection:
            return [_edition(document) for document in connection.execute(query).scalars()]

    def ids(self, briefing: str) -> Sequence[str]:
        """Return the ids of a briefing's editions, newest period first, without reading them."""
        query = select(editions.c.id).where(editions.c.briefing == briefing)
        with self._database.reading() as connection:
            return connection.execute(query.order_by(*_NEWEST_FIRST)).scalars().all()

    def number_for(self, briefing: str, period_end: datetime) -> int:
        numbers = select(func.max(editions.c.number)).where(editions.c.briefing == briefing)
        with self._database.reading() as connection:
            held = connection.execute(numbers.where(editions.c.period_end == period_end)).scalar()
            highest = connection.execute(numbers).scalar()
        return int(held or (highest or 0) + 1)

    def past(self, briefing: str, *, before: datetime, limit: int = 12) -> Past:
        earlier = (editions.c.briefing == briefing, editions.c.period_end < before)
        recent = select(editions.c.document).where(*earlier).order_by(*_NEWEST_FIRST).limit(limit)
        history = (
            select(figures)
            .join(editions)
            .where(*earlier)
            .order_by(editions.c.period_end, editions.c.number, editions.c.id, figures.c.position)
        )
        with self._database.reading() as connection:
            documents = connection.execute(recent).scalars().all()
            rows = connection.execute(history).all()
        return Past(
            editions=tuple(_edition(document) for document in reversed(documents)),
            figures=tuple(figure_from_row(row) for row in rows),
        )


def _holder(connection: Connection, edition: Edition) -> str | None:
    """Return the id of the edition that has this briefing and number, None when it is free."""
    query = select(editions.c.id).where(
        editions.c.briefing == edition.briefing, editions.c.number == edition.number
    )
    return connection.execute(query).scalar_one_or_none()


def _row(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.id,
        "briefing": edition.briefing,
        "number": edition.number,
        "headline": edition.headline,
        "period_end": edition.period.end,
        "made_at": edition.made_at,
        "document": zlib.compress(edition_to_json(edition)),
    }


def _lookup(reference: str) -> Select[Any]:
    """Return the query for an id, a prefix of one, `briefing/number` or `briefing/latest`."""
    query = select(editions.c.document)
    briefing, slash, which = reference.rpartition("/")
    if not slash:
        exact = select(editions.c.id).where(editions.c.id == reference)
        return query.where(
            func.substr(editions.c.id, 1, max(len(reference), 1)) == reference,
            (editions.c.id == reference) | ~exact.exists(),
        )
    query = query.where(editions.c.briefing == briefing).order_by(*_NEWEST_FIRST).limit(1)
    if which == "latest":
        return query
    is_number = which.isdecimal() and len(which) <= _MAX_DIGITS and str(int(which)) == which
    return query.where(editions.c.number == (int(which) if is_number else -1))


def _edition(document: bytes) -> Edition:
    try:
        return edition_from_json(zlib.decompress(document))
    except zlib.error as error:
        raise StoreError("a stored edition is damaged", remedy="restore a backup") from error
