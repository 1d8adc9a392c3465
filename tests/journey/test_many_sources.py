"""A briefing over 200 sources of every kind and temper: it runs, and its ledger adds up."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.shell.app.program import App, say_nothing
from broadsheet.shell.cli.main import run as run_command
from publisher import Publisher, serving

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
COUNT = 200
PLACES = ("Torskar", "Lindhavn", "Skarnhavn", "Brae", "Kelpvik", "Tarnholm", "Firth", "Ostvik")
GOODS = ("ferry", "crane", "cable", "barge", "turbine", "pump", "quay", "battery", "lock")
TROUBLE = {
    "missing": "http_404",
    "gone": "http_410",
    "gzip-bomb": "too_large",
    "loop": "too_many_redirects",
    "page": "unreadable",
    "cut-off": "broken_transfer",
    "to-file": "address_refused",
    "busy": "http_429",
}
RSS = "<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>"
ITEM = (
    "<item><title>{title}</title><link>{url}</link><guid>{url}</guid>"
    "<pubDate>{date}</pubDate><description>{text}</description></item>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>{name}</title><entry><title>{title}</title>'
    '<id>{url}</id><link href="{url}"/><updated>2026-11-05T09:00:00Z</updated>'
    "<summary>A taste only.</summary></entry></feed>"
)
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>{url}</loc><lastmod>2026-11-05</lastmod></url></urlset>"
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>{title}</title>'
    '<meta property="article:published_time" content="2026-11-05T09:00:00Z"></head>'
    "<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
)
IN_TIME, TOO_OLD = "Thu, 05 Nov 2026 09:00:00 GMT", "Mon, 06 Jul 2026 09:00:00 GMT"


def title(number: int, part: int = 0) -> str:
    place, goods = PLACES[number % len(PLACES)], GOODS[(number // 8 + part) % len(GOODS)]
    return f"{place} orders {goods} number {number * 10 + part}"


def paragraphs(number: int, part: int = 0) -> list[str]:
    place, goods = PLACES[number % len(PLACES)], GOODS[(number // 8 + part) % len(GOODS)]
    count = number * 10 + part
    return [
        f"The port of {place} ordered {goods} number {count} from Company {count} on Thursday.",
        f"It is to arrive in berth {count} before the ice does, said clerk {count} of the port.",
        f"The {goods} weighs {count + 20} tonnes and serves {count + 7} of the town's boats a week.",
    ]


class Street:
    """Two hundred sources, a host each, and what each is expected to come to."""

    def __init__(self, publisher: Publisher, root: Path) -> None:
        self._publisher, self._root = publisher, root
        self.lines: list[str] = []
        self.hosts: list[str] = []
        self.expected: dict[str, tuple[dict[str, int], int]] = {}
        for number in range(COUNT):
            self._add(number)

    def _add(self, number: int) -> None:
        kinds = (self._rss, self._rss, self._rss, self._atom, self._json, self._page)
        kinds += (self._sitemap, self._folder, self._trouble, self._trouble)
        kinds[number % len(kinds)](number, f"source {number}")

    def _source(self, name: str, kind: str, location: str, more: str = "") -> None:
        self.lines.append(f'  - {{{kind}: "{location}", name: "{name}"{more}}}')

    def _url(self, number: int, path: str) -> str:
        host = f"s{number}.example"
        if host not in self.hosts:
            self.hosts.append(host)
        return f"http://{host}:{self._publisher.server_port}{path}"

    def _serve(self, path: str, media_type: str, body: str) -> None:
        self._publisher.served[path] = (media_type, body.encode())

    def _rss(self, number: int, name: str) -> None:
        full = "".join(f"&lt;p&gt;{each}&lt;/p&gt;" for each in paragraphs(number) * 4)
        dates = (IN_TIME, TOO_OLD, IN_TIME)
        items = "".join(
            ITEM.format(title=title(number, min(n, 1)), url=f"http://s.example/{number}/{min(n, 1)}",
                        date=IN_TIME if n != 1 else TOO_OLD, text=full)
            for n in (0, 1, 0)[: len(dates)]
        )  # fmt: skip
        self._serve(f"/{number}.rss", "application/rss+xml", RSS.format(name=name, items=items))
        self._source(name, "feed", self._url(number, f"/{number}.rss"))
        self.expected[name] = ({"read": 1}, 3)

    def _article(self, number: int, part: int = 0) -> str:
        path = f"/{number}-{part}.html"
        body = "".join(f"<p>{each}</p>" for each in paragraphs(number, part))
        self._serve(path, "text/html", PAGE.format(title=title(number, part), body=body))
        return self._url(number, path)

    def _atom(self, number: int, name: str) -> None:
        entry = ATOM.format(name=name, title=title(number), url=self._article(number))
        self._serve(f"/{number}.atom", "application/atom+xml", entry)
        self._source(name, "feed", self._url(number, f"/{number}.atom"))
        self.expected[name] = ({"read": 1}, 1)

    def _json(self, number: int, name: str) -> None:
        text = "".join(f"<p>{each}</p>" for each in paragraphs(number) * 4)
        item = {"id": f"{number}", "title": title(number), "content_html": text,
                "date_published": "2026-11-05T09:00:00Z"}  # fmt: skip
        document = {"version": "https://jsonfeed.org/version/1.1", "title": name, "items": [item]}
        self._serve(f"/{number}.json", "application/feed+json", json.dumps(document))
        self._source(name, "feed", self._url(number, f"/{number}.json"))
        self.expected[name] = ({"read": 1}, 1)

    def _page(self, number: int, name: str) -> None:
        urls = [self._article(number), self._article(number, 1), self._url(number, "/missing")]
        links = "".join(f'<a class="i" href="{url}">x</a>' for url in urls)
        self._serve(f"/{number}", "text/html", f"<main>{links}</main>")
        self._source(name, "page", self._url(number, f"/{number}"), ", items: a.i")
        self.expected[name] = ({"read": 1}, 3)

    def _sitemap(self, number: int, name: str) -> None:
        self._serve(f"/{number}.xml", "text/xml", SITEMAP.format(url=self._article(number)))
        self._source(name, "sitemap", self._url(number, f"/{number}.xml"))
        self.expected[name] = ({"read": 1}, 1)

    def _folder(self, number: int, name: str) -> None:
        folder = self._root / "briefings" / f"notes{number}"
        folder.mkdir(parents=True)
        text = "\n\n".join(paragraphs(number))
        (folder / "note.md").write_text(
            f"---\ntitle: {title(number)}\ndate: 2026-11-05\n---\n\n{text}\n", encoding="utf-8"
        )
        (folder / "fake.pdf").write_bytes(b"%PDF-1.4 and no more")
        self._source(name, "folder", f"notes{number}/*.{{md,pdf}}")
        self.expected[name] = ({"read": 1, "unreadable": 1}, 1)

    def _trouble(self, number: int, name: str) -> None:
        path = list(TROUBLE)[(number // 5) % len(TROUBLE)]
        self._source(name, "feed", self._url(number, f"/{path}"))
        self.expected[name] = ({TROUBLE[path]: 1}, 0)

    def briefing(self) -> str:
        return "\n".join(
            [
                "title: Many",
                "outputs: [json]",
                "filters: {any: [ferry]}",
                "sources:",
                *self.lines,
                "",
            ]
        )


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = socket.getaddrinfo

    def resolve_here(host, port, *arguments, **options):
        is_ours = isinstance(host, str) and host.endswith(".example")
        return resolve("127.0.0.1" if is_ours else host, port, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve_here)


def test_200_sources_of_every_kind(
    tmp_path: Path, resolved: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving() as publisher:
        street = Street(publisher, tmp_path)
        (tmp_path / "briefings").mkdir(exist_ok=True)
        (tmp_path / "briefings" / "many.yaml").write_text(street.briefing(), encoding="utf-8")
        allowed = ",".join(street.hosts)
        (tmp_path / ".env").write_text(
            f"BROADSHEET_ALLOW_PRIVATE={allowed}\nBROADSHEET_FETCH_GAP=0\n", encoding="utf-8"
        )
        app = App.open(tmp_path)
        outcome = app.run(app.briefing("many"), now=NOW, deliver=False, report=say_nothing)
        app.close()
        assert max(publisher.busiest.values()) == 1, "no host was asked twice at a time"

    assert run_command(["-C", str(tmp_path), "sources", "many", "--run", "latest", "--json"]) == 0
    ledger = json.loads(capsys.readouterr().out)
    assert ledger["edition"] == outcome.edition.id
    by_source = {line["source"]: line for line in ledger["sources"]}
    seen = {name: (line["documents"], line["found"]) for name, line in by_source.items()}
    assert seen == street.expected
    assert all(line["found"] == sum(line["items"].values()) for line in by_source.values())
    assert (
        ledger["found"]
        == sum(ledger["items"].values())
        == sum(n for _, n in street.expected.values())
    )
    assert ledger["items"]["http_404"] == COUNT // 10
    assert ledger["items"]["too_old"] == 3 * COUNT // 10
    assert ledger["items"]["filtered_topic"] > 100
    assert ledger["items"]["used"] == outcome.edition.coverage.used
    assert ledger["carried"] == {}

    assert run_command(["-C", str(tmp_path), "sources", "many", "--run", "2026-11-09T07:30"]) == 0
    shown = capsys.readouterr().out
    assert f"{ledger['found']} items: " in shown
    assert "1 http 404" in shown
    assert run_command(["-C", str(tmp_path), "sources", "--run", "2026-11-08"]) == 2
    assert "no ledger of such a run" in capsys.readouterr().err
