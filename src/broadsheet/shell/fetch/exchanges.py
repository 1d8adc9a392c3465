"""One request and its answer: the connection checked, the body capped.

The address check is made on the socket that is about to be connected, after the name was resolved,
so that neither odd spellings nor a name that changes its mind gets past it. Through a proxy there
is no such socket: there the name is resolved here as well, and refused when it is private.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from mmap import mmap
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

import aiohttp

from broadsheet.errors import FetchError, RefusedAddress, ServerRefusal
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.fetch.addresses import check_address, is_allowed, is_public
from broadsheet.shell.fetch.failures import named, shown
from broadsheet.shell.fetch.proxies import Proxies

REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
_PARTIAL = 206
_UNCHANGED = 304
_CHUNK = 65_536
_SMALL = 200_000
_LARGE_AT_ONCE = 2
_LONGEST_HEADER = 65_536
_CONNECT_SECONDS = 10.0
_LISTS = frozenset({"cache-control", "vary"})
_VALIDATORS = frozenset({"etag", "last-modified"})
_RAW_BYTE = re.compile("[\udc80-\udcff]")
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
    " text/html;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Where an answer sends us.

    Attributes:
        location: As the header says it.
        is_for_good: Whether it says that the old address is to be forgotten (301, 308).
    """

    location: str
    is_for_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """An answer or a redirect, and whether the address it came from is a private one."""

    answer: FetchResponse | Redirect
    is_private: bool


@dataclass(slots=True)
class _Guard:
    """Judges the addresses of one request; keeps its refusal for the caller.

    The connection code takes only OSError from a socket factory, hence the detour.
    """

    host: str
    allowed: frozenset[str]
    is_proxied: bool
    private: set[str]
    refusal: RefusedAddress | None = None


#: Scheme, host and port: who a login is told to, and nobody else.
Origin: TypeAlias = tuple[str, str, int]

_guard: ContextVar[_Guard] = ContextVar("guard")


def _socket(address_info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
    """Make the socket for an address, unless the request in hand may not connect to it."""
    family, kind, protocol, _, address = address_info
    guard = _guard.get()
    if not guard.is_proxied:
        try:
            check_address(guard.host, str(address[0]), int(address[1]), guard.allowed)
        except RefusedAddress as refusal:
            guard.refusal = refusal
            raise OSError("refused address") from None
        if not is_public(str(address[0])):
            guard.private.add(guard.host)
    return socket.socket(family=family, type=kind, proto=protocol)


@dataclass(slots=True, kw_only=True)
class Exchanges:
    """Makes requests over one session. Belongs to the event loop it was opened in.

    Attributes:
        places: Limits how many requests run at the same time.
        turns: By host, the lock whose holder talks to it.
        logins: By scheme, host and port, what an address asked for before said to log in with.
    """

    session: aiohttp.ClientSession
    user_agent: str
    allowed: frozenset[str]
    proxies: Proxies
    clock: Callable[[], datetime]
    places: asyncio.Semaphore
    logins: dict[Origin, str]
    turns: dict[str, asyncio.Lock] = field(default_factory=dict)
    _private: set[str] = field(default_factory=set)
    _large: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_LARGE_AT_ONCE))

    def turn(self, host: str) -> asyncio.Lock:
        """Return the lock of a host."""
        return self.turns.setdefault(host, asyncio.Lock())

    async def exchange(self, request: FetchRequest, deadline: asyncio.Timeout) -> Exchange:
        """Make one request; redirects are not followed.

        Args:
            request: What to ask for.
            deadline: Runs while the server is at work, and rests while we wait for each other.

        Raises:
            RefusedAddress: the address, scheme or port is not allowed.
            FetchError: no host in the URL, a broken transfer, too large, a status from 400.
        """
        host, port = web_host(request.url)
        proxy = "" if is_allowed(host, port, self.allowed) else self.proxies.for_url(request.url)
        guard = _Guard(host, self.allowed, bool(proxy), self._private)
        if proxy:
            await self._check_target(host, port)
        _guard.set(guard)
        headers = {"User-Agent": self.user_agent, "Accept": _ACCEPT, **request.headers}
        headers |= self._login(request.url, host, port)
        try:
            async with self.session.get(
                shown(request.url),
                headers=headers,
                allow_redirects=False,
                proxy=proxy or None,
            ) as response:
                answer = await self._answer(request, response, deadline)
                return Exchange(answer=answer, is_private=host in self._private)
        except (aiohttp.ClientError, OSError) as error:
            if guard.refusal is not None:
                raise guard.refusal from None
            raise named(error, request.url) from error
        except ValueError as error:
            raise named(error, request.url) from error

    def _login(self, url: str, host: str, port: int) -> dict[str, str]:
        """Return how to log in: as the address says, else as another of its site said.

        So that the pages a feed links to are had the same way, and no address that is passed on
        holds a password.
        """
        parts = urlsplit(url)
        origin = parts.scheme.lower(), host, port
        if parts.username or parts.password:
            self.logins[origin] = aiohttp.encode_basic_auth(
                unquote(parts.username or ""), unquote(parts.password or "")
            )
        return {"Authorization": self.logins[origin]} if origin in self.logins else {}

    async def _check_target(self, host: str, port: int) -> None:
        """Refuse what is private although a proxy would be asked for it.

        A name that only the proxy can resolve is left to the proxy.
        """
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        for *_, address in found:
            check_address(host, str(address[0]), port, self.allowed)

    async def _answer(
        self, request: FetchRequest, response: aiohttp.ClientResponse, deadline: asyncio.Timeout
    ) -> FetchResponse | Redirect:
        headers = _headers(response)
        location = response.headers.get("location")
        if response.status in REDIRECTS and location:
            return Redirect(location=_escaped(location), is_for_good=response.status in FOR_GOOD)
        if response.status >= 400:
            raise ServerRefusal(
                f"the server answered {response.status} {response.reason or ''}".rstrip(),
                what=shown(request.url),
                status=response.status,
                headers=headers,
                fetched_at=self.clock(),
            )
        is_conditional = any(name.lower().startswith("if-") for name in request.headers)
        is_whole = 200 <= response.status < 300 and response.status != _PARTIAL
        if not is_whole and not (response.status == _UNCHANGED and is_conditional):
            raise FetchError(
                f"the server answered {response.status}, which is no answer to what was asked",
                what=shown(request.url),
                reason="broken_transfer",
            )
        content = b""
        if response.status != _UNCHANGED:
            content = await self._body(request, response, deadline)
        return FetchResponse(
            status=response.status,
            url=shown(request.url),
            headers=headers,
            content=content,
            fetched_at=self.clock(),
        )

    async def _body(
        self, request: FetchRequest, response: aiohttp.ClientResponse, deadline: asyncio.Timeout
    ) -> bytes:
        """Read the decompressed body up to the cap; of large ones only a few at a time.

        What says beforehand that it is larger is not transferred at all.
        """
        if (response.content_length or 0) > request.max_bytes:
            raise _too_large(request)
        body = bytearray()
        async for piece in response.content.iter_chunked(_CHUNK):
            body += piece
            if len(body) > request.max_bytes:
                raise _too_large(request)
            if len(body) >= _SMALL:
                break
        else:
            return bytes(body)
        async with _resting(deadline, self._large):
            return await _large_body(body, request, response)


