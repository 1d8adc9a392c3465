"""Ids derived from content: the same thing has the same id in every process."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: str, length: int = 12) -> str:
    """Return `<prefix>-<hex>`: the first `length` hex digits of SHA-256 over the parts.

    The parts are joined by NUL, so ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\0".join(part.replace("\0", "") for part in parts)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:length]}"
