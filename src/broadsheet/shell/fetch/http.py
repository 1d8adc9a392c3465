"""Fetching over HTTP, politely and safely.

One request per host at a time with a pause in between, redirects included; a contact address in the
User-Agent, no cookies; caps on size, redirects and total time; every connection checked at the
address it is about to use (see `exchanges`). A slow host keeps its own place and nobody else's.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple
from urllib.parse import urljoin

from broadsheet.errors import FetchError, ServerRefusal
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.fetch.answers import FreshAnswers
from broadsheet.shell.fetch.exchanges import (
    Exchange,
    Exchanges,
    Redirect,
    open_exchanges,
    web_host,
)
from broadsheet.shell.fetch.failures import shown
from broadsheet.shell.fetch.hosts import PAUSES, Host
from broadsheet.shell.fetch.lines import Line, LoopThread, Outcome
from broadsheet.shell.fetch.proxies import Proxies
from broadsheet.shell.fetch.robots import (
    KEPT_AFTER_FAILURE,
    KEPT_SECONDS,
    RobotRules,
    read_robots,
    robots_url,
)

MAX_REDIRECTS = 5
_SERVER_ERRORS = 500
_LARGEST_ROBOTS = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How hard servers may be asked.

    Attributes:
        user_agent: Who asks, with a contact address.
        gap: Seconds between two requests to one host.
        concurrency: Requests under way at the same time, each to another host.
        deadline: Seconds one fetch may take altogether, redirects included; waiting for one's turn
            at a busy host does not count.
    """

    user_agent: str
    gap: float = 1.0
    concurrency: int = 64
    deadline: float = 20.0


class _Key(NamedTuple):
    """What makes two requests the same."""

    url: str
    headers: tuple[tuple[str, str], ...]
    max_bytes: int
    obeys_robots: bool


