"""Fetching over HTTP, politely and safely.

One request per host at a time with a pause in between, a contact address in the User-Agent, no
cookies; caps on size, redirects and total time; every connection checked at the address it is about
to use (see `addresses`).
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

import aiohttp

from broadsheet.errors import FetchError, RefusedAddress, ServerRefusal
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.fetch.addresses import check_address
from broadsheet.shell.fetch.robots import (
    KEPT_AFTER_FAILURE,
    KEPT_SECONDS,
    RobotRules,
    read_robots,
    robots_url,
)

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAUSES = frozenset({429, 503})
_CHUNK = 65_536
_SERVER_ERRORS = 500
_LARGEST_ROBOTS = 5_000_000
_LONGEST_HEADER = 65_536
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
    " text/html;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How hard servers may be asked.

    Attributes:
        user_agent: Who asks, with a contact address.
        gap: Seconds between two requests to one host.
        concurrency: Hosts asked at the same time.
        deadline: Seconds one fetch may take altogether, redirects included.
    """

    user_agent: str
    gap: float = 1.0
    concurrency: int = 8
    deadline: float = 20.0


class HttpFetcher:
    """Fetches http(s) URLs. Safe to call from any thread, one call at a time.

    Args:
        clock: Says what time it is (aware).
        politeness: How hard servers may be asked.
        allowed_private: `host` or `host:port` entries that may be fetched from although they are
            private or use another port.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        politeness: Politeness,
        allowed_private: frozenset[str] = frozenset(),
    ) -> None:
        self._clock = clock
        self._politeness = politeness
        self._allowed = frozenset(entry.strip().lower() for entry in allowed_private)
        self._last_asked: dict[str, float] = {}
        self._robots: dict[str, RobotRules] = {}

    def fetch(self, request: FetchRequest) -> FetchResponse:
        """Fetch one URL; see the Fetcher port."""
        outcome = self.fetch_all([request])[0]
        if isinstance(outcome, FetchError):
            raise outcome
        return outcome

    def fetch_all(self, requests: Sequence[FetchRequest]) -> list[FetchResponse | FetchError]:
        """Fetch many URLs, hosts side by side; outcomes in the order of the requests."""
        if not requests:
            return []
        return _in_own_loop(self._fetch_all(requests))

    async def _fetch_all(
        self, requests: Sequence[FetchRequest]
    ) -> list[FetchResponse | FetchError]:
        by_host: dict[str, list[int]] = {}
        for index, request in enumerate(requests):
            by_host.setdefault(_host(request.url), []).append(index)
        places = asyncio.Semaphore(self._politeness.concurrency)
        outcomes: dict[int, FetchResponse | FetchError] = {}

        async def ask(host: str, indexes: list[int]) -> None:
            async with places:
                refusal: ServerRefusal | None = None
                for index in indexes:
                    outcome = await self._ask(host, requests[index], refusal)
                    outcomes[index] = outcome
                    if isinstance(outcome, ServerRefusal) and outcome.status in _PAUSES:
                        refusal = outcome

        await asyncio.gather(*(ask(host, indexes) for host, indexes in by_host.items()))
        return [outcomes[index] for index in range(len(requests))]

    async def _ask(
        self, host: str, request: FetchRequest, refusal: ServerRefusal | None
    ) -> FetchResponse | FetchError:
        """Fetch one URL after the host's pause; a host that has asked for rest is left in peace."""
        if refusal is not None:
            return ServerRefusal(
                f"not asked: the host answered {refusal.status} a moment ago",
                what=_shown(request.url),
                status=refusal.status,
                headers=refusal.headers,
                fetched_at=refusal.fetched_at,
            )
        pause = self._politeness.gap
        if request.obeys_robots and host:
            rules = await self._rules(host, request.url)
            objection = rules.refusal(request.url)
            if objection:
                return FetchError(objection, what=_shown(request.url))
            pause = max(pause, rules.pause)
        await self._wait_for(host, pause)
        return await self._get(request)

    async def _rules(self, host: str, url: str) -> RobotRules:
        """Return what the robots.txt of a URL's site says; asked for once a day."""
        address = robots_url(url)
        known = self._robots.get(address)
        if known is None or time.monotonic() > known.stale_at:
            await self._wait_for(host, self._politeness.gap)
            found = await self._get(FetchRequest(url=address, max_bytes=_LARGEST_ROBOTS))
            now = time.monotonic()
            if isinstance(found, FetchResponse):
                name = self._politeness.user_agent.partition("/")[0]
                known = read_robots(found.content, user_agent=name, stale_at=now + KEPT_SECONDS)
            elif isinstance(found, ServerRefusal) and found.status < _SERVER_ERRORS:
                known = RobotRules(stale_at=now + KEPT_SECONDS)
            else:
                known = RobotRules(stale_at=now + KEPT_AFTER_FAILURE, is_out_of_reach=True)
            self._robots[address] = known
        return known

    async def _get(self, request: FetchRequest) -> FetchResponse | FetchError:
        """Fetch one URL at once; what goes wrong is an outcome."""
        try:
            async with asyncio.timeout(self._politeness.deadline):
                return await self._follow(request)
        except FetchError as error:
            return error
        except TimeoutError:
            return FetchError(
                f"took longer than {self._politeness.deadline:g} s", what=_shown(request.url)
            )
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return FetchError(_sentence(error), what=_shown(request.url))

    async def _wait_for(self, host: str, pause: float) -> None:
        last = self._last_asked.get(host)
        if last is not None:
            await asyncio.sleep(max(0.0, last + pause - time.monotonic()))
        self._last_asked[host] = time.monotonic()

    async def _follow(self, request: FetchRequest) -> FetchResponse:
        """Fetch a URL and the redirects behind it."""
        for _ in range(MAX_REDIRECTS + 1):
            outcome = await self._hop(request)
            if isinstance(outcome, FetchResponse):
                return outcome
            request = replace(request, url=urljoin(request.url, outcome))
        raise FetchError(f"more than {MAX_REDIRECTS} redirects", what=_shown(request.url))

    async def _hop(self, request: FetchRequest) -> FetchResponse | str:
        """Make one request; return the response, or the address it redirects to."""
        host = _web_host(request.url)
        guard = _Guard(host, self._allowed)
        headers = {"User-Agent": self._politeness.user_agent, "Accept": _ACCEPT, **request.headers}
        connector = aiohttp.TCPConnector(socket_factory=guard.socket, force_close=True)
        try:
            async with (
                aiohttp.ClientSession(
                    connector=connector,
                    cookie_jar=aiohttp.DummyCookieJar(),
                    max_field_size=_LONGEST_HEADER,
                    max_line_size=_LONGEST_HEADER,
                    timeout=aiohttp.ClientTimeout(total=self._politeness.deadline),
                ) as session,
                session.get(request.url, headers=headers, allow_redirects=False) as response,
            ):
                return await self._answer(request, response)
        except (aiohttp.ClientError, OSError):
            if guard.refusal is not None:
                raise guard.refusal from None
            raise

    async def _answer(
        self, request: FetchRequest, response: aiohttp.ClientResponse
    ) -> FetchResponse | str:
        headers = {name.lower(): value for name, value in response.headers.items()}
        location = headers.get("location")
        if response.status in _REDIRECTS and location:
            return location
        if response.status >= 400:
            raise ServerRefusal(
                f"the server answered {response.status} {response.reason or ''}".rstrip(),
                what=_shown(request.url),
                status=response.status,
                headers=headers,
                fetched_at=self._clock(),
            )
        content = b"" if response.status == 304 else await _body(request, response)
        return FetchResponse(
            status=response.status,
            url=request.url,
            headers=headers,
            content=content,
            fetched_at=self._clock(),
        )


