"""robots.txt (RFC 9309): what a site asks programs not to fetch, and how long to pause between.

No such file (any status from 400 to 499) means that all may be fetched; a server that fails, or
cannot be reached, means that nothing may, for now.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from protego import Protego

MAX_BYTES = 512_000
LONGEST_PAUSE = 30.0
KEPT_SECONDS = 86_400.0
KEPT_AFTER_FAILURE = 300.0
_MOST_LINES = 10_000
_MOST_STARS = 2
_LONGEST_URL = 500
_VERSION = re.compile(r"^(\s*user-agent\s*:\s*[\w-]{1,100})/.*", re.IGNORECASE)
_PERMISSION = re.compile(r"\s*allow\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotRules:
    """The rules of one site for us.

    Attributes:
        pause: Seconds the site asks for between two requests, at most 30.
        stale_at: When they are to be asked for again, on the clock the fetcher keeps pauses by.
        rules: The file, parsed; None when there is none.
        is_out_of_reach: Whether there may be one that could not be had.
    """

    stale_at: float
    pause: float = 0.0
    rules: Any = None
    is_out_of_reach: bool = False
    user_agent: str = ""

    def refusal(self, url: str) -> str:
        """Return why a URL of the site may not be fetched; empty when it may."""
        if self.is_out_of_reach:
            return "not fetched: the site's robots.txt could not be had"
        if self.rules is None or self.rules.can_fetch(url[:_LONGEST_URL], self.user_agent):
            return ""
        return "the site's robots.txt forbids it"


def read_robots(content: bytes, *, user_agent: str, stale_at: float) -> RobotRules:
    """Read a robots.txt; what is none allows everything.

    Patterns are matched up to their second wildcard, which forbids more rather than less and keeps
    matching fast whatever they say; permissions with more are left out for the same reason.
    """
    text = content[:MAX_BYTES].decode("utf-8", errors="replace").removeprefix("\ufeff")
    rules = Protego.parse("\n".join(map(_tamed, text.splitlines()[:_MOST_LINES])))
    pause = rules.crawl_delay(user_agent) or 0.0
    return RobotRules(
        stale_at=stale_at,
        pause=min(max(float(pause), 0.0), LONGEST_PAUSE),
        rules=rules,
        user_agent=user_agent,
    )


def robots_url(url: str) -> str:
    """Return where the robots.txt of a URL's site is."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt"


def _tamed(line: str) -> str:
    """Return a line that is matched quickly, and addresses us whatever version it names."""
    pieces = _VERSION.sub(r"\1", line).split("*")
    if len(pieces) <= _MOST_STARS + 1:
        return "*".join(pieces)
    return "" if _PERMISSION.match(line) else "*".join(pieces[: _MOST_STARS + 1])
