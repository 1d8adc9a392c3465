"""What a mail server's reply means for one delivery (RFC 5321 section 4.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zlib import crc32

from broadsheet.model.deliveries import DeliveryState, Outcome

MAX_ATTEMPTS = 10
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=4)

_GROWTH = 3
_MAX_REPLY = 500


def outcome_of(code: int, text: str, *, attempts: int, now: datetime, address: str = "") -> Outcome:
    """Return the outcome of an attempt that ended with this reply.

    2xx is accepted and 5xx failed. Everything else is "not now": deferred, until the attempts are
    used up. The waits grow threefold from five minutes to four hours, ten attempts in about a day.

    Args:
        code: The reply code.
        text: The reply text, without the code.
        attempts: The attempts made so far, this one included.
        now: The time of the reply.
        address: The recipient; spreads the retries of a big list, the same way every time.
    """
    outcome = reply_outcome(code, text)
    if outcome.state is not DeliveryState.DEFERRED:
        return outcome
    return put_off(outcome.reply, attempts=attempts, now=now, address=address)


def reply_outcome(code: int, text: str) -> Outcome:
    """Return what the reply alone says; a deferred outcome has no time yet (see `put_off`)."""
    states = {2: DeliveryState.ACCEPTED, 5: DeliveryState.FAILED}
    state = states.get(code // 100, DeliveryState.DEFERRED)
    return Outcome(state=state, reply=_one_line(f"{code} {text}"))


def put_off(reply: str, *, attempts: int, now: datetime, address: str = "") -> Outcome:
    """Return a deferred outcome with the time of the next attempt, or failed after the last one."""
    reply = _one_line(reply)
    if attempts >= MAX_ATTEMPTS:
        return Outcome(
            state=DeliveryState.FAILED, reply=_one_line(f"gave up after {attempts} tries: {reply}")
        )
    return Outcome(
        state=DeliveryState.DEFERRED, reply=reply, next_at=now + _wait(attempts, address)
    )


def _wait(attempts: int, address: str) -> timedelta:
    """Return the back-off after so many attempts, stretched by up to a quarter per address."""
    wait: timedelta = min(FIRST_WAIT * _GROWTH ** max(attempts - 1, 0), LONGEST_WAIT)
    share = crc32(address.encode("utf-8", "surrogatepass")) % 1000
    return wait + wait * share / 4000


def _one_line(text: str) -> str:
    """Return the text on one line, printable and bounded: servers say what they like."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_MAX_REPLY]
