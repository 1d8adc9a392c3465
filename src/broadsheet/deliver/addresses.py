"""Mail addresses: which can be written to, and how they stand in an envelope."""

from __future__ import annotations

import re

_DELIVERABLE = re.compile(
    r'[^\s@\x00-\x20\x7f<>(),;:\\"\[\]\ud800-\udfff]+@[^\s@\x00-\x20\x7f<>(),;:\\"\[\]\ud800-\udfff]+'
)
_NAMED = re.compile(r'\s*"?(?P<name>[^<>"]*?)"?\s*<(?P<address>[^<>]*)>\s*')
_MAX_ADDRESS = 254


def is_deliverable(address: str) -> bool:
    """Tell whether a message can be sent to an address: one @, no blanks, controls or brackets.

    Quoted local parts and address literals are refused, as nearly all relays do. The length limit
    is that of RFC 5321 section 4.5.3.1.3.
    """
    return bool(_DELIVERABLE.fullmatch(address)) and len(address.encode()) <= _MAX_ADDRESS


def split_address(text: str) -> tuple[str, str]:
    """Return display name and address of `Name <address>` or of a bare address."""
    named = _NAMED.fullmatch(text)
    if named is None:
        return "", text.strip()
    return named["name"].strip(), named["address"].strip()


def envelope_address(address: str) -> str:
    """Return the address with its domain in ASCII (RFC 5891), where the local part is ASCII too.

    What remains non-ASCII needs a relay with SMTPUTF8 (RFC 6531).
    """
    local, _, domain = address.rpartition("@")
    if not local.isascii() or domain.isascii():
        return address
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address
