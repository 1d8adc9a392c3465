"""What publishers notice of us: how often, how many at a time, and where we go from there."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from broadsheet.errors import FetchError, RefusedAddress, ServerRefusal
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.config.settings import load_settings
from broadsheet.shell.fetch import lines
from broadsheet.shell.fetch.answers import LARGEST, FreshAnswers
from broadsheet.shell.fetch.hosts import Host
from broadsheet.shell.fetch.http import HttpFetcher, Politeness
from broadsheet.shell.fetch.proxies import Proxies, exceptions_of
from publisher import FEED, Publisher

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)


def fetcher(publisher: Publisher, *hosts: str, **pace: float) -> HttpFetcher:
    allowed = {f"127.0.0.1:{publisher.server_port}", *hosts}
    politeness = Politeness(user_agent="Broadsheet/1", gap=pace.pop("gap", 0.0), **pace)
    return HttpFetcher(clock=lambda: NOW, politeness=politeness, allowed_private=frozenset(allowed))


def ask(url: str, **more) -> FetchRequest:
    return FetchRequest(url=url, **more)


def paths(publisher: Publisher) -> list[str]:
    return [path for _, path, _ in publisher.asked]


# --- Moved for good ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "moved_to"),
    [("hop", "feed"), ("hop-308", "feed"), ("hop-302", ""), ("hop-then-302", "hop-302")],
)
def test_only_what_moved_for_good_is_said_to_have_moved(
    publisher: Publisher, path: str, moved_to: str
) -> None:
    response = fetcher(publisher).fetch(ask(publisher.url(path)))
    assert response.url == publisher.url("feed")
    assert response.moved_to == (publisher.url(moved_to) if moved_to else "")


def test_nothing_moves_from_the_internet_into_a_private_network(
    publisher: Publisher, names: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = publisher.server_port
    fetch = fetcher(publisher, "public.example", "inside.example")
    publisher.elsewhere = f"http://inside.example:{port}/feed"
    request = ask(f"http://public.example:{port}/across")
    assert fetch.fetch(request).moved_to == publisher.elsewhere
    pretend_public(monkeypatch, "public.example")
    assert fetcher(publisher, "public.example", "inside.example").fetch(request).moved_to == ""


def pretend_public(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """Let the guard take a host's loopback address for a public one."""
    from broadsheet.shell.fetch import exchanges

    judge = exchanges.is_public

    def judged(address: str) -> bool:
        return exchanges._guard.get().host == host or judge(address)

    monkeypatch.setattr(exchanges, "is_public", judged)


# --- What a cache could answer -----------------------------------------------------------------


def test_a_fresh_answer_is_not_asked_for_again(publisher: Publisher) -> None:
    fetch, url = fetcher(publisher), publisher.url("fresh")
    first = fetch.fetch(ask(url))
    assert fetch.fetch(ask(url)) == first
    known = fetch.fetch(ask(url, headers={"If-None-Match": '"f"'}))
    assert (known.status, known.content) == (304, b"")
    assert fetch.fetch(ask(url, headers={"If-Modified-Since": "then"})).status == 304
    assert fetch.fetch(ask(url, headers={"If-None-Match": '"old"'})).content == FEED
    assert paths(publisher) == ["/fresh"]
    with pytest.raises(FetchError, match="larger"):
        fetch.fetch(ask(url, max_bytes=10))


def test_what_may_not_be_kept_is_asked_for_again(publisher: Publisher) -> None:
    fetch = fetcher(publisher)
    for path in ("varied", "feed?no-word-on-it"):
        fetch.fetch(ask(publisher.url(path)))
        fetch.fetch(ask(publisher.url(path)))
    assert len(publisher.asked) == 4


def test_the_same_request_twice_in_a_call_is_made_once(publisher: Publisher) -> None:
    request = ask(publisher.url("feed"))
    other = replace(request, headers={"If-None-Match": '"v1"'})
    found = list(fetcher(publisher).fetch_all([request, other, request, request]))
    assert [one.status for one in found] == [200, 304, 200, 200]
    assert len(publisher.asked) == 2


