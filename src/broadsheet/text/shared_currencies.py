"""Signs that several currencies share, and which one a text means by them.

"kr" is written for four crowns, and where nothing says which, an amount stays in "kr". The code
that stands elsewhere in the same text, or in the texts beside it, settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_CROWNS = frozenset(("NOK", "SEK", "DKK", "ISK", "kr"))
_SHARED = re.compile(r"\b[Kk]r\b|\b[Kk]ron(?:er|or|a|e|ur)\b")
_NAMED = re.compile(r"\b(NOK|SEK|DKK|ISK)\b")


def may_mean(written: str, read: str | None, currency: str | None) -> bool:
    """Return whether an amount written so, and read as `read`, may be one of `currency`."""
    if read == currency:
        return True
    shares = read in _CROWNS and currency in _CROWNS
    return shares and _SHARED.search(written) is not None and not _NAMED.search(written)


def named_crown(texts: Iterable[str]) -> str | None:
    """Return the one crown currency that the texts name by its code; None for none or several."""
    named = {match.group() for text in texts for match in _NAMED.finditer(text)}
    return named.pop() if len(named) == 1 else None
