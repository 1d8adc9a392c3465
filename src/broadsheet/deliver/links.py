"""Links that name a reader: unsubscribe tokens and the URLs a message carries.

A token is signed, never expires and works more than once, as one-click unsubscription (RFC 8058)
needs; it names the list and the address, so no state is kept for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer

from broadsheet.errors import ConfigError, NotFound

_SALT = "broadsheet.unsubscribe.1"
_MAX_TOKEN = 2048
_BASE_URL = re.compile(r"https?://[!-.0-~]+(?:/[!-~]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What a message points to. Empty fields leave their header out.

    `view_url` is the edition on the web; `unsubscribe_url` the reader's own https URL (one-click,
    RFC 8058); `list_id` the list's stable identifier such as `execs.example.org` (RFC 2919);
    `feedback_id` groups complaint statistics at the mailbox provider.
    """

    view_url: str = ""
    unsubscribe_url: str = ""
    list_id: str = ""
    feedback_id: str = ""


def unsubscribe_token(list_name: str, address: str, *, secrets: Sequence[str]) -> str:
    """Return the token that lets its holder, and nobody else, leave one list.

    Args:
        list_name: The list to leave.
        address: The subscriber's address.
        secrets: Signing keys, oldest first; the last one signs, all of them verify.

    Raises:
        ConfigError: there is no key, or an empty one.
    """
    return str(_serializer(secrets).dumps([list_name, address]))


def read_unsubscribe_token(token: str, *, secrets: Sequence[str]) -> tuple[str, str]:
    """Return the list and the address a token names.

    Raises:
        NotFound: the token was not issued by us.
        ConfigError: there is no key, or an empty one.
    """
    serializer = _serializer(secrets)
    try:
        named = serializer.loads(token) if token.isascii() and len(token) <= _MAX_TOKEN else None
    except BadData:
        named = None
    match named:
        case [str(list_name), str(address)]:
            return list_name, address
    raise NotFound("this link is damaged or was not issued here", what="unsubscribe link")


def unsubscribe_url(base_url: str, list_name: str, address: str, *, secrets: Sequence[str]) -> str:
    """Return the unsubscribe URL under `base_url`; "" when that is not an http(s) URL.

    RFC 8058 asks for https; plain http is accepted for a service on the local network.
    """
    if not _BASE_URL.fullmatch(base_url):
        return ""
    token = unsubscribe_token(list_name, address, secrets=secrets)
    return f"{base_url.rstrip('/')}/unsubscribe/{token}"


def list_id(list_name: str, domain: str) -> str:
    """Return the identifier of a list (RFC 2919): its name as a label, then the domain.

    Characters that may not stand in a label become hyphens.
    """
    label = "".join(c if c.isascii() and c.isalnum() else "-" for c in list_name.lower())
    return f"{label.strip('-') or 'list'}.{domain}"


def _serializer(secrets: Sequence[str]) -> URLSafeSerializer:
    if not secrets or not all(secrets):
        raise ConfigError(
            "unsubscribe links need a secret", remedy="set BROADSHEET_SECRET to a long random text"
        )
    return URLSafeSerializer(list(secrets), salt=_SALT)