def test_kept_answers_are_small_and_few(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = FreshAnswers()

    def answer(name: str, size: int, **headers: str) -> FetchResponse:
        fresh = {"cache-control": "max-age=60", **headers}
        return FetchResponse(
            status=200, url=name, headers=fresh, content=bytes(size), fetched_at=NOW
        )

    kept.keep(ask("big"), answer("big", LARGEST + 1))
    kept.keep(ask("old"), answer("old", 10, age="60"))
    kept.keep(ask("private"), answer("private", 10, **{"cache-control": "no-store"}))
    kept.keep(ask("redirected"), answer("elsewhere", 10))
    assert not any(
        kept.answer(ask(name)) for name in ("big", "old", "private", "redirected", "none")
    )
    for number in range(20):
        kept.keep(ask(f"{number}"), answer(f"{number}", LARGEST))
    assert [n for n in range(20) if kept.answer(ask(f"{n}"))] == list(range(4, 20))
    kept.keep(ask("19"), answer("19", 10))
    later = time.monotonic() + 61
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert kept.answer(ask("19")) is None


# --- Hosts -------------------------------------------------------------------------------------


def test_hosts_do_not_wait_for_each_other_but_none_is_asked_twice_at_a_time(
    publisher: Publisher, names: None
) -> None:
    hosts = [f"h{n}.example" for n in range(6)]
    urls = [
        f"http://{host}:{publisher.server_port}/together?{turn}"
        for host in hosts
        for turn in range(2)
    ]
    done = list(fetcher(publisher, *hosts).fetch_all([ask(url) for url in urls]))
    assert all(isinstance(one, FetchResponse) for one in done)
    assert set(publisher.busiest.values()) == {1}


def test_calls_at_the_same_time_share_the_turns_of_a_host(publisher: Publisher) -> None:
    fetch = fetcher(publisher, gap=0.2)
    outer = fetch.fetch_all([ask(publisher.url(f"feed?{n}")) for n in range(4)])
    with closing(outer):
        next(outer)
        inner = list(fetch.fetch_all([ask(publisher.url("feed?inner"))]))
        assert len([*inner, *outer]) == 4
    assert publisher.busiest.most_common(1)[0][1] == 1
    moments = [moment for moment, _, _ in publisher.asked]
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(moments))


def test_redirects_take_their_turn_at_the_host_they_lead_to(
    publisher: Publisher, names: None
) -> None:
    hosts = [f"h{n}.example" for n in range(4)]
    publisher.elsewhere = f"http://127.0.0.1:{publisher.server_port}/feed"
    urls = [f"http://{host}:{publisher.server_port}/across" for host in hosts]
    list(fetcher(publisher, *hosts, gap=0.2).fetch_all([ask(url) for url in urls]))
    at_target = [moment for moment, path, _ in publisher.asked if path == "/feed"]
    assert len(at_target) == 4
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(at_target))


