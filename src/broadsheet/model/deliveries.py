"""Lists, subscribers and the per-recipient ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SubscriptionState(StrEnum):
    """Where a membership stands."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    UNSUBSCRIBED = "unsubscribed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person on lists. `address` is normalised (email-validator), its domain in lower case."""

    address: str
    name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One subscriber's membership of one list."""

    list: str
    subscriber: Subscriber
    state: SubscriptionState
    since: datetime


class DeliveryState(StrEnum):
    """The states of one copy: pending → sending → accepted | failed | suppressed | unknown.

    `sending` is committed before the message is handed over, the outcome right after the reply; so
    after a crash only rows still in `sending` are uncertain, and become `unknown`.
    """

    PENDING = "pending"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One recipient's copy of one edition and its outcome. UNIQUE(edition_id, address)."""

    edition_id: str
    address: str
    name: str = ""
    list: str = ""
    attach_pdf: bool = False
    message_id: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    next_at: datetime | None = None
    reply: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one attempt: the new state, the server's reply, when to try again."""

    state: DeliveryState
    reply: str
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The accounting of one edition: audience = accepted + failed + suppressed + unknown + open."""

    audience: int
    accepted: int
    failed: int
    suppressed: int
    unknown: int
    open: int
