"""How a reading is told: its picture and the structure of its text."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.model.articles import Article, LeadImage, article_id
from broadsheet.model.blocks import BlockKind, TextBlock
from broadsheet.pipeline import Examination
from broadsheet.shell.cli.readings import drawn_text, reading_as_json, reading_as_lines

PARAGRAPHS = (
    (BlockKind.HEADING, 2, None, "What changes"),
    (BlockKind.PARAGRAPH, 0, None, "The port opened four berths."),
    (BlockKind.ITEM, 1, None, "Ferries"),
    (BlockKind.ITEM, 2, 3, "north\nquay"),
    (BlockKind.QUOTE, 0, None, "We waited.\nLong."),
    (BlockKind.QUOTE, 0, None, "Nine years."),
    (BlockKind.ROW, 0, None, "North 1  6.5 MW"),
    (BlockKind.ROW, 0, None, "North 2"),
    (BlockKind.PREFORMATTED, 0, None, "a = 1\nb = 2"),
    (BlockKind.PREFORMATTED, 0, None, "c = 3"),
    (BlockKind.PARAGRAPH, 0, None, "A second phase\nis to follow."),
)
DRAWN = """\
## What changes

The port opened four berths.

- Ferries
  3. north quay

> We waited.
> Long.
>
> Nine years.

North 1 | 6.5 MW
North 2

    a = 1
    b = 2
    c = 3

A second phase
is to follow."""


def article() -> Article:
    text = "\n\n".join(words for *_, words in PARAGRAPHS)
    blocks = []
    for kind, level, number, words in PARAGRAPHS:
        start = text.index(words)
        end = start + len(words)
        ends = (start + 7, start + 9) if "  " in words else (end, end)
        cells = ((start, ends[0]), (ends[1], end)) if ends[0] < end else ((start, end),)
        if kind is not BlockKind.PARAGRAPH:
            blocks.append(
                TextBlock(
                    kind=kind,
                    start=start,
                    end=end,
                    level=level,
                    number=number,
                    cells=cells if kind is BlockKind.ROW else (),
                )
            )
    return Article(
        id=article_id("https://a.example/1", "Berths", text),
        url="https://a.example/1",
        title="Berths",
        text=text,
        publisher="Quay Wire",
        family="Quay Wire",
        language="en",
        blocks=tuple(blocks),
        image=LeadImage(
            url="https://a.example/quay.jpg",
            found_in="og:image",
            alt="The quay",
            alt_found_in="figure",
            credit="Pia Quay",
            credit_found_in="json-ld",
        ),
    )


def told(one: Article) -> list[str]:
    return list(reading_as_lines(one, Examination(articles=(one,), problems=(), page=None)))


def test_a_text_is_drawn_as_what_it_is() -> None:
    assert "\n".join(drawn_text(article())) == DRAWN
    assert "\n".join(drawn_text(replace(article(), blocks=()))) == article().text


def test_the_picture_is_told_with_the_place_of_each_statement() -> None:
    lines = told(article())
    assert lines[3:6] == [
        "  image (og:image): https://a.example/quay.jpg",
        "    shows (figure): The quay",
        "    credit (json-ld): Pia Quay",
    ]
    bare = LeadImage(url="https://a.example/quay.jpg", found_in="enclosure")
    assert told(replace(article(), image=bare))[3:5] == [
        "  image (enclosure): https://a.example/quay.jpg",
        "",
    ]
    assert not any("image" in line for line in told(replace(article(), image=None)))


def test_programs_get_both_as_data() -> None:
    one = article()
    row = reading_as_json(one, Examination(articles=(one,), problems=(), page=None))
    assert row["image"]["credit"] == "Pia Quay"
    assert row["blocks"][0] == {
        "kind": "heading",
        "start": 0,
        "end": 12,
        "level": 2,
        "number": None,
        "cells": (),
    }
    assert [row["text"][each["start"] : each["end"]] for each in row["blocks"][:2]] == [
        "What changes",
        "Ferries",
    ]
