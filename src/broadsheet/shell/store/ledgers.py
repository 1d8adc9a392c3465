"""The coverage ledgers of runs, in SQLite: the last ones of each briefing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from broadsheet.errors import NotFound
from broadsheet.model.ledgers import Ledger, SourceLine
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.schema import ledgers

MOST = 200
"""Ledgers kept of one briefing."""


class SqliteLedgers:
    """A `LedgerStore` in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, ledger: Ledger) -> None:
        row = {
            "briefing": ledger.briefing,
            "slot": ledger.slot,
            "edition_id": ledger.edition_id,
            "document": _document(ledger),
        }
        newest = (
            select(ledgers.c.slot)
            .where(ledgers.c.briefing == ledger.briefing)
            .order_by(ledgers.c.slot.desc())
            .limit(MOST)
        )
        with self._database.writing() as connection:
            connection.execute(
                insert(ledgers)
                .values(row)
                .on_conflict_do_update(index_elements=["briefing", "slot"], set_=row)
            )
            connection.execute(
                delete(ledgers).where(
                    ledgers.c.briefing == ledger.briefing, ledgers.c.slot.not_in(newest)
                )
            )

    def find(self, briefing: str | None = None, slot: datetime | None = None) -> Ledger:
        query = select(ledgers).order_by(ledgers.c.slot.desc(), ledgers.c.briefing).limit(1)
        if briefing is not None:
            query = query.where(ledgers.c.briefing == briefing)
        if slot is not None:
            query = query.where(ledgers.c.slot == slot)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotFound(
                "no ledger of such a run",
                what=" ".join(
                    filter(None, [briefing, slot.isoformat() if slot is not None else ""])
                ),
                remedy="a run leaves one: `broadsheet run BRIEFING`",
            )
        return _ledger(row)


def _document(ledger: Ledger) -> dict[str, Any]:
    lines = [
        {
            "source": line.source,
            "documents": dict(line.documents),
            "items": dict(line.items),
            "cut": line.cut,
        }
        for line in ledger.lines
    ]
    return {"lines": lines, "carried": dict(ledger.carried)}


def _ledger(row: Row[Any]) -> Ledger:
    return Ledger(
        briefing=row.briefing,
        slot=row.slot,
        edition_id=row.edition_id,
        lines=tuple(SourceLine(**line) for line in row.document["lines"]),
        carried=row.document["carried"],
    )
