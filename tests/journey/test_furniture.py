"""A site with a tail nobody has on a list: gone from its articles, and no correction for that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest

from broadsheet.model.windows import Window
from broadsheet.shell.app.program import App, say_nothing
from broadsheet.shell.cli.main import run as run_command
from publisher import Publisher, serving
from repeated_sites import STORIES, paragraphs

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
WEEK = timedelta(days=7)
TAIL = (
    "The Skerry Dispatch is owned by those who read it and by nobody else.",
    "Join them for the price of a loaf a month, and leave whenever you like.",
)
CALL = "Sign up to our morning letter, it is free."
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>{title}</title>'
    '<meta property="article:published_time" content="2026-11-05T09:00:00Z"></head>'
    "<body><main><article><h1>{title}</h1>{body}</article></main></body></html>{more}"
)
ITEM = (
    "<item><title>{title}</title><link>http://letter.example/{number}</link>"
    "<pubDate>{date}</pubDate><description>{text}</description></item>"
)
BRIEFING = """
title: Coast
sources:
  - {{page: "{pages}", items: "li a", publisher: Skerry Dispatch, name: pages}}
  - {{feed: "{feed}", publisher: Tarn Post, name: letter}}
outputs: [json, text]
"""


class Site:
    """Twelve pages behind a list, and a feed with whole texts that grows."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    def publish(self, *, week: int, letters: int) -> None:
        """Put up the pages, in new bytes each week, and a feed with so many items."""
        links = []
        for number, story in enumerate(STORIES["different"]):
            parts = (*paragraphs(story["text"]), *TAIL)
            body = "".join(f"<p>{escape(part)}</p>" for part in parts)
            page = PAGE.format(title=story["title"], body=body, more=f"<!-- {week} -->")
            self._serve(f"/{number}.html", "text/html", page)
            links.append(f'<li><a href="/{number}.html">{story["title"]}</a></li>')
        self._serve("/list", "text/html", f"<ul>{''.join(links)}</ul><!-- {week} -->")
        items = [self._item(number, week) for number in range(letters)]
        rss = f"<rss version='2.0'><channel><title>L</title>{''.join(items)}</channel></rss>"
        self._serve("/rss", "application/rss+xml", rss)

    def _item(self, number: int, week: int) -> str:
        story = STORIES["follow_ups" if number == 0 else "different"][number]
        parts = [part.replace("Monday", "Sunday") for part in paragraphs(story["text"])]
        html = "".join(
            f"<p>{part} So it was told on the quay.</p>" for part in [*parts, *parts[1:]]
        )
        date = "Thu, 05 Nov 2026 09:00:00 GMT" if number < 2 else "Thu, 12 Nov 2026 09:00:00 GMT"
        text = escape(f"{html}<p>{CALL}</p><!-- {week} -->")
        return ITEM.format(title=f"Letter: {story['title']}", number=number, date=date, text=text)

    def _serve(self, path: str, media_type: str, body: str) -> None:
        self._publisher.served[path] = (f"{media_type}; charset=utf-8", body.encode())


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as running:
        yield running


def workspace(root: Path, publisher: Publisher) -> App:
    (root / "briefings").mkdir()
    text = BRIEFING.format(pages=publisher.url("list"), feed=publisher.url("rss"))
    (root / "briefings" / "coast.yaml").write_text(text, encoding="utf-8")
    (root / ".env").write_text(
        f"BROADSHEET_ALLOW_PRIVATE=127.0.0.1:{publisher.server_port}\nBROADSHEET_FETCH_GAP=0\n",
        encoding="utf-8",
    )
    return App.open(root)


def texts(app: App, source: str) -> dict[str, list[str]]:
    """Return the texts the store has of a source, by their address."""
    ever = Window(start=NOW - 52 * WEEK, end=NOW + 52 * WEEK)
    found: dict[str, list[str]] = {}
    for article in app.store.articles.between(ever, sources=[source]):
        found.setdefault(article.url, []).append(article.text)
    return found


def test_a_tail_is_learned_at_once_and_learning_edits_nothing(
    tmp_path: Path,
    publisher: Publisher,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    site, app = Site(publisher), workspace(tmp_path, publisher)
    briefing = app.briefing("coast")
    site.publish(week=1, letters=2)
    app.now = lambda: NOW
    first = app.run(briefing, now=NOW, deliver=False, report=say_nothing)
    assert [line.cut for line in first.gathered.lines] == [2 * 12, 0]
    clean = texts(app, "pages")
    assert sorted(clean.values()) == sorted([story["text"]] for story in STORIES["different"])
    early = texts(app, "letter")
    assert all(text.endswith(CALL) for (text,) in early.values()), "two show no furniture yet"

    site.publish(week=2, letters=6)
    app.now = lambda: NOW + WEEK
    second = app.run(briefing, now=NOW + WEEK, deliver=False, report=say_nothing)
    assert [line.cut for line in second.gathered.lines] == [0, 4]
    assert second.edition.corrections == ()
    assert texts(app, "pages") == clean, "read again, and the same"
    late = texts(app, "letter")
    assert {url: late[url] for url in early} == early
    assert all(CALL not in text for url, (text,) in late.items() if url not in early)
    asked = [path for _, path, _ in publisher.asked if path.endswith(".html")]
    assert len(asked) > 12, "pages the edition used were asked for again"
    app.close()

    monkeypatch.chdir(tmp_path)
    assert run_command(["sources", "coast", "--run", "latest"]) == 0
    assert "4 paragraphs that repeat on their sites cut" in capsys.readouterr().out
    assert run_command(["read", publisher.url("3.html")]) == 0
    shown = capsys.readouterr().out
    assert f"stands on 12 of 12 articles of the site: {TAIL[0]}" in shown
    assert shown.count(TAIL[0]) == 1
    assert run_command(["read", "--json", *(publisher.url(f"{n}.html") for n in range(3))]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [[cut["text"] for cut in row["cuts"]] for row in rows] == [list(TAIL)] * 3
