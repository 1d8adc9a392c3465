"""Mail bytes: header lines nobody can break out of, and MIME parts (RFC 5322, 2045-2047).

Written by hand because the standard library turns a `List-Unsubscribe` longer than a line into
encoded words, which breaks one-click unsubscription, and picks boundaries at random, which makes
no two builds alike. Every value passes through `one_line`, so no input can start a new header.
"""

from __future__ import annotations

import re
from base64 import b64encode, encodebytes
from binascii import b2a_qp
from collections.abc import Sequence

CRLF = b"\r\n"

_BREAKING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+")
_WORD_BYTES = 39
_MAX_TEXT = 400


def one_line(text: str, *, limit: int = _MAX_TEXT) -> str:
    """Return the text with controls and line breaks as single spaces, at most `limit` long."""
    return " ".join(_BREAKING.sub(" ", text).split())[:limit].rstrip()


def text_header(name: str, value: str) -> bytes:
    """Return a header people read: plain where ASCII, else folded encoded words (RFC 2047)."""
    return _line(name, _phrase(one_line(value), quote=False))


def machine_header(name: str, value: str) -> bytes:
    """Return a header machines read, on one line and never encoded.

    Spaces other than single ones inside are squeezed; a character outside ASCII becomes `?`.
    """
    return _line(name, one_line(value, limit=900).encode("ascii", "replace").decode("ascii"))


def address_header(name: str, display: str, address: str) -> bytes:
    """Return an address header. The address must have passed `is_deliverable`.

    A non-ASCII address is written as UTF-8 (RFC 6532), for relays with SMTPUTF8.
    """
    phrase = _phrase(one_line(display, limit=120), quote=True)
    return _line(
        name, f"{phrase}{_gap(phrase)}<{one_line(address)}>" if phrase else one_line(address)
    )


def text_part(text: str, *, subtype: str) -> bytes:
    """Return a text part in quoted-printable, lines of at most 76 characters."""
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    if not data.endswith(b"\n"):
        data += b"\n"
    body = b2a_qp(data, istext=True).replace(b"\n", CRLF)
    return (
        machine_header("Content-Type", f'text/{subtype}; charset="utf-8"')
        + machine_header("Content-Transfer-Encoding", "quoted-printable")
        + CRLF
        + body
    )


def binary_part(data: bytes, *, media_type: str, disposition: str, content_id: str = "") -> bytes:
    """Return a part in base64. `disposition` is the whole header value, ASCII only."""
    head = machine_header("Content-Type", media_type)
    head += machine_header("Content-Transfer-Encoding", "base64")
    if content_id:
        head += machine_header("Content-ID", f"<{content_id}>")
    head += machine_header("Content-Disposition", disposition)
    return head + CRLF + encodebytes(data).replace(b"\n", CRLF)


def multipart(parts: Sequence[bytes], *, subtype: str, boundary: str) -> bytes:
    """Return a multipart entity: its Content-Type line, then the parts.

    The boundary must hold `=_`, which neither quoted-printable nor base64 can contain.
    """
    mark = b"--" + boundary.encode("ascii")
    content_type = f'multipart/{subtype}; boundary="{boundary}"'
    body = b"".join(mark + CRLF + part + CRLF for part in parts)
    return machine_header("Content-Type", content_type) + CRLF + body + mark + b"--" + CRLF


def _line(name: str, value: str) -> bytes:
    return f"{name}: {value}\r\n".encode()


def _gap(phrase: str) -> str:
    """Return what parts a display name from its address: a fold after encoded words."""
    return "\r\n " if phrase.startswith("=?") else " "


def _phrase(text: str, *, quote: bool) -> str:
    if not text.isascii() or "=?" in text:
        return "\r\n ".join(_encoded_words(text))
    if quote and text and not _PLAIN_NAME.fullmatch(text):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def _encoded_words(text: str) -> list[str]:
    """Return encoded words of at most 75 characters, no character split between two."""
    words, chunk = [], b""
    for character in text:
        data = character.encode()
        if len(chunk) + len(data) > _WORD_BYTES:
            words.append(chunk)
            chunk = b""
        chunk += data
    words.append(chunk)
    return [f"=?utf-8?B?{b64encode(word).decode('ascii')}?=" for word in words]
