"""Who gets an edition: the lists of a briefing, frozen into one row per address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from broadsheet.deliver.addresses import is_deliverable
from broadsheet.model.briefings import Output, Recipients
from broadsheet.model.deliveries import (
    Delivery,
    DeliveryState,
    Subscriber,
    Subscription,
    SubscriptionState,
)


def freeze_audience(
    edition_id: str,
    memberships: Sequence[tuple[str, Sequence[Subscription]]],
    recipients: Sequence[Recipients],
    *,
    domain: str,
) -> list[Delivery]:
    """Return one delivery per confirmed address, ordered by address.

    An address on several lists gets one copy with the outputs of all of them, under the first of
    them in the order of `recipients`. Addresses that differ only in case are the same person. An
    address no message can be written to is kept as `suppressed`, so that the accounting shows it.

    Args:
        edition_id: The edition to deliver.
        memberships: Pairs of list name and its members, in any state and order.
        recipients: The briefing's lists and what each gets.
        domain: The right-hand side of Message-IDs.
    """
    members = dict(memberships)
    chosen: dict[str, Delivery] = {}
    for rule in recipients:
        attach_pdf = Output.PDF in rule.outputs
        for subscriber in _confirmed(members.get(rule.list, ())):
            key = subscriber.address.casefold()
            fresh = _delivery(edition_id, subscriber, rule.list, attach_pdf, domain)
            chosen[key] = _merge(chosen.get(key), fresh)
    return sorted(chosen.values(), key=lambda delivery: delivery.address)


def message_id(edition_id: str, address: str, *, domain: str) -> str:
    """Return the Message-ID of one reader's copy: the same on every attempt and every machine."""
    digest = hashlib.sha256(f"{edition_id}\0{address.casefold()}".encode("utf-8", "surrogatepass"))
    return f"<{digest.hexdigest()[:32]}@{domain}>"


def _confirmed(members: Sequence[Subscription]) -> Iterator[Subscriber]:
    confirmed = [m.subscriber for m in members if m.state is SubscriptionState.CONFIRMED]
    yield from sorted(confirmed, key=lambda subscriber: subscriber.address)


def _delivery(
    edition_id: str, subscriber: Subscriber, list_name: str, attach_pdf: bool, domain: str
) -> Delivery:
    usable = is_deliverable(subscriber.address)
    return Delivery(
        edition_id=edition_id,
        address=subscriber.address,
        name=subscriber.name,
        list=list_name,
        attach_pdf=attach_pdf,
        message_id=message_id(edition_id, subscriber.address, domain=domain),
        state=DeliveryState.PENDING if usable else DeliveryState.SUPPRESSED,
        reply="" if usable else "not an address a message can be sent to",
    )


def _merge(known: Delivery | None, fresh: Delivery) -> Delivery:
    if known is None:
        return fresh
    return Delivery(
        edition_id=known.edition_id,
        address=known.address,
        name=known.name or fresh.name,
        list=known.list,
        attach_pdf=known.attach_pdf or fresh.attach_pdf,
        message_id=known.message_id,
        state=known.state,
        reply=known.reply,
    )
