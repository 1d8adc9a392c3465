"""Sources added to briefing files: every other byte stays where it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from broadsheet.errors import ConfigError
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.opml import read_opml
from broadsheet.shell.config.editing import add_sources, remove_source, source_entries
from broadsheet.shell.config.subscription_lists import entries_of, write_opml

CASES = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "briefings" / "edits.yaml")
NEW = {"feed": "https://torskar.example/feed", "name": "Torskar: letters", "tags": ["yards", "a b"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_entry_is_added_and_nothing_else_moves(tmp_path: Path, case: dict) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(case["before"], encoding="utf-8", newline="")
    add_sources(file, [NEW])
    assert file.read_text(encoding="utf-8") == case["after"]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_line_ends_marks_and_permissions_stay(tmp_path: Path, start: bytes) -> None:
    file = tmp_path / "test.yaml"
    file.write_bytes(start + b"title: T\r\nsources:\r\n  - feed: a.xml\r\nlanguage: en")
    file.chmod(0o640)
    add_sources(file, [{"folder": "in/*.md"}])
    assert file.read_bytes() == (
        start + b"title: T\r\nsources:\r\n  - feed: a.xml\r\n  - folder: in/*.md\r\nlanguage: en"
    )
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["test.yaml"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("title: T\nextends: _house.yaml\n", "no `sources` of its own"),
        ("title: T\nsources: []\n", "no `sources` of its own"),
        ("title: T\nsources: {feed: a.xml}\n", "no `sources` of its own"),
        ("title: [\n", "not valid YAML"),
        ("- a\n", "mapping of keys"),
        ("title: T\nsources:\n  - &a\n    feed: a.xml\n  -\n   *a\n", "cannot be made out"),
    ],
)
def test_what_cannot_be_edited_stays_as_it_is(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(content)
    with pytest.raises(ConfigError, match=message):
        add_sources(file, [NEW])
    assert file.read_text() == content


def test_what_is_no_source_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "test.yaml"
    file.write_text("title: T\nsources:\n  - feed: a.xml\n")
    with pytest.raises(ConfigError, match="give exactly one of"):
        add_sources(file, [{"feed": "a.xml", "page": "b"}])
    with pytest.raises(ConfigError, match="cannot be read"):
        add_sources(tmp_path / "absent.yaml", [NEW])
    assert "page" not in file.read_text()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_was_added_is_removed_again_and_nothing_else_moves(tmp_path: Path, case: dict) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(case["after"], encoding="utf-8", newline="")
    remove_source(file, len(source_entries(file)) - 1)
    left, before = file.read_text(encoding="utf-8"), re.sub(r",\s*\]", "]", case["before"])
    assert left.rstrip("\n") == before.rstrip("\n")


LISTED = """title: T
sources:
  # the wire
  - feed: a.xml   # pays
    tags:
      - one
      # and more

  # the notes
  -
    folder: b/*.md
  - {page: "c"}

  # at the end
language: en
"""


@pytest.mark.parametrize(
    ("index", "gone"),
    [
        (0, "  - feed: a.xml   # pays\n    tags:\n      - one\n      # and more\n"),
        (1, "  -\n    folder: b/*.md\n"),
        (2, '  - {page: "c"}\n'),
    ],
)
def test_any_entry_is_removed_with_what_is_inside_it(tmp_path: Path, index: int, gone: str) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(LISTED)
    remove_source(file, index)
    assert file.read_text() == LISTED.replace(gone, "")


@pytest.mark.parametrize(
    ("content", "index", "left"),
    [
        ("sources: [{feed: a}, {feed: b}]", 0, "sources: [{feed: b}]"),
        ("sources: [{feed: a}, {feed: b}]", 1, "sources: [{feed: a}]"),
        ("sources: [\n  {feed: a},\n  {feed: b},  # x\n]", 1, "sources: [\n  {feed: a},  # x\n]"),
    ],
)
def test_entries_in_brackets(tmp_path: Path, content: str, index: int, left: str) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(content)
    remove_source(file, index)
    assert file.read_text() == left


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("title: T\nextends: _house.yaml\n", "no source any more"),
        ("sources:\n  - feed: a\n", "no source any more"),
        ("sources:\n  - &a\n    feed: a.xml\n  - *a\n", "cannot be made out"),
    ],
)
def test_what_cannot_be_removed_stays(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(content)
    with pytest.raises(ConfigError, match=message):
        remove_source(file, 0)
    assert file.read_text() == content


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda word: word == word.strip()
)


@given(words, st.lists(words, max_size=3))
def test_any_name_is_written_so_that_it_reads_back(tmp_path_factory, name: str, tags: list) -> None:
    file = tmp_path_factory.mktemp("edit") / "test.yaml"
    file.write_text(
        "title: T # the title\nsources: # ours\n- feed: a.xml\n\n# last\nlanguage: en\n"
    )
    add_sources(file, [{"feed": "https://a.example/", "name": name, "tags": tags}])
    data = YAML(typ="safe").load(file)
    assert data["sources"][1] == {"feed": "https://a.example/", "name": name, "tags": tags}


def source(url: str, name: str, *tags: str, kind: SourceKind = SourceKind.FEED) -> Source:
    return Source(kind=kind, location=url, name=name, tags=tags)


def test_a_list_written_for_other_readers_reads_back_the_same() -> None:
    sources = [
        source("https://a.example/feed?a=1&b=2", 'A & "B"', "Coast", "Islands"),
        source("https://b.example/feed", "B", "Coast"),
        source("https://c.example/feed", "C"),
        source("feeds/d.xml", "D"),
        source("in/*.md", "Notes", kind=SourceKind.FOLDER),
    ]
    content = write_opml("Ports\x00", sources)
    assert [(one.url, one.title, one.tags) for one in read_opml(content)] == [
        ("https://a.example/feed?a=1&b=2", 'A & "B"', ("Coast", "Islands")),
        ("https://b.example/feed", "B", ("Coast",)),
        ("https://c.example/feed", "C", ()),
    ]
    entries, known = entries_of(content, name="x", known={"https://c.example/feed"})
    assert known == 1
    assert entries == [
        {"feed": "https://a.example/feed?a=1&b=2", "name": 'A & "B"', "tags": ["Coast", "Islands"]},
        {"feed": "https://b.example/feed", "name": "B", "tags": ["Coast"]},
    ]


def test_a_list_that_includes_itself_is_survived() -> None:
    listing = b"""<opml version="2.0"><body>
    <outline type="include" text="Us" url="https://a.example/list.opml"/>
    <outline type="link" text="Us again" url="list.opml" xmlUrl="list.opml"/>
    <outline xmlUrl="https://b.example/feed"/></body></opml>"""
    assert entries_of(listing, name="x", known=()) == ([{"feed": "https://b.example/feed"}], 0)
