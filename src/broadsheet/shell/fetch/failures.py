"""What went wrong with a request, in one line, and addresses as they may be told."""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit, urlunsplit

import aiohttp

from broadsheet.errors import FetchError


def shown(url: str) -> str:
    """Return a URL fit for messages: without user name and password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def named(error: Exception, url: str) -> FetchError:
    """Return what went wrong in one line, without the addresses aiohttp repeats."""
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        message, reason = "the host name does not resolve", "not_resolved"
    elif isinstance(error, aiohttp.ClientSSLError):
        message, reason = _tls_message(error), "tls_failed"
    elif isinstance(error, aiohttp.ClientConnectorError):
        cause = error.os_error
        message = f"no connection: {cause.strerror or str(cause) or type(cause).__name__}"
        reason = "no_connection"
    elif isinstance(error, aiohttp.InvalidURL):
        message, reason = "is not a URL that can be fetched", "no_url"
    elif isinstance(error, aiohttp.ConnectionTimeoutError):
        message, reason = "no connection within 10 s", "no_connection"
    elif isinstance(error, aiohttp.ClientResponseError):
        message = f"the answer is not proper HTTP: {_sentence(error.message)}"
        reason = "broken_transfer"
    elif isinstance(error, aiohttp.ServerDisconnectedError):
        message, reason = "the server hung up without an answer", "broken_transfer"
    else:
        message = f"the transfer failed: {_sentence(str(error)) or type(error).__name__}"
        reason = "broken_transfer"
    return FetchError(message, what=shown(url), reason=reason)


def _tls_message(error: aiohttp.ClientSSLError) -> str:
    """Return why there is no TLS connection: of the certificate, or the protocol."""
    cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {cause.verify_message}"
    said = cause.reason if isinstance(cause, ssl.SSLError) else ""
    return "the TLS connection failed" + (f": {said.lower().replace('_', ' ')}" if said else "")


def _sentence(said: str) -> str:
    return " ".join(said.split())[:200]
