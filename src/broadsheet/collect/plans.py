"""When a source may be asked again, and with which words (RFC 9110, 10.2.3 and 13; RFC 9111).

Validators are echoed exactly as received. A server's wishes (`Cache-Control: max-age`, `Expires`,
`Retry-After`) are obeyed on every answer, 304 included, and capped at 30 days; failures back off.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from broadsheet.errors import ServerRefusal, SourceError
from broadsheet.model.articles import FetchRequest, FetchResponse, FetchState
from broadsheet.model.briefings import Source, SourceKind

LONGEST_WAIT = timedelta(days=30)
LONGEST_BACK_OFF = timedelta(days=7)
SHORTEST_WAIT = timedelta(hours=1)
FIRST_BACK_OFF = timedelta(hours=1)
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NO_CACHE = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)
_LONGEST_ERROR = 500


def plan_request(source: Source, state: FetchState, now: datetime) -> FetchRequest | None:
    """Return the request for a source's URL, None when its time has not come.

    Local files are always read again; they have no validators. Pages are asked for only as far as
    the site's robots.txt goes (RFC 9309); feeds and sitemaps are there for programs.
    """
    url = state.url or source.location
    if not is_web(url):
        return FetchRequest(url=url)
    if state.not_before is not None and now < state.not_before:
        return None
    headers = {}
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.last_modified:
        headers["If-Modified-Since"] = state.last_modified
    return FetchRequest(url=url, headers=headers, obeys_robots=source.kind is SourceKind.PAGE)


def is_unchanged(state: FetchState, response: FetchResponse) -> bool:
    """Say whether a response brings nothing new: a 304, or the same bytes as last time."""
    return response.status == 304 or (
        state.content_hash is not None and state.content_hash == content_hash(response.content)
    )


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of a body in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def next_state(
    state: FetchState, outcome: FetchResponse | SourceError, now: datetime, new_articles: int = 0
) -> FetchState:
    """Return what to remember after a fetch.

    Args:
        state: What was remembered before it.
        outcome: The response, or the error that came instead (of fetching or of reading).
        now: When.
        new_articles: How many articles it brought that the store had not met.
    """
    if isinstance(outcome, SourceError):
        return _after_failure(state, outcome, now)
    wait = max(SHORTEST_WAIT, _hint(outcome.headers, now))
    validators = outcome.headers
    is_same = outcome.status == 304
    return replace(
        state,
        etag=validators.get("etag") or (state.etag if is_same else None),
        last_modified=validators.get("last-modified") or (state.last_modified if is_same else None),
        content_hash=state.content_hash if is_same else content_hash(outcome.content),
        not_before=_moment(now, wait) if is_web(state.url or outcome.url) else None,
        last_success=now,
        last_new=now if new_articles else state.last_new,
        failures=0,
        last_error="",
    )


def is_web(url: str) -> bool:
    """Say whether an address is fetched over HTTP rather than from the workspace."""
    return url.lower().startswith(("http://", "https://"))


def _after_failure(state: FetchState, error: SourceError, now: datetime) -> FetchState:
    failures = state.failures + 1
    wait = min(FIRST_BACK_OFF * 2 ** min(failures - 1, 10), LONGEST_BACK_OFF)
    if isinstance(error, ServerRefusal):
        wait = max(wait, _retry_after(error.headers, now))
    return replace(
        state,
        not_before=_moment(now, wait) if is_web(state.url) else None,
        failures=failures,
        last_error=str(error)[:_LONGEST_ERROR],
    )


def _moment(now: datetime, wait: timedelta) -> datetime:
    """Return when the wait is over, to the minute below.

    Whole minutes, so that a daily run a few milliseconds early does not miss a day-long max-age.
    """
    return (now + min(wait, LONGEST_WAIT)).replace(second=0, microsecond=0)


def _hint(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return how long a server asks not to be asked again; zero when it does not say."""
    control = headers.get("cache-control", "")
    retry = _retry_after(headers, now)
    match = _MAX_AGE.search(control)
    if match:
        age = headers.get("age", "")
        spent = int(age) if age.isdigit() and len(age) < 10 else 0
        return max(retry, _seconds(int(match.group(1)) - spent))
    if _NO_CACHE.search(control):
        return retry
    expires = _http_date(headers.get("expires"))
    if expires is None:
        return retry
    return max(retry, _within(expires - (_http_date(headers.get("date")) or now)))


def _retry_after(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return the wait of a Retry-After: seconds, or a date taken by the server's own clock."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit() and len(value) < 12:
        return _seconds(int(value))
    moment = _http_date(value)
    if moment is None:
        return timedelta()
    return _within(moment - (_http_date(headers.get("date")) or now))


def _seconds(count: int) -> timedelta:
    return timedelta(seconds=min(max(count, 0), int(LONGEST_WAIT.total_seconds())))


def _within(wait: timedelta) -> timedelta:
    return min(max(wait, timedelta()), LONGEST_WAIT)


def _http_date(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
