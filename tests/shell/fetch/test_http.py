"""HTTP fetching against a real server on the loopback interface."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from broadsheet.collect.plans import next_state, plan_request
from broadsheet.errors import FetchError, RefusedAddress, ServerRefusal
from broadsheet.model.articles import FetchRequest, FetchResponse, FetchState
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.feeds import read_feed
from broadsheet.shell.fetch.addresses import check_address, is_public
from broadsheet.shell.fetch.http import HttpFetcher, Politeness
from broadsheet.shell.fetch.robots import read_robots
from certificates import make_certificate
from patience import patience
from publisher import FEED, Publisher

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)


def fetcher(publisher: Publisher, *, gap: float = 0.0, deadline: float = 10.0) -> HttpFetcher:
    return HttpFetcher(
        clock=lambda: NOW,
        politeness=Politeness(
            user_agent="Broadsheet/1 (+https://desk.example)", gap=gap, deadline=deadline
        ),
        allowed_private=frozenset({f"127.0.0.1:{publisher.server_port}"}),
    )


def get(publisher: Publisher, path: str, **options: float) -> FetchResponse:
    request = FetchRequest(url=publisher.url(path), max_bytes=1_000_000)
    return fetcher(publisher, **options).fetch(request)


def test_a_feed_is_fetched_with_an_honest_name_and_no_cookies(publisher: Publisher) -> None:
    fetch = fetcher(publisher)
    for _ in range(2):
        response = fetch.fetch(FetchRequest(url=publisher.url("feed?x=1")))
    assert (response.status, response.content, response.fetched_at) == (200, FEED, NOW)
    assert response.headers["content-type"].startswith("application/rss+xml")
    _, path, headers = publisher.asked[1]
    assert path == "/feed?x=1"
    assert headers["User-Agent"] == "Broadsheet/1 (+https://desk.example)"
    assert "br" in headers["Accept-Encoding"]
    assert not {"Cookie", "Referer"} & set(headers)


def test_the_second_visit_is_conditional(publisher: Publisher) -> None:
    source = Source(kind=SourceKind.FEED, location=publisher.url("feed"), name="Wire")
    fetch = fetcher(publisher)
    state = FetchState(source="Wire", url=source.location)
    first = plan_request(source, state, NOW)
    assert first is not None
    state = next_state(state, fetch.fetch(first), NOW)
    again = plan_request(source, state, NOW.replace(hour=9))
    assert again is not None
    response = fetch.fetch(again)
    assert (response.status, response.content) == (304, b"")
    assert response.headers["cache-control"] == "max-age=7200"


def test_redirects_are_followed_and_the_last_address_told(publisher: Publisher) -> None:
    response = get(publisher, "hop")
    assert response.url == publisher.url("feed")
    assert get(publisher, "torn-location").url == publisher.url("feed?caf%E9")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("loop", "more than 5 redirects"),
        ("to-nothing", "redirects to what is not a URL"),
        ("missing", "answered 404"),
        ("gzip-bomb", "larger than 1 MB"),
        ("brotli-bomb", "larger than 1 MB"),
        ("zstd-bomb", "larger than 1 MB"),
        ("endless", "larger than 1 MB"),
        ("broken-gzip", "transfer failed"),
        ("cut-off", "transfer failed"),
        ("nowhere", "answered 302, which is no answer"),
        ("in-part", "answered 206, which is no answer"),
        ("unasked-304", "answered 304, which is no answer"),
        ("not-http", "is not proper HTTP"),
        ("hang-up", "hung up without an answer"),
    ],
)
def test_what_goes_wrong_is_named(publisher: Publisher, path: str, message: str) -> None:
    with pytest.raises(FetchError, match=message) as caught:
        get(publisher, path)
    assert "127.0.0.1" in caught.value.what or path == "to-nothing"


def test_headers_that_cannot_be_echoed_are_no_validators_and_lists_are_whole(
    publisher: Publisher,
) -> None:
    headers = get(publisher, "torn-words").headers
    assert "etag" not in headers
    assert headers["last-modified"] == "then"
    assert headers["x-name"] == "?t?"
    assert headers["cache-control"] == "max-age=600, no-cache"
    assert headers["age"] == "1"


def test_a_password_in_an_address_opens_its_site_and_is_told_nobody(publisher: Publisher) -> None:
    fetch = fetcher(publisher)
    own, other = publisher.url("private"), publisher.url("private?other")
    with pytest.raises(ServerRefusal):
        fetch.fetch(FetchRequest(url=other))
    login = own.replace("http://", "http://ida:p%40ss@")
    assert fetch.fetch(FetchRequest(url=login)).url == own
    assert fetch.fetch(FetchRequest(url=other)).content == FEED
    elsewhere = other.replace("127.0.0.1", "localhost")
    with pytest.raises(RefusedAddress):
        fetch.fetch(FetchRequest(url=elsewhere))
    with pytest.raises(FetchError) as caught:
        fetch.fetch(FetchRequest(url=login.replace("private", "missing")))
    assert "ida" not in str(caught.value)


def test_a_redirect_does_not_say_who_we_are(publisher: Publisher) -> None:
    fetch = fetcher(publisher)
    own = publisher.url("private")
    fetch.fetch(FetchRequest(url=own.replace("http://", "http://ida:p%40ss@")))
    publisher.elsewhere = publisher.url("private?there").replace("http://", "http://eve:x@")
    assert fetch.fetch(FetchRequest(url=publisher.url("across"))).content == FEED
    assert fetch.fetch(FetchRequest(url=publisher.url("private?other"))).content == FEED


def page(publisher: Publisher, path: str) -> FetchRequest:
    return FetchRequest(url=publisher.url(path), obeys_robots=True)


def test_pages_are_fetched_as_far_as_robots_txt_goes(publisher: Publisher) -> None:
    publisher.robots_status = 200
    publisher.robots = b"User-agent: *\nDisallow: /feed/private\nCrawl-delay: 0.2\n"
    requests = [page(publisher, path) for path in ("feed/a", "feed/private/b", "feed/c")]
    first, second, third = fetcher(publisher).fetch_all(requests)
    assert isinstance(first, FetchResponse)
    assert isinstance(third, FetchResponse)
    assert isinstance(second, FetchError)
    assert "robots.txt forbids it" in str(second)
    assert [path for _, path, _ in publisher.asked] == ["/robots.txt", "/feed/a", "/feed/c"]
    times = [moment for moment, _, _ in publisher.asked]
    assert times[2] - times[1] >= 0.1


def test_a_feed_named_by_the_user_is_fetched_whatever_robots_txt_says(publisher: Publisher) -> None:
    publisher.robots_status = 200
    publisher.robots = b"User-agent: *\nDisallow: /\n"
    assert get(publisher, "feed").status == 200
    assert [path for _, path, _ in publisher.asked] == ["/feed"]


def test_no_robots_txt_allows_all_and_a_failing_server_nothing(publisher: Publisher) -> None:
    assert fetcher(publisher).fetch(page(publisher, "feed")).status == 200
    publisher.robots_status = 500
    with pytest.raises(FetchError, match=r"robots\.txt could not be had"):
        fetcher(publisher).fetch(page(publisher, "feed"))


@pytest.mark.parametrize("url", ["http://[::1", "http:///x", "file:///etc/passwd"])
def test_addresses_that_have_no_robots_txt(publisher: Publisher, url: str) -> None:
    with pytest.raises(FetchError):
        fetcher(publisher).fetch(FetchRequest(url=url, obeys_robots=True))


@pytest.mark.parametrize(
    ("robots", "path", "is_refused"),
    [
        ("", "/a", False),
        ("User-agent: Broadsheet\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", True),
        ("User-agent: *\nDisallow: /*a*b*c*d", "/xaxbx", True),
        ("\x00\xff not a robots file <html>", "/a", False),
        ("User-agent: *\nCrawl-delay: -5\nDisallow:", "/a", False),
        ("\xef\xbb\xbfUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: broadsheet/1.0 (x)\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /*a*b*c*d", "/xaxbxcx", True),
    ],
)
def test_rules_of_a_robots_txt(robots: str, path: str, is_refused: bool) -> None:
    rules = read_robots(robots.encode("latin-1"), user_agent="Broadsheet", stale_at=0.0)
    assert bool(rules.refusal(f"https://port.example{path}")) is is_refused
    assert rules.pause == 0.0


def test_a_hostile_robots_txt_costs_little() -> None:
    lines = "User-agent: *\n" + ("Disallow: /" + "*a" * 50 + "b\n") * 2_000 + "Crawl-delay: 99999"
    with patience():
        rules = read_robots(lines.encode(), user_agent="Broadsheet", stale_at=0.0)
        rules.refusal("https://port.example/" + "a" * 5_000)
        assert rules.pause == 30.0


def test_a_slow_drip_ends_at_the_deadline(publisher: Publisher) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"longer than 0.3 s"):
        get(publisher, "drip", deadline=0.3)
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("path", ["inward", "to-file"])
def test_a_redirect_to_a_private_address_or_a_file_is_refused(
    publisher: Publisher, path: str
) -> None:
    with pytest.raises(RefusedAddress):
        get(publisher, path)
    assert len(publisher.asked) == 1


def test_private_addresses_are_refused_unless_allowed(publisher: Publisher) -> None:
    closed = HttpFetcher(clock=lambda: NOW, politeness=Politeness(user_agent="x", gap=0))
    port = publisher.server_port
    urls = [
        publisher.url("feed"),
        f"http://localhost:{port}/feed",
        f"http://[::ffff:127.0.0.1]:{port}/",
        f"http://0x7f.1:{port}/",
    ]
    for outcome in closed.fetch_all([FetchRequest(url=url) for url in urls]):
        assert isinstance(outcome, RefusedAddress)
        assert "not a public address" in outcome.message
    assert publisher.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "ftp://quay.example/",
        "http:///a",
        "http://[::1",
        "http://\0/",
        "http://quay..example/",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    fetch = HttpFetcher(clock=lambda: NOW, politeness=Politeness(user_agent="x", gap=0))
    with pytest.raises(FetchError):
        fetch.fetch(FetchRequest(url=url))


def test_a_dead_port_is_named_without_the_password(publisher: Publisher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fetch = HttpFetcher(
        clock=lambda: NOW,
        politeness=Politeness(user_agent="x", gap=0),
        allowed_private=frozenset({"127.0.0.1"}),
    )
    with pytest.raises(FetchError, match="no connection") as caught:
        fetch.fetch(FetchRequest(url=f"http://ida:secret@127.0.0.1:{port}/feed"))
    assert "secret" not in str(caught.value)


def test_a_name_that_does_not_resolve() -> None:
    fetch = HttpFetcher(clock=lambda: NOW, politeness=Politeness(user_agent="x", gap=0))
    with pytest.raises(FetchError, match="does not resolve"):
        fetch.fetch(FetchRequest(url="http://no-such-host.invalid/"))


def test_tls_that_is_none(publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="TLS"):
        fetcher(publisher).fetch(FetchRequest(url=publisher.url("feed").replace("http:", "https:")))


def test_a_server_that_hangs_up_before_tls_is_named() -> None:
    def hang_up(listener: socket.socket) -> None:
        with listener.accept()[0] as connection:
            connection.recv(65_536)

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        done = pool.submit(hang_up, listener)
        fetch = HttpFetcher(
            clock=lambda: NOW,
            politeness=Politeness(user_agent="x", gap=0),
            allowed_private=frozenset({"127.0.0.1"}),
        )
        with pytest.raises(FetchError, match=r"no connection: \w"):
            fetch.fetch(FetchRequest(url=f"https://127.0.0.1:{listener.getsockname()[1]}/"))
        done.result()


def test_a_certificate_nobody_vouches_for_is_named(publisher: Publisher, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate(tmp_path))
    publisher.socket = context.wrap_socket(publisher.socket, server_side=True)
    with pytest.raises(FetchError, match="certificate is not trusted: self-signed") as caught:
        fetcher(publisher).fetch(FetchRequest(url=publisher.url("feed").replace("http:", "https:")))
    assert caught.value.reason == "tls_failed"


def test_a_refusal_carries_what_the_next_visit_depends_on(publisher: Publisher) -> None:
    with pytest.raises(ServerRefusal) as caught:
        get(publisher, "busy")
    assert (caught.value.status, caught.value.headers["retry-after"]) == (429, "18000")
    state = next_state(FetchState(source="Wire", url=publisher.url("busy")), caught.value, NOW)
    assert state.not_before == NOW.replace(hour=12)


def test_a_busy_host_is_left_in_peace_for_the_rest_of_the_round(publisher: Publisher) -> None:
    requests = [
        FetchRequest(url=publisher.url(path)) for path in ("feed", "busy", "feed?2", "feed?3")
    ]
    outcomes = list(fetcher(publisher).fetch_all(requests))
    assert [isinstance(outcome, FetchResponse) for outcome in outcomes] == [
        True,
        False,
        False,
        False,
    ]
    assert [path for _, path, _ in publisher.asked] == ["/feed", "/busy"]
    last = outcomes[-1]
    assert isinstance(last, ServerRefusal)
    assert "not asked" in last.message


def test_one_host_is_asked_one_at_a_time_with_a_pause(publisher: Publisher) -> None:
    fetch = fetcher(publisher, gap=0.2)
    list(fetch.fetch_all([FetchRequest(url=publisher.url(f"feed?{n}")) for n in range(2)]))
    fetch.fetch(FetchRequest(url=publisher.url("feed")))
    moments = [moment for moment, _, _ in publisher.asked]
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(moments))


def test_outcomes_come_in_the_order_of_the_requests(publisher: Publisher) -> None:
    urls = [
        publisher.url("feed"),
        "http://no-such-host.invalid/",
        publisher.url("missing"),
        publisher.url("koi8"),
    ]
    outcomes = fetcher(publisher).fetch_all([FetchRequest(url=url) for url in urls])
    assert [isinstance(outcome, FetchError) for outcome in outcomes] == [False, True, True, False]
    assert list(fetcher(publisher).fetch_all([])) == []


def test_fetching_works_inside_a_running_loop(publisher: Publisher) -> None:
    async def inside() -> int:
        return get(publisher, "feed").status

    assert asyncio.run(inside()) == 200


def test_large_headers_are_no_reason_to_fail(publisher: Publisher) -> None:
    assert get(publisher, "big-header").content == FEED


@pytest.mark.parametrize(
    ("path", "title", "problem"),
    [("koi8", "Паром", ""), ("nul", "One", ""), ("page", "", "HTML page")],
)
def test_odd_feeds_from_the_wire(publisher: Publisher, path: str, title: str, problem: str) -> None:
    response = get(publisher, path)
    result = read_feed(
        response.content, url=response.url, content_type=response.headers.get("content-type")
    )
    assert "".join(entry.title for entry in result.entries) == title
    assert problem in "".join(each.message for each in result.problems)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.1.1", "0.0.0.0",
     "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "::", "::1", "::127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "2002:7f00:1::", "fe80::1%eth0", "fc00::1",
     "192.88.99.1", "3fff::1", "fec0::1", "ff02::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "not an address", ""],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def test_only_web_ports_unless_allowed() -> None:
    check_address("quay.example", "8.8.8.8", 443, frozenset())
    with pytest.raises(RefusedAddress, match="not a web port"):
        check_address("quay.example", "8.8.8.8", 25, frozenset())
    check_address("quay.example", "8.8.8.8", 8443, frozenset({"quay.example:8443"}))
    check_address("[::1]", "::1", 9, frozenset({"::1"}))
    with pytest.raises(RefusedAddress, match=r"allow quay\.example:8080"):
        check_address("quay.example", "10.0.0.1", 8080, frozenset({"quay.example:8443"}))
