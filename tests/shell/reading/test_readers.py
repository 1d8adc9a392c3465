"""Reading in child processes: same articles, and a page that kills its reader costs that page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.errors import ReadError
from broadsheet.model.articles import Document, Entry, Feed
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.pipeline.accounts import refusal_name
from broadsheet.pipeline.reading import DirectReader
from broadsheet.read.refusals import TOO_COSTLY
from broadsheet.shell.reading.readers import FencedReader

NOW = datetime(2026, 10, 8, tzinfo=UTC)
SOURCE = Source(kind=SourceKind.PAGE, location="https://port.example/", name="Port")
PROSE = "The port of Lindhavn wants four new berths for electric freighters by next summer. " * 9


def page(title: str, *, padding: int = 0) -> Document:
    html = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{PROSE}</p><p>{PROSE}</p></article><!--{'x' * padding}--></body></html>"
    )
    return document(html.encode(), title)


def document(content: bytes, name: str) -> Document:
    url = f"https://port.example/{name.replace(' ', '-').lower()}"
    return Document(url=url, content=content, media_type="text/html", fetched_at=NOW)


def link(page: Document, entry: Entry | None = None) -> tuple[object, ...]:
    return SOURCE, page.url, entry, page, Feed(title="Port Wire")


#: Thousands of paragraphs in one line: minutes of work for extractors that compare them.
MONSTER = document(
    b"<html><body>" + b"<p>word word word word</p>" * 110_000, "a page nobody can read"
)


@pytest.fixture(scope="module")
def fenced():
    with FencedReader(workers=2, harmless=2_000) as reader:
        yield reader


@pytest.fixture(scope="module")
def hasty():
    with FencedReader(workers=2, seconds=4, harmless=2_000) as reader:
        yield reader


def test_what_is_harmless_starts_no_process():
    with FencedReader() as reader:
        found = reader.read(SOURCE, page("Four berths"))
        (linked,) = reader.read_links([link(page("Ten berths"))])
        assert reader.pids == ()
    assert [found.articles[0].title, linked.articles[0].title] == ["Four berths", "Ten berths"]


def test_a_child_reads_as_the_parent_does(fenced):
    pages = [page(f"Berth number {number}", padding=3_000 * (number % 3)) for number in range(7)]
    links = [link(one) for one in pages]
    plain = DirectReader()
    assert list(fenced.read_links(links)) == list(plain.read_links(links))
    assert [fenced.read(SOURCE, one) for one in pages] == [plain.read(SOURCE, one) for one in pages]
    assert 1 <= len(fenced.pids) <= 2


def test_what_cannot_be_read_says_so_as_the_parent_does(fenced):
    nothing = document(b"<html><body>" + b" " * 5_000, "nothing")
    with pytest.raises(ReadError) as here:
        DirectReader().read(SOURCE, nothing)
    with pytest.raises(ReadError) as there:
        fenced.read(SOURCE, nothing)
    assert str(there.value) == str(here.value)
    assert there.value.reason == here.value.reason


def test_a_page_that_kills_its_reader_costs_that_page_only(hasty):
    entry = Entry(id="1", url=MONSTER.url, title="In short", summary="Ten words about a berth.")
    before, after = page("Before", padding=3_000), page("After", padding=3_000)
    links = [link(before), link(MONSTER), link(MONSTER, entry), link(after)]
    first, lost, from_entry, last = hasty.read_links(links)
    assert [first.articles[0].title, last.articles[0].title] == ["Before", "After"]
    assert lost.articles == ()
    assert refusal_name(lost.problems[0].message) == "too_costly"
    assert from_entry.articles[0].text == "Ten words about a berth."
    assert from_entry.problems[0].message == TOO_COSTLY


def test_a_document_that_kills_its_reader_is_named(hasty):
    with pytest.raises(ReadError, match="more time or memory") as caught:
        hasty.read(SOURCE, MONSTER)
    assert caught.value.reason == "too_costly"
    assert caught.value.what == MONSTER.url


def test_the_feeds_of_a_page_are_found_by_a_child_too(fenced, hasty):
    head = b'<link rel=alternate type="application/rss+xml" href="/rss">'
    for padding in (b"", b"<!--" + b"x" * 4_000 + b"-->"):
        site = document(b"<html><head>" + head + b"</head>" + padding, "home")
        assert fenced.feeds(site) == ["https://port.example/rss"]
    # a parser compares each attribute of an element with all others
    many = b"".join(b" a%d=1" % number for number in range(250_000))
    assert hasty.feeds(document(b"<html" + many + b">" + head, "home")) == []


def test_a_child_may_not_eat_the_machines_memory():
    greedy = document(b"<p>" + b"<b>port</b> " * 200_000, "greedy")
    with (
        FencedReader(workers=1, seconds=30, memory=200 * 1024**2, harmless=0) as reader,
        pytest.raises(ReadError) as caught,
    ):
        reader.read(SOURCE, greedy)
    assert caught.value.what.endswith("greedy")
