"""Subscribers and their subscriptions, in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.sqlite import insert

from broadsheet.errors import NotFound
from broadsheet.model.deliveries import Subscriber, Subscription, SubscriptionState
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.schema import subscribers, subscriptions


class SqliteAudience:
    """An `AudienceStore` in SQLite. Addresses that differ only in case are one subscriber."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def subscribe(self, subscription: Subscription) -> bool:
        key = subscription.subscriber.address.casefold()
        person = _upsert_subscriber(key, subscription.subscriber)
        membership = insert(subscriptions).values(
            list=subscription.list,
            address_key=key,
            state=subscription.state.value,
            since=subscription.since,
        )
        with self._database.writing() as connection:
            connection.execute(person)
            return connection.execute(membership.on_conflict_do_nothing()).rowcount == 1

    def set_state(
        self, list_name: str, address: str, state: SubscriptionState, *, at: datetime
    ) -> None:
        change = (
            update(subscriptions)
            .where(
                subscriptions.c.list == list_name,
                subscriptions.c.address_key == address.casefold(),
            )
            .values(state=state.value, since=at)
        )
        with self._database.writing() as connection:
            if connection.execute(change).rowcount == 0:
                raise NotFound(f"not on the list {list_name!r}", what=address)

    def members(self, list_name: str) -> Sequence[Subscription]:
        query = (
            select(subscriptions, subscribers)
            .join(subscribers)
            .where(subscriptions.c.list == list_name)
            .order_by(subscribers.c.address)
        )
        with self._database.reading() as connection:
            return [_subscription(row) for row in connection.execute(query)]

    def lists(self) -> Sequence[str]:
        query = select(subscriptions.c.list).distinct().order_by(subscriptions.c.list)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def is_confirmed(self, list_name: str, address: str) -> bool:
        """Tell whether an address is on a list and confirmed at this moment."""
        query = select(subscriptions.c.state).where(
            subscriptions.c.list == list_name,
            subscriptions.c.address_key == address.casefold(),
        )
        with self._database.reading() as connection:
            state = connection.execute(query).scalar_one_or_none()
        return state == SubscriptionState.CONFIRMED


def _upsert_subscriber(key: str, person: Subscriber) -> Any:
    """Return the statement that adds a subscriber or fills what was not known of one."""
    adding = insert(subscribers).values(
        address_key=key, address=person.address, name=person.name, language=person.language
    )
    new = adding.excluded
    return adding.on_conflict_do_update(
        index_elements=["address_key"],
        set_={
            "name": func.coalesce(func.nullif(subscribers.c.name, ""), new.name),
            "language": func.coalesce(func.nullif(subscribers.c.language, ""), new.language),
        },
    )


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        list=row.list,
        subscriber=Subscriber(address=row.address, name=row.name, language=row.language),
        state=SubscriptionState(row.state),
        since=row.since,
    )
