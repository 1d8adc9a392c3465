"""Delivering an edition, over every outcome and interruption."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from broadsheet.deliver.audience import message_id
from broadsheet.deliver.replies import MAX_ATTEMPTS
from broadsheet.errors import RenderError, SendError, StoreError
from broadsheet.model.deliveries import Delivery, DeliveryState, Outcome, Tally
from broadsheet.shell.send.courier import GROUP, deliver_edition
from broadsheet.shell.send.smtp import SmtpMailer
from broadsheet.shell.store.store import open_store
from broadsheet.testing import MemoryDeliveries, RecordingMailer

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
LATER = Outcome(state=DeliveryState.DEFERRED, reply="451 later")
REFUSED = Outcome(state=DeliveryState.FAILED, reply="550 no such user")
LOST = Outcome(state=DeliveryState.UNKNOWN, reply="connection lost")


def audience(*addresses: str) -> list[Delivery]:
    return [
        Delivery(
            edition_id="e-1", address=a, message_id=message_id("e-1", a, domain="lists.example")
        )
        for a in addresses
    ]


def build(delivery: Delivery) -> bytes:
    return f"Message-ID: {delivery.message_id}\r\n\r\nhello\r\n".encode()


class Bench:
    """A ledger, a mailer and a clock that stands still until it is moved."""

    def __init__(self, script=None, log=None) -> None:
        self.log = log or MemoryDeliveries()
        self.mailer = RecordingMailer(script)
        self.now = NOON

    def deliver(self, *addresses: str, **options) -> Tally:
        settings = {"log": self.log, "mailer": self.mailer, "build": build} | options
        return deliver_edition(
            "e-1",
            audience(*addresses),
            sender="News <news@lists.example>",
            clock=lambda: self.now,
            **settings,
        )

    def row(self, address: str) -> Delivery:
        return next(row for row in self.log.deliveries("e-1") if row.address == address)

    def mailed(self) -> list[str]:
        return [sent.recipient for sent in self.mailer.sent]


def tally(**counts: int) -> Tally:
    base = dict.fromkeys(("accepted", "failed", "suppressed", "unknown", "open"), 0) | counts
    return Tally(audience=sum(base.values()), **base)


def test_everybody_gets_one_message_from_the_bare_sender():
    bench = Bench()
    assert bench.deliver("b@x.example", "a@x.example") == tally(accepted=2)
    assert bench.mailed() == ["a@x.example", "b@x.example"]
    assert {sent.sender for sent in bench.mailer.sent} == {"news@lists.example"}


def test_a_second_call_mails_nobody_twice_and_nobody_who_joined_since():
    bench = Bench()
    bench.deliver("a@x.example")
    assert bench.deliver("a@x.example", "late@x.example") == tally(accepted=1)
    assert bench.mailed() == ["a@x.example"]


def test_an_empty_audience_is_delivered_at_once():
    assert Bench().deliver() == tally()


def test_refusals_and_acceptances_are_kept_apart():
    bench = Bench({"b@x.example": [REFUSED]})
    assert bench.deliver("a@x.example", "b@x.example") == tally(accepted=1, failed=1)
    assert bench.row("b@x.example").reply == "550 no such user"


def test_a_deferred_message_waits_for_the_next_call_after_its_time():
    bench = Bench({"a@x.example": [LATER]})
    assert bench.deliver("a@x.example") == tally(open=1)
    next_at = bench.row("a@x.example").next_at
    assert NOON + timedelta(minutes=5) <= next_at <= NOON + timedelta(minutes=7)
    bench.now = next_at - timedelta(seconds=1)
    assert bench.deliver() == tally(open=1)
    bench.now = next_at
    assert bench.deliver() == tally(accepted=1)
    assert bench.row("a@x.example").attempts == 2
    assert len({sent.message for sent in bench.mailer.sent}) == 1


def test_after_the_last_attempt_a_deferred_message_has_failed():
    bench = Bench({"a@x.example": [LATER] * 99})
    for _ in range(MAX_ATTEMPTS):
        result = bench.deliver("a@x.example")
        bench.now += timedelta(hours=6)
    assert result == tally(failed=1)
    assert len(bench.mailer.sent) == MAX_ATTEMPTS


def test_with_patience_a_short_delay_is_waited_for():
    soon = datetime.now(UTC) + timedelta(seconds=0.2)
    short = Outcome(state=DeliveryState.DEFERRED, reply="451", next_at=soon)
    bench = Bench({"a@x.example": [short]})
    result = deliver_edition(
        "e-1",
        audience("a@x.example"),
        log=bench.log,
        mailer=bench.mailer,
        build=build,
        sender="news@lists.example",
        clock=lambda: datetime.now(UTC),
        patience=timedelta(seconds=5),
    )
    assert result == tally(accepted=1)


def test_an_uncertain_message_is_sent_again_later_by_default():
    bench = Bench({"a@x.example": [LOST]})
    assert bench.deliver("a@x.example") == tally(open=1)
    bench.now += timedelta(hours=1)
    assert bench.deliver() == tally(accepted=1)


def test_an_uncertain_message_is_held_when_asked():
    bench = Bench({"a@x.example": [LOST]})
    assert bench.deliver("a@x.example", on_unknown="hold") == tally(unknown=1)
    bench.now += timedelta(hours=1)
    assert bench.deliver(on_unknown="hold") == tally(unknown=1)
    assert len(bench.mailer.sent) == 1


def test_a_message_uncertain_to_the_end_is_not_called_failed():
    bench = Bench({"a@x.example": [LOST] * 99})
    for _ in range(MAX_ATTEMPTS):
        result = bench.deliver("a@x.example")
        bench.now += timedelta(hours=6)
    assert result == tally(unknown=1)


@pytest.mark.parametrize(
    ("policy", "expected"), [("resend", tally(accepted=2)), ("hold", tally(accepted=1, unknown=1))]
)
def test_a_row_left_in_sending_by_a_crash(policy, expected):
    bench = Bench()
    bench.log.freeze(audience("a@x.example", "b@x.example"))
    bench.log.claim("e-1", now=NOON, limit=1)
    assert bench.deliver(on_unknown=policy) == expected


def test_under_hold_only_the_message_in_flight_is_ever_uncertain():
    bench = Bench()

    class Dying(RecordingMailer):
        def send(self, *_, **__):
            raise KeyboardInterrupt

    addresses = [f"r{n}@x.example" for n in range(10)]
    with pytest.raises(KeyboardInterrupt):
        bench.deliver(*addresses, on_unknown="hold", mailer=Dying())
    assert bench.deliver(on_unknown="hold") == tally(accepted=9, unknown=1)


def test_an_interrupted_group_is_released_but_for_the_message_in_flight():
    bench = Bench()

    class Dying(RecordingMailer):
        def send(self, message, *, sender, recipient):
            if recipient == "b@x.example":
                raise KeyboardInterrupt
            return super().send(message, sender=sender, recipient=recipient)

    with pytest.raises(KeyboardInterrupt):
        bench.deliver("a@x.example", "b@x.example", "c@x.example", mailer=Dying())
    states = [(row.state.value, row.attempts) for row in bench.log.deliveries("e-1")]
    assert states == [("accepted", 1), ("sending", 1), ("pending", 0)]


def test_an_unreachable_relay_leaves_everybody_pending():
    bench = Bench({"b@x.example": [SendError("cannot be reached")]})
    with pytest.raises(SendError):
        bench.deliver("a@x.example", "b@x.example", "c@x.example")
    states = [(row.state.value, row.attempts) for row in bench.log.deliveries("e-1")]
    assert states == [("accepted", 1), ("pending", 0), ("pending", 0)]
    assert bench.deliver() == tally(accepted=3)


def test_one_message_that_cannot_be_built_fails_alone():
    def fragile(delivery: Delivery) -> bytes:
        if delivery.address.startswith("b"):
            raise SendError("not an address")
        return build(delivery)

    bench = Bench()
    result = bench.deliver("a@x.example", "b@x.example", "c@x.example", build=fragile)
    assert result == tally(accepted=2, failed=1)


def test_a_broken_template_stops_the_sending_with_nobody_lost():
    def broken(_: Delivery) -> bytes:
        raise RenderError("undefined variable", what="email.html.j2")

    bench = Bench()
    with pytest.raises(RenderError):
        bench.deliver("a@x.example", build=broken)
    assert bench.deliver() == tally(accepted=1)


def test_who_unsubscribes_during_the_sending_gets_nothing():
    bench = Bench()
    result = bench.deliver(
        "a@x.example", "b@x.example", wanted=lambda delivery: delivery.address != "b@x.example"
    )
    assert result == tally(accepted=1, suppressed=1)
    assert "unsubscribed" in bench.row("b@x.example").reply


def test_a_stop_finishes_the_message_in_flight_and_leaves_the_rest():
    bench, stop = Bench(), Event()

    class Stopping(RecordingMailer):
        def send(self, message, *, sender, recipient):
            stop.set()
            return super().send(message, sender=sender, recipient=recipient)

    result = bench.deliver("a@x.example", "b@x.example", stop=stop, mailer=Stopping())
    assert result == tally(accepted=1, open=1)
    assert bench.deliver() == tally(accepted=2)
    assert bench.mailed() == ["b@x.example"]


def test_progress_is_told_group_by_group():
    told: list[tuple[int, int]] = []
    addresses = [f"r{n:02}@x.example" for n in range(GROUP + 5)]
    Bench().deliver(*addresses, progress=lambda done, total: told.append((done, total)))
    assert told == [(GROUP, GROUP + 5), (GROUP + 5, GROUP + 5)]


def test_an_accounting_that_does_not_add_up_is_refused():
    class Forgetful(MemoryDeliveries):
        def tally(self, _: str) -> Tally:
            return Tally(audience=3, accepted=1, failed=0, suppressed=0, unknown=0, open=0)

    with pytest.raises(StoreError, match="does not add up"):
        Bench(log=Forgetful()).deliver("a@x.example")


def test_an_unknown_policy_is_refused_before_anything_is_sent():
    bench = Bench()
    with pytest.raises(ValueError, match="maybe"):
        bench.deliver("a@x.example", on_unknown="maybe")
    assert bench.mailed() == []


def test_the_envelope_is_in_ascii_where_it_can_be():
    bench = Bench()
    bench.deliver("a@bücher.example")
    assert bench.mailed() == ["a@xn--bcher-kva.example"]


def test_over_smtp_and_sqlite_faults_included(sink, tmp_path: Path):
    sink.rcpt = {"gone@x.example": ["550 5.1.1 no such user"], "grey@x.example": ["451 4.7.1 grey"]}
    sink.data = {"cut@x.example": ["drop"]}
    now = NOON
    people = audience("gone@x.example", "grey@x.example", "cut@x.example", "ok@x.example")

    def deliver(store) -> Tally:
        mailer = SmtpMailer("127.0.0.1", port=sink.port, security="none", timeout=5)
        try:
            return deliver_edition(
                "e-1", people, log=store.deliveries, mailer=mailer, build=build,
                sender="news@lists.example", clock=lambda: now,
            )  # fmt: skip
        finally:
            mailer.close()

    with open_store(tmp_path / "db") as store:
        assert deliver(store) == tally(accepted=1, failed=1, open=2)
    now += timedelta(hours=1)
    with open_store(tmp_path / "db") as store:
        assert deliver(store) == tally(accepted=3, failed=1)
        assert deliver(store) == tally(accepted=3, failed=1)
    assert sorted(sink.recipients()) == [
        "cut@x.example",  # taken, then the line was cut: nobody knew
        "cut@x.example",
        "grey@x.example",
        "ok@x.example",
    ]
    assert len({message_id for _, message_id, _ in sink.accepted}) == 3
