"""When a source may be asked again, where, and with which words (RFC 9110, 10.2.3, 13 and 15).

Validators are echoed exactly as received. A server's wishes are obeyed on every answer, 304
included (see `freshness`); a source that moved for good is asked at its new address once that has
held for a week, one that is gone for good is left alone once it has said so on two days.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from broadsheet.collect.freshness import LONGEST_WAIT, age, lifetime, retry_after
from broadsheet.collect.pacing import SHORTEST_WAIT, back_off, observed_rhythm, own_wait
from broadsheet.errors import ServerRefusal, SourceError
from broadsheet.model.articles import FetchRequest, FetchResponse, FetchState
from broadsheet.model.briefings import Source, SourceKind

GONE = 410
PROBATION = timedelta(days=7)
"""How long a move "for good" has to hold: maintenance pages have been behind some of them."""

_SECOND_THOUGHT = timedelta(days=1)
_OURS_TO_BLAME = 500
_RATE_LIMITED = 429
_LONGEST_ERROR = 500


def plan_request(source: Source, state: FetchState, now: datetime) -> FetchRequest | None:
    """Return the request for a source's URL, None when its time has not come.

    Local files are always read again; they have no validators. Pages are asked for only as far as
    the site's robots.txt goes (RFC 9309); feeds and sitemaps are there for programs.
    """
    url = state.url or source.location
    if has_settled(state, now):
        url = state.moved_to
    if not is_web(url):
        return FetchRequest(url=url)
    if not is_due(state, now):
        return None
    headers = {}
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.last_modified:
        headers["If-Modified-Since"] = state.last_modified
    return FetchRequest(url=url, headers=headers, obeys_robots=source.kind is SourceKind.PAGE)


def has_settled(state: FetchState, now: datetime) -> bool:
    """Say whether a source is to be asked where it has moved to: after a week of saying so.

    At once where the same host only asks to be spoken to over TLS.
    """
    if not state.moved_to or state.moved_at is None:
        return False
    is_upgrade = state.moved_to == state.url.replace("http://", "https://", 1)
    return is_upgrade or now - state.moved_at >= PROBATION


def is_due(state: FetchState, now: datetime) -> bool:
    """Say whether a source or page may be asked for."""
    return state.not_before is None or now >= state.not_before


def is_unchanged(state: FetchState, response: FetchResponse) -> bool:
    """Say whether a response brings nothing new: a 304, or the same bytes as last time."""
    return response.status == 304 or (
        state.content_hash is not None and state.content_hash == content_hash(response.content)
    )


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of a body in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def next_state(
    state: FetchState,
    outcome: FetchResponse | SourceError,
    now: datetime,
    new_articles: int = 0,
    *,
    longest_wait: timedelta = SHORTEST_WAIT,
) -> FetchState:
    """Return what to remember after a fetch.

    Args:
        state: What was remembered before it.
        outcome: The response, or the error that came instead (of fetching or of reading).
        now: When.
        new_articles: How many articles it brought that the store had not met.
        longest_wait: How long a source that hardly changes is left alone at most, where its server
            does not ask for more.
    """
    if isinstance(outcome, SourceError):
        return _after_failure(state, outcome, now)
    is_same = outcome.status == 304
    rhythm = observed_rhythm(state, now, is_new=new_articles > 0)
    stated = lifetime(outcome.headers, now)
    fresh_for = int(stated.total_seconds()) if stated is not None else None
    if is_same and fresh_for is None:  # a 304 leaves in force what it does not restate (4.3.4)
        fresh_for = state.fresh_for
    hint = timedelta(seconds=fresh_for or 0) - age(outcome.headers)
    wait = max(own_wait(rhythm, longest_wait), hint, retry_after(outcome.headers, now))
    moved_to = _new_address(state, outcome, now)
    return replace(
        state,
        etag=outcome.headers.get("etag") or (state.etag if is_same else None),
        last_modified=outcome.headers.get("last-modified")
        or (state.last_modified if is_same else None),
        content_hash=state.content_hash if is_same else content_hash(outcome.content),
        not_before=_moment(now, wait) if is_web(state.url or outcome.url) else None,
        last_success=now,
        last_new=now if new_articles else state.last_new,
        failures=0,
        last_error="",
        moved_to=moved_to,
        moved_at=state.moved_at if moved_to == state.moved_to else (now if moved_to else None),
        gone_at=None,
        fresh_for=fresh_for,
        changes_every=rhythm,
    )


def is_web(url: str) -> bool:
    """Say whether an address is fetched over HTTP rather than from the workspace."""
    return url.lower().startswith(("http://", "https://"))


def _new_address(state: FetchState, response: FetchResponse, now: datetime) -> str:
    """Return where the source has moved to; empty for where the briefing says.

    Only an address over the web is kept, and none that leads from https back to http, nor one for
    an address with a login, which the new one would lack. Where the old address answers again
    before the move has settled, there was none.
    """
    target = response.moved_to
    was_safe = (state.moved_to or state.url).lower().startswith("https://")
    if not is_web(target) or (was_safe and not target.lower().startswith("https://")):
        return state.moved_to if has_settled(state, now) else ""
    return "" if target == state.url or "@" in urlsplit(state.url).netloc else target


def _after_failure(state: FetchState, error: SourceError, now: datetime) -> FetchState:
    was_asked = not isinstance(error, ServerRefusal) or error.was_asked
    failures = state.failures + 1 if was_asked else state.failures
    is_gone = isinstance(error, ServerRefusal) and error.status == GONE
    wait = back_off(state, max(failures, 1))
    if is_gone:
        is_certain = state.gone_at is not None and now - state.gone_at >= _SECOND_THOUGHT / 2
        wait = LONGEST_WAIT if is_certain else _SECOND_THOUGHT
    elif isinstance(error, ServerRefusal):
        wait = max(wait, retry_after(error.headers, now))
    keeps_address = _is_passing(error)
    return replace(
        state,
        not_before=_moment(now, wait) if is_web(state.url) else None,
        failures=failures,
        last_error=str(error)[:_LONGEST_ERROR],
        moved_to=state.moved_to if keeps_address else "",
        moved_at=state.moved_at if keeps_address else None,
        gone_at=(state.gone_at or now) if is_gone else None,
    )


def _is_passing(error: SourceError) -> bool:
    """Say whether a failure is the server's trouble of the moment.

    Any other sends us back to the address the briefing gives: redirects "for good" have led to
    maintenance pages.
    """
    return isinstance(error, ServerRefusal) and (
        error.status == _RATE_LIMITED or error.status >= _OURS_TO_BLAME
    )


def _moment(now: datetime, wait: timedelta) -> datetime:
    """Return when the wait is over, to the minute below.

    Whole minutes, so that a daily run a few milliseconds early does not miss a day-long max-age.
    """
    return (now + min(wait, LONGEST_WAIT)).replace(second=0, microsecond=0)
