"""Documents that are not what they say they are."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from broadsheet.errors import ReadError
from broadsheet.model.articles import Document
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.files import examine_file
from broadsheet.read.masquerades import BINARY, FEED, JSON, page_refusal, text_refusal
from broadsheet.read.sources import read_link
from patience import patience

NOISE = random.Random(7).randbytes(5_000)
PROSE = "Die Brücke über den Hafen wird im Juni für Radfahrer geöffnet. " * 9


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (NOISE, BINARY),
        (b"GIF89a" + PROSE.encode(), BINARY),
        (b'{"a": [1, 2]}', JSON),
        (b"\xef\xbb\xbf [1, 2]", JSON),
        (b"[" * 100_000, JSON),
        (b"<rss version='2.0'/>", FEED),
        (b"<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<feed xmlns='x'>", FEED),
        (b"<!-- <rss> --><html><body>Hello", ""),
        (b"[Editor's note] The port is open.", ""),
        (b"{ font: serif } is what it says", ""),
        (b"", ""),
        (PROSE.encode(), ""),
        (b"ID3 tags are what a record says of itself.", ""),
        (b"ID3\x04\0\0" + PROSE.encode(), BINARY),
        (b"RIFFs and GIF8 are not what they look like.", ""),
        (PROSE.encode("utf-16"), ""),
        (PROSE.encode("latin-1"), ""),
        ("Паром спущен на воду. ".encode()[1:] * 20, ""),
        (PROSE.encode()[:100] + b"\0\0\x01" + PROSE.encode(), ""),
        ("Паром спущен на воду в понедельник. ".encode("koi8-r") * 9, ""),
    ],
)
def test_what_is_no_page(content: bytes, refusal: str) -> None:
    assert page_refusal(content) == refusal
    assert text_refusal(content) == (BINARY if refusal == BINARY else "")


def test_endless_comments_take_no_time() -> None:
    with patience():
        assert page_refusal(b"<!-- -->" * 100_000 + b"<x") == ""


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.html", NOISE, BINARY),
        ("a.md", NOISE, BINARY),
        ("a.txt", NOISE, BINARY),
        ("a.html", b'{"a": 1}', JSON),
        ("a.html", b"<rss></rss>", "name it as a `feed`"),
    ],
)
def test_files_and_pages_of_another_kind_are_named(name: str, content: bytes, message: str) -> None:
    now = datetime(2026, 11, 9, tzinfo=UTC)
    with pytest.raises(ReadError) as caught:
        examine_file(Document(url=name, content=content, fetched_at=now))
    assert message in str(caught.value)
    url = "https://quay.example/a"
    source = Source(kind=SourceKind.PAGE, location=url, name="Quay")
    page = Document(url=url, content=content, media_type="text/html", fetched_at=now)
    found = read_link(source, url, None, page)
    assert found.articles == ()
    assert found.problems[0].message == page_refusal(content)
