"""Sources of many documents: indexes of sitemaps, mailboxes whose mails link to pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from typing_extensions import override

from broadsheet.errors import FetchError
from broadsheet.model.articles import FetchResponse
from broadsheet.model.briefings import Briefing, Source, SourceKind
from broadsheet.model.windows import Window
from broadsheet.pipeline import Gathered, gather
from broadsheet.testing import MemoryArticles, MemoryFetcher

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
SITE = "https://tarn.example/"
BOX = "imaps://desk@imap.quay.example/Letters"
PROSE = "The yard in Torskar launched a ferry with room for 40 cars on Friday. " * 8
PAGE = "<html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"


def page(title: str) -> bytes:
    return PAGE.format(title, f"{title}. {PROSE}").encode()


def index(*names: str) -> bytes:
    parts = "".join(f"<sitemap><loc>{SITE}{name}</loc></sitemap>" for name in names)
    return f"<sitemapindex>{parts}</sitemapindex>".encode()


def sitemap(*names: str) -> bytes:
    rows = "".join(
        f"<url><loc>{SITE}{name}</loc><lastmod>2026-11-08</lastmod></url>" for name in names
    )
    return f"<urlset>{rows}</urlset>".encode()


class Office(MemoryFetcher):
    @override
    def expand(self, pattern: str) -> Sequence[str]:
        return sorted(url for url in self._mapping if url.startswith(BOX + ";"))


def collect(source: Source, pages: dict, store: MemoryArticles, *, now: datetime = NOW) -> Gathered:
    briefing = Briefing(slug="test", title="Test", sources=(source,))
    fetcher = Office(pages, at=now)
    return gather(briefing, fetcher=fetcher, store=store, now=now, report=lambda *_: None)


def titles(store: MemoryArticles, name: str) -> list[str]:
    window = Window(start=NOW - timedelta(days=9), end=NOW + timedelta(days=9))
    return sorted(article.title for article in store.between(window, sources=[name]))


def test_the_sitemaps_of_an_index_are_read_each_time_they_change() -> None:
    source = Source(kind=SourceKind.SITEMAP, location=SITE + "index.xml", name="Tarn")
    pages = {
        SITE + "index.xml": index("1.xml", "2.xml", "broken.xml", "dead.xml"),
        SITE + "1.xml": sitemap("one"),
        SITE + "2.xml": sitemap("two"),
        SITE + "broken.xml": b"<html>not found</html>",
        SITE + "dead.xml": FetchError("timed out", what=SITE + "dead.xml"),
    } | {SITE + name: page(name.title()) for name in ("one", "two", "three")}
    store = MemoryArticles()
    gathered = collect(source, pages, store)
    assert titles(store, "Tarn") == ["One", "Two"]
    assert gathered.failed == {}
    said = [problem.message for problem in gathered.problems]
    assert "timed out" in said
    assert "is not a sitemap" in said
    later = NOW + timedelta(days=1)
    assert collect(source, pages, store, now=later).new == 0
    pages[SITE + "2.xml"] = sitemap("two", "three")
    assert collect(source, pages, store, now=later + timedelta(days=1)).new == 1
    assert titles(store, "Tarn") == ["One", "Three", "Two"]


def test_what_mails_link_to_is_read_once_and_a_broken_mail_fails_nobody() -> None:
    source = Source(kind=SourceKind.MAILBOX, location=BOX, name="Letters", follow=True)
    link = "https://click.letter.example/c/1"
    mail = f'Subject: Hull\nContent-Type: text/html\n\n<p><a href="{link}">A hull</a></p>'.encode()
    pages = {
        f"{BOX};UIDVALIDITY=7/;UID=1": mail,
        f"{BOX};UIDVALIDITY=7/;UID=2": b"neither sender nor subject",
        link: FetchResponse(status=200, url=SITE + "hull", content=page("A hull"), fetched_at=NOW),
    }
    store = MemoryArticles()
    gathered = collect(source, pages, store)
    assert (gathered.new, gathered.failed) == (1, {})
    assert [problem.message for problem in gathered.problems] == [
        "is not a mail: it has neither sender nor subject"
    ]
    window = Window(start=NOW - timedelta(days=1), end=NOW + timedelta(days=1))
    (article,) = store.between(window, sources=["Letters"])
    assert (article.url, article.title) == (SITE + "hull", "A hull")
    again = collect(source, pages, store, now=NOW + timedelta(hours=1))
    assert (again.fetched, again.new, again.problems) == (0, 0, ())
