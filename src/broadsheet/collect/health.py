"""How a source is doing, from what is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from broadsheet.model.articles import FetchState
from broadsheet.model.briefings import Source, SourceKind

SILENCE = timedelta(days=60)
_LISTED = frozenset({SourceKind.FOLDER, SourceKind.MAILBOX})


class Condition(StrEnum):
    """The state of a source in one word."""

    NEW = "new"
    OK = "ok"
    SILENT = "silent"
    FAILING = "failing"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source is doing.

    Attributes:
        source: Which.
        condition: In one word: new (not asked yet), ok, silent (brought nothing for 60 days),
            failing, gone (for good, as its server says).
        last_success: When it was last got.
        last_new: When it last brought an item the store had not met.
        items_a_week: On average over the last four weeks.
        failures: Attempts that failed since the last success; of a folder, files that fail.
        next_fetch: When it may be asked again; None for the next run.
        error: What went wrong last; empty when nothing did.
        moved_to: Where it has moved for good; empty when nowhere.
    """

    source: Source
    condition: Condition
    last_success: datetime | None
    last_new: datetime | None
    items_a_week: float
    failures: int
    next_fetch: datetime | None
    error: str
    moved_to: str = ""


def health_of(
    source: Source, states: Sequence[FetchState], *, items_a_week: float, now: datetime
) -> Health:
    """Return how a source is doing.

    Args:
        source: Which.
        states: What is remembered under its name: of itself, its files or mails, and the pages it
            links to.
        items_a_week: On average over the last four weeks.
        now: When.
    """
    own = next((state for state in states if state.url == source.location), None)
    last_new = max((state.last_new for state in states if state.last_new), default=None)
    failing = [own] if own and own.failures else []
    if source.kind in _LISTED:
        failing += [state for state in states if state.failures and state is not own]
    next_fetch = own.not_before if own and own.not_before and own.not_before > now else None
    return Health(
        source=source,
        condition=_condition(own, last_new, is_failing=bool(failing), now=now),
        last_success=own.last_success if own else None,
        last_new=last_new,
        items_a_week=items_a_week,
        failures=sum(state.failures for state in failing[:1])
        if source.kind not in _LISTED
        else len(failing),
        next_fetch=next_fetch,
        error=failing[0].last_error if failing else "",
        moved_to=own.moved_to if own else "",
    )


def _condition(
    own: FetchState | None, last_new: datetime | None, *, is_failing: bool, now: datetime
) -> Condition:
    if own is not None and own.gone_at is not None:
        return Condition.GONE
    if is_failing:
        return Condition.FAILING
    if own is None or own.last_success is None:
        return Condition.NEW
    is_silent = last_new is not None and now - last_new > SILENCE
    return Condition.SILENT if is_silent else Condition.OK
