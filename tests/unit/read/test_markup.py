from __future__ import annotations

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from broadsheet.read.charsets import decode
from broadsheet.read.markup import nesting, plain_text, plain_title, resolve_url, sanitise
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.trees import base_of, parse_xml, text_of


@pytest.mark.parametrize(
    ("markup", "safe"),
    [
        ("plain", "plain"),
        ("a &lt; b", "a &lt; b"),
        ("<p onclick=x>Text</p>", "<p>Text</p>"),
        ("<script>x</script>Text", "Text"),
        ("<a href='/a' target=_blank>x</a>", '<a href="https://quay.example/a">x</a>'),
        ("<a href='//cdn.example/a'>x</a>", '<a href="https://cdn.example/a">x</a>'),
        ("<a href='file:///etc/passwd'>x</a>", "<a>x</a>"),
        (
            "<blockquote cite='b'>x</blockquote>",
            "<blockquote>x</blockquote>",
        ),
        ("<ol start=3><li>x</li></ol>", '<ol start="3"><li>x</li></ol>'),
        ("<img src='https://t.example/p.gif'>x", "x"),
        ("<p>open", "<p>open</p>"),
    ],
)
def test_sanitise(markup: str, safe: str) -> None:
    assert sanitise(markup, base="https://quay.example/news/") == safe


# What nh3 writes otherwise: it escapes some and drops some, and cannot be given half characters.
_REWRITTEN = "<>&\xa0\r\0\ufeff"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters=_REWRITTEN)))
@example(" a\n\tb “c” 'd' \"e\" \x0b\x0c\x1f\x85\u2028\u200b\ufffe\U0001f6a2 ")
def test_what_needs_no_sanitising_is_what_sanitising_leaves(text: str) -> None:
    assert sanitise(text) == nh3.clean(text).strip()


@pytest.mark.parametrize("base", ["https://<quay.example/", "https://a b/", "http://[::1", "x"])
def test_a_base_that_is_none_resolves_nothing(base: str) -> None:
    assert sanitise("<a href='/a' onclick=x>x</a>", base=base) == '<a href="/a">x</a>'


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("just words &amp; more", "just words & more"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<br>two<br><br>three</p>", "One\ntwo\n\nthree"),
        ("<ul><li>a</li><li>b <b>c</b></li></ul>end", "a\n\nb c\n\nend"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n\n3"),
        ("<p>One <!-- no -->two <?pi x?>three</p>", "One two three"),
        ("<p>a<script>no<!-- x --></script>b<style>no</style></p>", "ab"),
        ("<div>a<!-- c -->b</div>tail", "ab\n\ntail"),
        ("<select><!-- c --><option>x</option></select>y", "y"),
        ("<p>nul\0 \ud800here</p>", "nul here"),
        ("<>", "<>"),
        ("<b></b>", ""),
        ("<div>" * 300 + "deep" + "</div>" * 300, "deep"),
        ("<pre>a  b\nc</pre>", "a b\nc"),
        ("<!doctype html><html><head><title>Quay</title>", ""),
        ("<html><body><p>One</p></body></html>", "One"),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("One<br>two", "One two"),
        ("<b>O</b>ne", "One"),
        ("a <script>x</script>b", "a b"),
        ("if x<y then z>w", "if x<y then z>w"),
        ("Tom &amp; Ida &lt;3", "Tom & Ida <3"),
    ],
)
def test_plain_title(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="latin-1"?><rss><a>Größe “x”</a></rss>',
        "\ufeff é <!-- ü --><rss><a>ö</a></rss>",
        "<rss><a>ö &#128; &nbsp;</a></rss>",
        "<!DOCTYPE rss [<!ENTITY a 'é'>]><rss><a>&a;</a></rss>",
        "<rss><a>ö</b></rss>",
        "é<?xml version='1.0'?>",
        "é",
    ],
)
def test_xml_is_the_same_as_text_and_as_bytes(text: str) -> None:
    roots = (parse_xml(text), parse_xml(text, text.encode()))
    one, other = (None if root is None else etree.tostring(root) for root in roots)
    assert one == other


def test_nesting_counts_what_must_be_closed() -> None:
    assert nesting("<p><p><p><li><li><br>") == 0
    assert nesting("<div><ul><li><div></div></li></ul></div></div></div><b>") == 3


@pytest.mark.parametrize(
    ("url", "base", "resolved"),
    [
        ("a", "https://q.example/b/c", "https://q.example/b/a"),
        ("", "x", ""),
        ("a", "", "a"),
        ("a", "http://[::1", "a"),
    ],
)
def test_resolve_url(url: str, base: str, resolved: str) -> None:
    assert resolve_url(url, base) == resolved


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", None),
        ("x" * 81, None),
        ("Thu, 08 Foo 2026 09:35:00 GMT", None),
        ("October 8", None),
        ("October 8 at 9:35 GMT", None),
        ("8 Oct 2026 12:05 am GMT", "2026-10-08T00:05:00+00:00"),
        ("8 Oct 2026 12:05 pm GMT", "2026-10-08T12:05:00+00:00"),
        ("8 Oct 2026 13:05 pm GMT", "2026-10-08T13:05:00+00:00"),
        ("8 Oct 2026 09:05:00 XYZ", "2026-10-08T09:05:00+00:00"),
        ("2026-10-08T09:05:00+9900", "2026-10-08T09:05:00+00:00"),
        ("Thu Oct 08 09:35:00 GMT 2026", "2026-10-08T09:35:00+00:00"),
        ("99 Oct 2026", None),
        ("Oct 8th, 2026", "2026-10-08T00:00:00+00:00"),
        ("8 Oct 69 09:35 GMT", "2069-10-08T09:35:00+00:00"),
        ("2200-12-31T23:59:59-12:00", "2201-01-01T11:59:59+00:00"),
    ],
)
def test_dates_beyond_the_feed_cases(text: str, moment: str | None) -> None:
    stamp = parse_timestamp(text)
    assert (stamp.moment and stamp.moment.isoformat()) == moment


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        (b"", None, ""),
        (b"abc", "text/html; charset=utf-7", "abc"),
        (b"abc", "text/html; charset=rot13", "abc"),
        (b"abc", "text/html; charset=\xff", "abc"),
        ("é".encode(), "text/html; charset=us-ascii", "é"),
        (b"\xe9t\xe9", 'text/html; charset="ISO-8859-1"', "été"),
        (b"\xe9", "text/html; charset=utf-8", None),
        (b"\x81\x8d\x8f\x90\x9d", "text/html; charset=cp1252", None),
        ("<p>x".encode("utf-32-le"), None, "<p>x"),
        (b"<\0p\0", None, "<p"),
    ],
)
def test_charsets(content: bytes, content_type: object, text: str | None) -> None:
    decoded = decode(content, content_type=content_type if isinstance(content_type, str) else None)
    assert text is None or decoded.text == text
    assert isinstance(decoded.text, str)


def test_trees_survive_broken_parts() -> None:
    assert parse_xml("no root") is None
    assert text_of(None) == ""
    assert text_of(parse_xml("<rss><a>Four <b>berths</b></a></rss>")) == "Four berths"
    root = parse_xml("<rss xml:base='http://[::1'><a xml:base='ftp://x/'/></rss>")
    assert root is not None
    assert base_of(root[0], "https://quay.example/") == "https://quay.example/"
