"""What holds of feeds, pages and mails that were mangled on the way: cut, spliced, flipped.

`make fuzz` looks for counterexamples for as long as it is told to; what it finds becomes a case.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import os
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.clean.residue import clean_article, clean_text
from broadsheet.clean.urls import canonical_url
from broadsheet.errors import ReadError
from broadsheet.model.articles import Article
from broadsheet.read.entries import article_from_entry
from broadsheet.read.feeds import read_feed
from broadsheet.read.h_feeds import read_h_feed
from broadsheet.read.links import feed_links
from broadsheet.read.mails import read_mail
from broadsheet.read.markup import is_web_address
from broadsheet.read.opml import read_opml
from broadsheet.read.pages import examine_page
from broadsheet.read.plain_lines import unwrapped
from broadsheet.read.sitemaps import read_sitemap
from broadsheet.read.timestamps import parse_timestamp
from patience import patience
from spans import are_right

CASES = Path(__file__).parents[2] / "cases"
URL = "https://wire.example/feed"
#: Examples of each law: few in the tests, as many as time allows in `make fuzz`.
FEW = settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "12")), deadline=None)

TOKENS = (
    b"<", b">", b"&", b"&#0;", b"&#x110000;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<!DOCTYPE x [",
    b"<script>", b"</title>", b"<svg/onload=x>", b"javascript:", b"\xff", b"\x00", b"\xef\xbb\xbf",
    b"\xfe\xff", b"=?utf-8?b?", b"--", b"\r\n\r\n", b"<item>", b"</item>", b"<entry>", b"{", b"[", b'"',
    b"xml:base='//['", b"href='//[:'", b"9" * 30, b"<div>" * 50, "\u202e\u200b\U0001f6f3".encode(),
    b"charset=utf-7", b"Thu, 99 Foo 99999 99:99", b"<a href=\tjava\nscript:x>", b"<math><style>",
)  # fmt: skip


CHARSETS = ("utf-16", "utf-32", "cp1251", "shift_jis", "gb18030", "iso2022_jp", "cp037", "utf-7")


def seeds(*patterns: str) -> list[bytes]:
    return [
        path.read_bytes()
        for pattern in patterns
        for path in sorted(CASES.glob(pattern))
        if path.stat().st_size < 20_000
    ]


FEEDS = seeds("feeds/*.xml", "feeds/*.json")
PAGES = seeds("pages/*.html")
LISTS = seeds("sitemaps/*", "opml/*")
MARKED = seeds("h_feeds/*.html")
HEADERS = (
    b"From: Quay Letter <desk@quay.example>\r\nSubject: =?utf-8?q?Four_berths?=\r\n"
    b"Date: Thu, 08 Oct 2026 09:35:00 +0200\r\nMessage-ID: <1@quay.example>\r\nMIME-Version: 1.0\r\n"
)
HTML = b"<p>The port of Lindhavn wants four berths.</p><a href='https://quay.example/a'>Read</a>"
MAILS = [
    HEADERS + b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe port wants four berths.\r\n",
    HEADERS
    + b'Content-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n'
    b"\r\nFour berths.\r\n--x\r\nContent-Type: text/html; charset=iso-8859-1\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + HTML + b"\r\n--x--\r\n",
    HEADERS
    + b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(HTML),
]


DATES = [
    text.encode()
    for text in (
        "Mon, 09 Nov 2026 07:30:00 +0100", "2026-11-09T07:30:00.5Z", "2026-313", "2026-W46-1",
        "Montag, 9. Dezember 2026, 07:30 Uhr", "December 9th, 2026 at 7:30 p.m. EST",
        "2026年11月9日(月) 07時30分", "9 tháng 11 năm 2026", "09/11/26 7h30", "2026. november 9.",
        "2026-11-09T07:30:00+01:00[Europe/Berlin]", "Mon Nov 09 07:30:00 UTC 2026",
    )
]  # fmt: skip
NOTES = [
    (
        b"The port of Lindhavn wants four new berths for electric freighters by next\nsummer, it said.\n"
        b"* one\n* two\n\n> said before\n-- \nIda\n"
    ),
    b"Four berths\n-----\n1. one\n2. two\nand more\n",
]


@st.composite
def mangled(draw: st.DrawFn, originals: list[bytes]) -> bytes:
    """Draw a document after up to six accidents."""
    content = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(start + draw(st.integers(0, 200)), len(content))
        accident = draw(st.integers(0, 7))
        if accident == 0:
            content = content[:start] + content[end:]
        elif accident == 1:
            content = content[:start] + draw(st.sampled_from(TOKENS)) + content[end:]
        elif accident == 2:
            content = content[:end] + content[start:]
        elif accident == 3:
            other = draw(st.sampled_from(originals))
            content = content[:start] + other[start : start + 400] + content[end:]
        elif accident == 4:  # the same again and again
            content = content[:end] + content[start:end] * draw(st.integers(1, 60)) + content[end:]
        elif accident == 5:  # in other letters than it says
            charset = draw(st.sampled_from(CHARSETS))
            content = content.decode("utf-8", "replace").encode(charset, "replace")
        elif accident == 6:  # escaped once more
            inner = content[start:end].replace(b"&", b"&amp;").replace(b"<", b"&lt;")
            content = content[:start] + inner + content[end:]
        else:
            content = content[:start] + draw(st.binary(max_size=8)) + content[start:]
    return content


class Active(HTMLParser):
    """Collects what could act or load in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "img", "base",
                   "link", "meta", "input", "button", "video", "audio", "template"}:  # fmt: skip
            self.found.append(tag)
        for name, value in attrs:
            scheme = "".join((value or "").split()).lower().partition(":")[0]
            if name.startswith("on") or name in {"style", "src", "srcdoc", "formaction"}:
                self.found.append(name)
            if name in {"href", "cite"} and scheme in {"javascript", "data", "vbscript", "file"}:
                self.found.append(value or "")


