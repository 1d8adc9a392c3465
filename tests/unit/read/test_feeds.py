"""The feed reader against its cases: an input file each, and what must be read from it."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from broadsheet.model.articles import FeedResult
from broadsheet.read.feeds import read_feed
from broadsheet.read.markup import plain_text

CASES = Path(__file__).parents[2] / "cases" / "feeds"
EXPECTATIONS = sorted(CASES.glob("*.expected.json"))


def is_well_formed(path: Path) -> bool:
    try:
        etree.parse(CASES / str(json.loads(path.read_text("utf-8"))["input"]))
    except etree.XMLSyntaxError:
        return False
    return True


#: Broken feeds are no question for another reader: each mends them in its own way.
WELL_FORMED = [
    path
    for path in EXPECTATIONS
    if path.name.startswith(("rss-", "atom-")) and is_well_formed(path)
]


def load(path: Path) -> tuple[dict[str, object], FeedResult]:
    expected = json.loads(path.read_text("utf-8"))
    content = (CASES / expected["input"]).read_bytes()
    result = read_feed(content, url=expected["url"], content_type=expected.get("content_type"))
    return expected, result


def said(value: object) -> object:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.name.split(".expected")[0])
def test_case(path: Path) -> None:
    expected, result = load(path)
    for name, value in expected.get("feed", {}).items():
        assert getattr(result.feed, name) == value, name
    if expected["entries"] is not None:
        assert len(result.entries) == len(expected["entries"])
        for entry, wanted in zip(result.entries, expected["entries"], strict=True):
            for name, value in wanted.items():
                assert said(getattr(entry, name)) == value, name
    if expected["problems"] is not None:
        messages = [problem.message for problem in result.problems]
        assert len(messages) == len(expected["problems"]), messages
        for message, part in zip(messages, expected["problems"], strict=True):
            assert part in message


def test_there_are_enough_cases() -> None:
    assert len(EXPECTATIONS) >= 250
    assert len(WELL_FORMED) >= 110


@pytest.mark.parametrize("path", WELL_FORMED, ids=lambda path: path.name.split(".expected")[0])
def test_agrees_with_an_independent_reader(path: Path) -> None:
    """feedparser and we read the same titles, links and moments from well-formed feeds."""
    expected, ours = load(path)
    theirs = feedparser.parse((CASES / str(expected["input"])).read_bytes())
    assert not theirs.bozo
    assert len(ours.entries) == len(theirs.entries)
    for our, their in zip(ours.entries, theirs.entries, strict=True):
        title = their.get("title", "")
        assert our.title in {" ".join(title.split()), " ".join(plain_text(title).split())}
        if our.published and their.get("published_parsed"):
            assert our.published.utctimetuple()[:6] == their.published_parsed[:6]
        if their.get("id") and not their.get("guidislink"):
            assert our.id == their.id


def test_an_entry_without_id_and_link_has_an_id_derived_from_its_words() -> None:
    feed = b"<rss><channel><item><title>Quay</title></item><item><title>Ramp</title></item></channel></rss>"
    first, second = read_feed(feed).entries
    assert first.id.startswith("e-")
    assert first.id != second.id
    assert read_feed(feed).entries[0].id == first.id


def test_a_feed_of_too_many_bytes_is_refused() -> None:
    result = read_feed(b"<rss>" + b" " * 15_000_000)
    assert result.entries == ()
    assert "larger than 15 MB" in result.problems[0].message
