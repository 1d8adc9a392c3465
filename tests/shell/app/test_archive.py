"""The archive on disk: only what is new is read, and nothing that changed is shown as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.model.briefings import Briefing, Style
from broadsheet.shell.app.archive import MEMORY, write_archive
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.rendering.renderers import DirectRenderer
from broadsheet.shell.store.output import edition_folder
from editions import sample_edition

TEMPLATES = load_templates()


class Shop:
    """Editions that have been written, and a count of those that were read again."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.editions = {}
        self.read = []
        self.style = Style()
        self.templates = TEMPLATES

    def add(self, number: int, **changed) -> str:
        first = sample_edition()
        edition = replace(
            first,
            id=f"{number:064x}",
            number=number,
            headline=f"Headline {number}",
            period=replace(first.period, end=first.period.end + timedelta(days=number)),
        )
        edition = replace(edition, **changed)
        self.editions[edition.id] = edition
        folder = self.folder(edition)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(f"page of {edition.id}", encoding="utf-8")
        return edition.id

    def folder(self, edition) -> Path:
        return self.output / "weekly" / edition_folder(edition)

    def bring_up_to_date(self) -> int:
        """Return how many editions were read for it."""
        self.read = []

        def read(name: str):
            self.read.append(name)
            return self.editions[name]

        newest_first = sorted(
            self.editions, key=lambda name: self.editions[name].period.end, reverse=True
        )
        write_archive(
            self.output,
            [Briefing(slug="weekly", title="Weekly", sources=(), style=self.style)],
            lambda _: newest_first,
            read,
            self.templates,
            renderer=DirectRenderer(),
        )
        return len(self.read)

    def page(self) -> str:
        return (self.output / "site" / "weekly" / "index.html").read_text(encoding="utf-8")

    def site(self, name: str) -> Path:
        return self.output / "site" / "weekly" / edition_folder(self.editions[name])


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_of_three_hundred_editions_only_the_new_one_is_read(shop):
    for number in range(1, 301):
        shop.add(number)
    assert shop.bring_up_to_date() == 300
    first = shop.page()
    assert shop.bring_up_to_date() == 0
    assert shop.page() == first
    new = shop.add(301)
    assert shop.bring_up_to_date() == 1
    assert shop.read == [new]
    assert shop.page().index("Headline 301") < shop.page().index("Headline 300")
    assert shop.page().count("<h2>") == 301


def test_nothing_that_stands_is_written_again(shop):
    shop.add(1)
    shop.bring_up_to_date()
    files = [path for path in (shop.output / "site").rglob("*") if path.is_file()]
    nodes = {path: path.stat().st_ino for path in [*files, shop.output / MEMORY]}
    shop.bring_up_to_date()
    assert {path: path.stat().st_ino for path in nodes} == nodes


def test_a_new_template_and_a_new_style_show_at_once(shop):
    shop.add(1)
    shop.bring_up_to_date()
    shop.templates = {**TEMPLATES, "site/briefing.html.j2": "own {{ page.title }}"}
    shop.style = Style(masthead="Skerries")
    assert shop.bring_up_to_date() == 0
    assert shop.page() == "own Skerries"


def test_an_edition_that_gave_way_is_gone_and_the_new_one_shown(shop):
    old = shop.add(1)
    shop.add(2)
    shop.bring_up_to_date()
    gone = shop.editions.pop(old)
    new = shop.add(1, id="f" * 64, headline="Corrected")
    assert shop.bring_up_to_date() == 1
    assert shop.folder(gone) == shop.folder(shop.editions[new])
    assert (shop.site(new) / "index.html").read_text(encoding="utf-8") == f"page of {new}"
    assert "Corrected" in shop.page()
    assert "Headline 1<" not in shop.page()
    assert old not in (shop.output / MEMORY).read_text(encoding="utf-8")


def test_a_deleted_edition_is_taken_out_and_what_others_put_there_stays(shop):
    for number in (1, 2, 3):
        shop.add(number)
    shop.bring_up_to_date()
    names = list(shop.editions)
    places = [shop.site(name) for name in names]
    (places[1] / "notes.txt").write_text("mine", encoding="utf-8")
    (places[1].parent / "2020-01-01-no9").write_text("a file of that name", encoding="utf-8")
    for name in names[:2]:
        del shop.editions[name]
    shop.bring_up_to_date()
    assert not places[0].exists()
    assert [path.name for path in places[1].iterdir()] == ["notes.txt"]
    assert (places[2] / "index.html").is_file()
    assert "Headline 2" not in shop.page()
    assert (places[2].parent / "2020-01-01-no9").is_file()


def test_of_a_briefing_whose_last_edition_is_deleted_nothing_is_left(shop):
    name = shop.add(1)
    shop.bring_up_to_date()
    (shop.folder(shop.editions[name]) / "index.html").unlink()
    shop.bring_up_to_date()
    assert [path for path in (shop.output / "site").rglob("*") if path.is_file()] == []


def test_a_page_that_was_rendered_again_is_brought_in(shop):
    name = shop.add(1)
    shop.bring_up_to_date()
    source = shop.folder(shop.editions[name]) / "index.html"
    source.write_text("again", encoding="utf-8")
    (source.parent / "edition.pdf").write_bytes(b"%PDF")
    shop.bring_up_to_date()
    assert (shop.site(name) / "index.html").read_text(encoding="utf-8") == "again"
    assert (shop.site(name) / "edition.pdf").is_file()
    assert "edition.pdf" in shop.page()


@pytest.mark.parametrize(
    "damage", ["", "[]", "{", '{"fields": ["id"], "editions": []}', "null", "\x00"]
)
def test_a_damaged_memory_costs_a_reading_of_all(shop, damage):
    shop.add(1)
    shop.add(2)
    shop.bring_up_to_date()
    first = shop.page()
    (shop.output / MEMORY).write_text(damage, encoding="utf-8")
    assert shop.bring_up_to_date() == 2
    assert shop.page() == first
    assert shop.bring_up_to_date() == 0