class HttpFetcher:
    """Fetches http(s) URLs. Safe to call from any thread, also while another call is under way.

    Args:
        clock: Says what time it is (aware).
        politeness: How hard servers may be asked.
        allowed_private: `host` or `host:port` entries that may be fetched from although they are
            private or use another port; they are asked directly, never through a proxy.
        proxies: The proxies to go through.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        politeness: Politeness,
        allowed_private: frozenset[str] = frozenset(),
        proxies: Proxies = Proxies(),  # noqa: B008 - frozen
    ) -> None:
        self._clock = clock
        self._politeness = politeness
        self._hosts: dict[str, Host] = {}
        self._robots: dict[str, RobotRules] = {}
        self._fresh = FreshAnswers()
        self._loop = LoopThread(
            partial(
                open_exchanges,
                user_agent=politeness.user_agent,
                allowed=frozenset(entry.strip().lower() for entry in allowed_private),
                proxies=proxies,
                clock=clock,
                concurrency=politeness.concurrency,
                logins={},
            )
        )

    def fetch(self, request: FetchRequest) -> FetchResponse:
        """Fetch one URL; see the Fetcher port."""
        (outcome,) = self.fetch_all([request])
        if isinstance(outcome, FetchError):
            raise outcome
        return outcome

    def fetch_all(self, requests: Sequence[FetchRequest]) -> Generator[Outcome, None, None]:
        """Fetch many URLs, hosts side by side; yield outcomes in the order of the requests.

        While the caller works on one outcome the next ones are fetched, as far as memory allows.
        """
        if requests:
            yield from self._loop.stream(len(requests), partial(self._fetch_all, requests))

    async def _fetch_all(
        self, requests: Sequence[FetchRequest], desk: Exchanges, line: Line
    ) -> None:
        copies = Counter(map(_key, requests))
        shared: dict[_Key, asyncio.Future[Outcome]] = {}
        async with asyncio.TaskGroup() as tasks:
            for index, request in enumerate(requests):
                await line.window(index)
                key = _key(request)
                if copies[key] == 1:
                    tasks.create_task(self._deliver(index, request, desk, line))
                elif key in shared:
                    tasks.create_task(_hand_on(shared[key], index, line))
                else:
                    shared[key] = asyncio.get_running_loop().create_future()
                    tasks.create_task(self._deliver(index, request, desk, line, shared[key]))

    async def _deliver(
        self,
        index: int,
        request: FetchRequest,
        desk: Exchanges,
        line: Line,
        shared: asyncio.Future[Outcome] | None = None,
    ) -> None:
        """Fetch one URL and put the outcome on the line; what goes wrong is an outcome."""
        outcome: Outcome
        try:
            outcome = await self._follow(request, _Errand(desk, line, index))
            self._fresh.keep(request, outcome)
        except FetchError as error:
            _forget_frames(error)
            outcome = error
        if shared is not None:
            shared.set_result(outcome)
        line.put(index, outcome)

    async def _follow(self, request: FetchRequest, errand: _Errand) -> FetchResponse:
        """Fetch a URL and the redirects behind it, each hop checked like the first."""
        moved_to, is_for_good, began_private = "", True, False
        left = self._politeness.deadline
        for hop in range(MAX_REDIRECTS + 1):
            if request.obeys_robots:
                await self._heed_robots(request.url, errand)
            found, took = await self._in_turn(request, errand, left)
            left -= took
            if hop == 0:
                began_private = found.is_private
            elif is_for_good and (began_private or not found.is_private):
                moved_to = shown(request.url)
            if not isinstance(found.answer, Redirect):
                return replace(found.answer, moved_to=moved_to or found.answer.moved_to)
            is_for_good = is_for_good and found.answer.is_for_good
            # who we are is told by the briefing alone
            request = replace(request, url=shown(_joined(request.url, found.answer.location)))
        raise FetchError(
            f"more than {MAX_REDIRECTS} redirects",
            what=shown(request.url),
            reason="too_many_redirects",
        )

    async def _in_turn(
        self, request: FetchRequest, errand: _Errand, left: float
    ) -> tuple[Exchange, float]:
        """Make one request when it is its turn; return what came and the seconds that took.

        Nothing is held while waiting for room, so that whoever makes room is never kept waiting.
        """
        name, _ = web_host(request.url)
        host = self._hosts.setdefault(name, Host(self._politeness.gap))
        while True:
            await errand.line.room(errand.place)
            async with errand.desk.turn(name):
                rest = host.rest(shown(request.url))
                if rest is not None:
                    raise rest
                fresh = self._fresh.answer(request)
                if fresh is not None:
                    return Exchange(answer=fresh, is_private=False), 0.0
                await asyncio.sleep(host.pause())
                async with errand.desk.places:
                    if errand.line.has_room(errand.place):
                        return await self._ask(request, errand.desk, host, left)

    async def _ask(
        self, request: FetchRequest, desk: Exchanges, host: Host, left: float
    ) -> tuple[Exchange, float]:
        begun = time.monotonic()
        try:
            async with asyncio.timeout(left) as deadline:
                found = await desk.exchange(request, deadline)
        except TimeoutError:
            raise FetchError(
                f"took longer than {self._politeness.deadline:g} s",
                what=shown(request.url),
                reason="too_slow",
            ) from None
        except ServerRefusal as refusal:
            host.note(refusal, self._clock())
            raise
        finally:
            host.last_asked = time.monotonic()
        return found, time.monotonic() - begun

    async def _heed_robots(self, url: str, errand: _Errand) -> None:
        """Refuse what the site's robots.txt keeps from programs, and take over its pace."""
        name, _ = web_host(url)
        address = robots_url(url)
        async with errand.desk.turn(address):
            rules = self._robots.get(address)
            if rules is None or time.monotonic() > rules.stale_at:
                rules = self._robots[address] = await self._rules(address, errand)
        host = self._hosts.setdefault(name, Host(self._politeness.gap))
        host.gap = max(host.gap, rules.pause)
        objection = rules.refusal(url)
        if objection:
            raise FetchError(objection, what=shown(url), reason="robots_txt")

    async def _rules(self, address: str, errand: _Errand) -> RobotRules:
        """Fetch and read a robots.txt."""
        asked = FetchRequest(url=address, max_bytes=_LARGEST_ROBOTS)
        try:
            found = await self._follow(asked, errand)
        except ServerRefusal as refusal:
            is_none = refusal.was_asked and refusal.status < _SERVER_ERRORS
            if not is_none or refusal.status in PAUSES:
                return _unreachable()
            return RobotRules(stale_at=time.monotonic() + KEPT_SECONDS)
        except FetchError:
            return _unreachable()
        name = self._politeness.user_agent.partition("/")[0]
        return read_robots(found.content, user_agent=name, stale_at=time.monotonic() + KEPT_SECONDS)


class _Errand(NamedTuple):
    """What a request of a call works with: the desk, the call's line and its place on it."""

    desk: Exchanges
    line: Line
    place: int


def _forget_frames(error: BaseException | None) -> None:
    """Let go of where an error and its causes came from: their frames hold half-read bodies."""
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def _unreachable() -> RobotRules:
    return RobotRules(stale_at=time.monotonic() + KEPT_AFTER_FAILURE, is_out_of_reach=True)


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise FetchError(
            "redirects to what is not a URL", what=shown(base), reason="no_url"
        ) from error


def _key(request: FetchRequest) -> _Key:
    return _Key(
        request.url, tuple(request.headers.items()), request.max_bytes, request.obeys_robots
    )


async def _hand_on(shared: asyncio.Future[Outcome], index: int, line: Line) -> None:
    line.put(index, await shared)
