"""Delivering an edition: freeze, claim, hand over, settle, until nothing is due.

    recover ─► freeze ─► claim a group ─► hand over one ─► settle it ─┐
                             ▲                                        │
                             └────────────────────────────────────────┘

A row is on disk as `sending` before its message is handed over, and its outcome is on disk before
the next one is. So a crash loses nobody and doubles at most the one message in flight, which then
carries the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Event

from broadsheet.deliver.addresses import envelope_address, split_address
from broadsheet.deliver.replies import MAX_ATTEMPTS, put_off
from broadsheet.errors import SendError, StoreError
from broadsheet.model.deliveries import Delivery, DeliveryState, Outcome, Tally
from broadsheet.ports import DeliveryLog, Mailer


class OnUnknown(StrEnum):
    """What to do with a message the server may or may not have accepted.

    SMTP cannot tell: `resend` may double it (RFC 5321 treats it as a temporary failure), `hold`
    may lose it and leaves the decision to the operator.
    """

    RESEND = "resend"
    HOLD = "hold"


GROUP = 20
"""Rows claimed in one transaction. Under `hold` it is one: each claimed row would be uncertain."""


def _everybody(_: Delivery) -> bool:
    return True


def _nothing(_: int, __: int) -> None:
    return None


def deliver_edition(  # noqa: PLR0913 - the ports it works on and the choices, all by name
    edition_id: str,
    audience: Sequence[Delivery],
    *,
    log: DeliveryLog,
    mailer: Mailer,
    build: Callable[[Delivery], bytes],
    sender: str,
    clock: Callable[[], datetime],
    on_unknown: str = OnUnknown.RESEND,
    wanted: Callable[[Delivery], bool] = _everybody,
    progress: Callable[[int, int], None] = _nothing,
    patience: timedelta = timedelta(0),
    stop: Event | None = None,
) -> Tally:
    """Send an edition to everybody who has not had it yet; return the accounting.

    The audience is frozen at the first call; later calls go on with that one, so who joins a list
    afterwards gets the next edition. Two calls for one edition must not run at the same time (hold
    the store's lock): the second would take the first one's message in flight for a crash.

    Args:
        edition_id: The edition.
        audience: Its deliveries, from `freeze_audience`.
        log: The ledger.
        mailer: Hands messages over; not closed here.
        build: Makes the message of one delivery. A SendError fails that delivery alone.
        sender: `Name <address>` or an address, for the envelope.
        clock: Tells the time.
        on_unknown: `resend` or `hold`, for messages the server may or may not have accepted.
        wanted: Asked right before a message is handed over; a reader who has unsubscribed since
            the audience was frozen is suppressed.
        progress: Told after every group how many deliveries are closed, of how many.
        patience: How long to wait, in all, for deferred rows to fall due; what is not due by then
            is left for the next call.
        stop: When set, the message in flight is finished and the rest left for the next call.

    Raises:
        SendError: no message can be sent at all; what was claimed is pending again.
        StoreError: the ledger refuses or its accounting does not add up.
        ValueError: `on_unknown` is neither.
    """
    courier = _Courier(
        edition_id=edition_id,
        log=log,
        mailer=mailer,
        build=build,
        sender=envelope_address(split_address(sender)[1]),
        clock=clock,
        on_unknown=OnUnknown(on_unknown),
        wanted=wanted,
        progress=progress,
        stop=stop or Event(),
    )
    log.recover(edition_id, resend=courier.on_unknown is OnUnknown.RESEND, at=clock())
    if not log.tally(edition_id).audience:
        log.freeze(audience)
    courier.work(patience)
    return courier.report()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Courier:
    edition_id: str
    log: DeliveryLog
    mailer: Mailer
    build: Callable[[Delivery], bytes]
    sender: str
    clock: Callable[[], datetime]
    on_unknown: OnUnknown
    wanted: Callable[[Delivery], bool]
    progress: Callable[[int, int], None]
    stop: Event

    def work(self, patience: timedelta) -> None:
        """Deliver groups until nothing falls due within the patience, or a stop is asked for."""
        deadline = self.clock() + patience
        limit = 1 if self.on_unknown is OnUnknown.HOLD else GROUP
        while not self.stop.is_set():
            group = self.log.claim(self.edition_id, now=self.clock(), limit=limit)
            if group:
                self._deliver(group)
                tally = self.report()
                self.progress(tally.audience - tally.open, tally.audience)
            elif not self._wait_for_next(deadline):
                return

    def report(self) -> Tally:
        """Return the tally; refuse one that does not add up."""
        tally = self.log.tally(self.edition_id)
        closed = tally.accepted + tally.failed + tally.suppressed + tally.unknown
        if tally.audience != closed + tally.open:
            raise StoreError(f"the accounting does not add up: {tally}", what=self.edition_id)
        return tally

    def _deliver(self, group: Sequence[Delivery]) -> None:
        """Deliver a claimed group; whatever interrupts, what was not handed over is released.

        Only a message that was being handed over stays `sending`: nobody knows about that one.
        """
        rest = list(group)
        try:
            while rest and not self.stop.is_set():
                made = self._make(rest[0])
                delivery = rest.pop(0)
                if isinstance(made, Outcome):
                    self._settle(delivery, made)
                    continue
                try:
                    outcome = self._hand_over(delivery, made)
                except SendError:
                    rest.insert(0, delivery)
                    raise
                self._settle(delivery, outcome)
        finally:
            for delivery in rest:
                self._settle(delivery, Outcome(state=DeliveryState.PENDING, reply=delivery.reply))

    def _make(self, delivery: Delivery) -> bytes | Outcome:
        """Return the message, or the outcome of a delivery that shall or can have none."""
        if not self.wanted(delivery):
            return Outcome(
                state=DeliveryState.SUPPRESSED, reply="unsubscribed before the message was sent"
            )
        try:
            return self.build(delivery)
        except SendError as error:
            return Outcome(state=DeliveryState.FAILED, reply=str(error))

    def _hand_over(self, delivery: Delivery, message: bytes) -> Outcome:
        outcome = self.mailer.send(
            message, sender=self.sender, recipient=envelope_address(delivery.address)
        )
        return self._judge(delivery, outcome)

    def _judge(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        """Give a deferred outcome its time, and an uncertain one its policy."""
        unknown = outcome.state is DeliveryState.UNKNOWN
        if unknown and self.on_unknown is OnUnknown.HOLD:
            return outcome
        if unknown and delivery.attempts >= MAX_ATTEMPTS:
            return outcome  # it may have arrived: not a failure
        if unknown or (outcome.state is DeliveryState.DEFERRED and outcome.next_at is None):
            return put_off(
                outcome.reply,
                attempts=delivery.attempts,
                now=self.clock(),
                address=delivery.address,
            )
        return outcome

    def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        self.log.settle(self.edition_id, delivery.address, outcome, at=self.clock())

    def _wait_for_next(self, deadline: datetime) -> bool:
        """Wait until the next deferred row is due; False when that is beyond the patience."""
        times = [
            row.next_at
            for row in self.log.deliveries(self.edition_id)
            if row.state is DeliveryState.DEFERRED and row.next_at is not None
        ]
        next_at = min(times, default=None)
        if next_at is None or next_at > deadline:
            return False
        pause = (next_at - self.clock()).total_seconds()
        return not self.stop.wait(max(pause, 0))
