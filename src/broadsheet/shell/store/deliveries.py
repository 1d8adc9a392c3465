"""The per-recipient ledger in SQLite. Each method is one transaction, on disk before it returns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from broadsheet.errors import StoreError
from broadsheet.model.deliveries import Delivery, DeliveryState, Outcome, Tally
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.schema import deliveries

_FIELDS = [field.name for field in fields(Delivery)]
_CLOSED = (
    DeliveryState.ACCEPTED,
    DeliveryState.FAILED,
    DeliveryState.SUPPRESSED,
    DeliveryState.UNKNOWN,
)


class SqliteDeliveries:
    """A `DeliveryLog` in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def freeze(self, audience: Iterable[Delivery]) -> int:
        rows = [_row(delivery) for delivery in audience]
        if not rows:
            return 0
        count = select(func.count()).select_from(deliveries)
        with self._database.writing() as connection:
            before = connection.execute(count).scalar_one()
            connection.execute(insert(deliveries).on_conflict_do_nothing(), rows)
            return int(connection.execute(count).scalar_one() - before)

    def claim(self, edition_id: str, *, now: datetime, limit: int) -> Sequence[Delivery]:
        query = (
            select(deliveries)
            .where(deliveries.c.edition_id == edition_id, _is_due(now))
            .order_by(deliveries.c.address)
            .limit(limit)
        )
        with self._database.writing() as connection:
            due = [_delivery(row) for row in connection.execute(query)]
            change = (
                update(deliveries)
                .where(
                    deliveries.c.edition_id == edition_id,
                    deliveries.c.address.in_([delivery.address for delivery in due]),
                )
                .values(
                    state=DeliveryState.SENDING.value,
                    attempts=deliveries.c.attempts + 1,
                    next_at=None,
                    changed_at=now,
                )
            )
            connection.execute(change)
        return [
            replace(
                delivery,
                state=DeliveryState.SENDING,
                attempts=delivery.attempts + 1,
                next_at=None,
                changed_at=now,
            )
            for delivery in due
        ]

    def settle(self, edition_id: str, address: str, outcome: Outcome, *, at: datetime) -> None:
        unused = 1 if outcome.state is DeliveryState.PENDING else 0
        change = (
            update(deliveries)
            .where(
                deliveries.c.edition_id == edition_id,
                deliveries.c.address == address,
                deliveries.c.state == DeliveryState.SENDING.value,
            )
            .values(
                state=outcome.state.value,
                attempts=deliveries.c.attempts - unused,
                reply=outcome.reply,
                next_at=outcome.next_at,
                changed_at=at,
            )
        )
        with self._database.writing() as connection:
            if connection.execute(change).rowcount != 1:
                raise StoreError("this delivery is not being sent", what=f"{edition_id} {address}")

    def recover(self, edition_id: str, *, resend: bool, at: datetime) -> int:
        state = DeliveryState.PENDING if resend else DeliveryState.UNKNOWN
        change = (
            update(deliveries)
            .where(
                deliveries.c.edition_id == edition_id,
                deliveries.c.state == DeliveryState.SENDING.value,
            )
            .values(state=state.value, changed_at=at)
        )
        with self._database.writing() as connection:
            return int(connection.execute(change).rowcount)

    def tally(self, edition_id: str) -> Tally:
        still_open = func.sum(
            case((deliveries.c.state.in_([state.value for state in _CLOSED]), 0), else_=1)
        )
        closed = [
            func.coalesce(func.sum(case((deliveries.c.state == state.value, 1), else_=0)), 0).label(
                state.value
            )
            for state in _CLOSED
        ]
        query = select(
            func.count().label("audience"), *closed, func.coalesce(still_open, 0).label("open")
        ).where(deliveries.c.edition_id == edition_id)
        with self._database.reading() as connection:
            return Tally(**connection.execute(query).one()._asdict())

    def deliveries(self, edition_id: str) -> Sequence[Delivery]:
        query = (
            select(deliveries)
            .where(deliveries.c.edition_id == edition_id)
            .order_by(deliveries.c.address)
        )
        with self._database.reading() as connection:
            return [_delivery(row) for row in connection.execute(query)]

    def due_editions(self, *, now: datetime) -> Sequence[str]:
        """Return the ids of the editions with rows to be sent now, sorted."""
        query = select(deliveries.c.edition_id).distinct().order_by(deliveries.c.edition_id)
        with self._database.reading() as connection:
            return list(connection.execute(query.where(_is_due(now))).scalars())


def _is_due(now: datetime) -> ColumnElement[bool]:
    is_time = or_(deliveries.c.next_at.is_(None), deliveries.c.next_at <= now)
    return or_(
        deliveries.c.state == DeliveryState.PENDING.value,
        (deliveries.c.state == DeliveryState.DEFERRED.value) & is_time,
    )


def _row(delivery: Delivery) -> dict[str, Any]:
    row = {name: getattr(delivery, name) for name in _FIELDS}
    return row | {"state": delivery.state.value, "attach_pdf": int(delivery.attach_pdf)}


def _delivery(row: Row[Any]) -> Delivery:
    values = row._asdict()
    values["state"] = DeliveryState(values["state"])
    values["attach_pdf"] = bool(values["attach_pdf"])
    return Delivery(**values)
