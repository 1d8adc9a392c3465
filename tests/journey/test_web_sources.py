"""Sources on the web: a real server on loopback with ordinary pages, broken feeds and a dead host."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from broadsheet.errors import NothingToPublish
from broadsheet.shell.app.program import App, say_nothing

NOW = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} - Tarn Post</title>
<meta property="article:published_time" content="{date}"><meta property="og:site_name" content="Tarn Post">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<main><article><h1>{title}</h1>{body}</article></main>
<aside><h2>Read also</h2><a href="/other">Another story about nothing much</a></aside>
<footer>Imprint. All rights reserved.</footer></body></html>"""

BODY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Brae Works opened a cable plant in Skarnhavn on Tuesday and hired 240 people for it.",
        "The plant makes 1,200 kilometres of submarine cable a year, the company said in a statement.",
        "It cost €84 million, nearly a fifth more than the plan of 2024, according to the port authority.",
        "“We are late, and we are dearer than we hoped,” the company said.",
        "Brae Works plans to open a second line by 30 June 2027, when the harbour basin is deep enough.",
        "The port authority expects 40 more ships a year to call at Skarnhavn once both lines are running.",
    )
)

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Post</title><link>{base}/</link>
<item><title>Cable plant opens in Skarnhavn</title><link>{base}/cable-plant.html</link>
<pubDate>Tue, 03 Nov 2026 09:00:00 GMT</pubDate><description>A short taste only.</description></item>
</channel></rss>"""


class Handler(BaseHTTPRequestHandler):
    """Serves the case's paths, counts requests, answers conditional ones."""

    hits: Counter[str]
    conditional: Counter[str]

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.hits[self.path] += 1
        tag = f'"{self.path}"'
        if self.headers.get("If-None-Match") == tag:
            self.conditional[self.path] += 1
            self.send_response(304)
            self.end_headers()
            return
        content = {
            "/rss.xml": ("application/rss+xml", FEED.format(base=base)),
            "/cable-plant.html": (
                "text/html",
                PAGE.format(
                    title="Cable plant opens in Skarnhavn", date="2026-11-03T09:00:00Z", body=BODY
                ),
            ),
            "/newsroom": ("text/html", '<main><a class="item" href="/press.html">Press</a></main>'),
            "/press.html": (
                "text/html",
                PAGE.format(
                    title="Skarnhavn deepens its harbour",
                    date="2026-11-04T10:00:00Z",
                    body=BODY.replace("cable plant", "dredging yard").replace("240", "75"),
                ),
            ),
            "/html-feed": (
                "application/rss+xml",
                "<html><body><h1>We have moved</h1></body></html>",
            ),
        }.get(self.path)
        if content is None:
            self.send_error(404)
            return
        body = content[1].encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{content[0]}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    Handler.hits, Handler.conditional = Counter(), Counter()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join(5)


@pytest.fixture
def dead() -> str:
    """An address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def workspace(root: Path, server: str, dead: str, *, allowed: bool = True) -> App:
    (root / "briefings").mkdir(parents=True)
    (root / "briefings" / "web.yaml").write_text(
        f"""
title: Web
sources:
  - {{feed: "http://{server}/rss.xml", publisher: Tarn Post, name: good}}
  - {{page: "http://{server}/newsroom", items: "a.item", publisher: Brae Ledger, name: listing}}
  - {{feed: "http://{server}/html-feed", name: moved}}
  - {{feed: "http://{server}/gone.xml", name: gone}}
  - {{feed: "http://{dead}/rss.xml", name: dead}}
outputs: [json, text]
""",
        encoding="utf-8",
    )
    if allowed:
        (root / ".env").write_text(f"BROADSHEET_ALLOW_PRIVATE={server},{dead}\n", encoding="utf-8")
    app = App.open(root)
    app.now = lambda: NOW
    return app


def test_good_sources_make_an_edition_and_bad_ones_are_named(
    tmp_path: Path, server: str, dead: str
) -> None:
    app = workspace(tmp_path, server, dead)
    outcome = app.run(app.briefing("web"), now=NOW, deliver=False, report=say_nothing)
    titles = {article.title for article in outcome.edition.articles}
    assert titles == {"Cable plant opens in Skarnhavn", "Skarnhavn deepens its harbour"}
    text = " ".join(article.text for article in outcome.edition.articles)
    assert "Imprint" not in text
    assert "Read also" not in text
    assert set(outcome.gathered.failed) == {"gone", "dead", "moved"}
    assert "404" in outcome.gathered.failed["gone"]
    assert "HTML page, not a feed" in outcome.gathered.failed["moved"]
    failed = outcome.edition.coverage.failed_sources
    assert failed is not None
    assert set(failed) >= {"gone", "dead"}


def test_what_did_not_change_is_not_fetched_whole_again(
    tmp_path: Path, server: str, dead: str
) -> None:
    app = workspace(tmp_path, server, dead)
    briefing = app.briefing("web")
    app.collect(briefing, now=NOW, report=say_nothing)
    assert Handler.hits["/cable-plant.html"] == 1
    early = app.collect(briefing, now=NOW, report=say_nothing)
    assert early.fetched == 0
    assert Handler.hits["/rss.xml"] == 1, "asked again before its time"
    later = app.collect(briefing, now=NOW.replace(day=11), report=say_nothing)
    assert Handler.conditional["/rss.xml"] == 1
    assert Handler.hits["/cable-plant.html"] == 1, "a page that was read is not fetched again"
    assert later.new == 0


def test_private_addresses_are_refused_unless_the_workspace_allows_them(
    tmp_path: Path, server: str, dead: str
) -> None:
    app = workspace(tmp_path, server, dead, allowed=False)
    with pytest.raises(NothingToPublish):
        app.run(app.briefing("web"), now=NOW, deliver=False, report=say_nothing)
    assert not Handler.hits
    states = {state.source: state.last_error for state in app.store.articles.states()}
    assert "127.0.0.1" in states["good"]
