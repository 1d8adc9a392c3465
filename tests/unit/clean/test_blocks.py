"""What the paragraphs of a text are, before and after something was cut from it."""

from __future__ import annotations

import pytest

from broadsheet.clean.blocks import carry_blocks
from broadsheet.clean.residue import clean_article
from broadsheet.model.articles import Article, article_id
from broadsheet.model.blocks import BlockKind, TextBlock, outline, paragraph_spans, within


def blocks(text: str, **kinds: BlockKind) -> tuple[TextBlock, ...]:
    """Return the paragraphs of a text that begin with the words named, as of those kinds."""
    found = []
    for start, end in paragraph_spans(text):
        kind = kinds.get(text[start:end].split(maxsplit=1)[0])
        if kind is not None:
            found.append(TextBlock(kind=kind, start=start, end=end))
    return tuple(found)


def words(text: str, found: tuple[TextBlock, ...]) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in found]


ITEM, HEADING = BlockKind.ITEM, BlockKind.HEADING


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("Ports\n\nText.", "Ports\n\nText.", ["Ports"]),
        ("Share\n\nPorts\n\nText.\n\nOne", "Ports\n\nText.\n\nOne", ["Ports", "One"]),
        ("Text.\n\nPorts\n\nOne", "Text.\n\nOne", ["One"]),
        ("Ports  of\u200b call\n\nText.", "Ports of call\n\nText.", ["Ports of call"]),
        ("Text.\n\nPorts im KÃ¼stenland\n\nOne", "Text.\n\nPorts im Küstenland\n\nOne",
         ["Ports im Küstenland", "One"]),
        ("Text.\n\nShare\n\nPorts\nPrint\n\nOne", "Text.\n\nPorts\n\nOne", ["Ports", "One"]),
        ("Text.\n\nShare\n\nPorts\nPrint\n\nOne", "Text.\n\nOther\n\nOne", ["One"]),
        ("Ports\n\nText.\n\nPorts", "Text.\n\nPorts", ["Ports"]),
        ("Ports\n\nOne", "Title", []),
        ("Ports", "", []),
    ],
)  # fmt: skip
def test_blocks_follow_their_paragraphs(old: str, new: str, kept: list[str]) -> None:
    found = carry_blocks(blocks(old, Ports=HEADING, One=ITEM), old, new)
    assert [words for _, words in words(new, found)] == kept


def row(text: str, *cells: str) -> TextBlock:
    spans = []
    place = 0
    for cell in cells:
        start = text.index(cell, place)
        place = start + len(cell)
        spans.append((start, place))
    return TextBlock(kind=BlockKind.ROW, start=spans[0][0], end=spans[-1][1], cells=tuple(spans))


@pytest.mark.parametrize(
    ("old", "cells", "new", "kept"),
    [
        ("Text.\n\nNorth  1 | 6.5 MW", ("North  1", "6.5 MW"), "North 1 | 6.5 MW",
         ["North 1", "6.5 MW"]),
        ("Share\n\nNorth 1\n\n6.5\u200b MW\n\nText.", ("North 1", "6.5\u200b MW"),
         "North 1\n\n6.5 MW\n\nText.", ["North 1", "6.5 MW"]),
        ("North 1\n\n6.5 MW\n\nText.", ("North 1", "6.5 MW"), "North 1\n\nText.", None),
        ("North 1 | 6.5 MW\n\nText.", ("North 1", "6.5 MW"), "North | 6.5 MW\n\nText.", None),
    ],
)  # fmt: skip
def test_rows_keep_their_cells_or_are_none(
    old: str, cells: tuple[str, ...], new: str, kept: list[str] | None
) -> None:
    found = carry_blocks((row(old, *cells),), old, new)
    told = [[new[start:end] for start, end in block.cells] for block in found]
    assert told == ([] if kept is None else [kept])


def test_what_is_no_paragraph_of_the_old_text_is_dropped() -> None:
    odd = (TextBlock(kind=ITEM, start=1, end=4), TextBlock(kind=ITEM, start=0, end=3))
    assert carry_blocks(odd, "Text.\n\nMore.", "Text.") == ()


def test_a_cleaned_article_keeps_its_structure() -> None:
    text = "Home » Ports\n\nPorts\n\nThe port opened four berths.\n\nShare\n\nOne &amp; two"
    article = Article(
        id=article_id("", "T", text),
        url="",
        title="T",
        text=text,
        publisher="",
        family="",
        language="en",
        blocks=blocks(text, Ports=HEADING, One=ITEM),
    )
    cleaned = clean_article(article)
    assert words(cleaned.text, cleaned.blocks) == [("heading", "Ports"), ("item", "One & two")]
    assert clean_article(cleaned) == cleaned


def test_the_blocks_of_the_beginning_of_a_text() -> None:
    every = blocks("Ports\n\nText.\n\nOne", Ports=HEADING, One=ITEM)
    assert within(every, 10) == every[:1]
    assert within(every, 17) == every


def test_an_outline_is_the_whole_text() -> None:
    text = "\nText. \n\n\n\nPorts\n\n \n\nMore."
    told = list(outline(text, blocks(text, Ports=HEADING)))
    assert words(text, tuple(told)) == [
        ("paragraph", "Text."),
        ("heading", "Ports"),
        ("paragraph", "More."),
    ]
    assert list(outline("", ())) == []
