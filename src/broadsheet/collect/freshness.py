"""How long an answer stays fresh, and how long a server asks for rest (RFC 9111, RFC 9110 10.2.3).

Broadsheet is a private cache: `max-age` counts, `s-maxage` and `proxy-revalidate` are for others.
Dates are read by the server's own clock wherever it tells the time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=30)
"""No wish of a server is followed for longer."""

_LONGEST_HEADER = 2_000
_DIRECTIVE = re.compile(r'([^\s=,;"]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;"]*)))?')


def lifetime(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how long an answer is fresh from its creation; None when the server does not say.

    `no-store` and `no-cache` give zero: it may not be used again without asking. So does a value
    that is none (RFC 9111, 4.2.1). Of a directive given twice the first counts.

    Args:
        headers: The answer's headers, names in lower case.
        now: When it came.
    """
    directives = cache_control(headers)
    if "no-store" in directives or "no-cache" in directives:
        return timedelta()
    if "max-age" in directives:
        return _seconds(directives["max-age"]) or timedelta()
    if "expires" not in headers:
        return None
    expires = _http_date(headers["expires"])
    if expires is None:
        return timedelta()
    return _within(expires - (_http_date(headers.get("date", "")) or now))


def age(headers: Mapping[str, str]) -> timedelta:
    """Return how old an answer already was when it came (RFC 9111, 5.1); zero when it is new."""
    return _seconds(headers.get("age", "").partition(",")[0].strip()) or timedelta()


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return the wait a server asks for: seconds, or a date; zero when it asks for none."""
    value = headers.get("retry-after", "").strip()
    wait = _seconds(value)
    if wait is not None:
        return wait
    moment = _http_date(value)
    if moment is None:
        return timedelta()
    return _within(moment - (_http_date(headers.get("date", "")) or now))


def cache_control(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the directives of a Cache-Control header, names in lower case, the first of each."""
    found: dict[str, str] = {}
    for match in _DIRECTIVE.finditer(headers.get("cache-control", "")[:_LONGEST_HEADER]):
        name, quoted, plain = match.groups()
        found.setdefault(name.lower(), quoted if quoted is not None else plain or "")
    return found


def _seconds(value: str) -> timedelta | None:
    """Return delta-seconds, at most 30 days; None for what is not a whole number."""
    if not value.isascii() or not value.isdigit():
        return None
    longest = int(LONGEST_WAIT.total_seconds())
    return timedelta(seconds=longest if len(value) > 9 else min(int(value), longest))


def _within(wait: timedelta) -> timedelta:
    return min(max(wait, timedelta()), LONGEST_WAIT)


def _http_date(value: str) -> datetime | None:
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
