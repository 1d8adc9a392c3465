"""The other side of `bench.fetching`: thousands of hosts on one port, counting what they see.

A source's number says how it behaves; a host is whatever the Host header names. Run as a child
process: it prints its port, and on `GET /counts` what it has seen.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter, defaultdict

from aiohttp import web

BEHAVIOURS = ("slow", "refusing", "dead", "moved", "huge")
_SENTENCE = "The yard in Torskar launched ferry number {n} with room for {n} cars on Friday. "
_HUGE = 100_000_000


def behaviour(number: int) -> str:
    """Return how a source behaves: of 100, 3 are slow, 3 refuse, 3 are dead, 3 moved, 1 is huge."""
    place = number % 100
    if place >= 13:
        return "fresh" if place % 2 else "plain"
    return BEHAVIOURS[place // 3]


class Seen:
    """What the hosts have noticed."""

    def __init__(self) -> None:
        self.inside: Counter[str] = Counter()
        self.busiest = 0
        self.last: dict[str, float] = {}
        self.closest = float("inf")
        self.answers: Counter[str] = Counter()
        self.per_host: defaultdict[str, int] = defaultdict(int)

    def enter(self, host: str, kind: str) -> None:
        """Count a request; one that breaks is repeated at once (RFC 9112, 9.3.1), others wait."""
        self.inside[host] += 1
        self.busiest = max(self.busiest, self.inside[host])
        if kind == "dead":
            return
        now = time.monotonic()
        if host in self.last:
            self.closest = min(self.closest, now - self.last[host])
        self.last[host] = now
        self.per_host[host] += 1

    def leave(self, host: str, status: object) -> None:
        self.inside[host] -= 1
        self.answers[str(status)] += 1

    def counts(self) -> dict[str, object]:
        return {
            "requests": sum(self.answers.values()),
            "answers": dict(sorted(self.answers.items())),
            "hosts": len(self.per_host),
            "most at a time": self.busiest,
            "closest": self.closest,
        }


SEEN = Seen()


def feed(number: int) -> bytes:
    items = "".join(
        f"<item><title>Ferry {number}-{n}</title><guid>{number}-{n}</guid>"
        f"<link>http://site.example/{number}/{n}</link>"
        "<pubDate>Fri, 06 Nov 2026 09:00:00 GMT</pubDate>"
        f"<description>{_SENTENCE.format(n=number * 10 + n) * 12}</description></item>"
        for n in range(5)
    )
    head = f"<rss version='2.0'><channel><title>Wire {number}</title>"
    return f"{head}{items}</channel></rss>".encode()


async def serve(request: web.Request) -> web.StreamResponse:
    if request.path == "/counts":
        counts = SEEN.counts()
        SEEN.__init__()  # type: ignore[misc]
        return web.json_response(counts)
    host = request.host
    SEEN.enter(host, behaviour(int(request.match_info["number"])))
    status: object = "none"
    try:
        response = await answer(request)
        status = response.status
        return response
    finally:
        SEEN.leave(host, status)


async def answer(request: web.Request) -> web.StreamResponse:
    number = int(request.match_info["number"])
    kind = behaviour(number)
    tag = f'"{number}"'
    if kind == "dead":
        request.transport.close()  # type: ignore[union-attr]
        return web.Response(status=500)
    if kind == "refusing":
        return web.Response(status=429, headers={"Retry-After": "7200"})
    if kind == "moved" and not request.query:
        return web.Response(status=301, headers={"Location": f"/{number}?new"})
    if kind == "huge":
        return await huge(request)
    if kind == "slow":
        await asyncio.sleep(2)
    headers = {"ETag": tag, "Content-Type": "application/rss+xml"}
    if kind == "fresh":
        headers["Cache-Control"] = "max-age=172800"
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=feed(number), headers=headers)


async def huge(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    piece = bytes(1_000_000)
    try:
        for _ in range(_HUGE // len(piece)):
            await response.write(piece)
    except ConnectionError:
        pass
    return response


async def main() -> None:
    app = web.Application()
    app.router.add_get("/counts", serve)
    app.router.add_get("/{number:\\d+}", serve)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