@asynccontextmanager
async def _resting(deadline: asyncio.Timeout, place: asyncio.Semaphore) -> AsyncIterator[None]:
    """Hold a place; the deadline does not run while waiting for it."""
    loop = asyncio.get_running_loop()
    left = (deadline.when() or loop.time()) - loop.time()
    deadline.reschedule(None)
    async with place:
        deadline.reschedule(loop.time() + left)
        yield


async def _large_body(
    begun: bytearray, request: FetchRequest, response: aiohttp.ClientResponse
) -> bytes:
    """Read on into memory of its own, which goes back to the system as soon as it is not needed."""
    with mmap(-1, request.max_bytes) as body:
        body.write(begun)
        async for piece in response.content.iter_chunked(_CHUNK):
            if body.tell() + len(piece) > request.max_bytes:
                raise _too_large(request)
            body.write(piece)
        return body[: body.tell()]


@asynccontextmanager
async def open_exchanges(
    *,
    user_agent: str,
    allowed: frozenset[str],
    proxies: Proxies,
    clock: Callable[[], datetime],
    concurrency: int,
    logins: dict[Origin, str],
) -> AsyncIterator[Exchanges]:
    """Open a session without cookies, whose connections are checked and kept for a short while."""
    connector = aiohttp.TCPConnector(
        socket_factory=_socket, limit=0, limit_per_host=1, keepalive_timeout=5.0, ttl_dns_cache=60
    )
    async with aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        max_field_size=_LONGEST_HEADER,
        max_line_size=_LONGEST_HEADER,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
    ) as session:
        yield Exchanges(
            session=session,
            user_agent=user_agent,
            allowed=allowed,
            proxies=proxies,
            clock=clock,
            places=asyncio.Semaphore(concurrency),
            logins=logins,
        )


def _headers(response: aiohttp.ClientResponse) -> dict[str, str]:
    """Return the headers of an answer, names in lower case; of lists all lines, else the first.

    (RFC 9110, 5.3.) A validator in bytes that are no text is left out: it could not be sent back
    as it came.
    """
    found: dict[str, str] = {}
    for name, value in response.headers.items():
        key = name.lower()
        if key in _LISTS and key in found:
            found[key] += f", {value}"
        elif not (key in _VALIDATORS and _RAW_BYTE.search(value)):
            found.setdefault(key, value)
    return {key: value.encode("utf-8", "replace").decode() for key, value in found.items()}


def _escaped(location: str) -> str:
    """Return a Location with bytes that are no text percent-encoded, as browsers send them."""
    return _RAW_BYTE.sub(lambda byte: f"%{ord(byte.group()) - 0xDC00:02X}", location)


def web_host(url: str) -> tuple[str, int]:
    """Return the host and port of an http(s) URL.

    Raises:
        RefusedAddress: another scheme.
        FetchError: no host, or nothing that is a URL.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError("is not a URL that can be fetched", what=url, reason="no_url") from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise RefusedAddress(
            f"`{parts.scheme}:` is not fetched from, only http and https", what=url
        )
    if not parts.hostname:
        raise FetchError("names no host", what=shown(url), reason="no_url")
    return parts.hostname.lower(), port or (443 if parts.scheme.lower() == "https" else 80)


def _too_large(request: FetchRequest) -> FetchError:
    return FetchError(
        f"is larger than {request.max_bytes / 1e6:g} MB",
        what=shown(request.url),
        reason="too_large",
    )
