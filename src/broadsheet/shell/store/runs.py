"""The record of runs, in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.sqlite import insert

from broadsheet.errors import NotFound
from broadsheet.model.runs import Run, RunState
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.schema import runs

_FIELDS = [field.name for field in fields(Run)]


class SqliteRuns:
    """A `RunLog` in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, run: Run) -> bool:
        adding = insert(runs).values(_row(run)).on_conflict_do_nothing()
        with self._database.writing() as connection:
            return connection.execute(adding).rowcount == 1

    def update(self, run: Run) -> None:
        change = (
            update(runs)
            .where(runs.c.briefing == run.briefing, runs.c.scheduled_for == run.scheduled_for)
            .values(_row(run))
        )
        with self._database.writing() as connection:
            if connection.execute(change).rowcount == 0:
                raise NotFound(
                    "no such run", what=f"{run.briefing} {run.scheduled_for.isoformat()}"
                )

    def cursor(self, briefing: str) -> datetime | None:
        query = select(func.max(runs.c.scheduled_for, type_=runs.c.scheduled_for.type)).where(
            runs.c.briefing == briefing
        )
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def runs(self, briefing: str | None = None) -> Sequence[Run]:
        query = select(runs).order_by(runs.c.scheduled_for.desc(), runs.c.briefing)
        if briefing is not None:
            query = query.where(runs.c.briefing == briefing)
        with self._database.reading() as connection:
            return [_run(row) for row in connection.execute(query)]


def _row(run: Run) -> dict[str, Any]:
    row = {name: getattr(run, name) for name in _FIELDS}
    return row | {"state": run.state.value, "counts": dict(run.counts)}


def _run(row: Row[Any]) -> Run:
    values = row._asdict()
    values["state"] = RunState(values["state"])
    return Run(**values)
