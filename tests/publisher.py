"""A publisher on the loopback interface with every virtue and vice, one per path."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
from backports import zstd

FEED = b"<rss version='2.0'><channel><title>Wire</title><item><title>One</title></item></channel></rss>"
BOMB = 50_000_000
"""What the bombs inflate to: more than any cap."""


@cache
def squeezed(coding: str) -> bytes:
    """Return 50 MB of nothing, squeezed."""
    squeeze = {
        "gzip": gzip.compress,
        "br": lambda body: brotli.compress(body, quality=5),
        "zstd": zstd.compress,
    }[coding]
    return squeeze(bytes(BOMB))


class Handler(BaseHTTPRequestHandler):
    """A publisher with every virtue and vice, one per path."""

    protocol_version = "HTTP/1.1"
    server: Publisher

    def do_GET(self) -> None:
        host = self.headers.get("Host", "")
        with self.server.lock:
            self.server.inside[host] += 1
            self.server.busiest[host] = max(self.server.busiest[host], self.server.inside[host])
        try:
            self.serve()
        finally:
            with self.server.lock:
                self.server.inside[host] -= 1

    def serve(self) -> None:
        self.server.asked.append((time.monotonic(), self.path, dict(self.headers)))
        if self.path in self.server.served:
            media_type, body = self.server.served[self.path]
            self.answer(body, Content_Type=media_type)
            return
        path = self.path.partition("?")[0].strip("/") or "feed"
        getattr(self, path.replace("-", "_").replace(".", "_").partition("/")[0], self.missing)()

    def answer(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def robots_txt(self) -> None:
        self.answer(self.server.robots, self.server.robots_status)

    def missing(self) -> None:
        self.answer(b"no", 404)

    def feed(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(status=304, ETag='"v1"', Cache_Control="max-age=7200")
        else:
            self.answer(
                FEED,
                ETag='"v1"',
                Content_Type="application/rss+xml; charset=utf-8",
                Set_Cookie="a=1",
            )

    def hop(self) -> None:
        self.answer(status=301, Location="/feed")

    def hop_308(self) -> None:
        self.answer(status=308, Location="/hop")

    def hop_302(self) -> None:
        self.answer(status=302, Location="/hop")

    def hop_then_302(self) -> None:
        self.answer(status=301, Location="/hop-302")

    def across(self) -> None:
        self.answer(status=301, Location=self.server.elsewhere)

    def gone(self) -> None:
        self.answer(b"gone", 410)

    def fresh(self) -> None:
        self.answer(FEED, Cache_Control="max-age=600", ETag='"f"', Last_Modified="then")

    def varied(self) -> None:
        self.answer(FEED, Cache_Control="max-age=600", Vary="*")

    def together(self) -> None:
        """Answer when six are asking at the same time."""
        self.server.six.wait(timeout=30)
        self.answer(FEED)

    def held(self) -> None:
        """Answer when somebody has asked for `release`."""
        self.server.released.wait(timeout=30)
        self.answer(FEED)

    def release(self) -> None:
        self.server.released.set()
        self.answer(FEED)

    def loop(self) -> None:
        self.answer(status=302, Location="/loop")

    def nowhere(self) -> None:
        self.answer(b"gone but where", status=302)

    def in_part(self) -> None:
        self.answer(FEED[:20], status=206)

    def unasked_304(self) -> None:
        self.answer(status=304)

    def torn_words(self) -> None:
        """Answer with headers that are bytes and no text, and one list in two lines."""
        self.wfile.write(
            b'HTTP/1.1 200 OK\r\nETag: "\xe9"\r\nLast-Modified: then\r\nX-Name: \xe9t\xe9\r\n'
            b"Cache-Control: max-age=600\r\nCache-Control: no-cache\r\nAge: 1\r\nAge: 2\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(FEED), FEED)
        )

    def torn_location(self) -> None:
        self.wfile.write(
            b"HTTP/1.1 302 Found\r\nLocation: /feed?caf\xe9\r\nContent-Length: 0\r\n\r\n"
        )

    def not_http(self) -> None:
        self.wfile.write(FEED)
        self.close_connection = True

    def hang_up(self) -> None:
        self.close_connection = True

    def private(self) -> None:
        """Answer whoever logs in as ida with the password p@ss."""
        is_ida = self.headers.get("Authorization") == "Basic aWRhOnBAc3M="
        self.answer(FEED if is_ida else b"", 200 if is_ida else 401)

    def inward(self) -> None:
        self.answer(status=302, Location=f"http://localhost:{self.server.server_port}/feed")

    def to_file(self) -> None:
        self.answer(status=302, Location="file:///etc/passwd")

    def to_nothing(self) -> None:
        self.answer(status=302, Location="http://[::1")

    def gzip_bomb(self) -> None:
        self.answer(squeezed("gzip"), Content_Encoding="gzip")

    def brotli_bomb(self) -> None:
        self.answer(squeezed("br"), Content_Encoding="br")

    def zstd_bomb(self) -> None:
        self.answer(squeezed("zstd"), Content_Encoding="zstd")

    def in_zstd(self) -> None:
        self.answer(zstd.compress(FEED), Content_Encoding="zstd")

    def gigabyte(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000000000")
        self.end_headers()
        self.close_connection = True
        try:
            for _ in range(1_000):
                self.wfile.write(bytes(1_000_000))
        except OSError:
            self.server.hung_up.set()

    def broken_gzip(self) -> None:
        self.answer(b"this is not gzip at all", Content_Encoding="gzip")

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        with_body = b"x" * 100_000
        try:
            while not self.server.over:
                self.wfile.write(with_body)
        except OSError:
            pass

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                if self.server.over:
                    return
                time.sleep(0.05)
        except OSError:
            pass

    def cut_off(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"short")
        self.close_connection = True

    def busy(self) -> None:
        self.answer(b"later", 429, Retry_After="18000")

    def big_header(self) -> None:
        self.answer(FEED, Content_Security_Policy="x" * 20_000)

    def koi8(self) -> None:
        body = "<rss><channel><title>Порт</title><item><title>Паром</title></item></channel></rss>"
        self.answer(body.encode("koi8-r"), Content_Type="text/xml; charset=koi8-r")

    def nul(self) -> None:
        self.answer(FEED.replace(b"One", b"O\0ne"))

    def page(self) -> None:
        self.answer(
            b"<!DOCTYPE html><html><body>Not a feed</body></html>",
            Content_Type="application/rss+xml",
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Stay silent."""


class Publisher(ThreadingHTTPServer):
    """Serves `served` by path, and a method of the handler for every other one.

    Attributes:
        asked: When, which path and with which headers it was asked.
        busiest: By host, the most requests it had to answer at the same time.
    """

    daemon_threads = True
    request_queue_size = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self.over = False
        self.robots = b""
        self.robots_status = 404
        self.served: dict[str, tuple[str, bytes]] = {}
        self.elsewhere = ""
        self.hung_up = threading.Event()
        self.lock = threading.Lock()
        self.six = threading.Barrier(6)
        self.released = threading.Event()
        self.inside: Counter[str] = Counter()
        self.busiest: Counter[str] = Counter()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what half these tests are about."""


@contextmanager
def serving() -> Iterator[Publisher]:
    """Run a publisher in a thread of its own."""
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over = True
        server.shutdown()
        thread.join()
        server.server_close()