def test_a_host_that_asked_for_rest_is_left_alone_by_later_calls_too(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = fetcher(publisher)
    with pytest.raises(ServerRefusal) as first:
        fetch.fetch(ask(publisher.url("busy")))
    with pytest.raises(ServerRefusal) as second:
        fetch.fetch(ask(publisher.url("feed")))
    assert (first.value.reason, second.value.reason) == ("http_429", "postponed")
    later = time.monotonic() + 18_001
    monkeypatch.setattr("broadsheet.shell.fetch.hosts.time.monotonic", lambda: later)
    host = Host(0.0)
    assert host.rest("x") is None
    assert fetch.fetch(ask(publisher.url("feed"))).status == 200


def test_slow_hosts_delay_no_quick_one(publisher: Publisher, names: None) -> None:
    hosts = [f"h{n}.example" for n in range(30)]
    urls = [f"http://{host}:{publisher.server_port}/held" for host in hosts[:-1]]
    urls.append(f"http://{hosts[-1]}:{publisher.server_port}/release")
    found = list(fetcher(publisher, *hosts).fetch_all([ask(url) for url in urls]))
    assert all(isinstance(one, FetchResponse) for one in found)


def test_a_caller_that_leaves_early_leaves_nothing_behind(publisher: Publisher) -> None:
    outcomes = fetcher(publisher, gap=0.05).fetch_all(
        [ask(publisher.url(f"feed?{n}")) for n in range(50)]
    )
    assert isinstance(next(outcomes), FetchResponse)
    outcomes.close()
    asked = len(publisher.asked)
    assert asked < 50
    time.sleep(0.2)
    assert len(publisher.asked) <= asked + 1
    assert "fetch" not in {thread.name for thread in threading.enumerate()}


def test_little_is_held_ready_for_a_slow_caller(
    publisher: Publisher, names: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MOST_BYTES", 100)
    monkeypatch.setattr(lines, "WINDOW", 10)
    hosts = [f"h{n}.example" for n in range(40)]
    urls = [f"http://{host}:{publisher.server_port}/feed" for host in hosts]
    outcomes = fetcher(publisher, *hosts, concurrency=2).fetch_all([ask(url) for url in urls])
    next(outcomes)
    time.sleep(0.3)
    assert len(publisher.asked) < 10
    assert len(list(outcomes)) == 39


def test_an_error_nobody_foresaw_reaches_the_caller(publisher: Publisher) -> None:
    fetch = fetcher(publisher)
    fetch._hosts["127.0.0.1"] = None  # type: ignore[assignment]
    with pytest.raises(ExceptionGroup):
        fetch.fetch(ask(publisher.url("feed")))


def test_a_loop_that_cannot_begin_is_an_error_too() -> None:
    fetch = HttpFetcher(clock=lambda: NOW, politeness=Politeness(user_agent="x", concurrency=-1))
    for _ in range(2):
        with pytest.raises(ValueError, match="Semaphore"):
            fetch.fetch(ask("http://quay.example/"))


# --- Proxies -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("http://quay.example/a", "http://one:3128"),
        ("https://quay.example/a", "http://two:3128"),
        ("http://inside.example/a", ""),
        ("http://www.inside.example/a", ""),
        ("http://notinside.example/a", "http://one:3128"),
        ("http://odd.example:8080/a", ""),
        ("http://odd.example/a", "http://one:3128"),
        ("https://tls.example/a", ""),
        ("http://[fd00::1]/a", ""),
        ("http://10.1.2.3/a", ""),
        ("http://11.1.2.3/a", "http://one:3128"),
        ("http://[2001:db8::5]/a", ""),
    ],
)
def test_which_proxy(url: str, proxy: str) -> None:
    chosen = Proxies(
        http="one:3128",
        https="http://two:3128",
        exceptions=exceptions_of(
            " .Inside.example, odd.example:8080,,tls.example:443, fd00::1,"
            "10.0.0.0/8, 2001:db8::/32, quay.example/8"
        ),
    )
    assert chosen.for_url(url) == proxy
    assert Proxies(http="one", exceptions=("*",)).for_url(url) == ""


def through(publisher: Publisher, *allowed: str) -> HttpFetcher:
    return HttpFetcher(
        clock=lambda: NOW,
        politeness=Politeness(user_agent="x", gap=0),
        allowed_private=frozenset(allowed),
        proxies=Proxies(http=f"http://127.0.0.1:{publisher.server_port}"),
    )


def test_a_proxy_is_asked_for_what_it_may_fetch(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://only-the-proxy-knows.invalid/feed"
    publisher.served[url] = ("application/rss+xml", FEED)
    assert through(publisher).fetch(ask(url)).content == FEED
    assert paths(publisher) == [url]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/feed",
        "http://0x7f.1/feed",
        "http://2130706433/feed",
        "http://[::ffff:10.0.0.1]/feed",
        "http://private.example/feed",
        "http://8.8.8.8:25/feed",
    ],
)
def test_a_proxy_is_not_asked_for_what_is_private(
    publisher: Publisher, names: None, url: str
) -> None:
    with pytest.raises(RefusedAddress):
        through(publisher).fetch(ask(url))
    assert publisher.asked == []


def test_what_is_allowed_although_private_is_asked_directly(publisher: Publisher) -> None:
    here = f"127.0.0.1:{publisher.server_port}"
    assert through(publisher, here).fetch(ask(publisher.url("feed"))).status == 200
    assert paths(publisher) == ["/feed"]


def test_a_dead_proxy_is_named(publisher: Publisher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fetch = HttpFetcher(
        clock=lambda: NOW,
        politeness=Politeness(user_agent="x", gap=0),
        proxies=Proxies(http=f"127.0.0.1:{port}"),
    )
    with pytest.raises(FetchError, match="no connection") as caught:
        fetch.fetch(ask("http://quay.invalid/"))
    assert caught.value.reason == "no_connection"


def test_proxies_come_from_the_environment_and_settings_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert load_settings(tmp_path).http_proxy == ""
    monkeypatch.setenv("http_proxy", "http://usual.example:3128")
    monkeypatch.setenv("HTTPS_PROXY", "http://tls.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example")
    (tmp_path / ".env").write_text("BROADSHEET_HTTP_PROXY=http://ours.example:3128\n")
    found = load_settings(tmp_path)
    assert (found.http_proxy, found.https_proxy, found.no_proxy) == (
        "http://ours.example:3128",
        "http://tls.example:3128",
        "inside.example",
    )
