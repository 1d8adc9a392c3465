"""What a server's reply leads to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.deliver.replies import MAX_ATTEMPTS, outcome_of, put_off, reply_outcome
from broadsheet.model.deliveries import DeliveryState

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (250, DeliveryState.ACCEPTED),
        (251, DeliveryState.ACCEPTED),
        (421, DeliveryState.DEFERRED),
        (450, DeliveryState.DEFERRED),
        (354, DeliveryState.DEFERRED),
        (-1, DeliveryState.DEFERRED),
        (550, DeliveryState.FAILED),
        (554, DeliveryState.FAILED),
    ],
)
def test_by_the_first_digit(code, state):
    assert outcome_of(code, "text", attempts=1, now=NOW).state is state
    assert reply_outcome(code, "text").state is state


def test_only_a_deferred_outcome_has_a_next_time():
    assert outcome_of(250, "OK", attempts=1, now=NOW).next_at is None
    assert outcome_of(550, "no", attempts=1, now=NOW).next_at is None
    assert outcome_of(451, "later", attempts=1, now=NOW).next_at == NOW + timedelta(minutes=5)


def test_the_waits_grow_threefold_up_to_four_hours():
    waits = [
        put_off("later", attempts=attempts, now=NOW).next_at - NOW
        for attempts in range(1, MAX_ATTEMPTS)
    ]
    minutes = [wait // timedelta(minutes=1) for wait in waits]
    assert minutes == [5, 15, 45, 135, 240, 240, 240, 240, 240]


def test_the_last_attempt_fails_and_says_so():
    outcome = outcome_of(451, "4.7.1 greylisted", attempts=MAX_ATTEMPTS, now=NOW)
    assert outcome.state is DeliveryState.FAILED
    assert outcome.reply == "gave up after 10 tries: 451 4.7.1 greylisted"


def test_retries_of_many_readers_are_spread_and_the_same_each_time():
    times = [
        put_off("later", attempts=1, now=NOW, address=f"r{n}@x.example").next_at for n in range(200)
    ]
    assert len(set(times)) > 100
    assert all(timedelta(minutes=5) <= t - NOW <= timedelta(minutes=6.25) for t in times)
    assert times[7] == put_off("x", attempts=1, now=NOW, address="r7@x.example").next_at


def test_a_reply_is_kept_on_one_line_and_bounded():
    outcome = outcome_of(550, "no\r\nsuch\0user \x1b[31m" + "x" * 9000, attempts=1, now=NOW)
    assert outcome.reply.startswith("550 no such user [31m")
    assert outcome.reply.isprintable()
    assert len(outcome.reply) == 500