class _Guard:
    """Makes the sockets of one request, refusing addresses; keeps the refusal for the caller.

    The connection code takes only OSError from a socket factory, hence the detour.
    """

    def __init__(self, host: str, allowed: frozenset[str]) -> None:
        self._host = host
        self._allowed = allowed
        self.refusal: RefusedAddress | None = None

    def socket(self, address_info: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
        family, kind, protocol, _, address = address_info
        try:
            check_address(self._host, str(address[0]), int(address[1]), self._allowed)
        except RefusedAddress as refusal:
            self.refusal = refusal
            raise OSError("refused address") from None
        return socket.socket(family=family, type=kind, proto=protocol)


async def _body(request: FetchRequest, response: aiohttp.ClientResponse) -> bytes:
    """Read the decompressed body up to the cap."""
    pieces: list[bytes] = []
    size = 0
    async for piece in response.content.iter_chunked(_CHUNK):
        size += len(piece)
        if size > request.max_bytes:
            raise FetchError(
                f"is larger than {request.max_bytes / 1e6:g} MB", what=_shown(request.url)
            )
        pieces.append(piece)
    return b"".join(pieces)


def _web_host(url: str) -> str:
    """Return the host of an http(s) URL.

    Raises:
        RefusedAddress: another scheme.
        FetchError: no host.
    """
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"}:
        raise RefusedAddress(
            f"`{parts.scheme}:` is not fetched from, only http and https", what=url
        )
    if not parts.hostname:
        raise FetchError("names no host", what=_shown(url))
    return parts.hostname.lower()


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _shown(url: str) -> str:
    """Return a URL fit for messages: without user name and password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _sentence(error: Exception) -> str:
    """Return what went wrong in one line, without the addresses aiohttp repeats."""
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "the host name does not resolve"
    if isinstance(error, aiohttp.ClientSSLError):
        return "the TLS connection failed"
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"no connection: {error.os_error.strerror or error.os_error}"
    if isinstance(error, aiohttp.InvalidURL):
        return "is not a URL that can be fetched"
    return f"the transfer failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _in_own_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end in a thread of its own, so that callers may live in a loop."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="fetch") as pool:
        return pool.submit(asyncio.run, work).result()
