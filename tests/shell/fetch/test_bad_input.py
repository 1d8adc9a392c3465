"""Hostile and broken servers, each as a source of a run: named in the ledger, and survived."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.errors import FetchError
from broadsheet.model.articles import FetchRequest
from broadsheet.model.briefings import Briefing, Source, SourceKind
from broadsheet.model.ledgers import SourceLine
from broadsheet.model.windows import Window
from broadsheet.pipeline import Gathered, gather
from broadsheet.shell.fetch.workspace import WorkspaceFetcher
from broadsheet.testing import MemoryArticles
from patience import patience
from publisher import Publisher

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
EVER = Window(start=datetime(1, 1, 1, tzinfo=UTC), end=datetime(9999, 12, 31, tzinfo=UTC))
TEXT = "The yard in Torskar launched a ferry with room for 40 cars on Friday. " * 8
LOLS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
RSS = "<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>"
ITEM = "<item><title>{title}</title><guid>{guid}</guid><pubDate>{date}</pubDate><description>{text}</description></item>"


def item(
    title: str = "One",
    guid: str = "1",
    date: str = "Fri, 06 Nov 2026 09:00:00 GMT",
    text: str = TEXT,
) -> str:
    return ITEM.format(title=title, guid=guid, date=date, text=text)


def feed(*items: str) -> tuple[str, bytes]:
    return "application/rss+xml; charset=utf-8", RSS.format(items="".join(items)).encode()


def run(
    publisher: Publisher, *sources: Source, deadline: float = 20.0, root: Path = Path()
) -> tuple[Gathered, MemoryArticles]:
    fetcher = WorkspaceFetcher(
        root,
        clock=lambda: NOW,
        allowed_private=[f"127.0.0.1:{publisher.server_port}"],
        timeout=deadline,
        gap=0,
    )
    store = MemoryArticles()
    with patience():
        gathered = gather(
            Briefing(slug="b", title="B", sources=sources),
            fetcher=fetcher,
            store=store,
            now=NOW,
            report=lambda *_: None,
        )
    return gathered, store


def source(publisher: Publisher, path: str, kind: SourceKind = SourceKind.FEED) -> Source:
    return Source(kind=kind, location=publisher.url(path), name=path)


def line(publisher: Publisher, path: str, **more) -> SourceLine:
    kind = more.pop("kind", SourceKind.FEED)
    gathered, _ = run(publisher, source(publisher, path, kind), **more)
    (found,) = gathered.lines
    return found


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("gigabyte", "too_large"),
        ("endless", "too_large"),
        ("gzip-bomb", "too_large"),
        ("brotli-bomb", "too_large"),
        ("zstd-bomb", "too_large"),
        ("broken-gzip", "broken_transfer"),
        ("cut-off", "broken_transfer"),
        ("loop", "too_many_redirects"),
        ("inward", "address_refused"),
        ("to-file", "address_refused"),
        ("to-nothing", "no_url"),
        ("missing", "http_404"),
        ("gone", "http_410"),
        ("busy", "http_429"),
        ("page", "unreadable"),
    ],
)
def test_a_server_that_misbehaves_is_named(publisher: Publisher, path: str, reason: str) -> None:
    assert line(publisher, path).documents == {reason: 1}


def test_a_gigabyte_is_not_transferred(publisher: Publisher) -> None:
    line(publisher, "gigabyte")
    assert publisher.hung_up.wait(timeout=30)


@pytest.mark.parametrize("path", ["endless", "cut-off", "loop", "missing"])
def test_an_error_does_not_keep_the_body_it_stopped(publisher: Publisher, path: str) -> None:
    fetcher = WorkspaceFetcher(
        Path(),
        clock=lambda: NOW,
        allowed_private=[f"127.0.0.1:{publisher.server_port}"],
        gap=0,
    )
    (error,) = fetcher.fetch_all([FetchRequest(url=publisher.url(path))])
    assert isinstance(error, FetchError)
    chain: BaseException | None = error
    while chain is not None:
        assert chain.__traceback__ is None
        chain = chain.__cause__ or chain.__context__


def test_a_slow_drip_is_named(publisher: Publisher) -> None:
    assert line(publisher, "drip", deadline=0.5).documents == {"too_slow": 1}


def test_one_bad_source_among_good_ones_costs_only_itself(publisher: Publisher) -> None:
    publisher.served["/good"] = feed(item())
    bad = [source(publisher, path) for path in ("gzip-bomb", "loop", "missing")]
    gathered, store = run(publisher, *bad[:2], source(publisher, "good"), bad[2])
    assert set(gathered.failed) == {"gzip-bomb", "loop", "missing"}
    assert [article.title for article in store.between(EVER, sources=["good"])] == ["One"]


@pytest.mark.parametrize("answers", [["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"]])
def test_a_name_that_changes_its_mind_does_not_get_past(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    """The address that is checked is the one that is connected to: the name is asked for once."""
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def changing(host, port, *arguments, **options):
        if host != "changing.example":
            return resolve(host, port, *arguments, **options)
        asked.append(host)
        answer = answers[(len(asked) - 1) % len(answers)]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    url = f"http://changing.example:{publisher.server_port}/feed"
    gathered, _ = run(publisher, Source(kind=SourceKind.FEED, location=url, name="x"))
    (reason,) = gathered.lines[0].documents
    assert reason == ("port_refused" if answers[0] == "8.8.8.8" else "address_refused")
    assert len(asked) == 1
    assert publisher.asked == []


DEEP = b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000


@pytest.mark.parametrize(
    ("media_type", "body", "kind"),
    [
        ("text/html", b'{"a": [1, 2, 3]}', SourceKind.PAGE),
        ("application/json", b'{"a": [1, 2, 3]}', SourceKind.PAGE),
        ("application/pdf", b"%PDF-1.7 and then nothing of the kind", SourceKind.PAGE),
        ("application/pdf", b"this is no PDF at all", SourceKind.PAGE),
        ("text/html", b"", SourceKind.PAGE),
        ("application/rss+xml", b"", SourceKind.FEED),
        ("application/json", b"[" * 100_000, SourceKind.FEED),
        ("application/rss+xml", b"<rss><channel>", SourceKind.FEED),
        ("application/xml", b"<urlset>", SourceKind.SITEMAP),
        ("text/html", b"\0" * 1000, SourceKind.PAGE),
    ],
)
def test_what_is_not_what_it_says_is_unreadable(
    publisher: Publisher, media_type: str, body: bytes, kind: SourceKind
) -> None:
    publisher.served["/odd"] = (media_type, body)
    found = line(publisher, "odd", kind=kind)
    assert found.documents == {"unreadable": 1}
    assert found.items == {}


@pytest.mark.parametrize("kind", [SourceKind.PAGE, SourceKind.FEED])
def test_a_page_100000_deep_is_survived(publisher: Publisher, kind: SourceKind) -> None:
    publisher.served["/deep"] = ("text/html", DEEP)
    found = line(publisher, "deep", kind=kind)
    assert found.documents in ({"unreadable": 1}, {"read": 1})


def test_a_feed_whose_item_is_100000_deep_loses_at_most_that_item(publisher: Publisher) -> None:
    deep = DEEP.decode().replace("<", "&lt;")
    publisher.served["/deep"] = feed(item("Deep", "1", text=deep), item("Two", "2"))
    gathered, store = run(publisher, source(publisher, "deep"))
    titles = {article.title for article in store.between(EVER, sources=["deep"])}
    assert "Two" in titles
    assert gathered.lines[0].found == 2


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (RSS.format(items=item("Sk\xe4r")).encode("latin-1"), "Sk"),
        (RSS.format(items=item("O\0n\0e")).encode(), "One"),
        (RSS.format(items=item("x" * 10_000_000)).encode(), "x" * 100),
        (
            f"<!DOCTYPE rss [<!ENTITY l0 'lol'>{LOLS}]>{RSS.format(items=item('&l9;One'))}".encode(),
            "",
        ),
        (
            f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>{RSS.format(items=item("One&x;"))}'.encode(),
            "One",
        ),
    ],
    ids=["invalid UTF-8", "NUL bytes", "10 MB title", "entity bomb", "external entity"],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(
    publisher: Publisher, body: bytes, title: str
) -> None:
    publisher.served["/broken"] = ("application/rss+xml; charset=utf-8", body)
    gathered, store = run(publisher, source(publisher, "broken"))
    assert gathered.lines[0].items == {"new": 1}
    (article,) = store.between(EVER, sources=["broken"])
    assert article.title.startswith(title)
    assert len(article.title) <= 2_000
    assert "root:" not in article.title
    assert "lollol" not in article.title


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 01 Jan 0000 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "99999999999999999999",
        "Thu, 01 Jan 1970 00:00:00 GMT",
    ],
)
def test_an_impossible_date_is_none(publisher: Publisher, date: str) -> None:
    publisher.served["/dates"] = feed(item(date=date), item("Two", "2"))
    gathered, store = run(publisher, source(publisher, "dates"))
    assert gathered.lines[0].items == {"new": 2}
    published = {one.title: one.published for one in store.between(EVER, sources=["dates"])}
    assert published["One"] is None
    assert published["Two"] is not None


def test_the_same_id_twice_is_said_and_neither_text_is_lost(publisher: Publisher) -> None:
    publisher.served["/twice"] = feed(item(), item("Two", text=TEXT + "More."), item())
    gathered, _ = run(publisher, source(publisher, "twice"))
    assert gathered.lines[0].items == {"new": 2, "repeated": 1}
    assert any("same id is used twice" in one.message for one in gathered.problems)


def test_a_folder_file_that_is_not_what_it_says_costs_only_itself(
    publisher: Publisher, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 not really")
    (tmp_path / "b.html").write_bytes(b'{"json": true}')
    (tmp_path / "c.md").write_text(f"# A ferry\n\n{TEXT}")
    folder = Source(kind=SourceKind.FOLDER, location="*.{pdf,html,md}", name="inbox")
    gathered, store = run(publisher, folder, root=tmp_path)
    assert gathered.lines[0].documents == {"read": 1, "unreadable": 2}
    assert len(store.between(EVER, sources=["inbox"])) == 1
