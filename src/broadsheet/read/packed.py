"""Documents that come packed (gzip) although no header says so, or say so in themselves."""

from __future__ import annotations

import zlib

from broadsheet.errors import ReadError

GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 100


def unpacked(content: bytes, most: int, *, what: str = "") -> bytes:
    """Return a document as it is, or what a gzip file holds (RFC 1952), inflated no further.

    Args:
        content: The document.
        most: The bytes it may have at most, unpacked.
        what: What errors call it.

    Raises:
        ReadError: it is larger, or a broken gzip file.
    """
    if content.startswith(GZIP):
        content = _inflated(content, most, what)
    if len(content) > most:
        raise ReadError(f"is larger than {most // 1_000_000} MB", what=what)
    return content


def _inflated(content: bytes, most: int, what: str) -> bytes:
    """Return the members of a gzip file in a row; what stands behind the last is left out."""
    found = b""
    for _ in range(_MOST_MEMBERS):
        inflate = zlib.decompressobj(wbits=31)
        try:
            found += inflate.decompress(content, most + 1 - len(found))
        except zlib.error as error:
            raise ReadError("is a broken gzip file", what=what) from error
        if not found and not inflate.eof:
            raise ReadError("is a broken gzip file", what=what)
        content = inflate.unused_data
        if len(found) > most or not content.startswith(GZIP):
            break
    return found
