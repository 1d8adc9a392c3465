from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.errors import ReadError
from broadsheet.read.opml import Listed, read_opml

CASES = Path(__file__).parents[2] / "cases" / "opml"


def test_feeds_carry_the_categories_they_stand_under() -> None:
    assert read_opml((CASES / "nested.opml").read_bytes()) == [
        Listed(url="https://harbour.example/atom.xml", title="Harbour Notes"),
        Listed(
            url="https://skerry.example/feed?a=1&b=2",
            title="Skerry Post",
            tags=("Coast", "Islands"),
        ),
        Listed(url="https://rail.example/rss", tags=("Coast", "Rail")),
    ]


def test_addresses_of_other_readers() -> None:
    outlines = "".join(
        f'<outline text="x" xmlUrl="{url}"/>'
        for url in ("feed://a.example/rss", "feed:https://b.example/rss", " http://c.example/ ")
    )
    listed = read_opml(f"<opml><body>{outlines}</body></opml>".encode())
    assert [each.url for each in listed] == [
        "https://a.example/rss",
        "https://b.example/rss",
        "http://c.example/",
    ]


def test_categories_may_be_stated_as_paths() -> None:
    listed = b"""<opml><body><outline text="Coast">
    <outline xmlUrl="https://a.example/rss" category="/Ports/North Sea, /Rail,,"/></outline></body></opml>"""
    assert read_opml(listed)[0].tags == ("Coast", "Ports", "North Sea", "Rail")


def test_a_list_that_includes_itself_is_survived() -> None:
    listed = b"""<opml><body><outline type="include" text="Us" url="list.opml"/>
    <outline type="include" url="https://a.example/list.opml"><outline xmlUrl="https://a.example/rss"/></outline>
    </body></opml>"""
    assert [one.url for one in read_opml(listed, name="list.opml")] == ["https://a.example/rss"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "list.opml: is not an OPML list"),
        (b"<rss><channel/></rss>", "is not an OPML list"),
        (b"<opml><body><outline text='x'/></body></opml>", "names no feed"),
        (b"<opml>" + b" " * 5_000_000, "larger than 5 MB"),
        (
            b"<opml><body>"
            + b"".join(b"<outline xmlUrl='https://a.example/%d'/>" % n for n in range(5_001))
            + b"</body></opml>",
            "more than 5000 feeds",
        ),
    ],
)
def test_what_is_no_list_of_feeds_is_refused_by_name(content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_opml(content, name="list.opml")


def test_deep_nesting_is_survived() -> None:
    deep = b"<opml><body>" + b"<outline text='a'>" * 5_000
    with pytest.raises(ReadError):
        read_opml(deep)