def active_content(markup: str) -> list[str]:
    parser = Active()
    parser.feed(markup)
    parser.close()
    return parser.found


def hold_for_articles(article: Article) -> None:
    """Cleaning ends, is done once, and leaves an address that is its own key's key.

    Blocks are slices of the text before and after; a picture has an address of the web.
    """
    clean = clean_article(article)
    assert are_right(article.text, article.blocks)
    assert are_right(clean.text, clean.blocks)
    assert article.image is None or article.image.url.startswith(("http://", "https://"))
    # where nothing but a title is left, that is the text, whatever it is
    assert clean_text(clean.text) == clean.text or clean.text == clean.title
    assert clean_article(clean).text == clean.text
    key = canonical_url(clean.url)
    assert canonical_url(key) == key


@FEW
@given(mangled(FEEDS))
def test_a_mangled_feed_is_read_and_nothing_in_it_acts(content: bytes) -> None:
    with patience():
        result = read_feed(content, url=URL)
    for entry in result.entries:
        assert active_content(entry.content) == []
        assert active_content(entry.summary) == []
        assert entry.published is None or entry.published.utcoffset() is not None
        assert not entry.url.lower().startswith(("javascript:", "data:", "file:"))
        article = article_from_entry(entry, result.feed)
        assert article is None or are_right(article.text, article.blocks)
        assert entry.image is None or entry.image.url.startswith(("http://", "https://"))


@FEW
@given(mangled(PAGES))
def test_a_mangled_page_is_read_or_refused_by_name(content: bytes) -> None:
    with patience():
        reading = examine_page(content, url="https://wire.example/a")
    assert (reading.article is None) == bool(reading.refusal)
    if reading.article is not None:
        hold_for_articles(reading.article)


@FEW
@given(mangled(LISTS))
def test_a_mangled_list_of_pages_or_feeds_is_read_or_refused_by_name(content: bytes) -> None:
    with patience():
        for packed in (content, gzip.compress(content)[: len(content)]):
            with contextlib.suppress(ReadError):
                listed = read_sitemap(packed, url="https://wire.example/sitemap.xml")
                assert all(is_web_address(entry.url) for entry in listed.pages.entries)
                assert all("wire.example" in address for address in listed.sitemaps)
        with contextlib.suppress(ReadError):
            assert all(is_web_address(feed.url) for feed in read_opml(content))


@FEW
@given(mangled(MARKED))
def test_a_mangled_page_of_entries_is_read_and_nothing_in_it_acts(content: bytes) -> None:
    with patience():
        result = read_h_feed(content, url=URL)
        announced = feed_links(content, URL)
    for entry in result.entries if result else ():
        assert active_content(entry.content + entry.summary) == []
        assert not entry.url or is_web_address(entry.url)
    assert all(map(is_web_address, announced))


@FEW
@given(mangled(DATES).map(lambda content: content.decode("utf-8", "replace")))
def test_a_mangled_date_is_a_moment_of_our_time_or_none(text: str) -> None:
    stamp = parse_timestamp(text, month_first=True)
    if stamp.moment is not None:
        assert stamp.moment.utcoffset() == timedelta()
        assert 1970 <= stamp.moment.year <= 2201
    parse_timestamp(text)


@FEW
@given(mangled(NOTES).map(lambda content: content.decode("utf-8", "replace")))
def test_mangled_plain_text_loses_no_word_when_it_is_put_together(text: str) -> None:
    whole = unwrapped(text)
    assert "\n\n\n" not in whole
    body = text.replace("\r", "\n").rpartition("\n-- \n")[0] or text
    assert set(re.findall(r"[a-z]{4,}", body)) <= set(re.findall(r"[a-z]{4,}", whole))


@FEW
@given(mangled(MAILS))
def test_a_mangled_mail_is_read_or_refused_by_name(content: bytes) -> None:
    with patience(), contextlib.suppress(ReadError):
        hold_for_articles(read_mail(content, url="a.eml").article)
