"""What the paragraphs of a text are, against cases; and what the readers make of it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from broadsheet.model.articles import Article, Entry, Feed
from broadsheet.model.blocks import BlockKind, TextBlock, outline
from broadsheet.read.entries import article_from_entry, merge_page
from broadsheet.read.main_text import parse_html
from broadsheet.read.markdown import read_markdown
from broadsheet.read.markup import element_text
from broadsheet.read.pages import read_page
from broadsheet.read.structure import blocks_of, blocks_of_markup
from broadsheet.read.word_files import read_docx
from patience import patience

CASES = Path(__file__).parents[2] / "cases" / "structure" / "cases.json"
LONG = "Four berths " * 30


def shown(text: str, blocks: tuple[TextBlock, ...]) -> list[str]:
    lines = []
    for block in outline(text, blocks):
        level = f" {block.level}" if block.level else ""
        number = "" if block.number is None else f" #{block.number}"
        words = text[block.start : block.end].replace("\n", "⏎")
        if block.cells:
            words = " | ".join(text[start:end] for start, end in block.cells)
        lines.append(f"{block.kind}{level}{number}: {words}")
    return lines


def of(article: Article | None) -> list[str]:
    assert article is not None
    return shown(article.text, article.blocks)


@pytest.mark.parametrize(
    "case", json.loads(CASES.read_text("utf-8")), ids=lambda case: case["name"]
)
def test_case(case: dict[str, Any]) -> None:
    tree = parse_html(f"<html><body>{case['html'].replace('LONG', LONG)}</body></html>")
    text = "\n\n".join(case["text"]) if "text" in case else element_text(tree)
    wanted = [line.replace("LONG", LONG.strip()) for line in case["blocks"]]
    assert shown(text, blocks_of(tree, text)) == wanted


PARTS = (
    "<p>The port of Lindhavn opened four new berths on Monday, the authority said, two months"
    " ahead of its plan and below its budget.</p><h2>What changes</h2>"
    "<ul><li>Ferries of up to 210 metres can call without a pilot.</li></ul>"
    "<table><tr><td>North 1</td><td>6.5 MW</td></tr></table>"
)
KINDS = ["paragraph", "heading 2", "item 1", "row"]


def test_the_blocks_of_a_page_are_of_the_text_it_gave() -> None:
    source = f"<html><body><h1>Four berths</h1><article>{PARTS}</article></body></html>"
    article = read_page(source.encode(), url="https://a.example/1")
    assert [line.partition(":")[0] for line in of(article)] == KINDS


def test_the_blocks_of_a_feed_are_those_of_what_it_says_at_most_length() -> None:
    entry = Entry(id="1", url="https://a.example/1", title="B", summary="<li>S</li>", content=PARTS)
    article = article_from_entry(entry, Feed())
    assert [line.partition(":")[0] for line in of(article)] == KINDS
    assert article is not None
    taken = read_page(f"<h1>B</h1><article>{PARTS}<h3>More</h3></article>".encode())
    assert of(merge_page(article, taken))[-1] == "heading 3: More"
    bare = article_from_entry(Entry(id="1", url="", title="Ports", summary="<h2> </h2>"), Feed())
    assert of(bare) == ["paragraph: Ports"]


def test_the_blocks_of_a_note() -> None:
    note = "# Ports\n\nText.\n\n## Power\n\n3. north\n4. south\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert of(read_markdown(note, url="ports.md")) == [
        "paragraph: Text.",
        "heading 2: Power",
        "item 1 #3: north",
        "item 1 #4: south",
        "row: a | b",
        "row: 1 | 2",
    ]


def docx(*parts: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as package:
        names = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
        body = f"<w:document {names}><w:body>{''.join(parts)}</w:body></w:document>"
        package.writestr("word/document.xml", body)
    return file.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_the_blocks_of_a_word_file() -> None:
    listed = "<w:numPr><w:ilvl w:val='{}'/></w:numPr>"
    style = "<w:pStyle w:val='{}'/>"
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("North 1", "", "6.5 MW"))
    content = docx(
        paragraph("Berths", style.format("Title")),
        paragraph("Text."),
        paragraph("Power", style.format("Heading9")),
        paragraph("first", listed.format(0)),
        paragraph("second", listed.format(2)),
        paragraph("odd", listed.format("x")),
        paragraph("bare", "<w:numPr/>"),
        paragraph("styled", style.format("ListBullet2")),
        paragraph("said", style.format("IntenseQuote")),
        f"<w:tbl><w:tr>{cells}</w:tr><w:tr><w:tc>{paragraph('one')}</w:tc></w:tr></w:tbl>",
    )
    assert of(read_docx(content, url="a.docx")) == [
        "paragraph: Text.",
        "heading 6: Power",
        "item 1: first",
        "item 3: second",
        "item 1: odd",
        "item 1: bare",
        "item 1: styled",
        "quote: said",
        "row: North 1 | 6.5 MW",
        "paragraph: one",
    ]
    lone = read_docx(docx(paragraph("Berths", style.format("Title"))), url="a.docx")
    assert of(lone) == ["heading 1: Berths"]


def test_hostile_markup_takes_no_longer_than_its_length() -> None:
    with patience(60):
        rows = "<table>" + "<tr><td>1</td><td>2</td></tr>" * 30_000 + "</table>"
        tree = parse_html(f"<html><body>{rows}</body></html>")
        assert blocks_of(tree, "\n\n".join(["1"] * 30_000)) == ()
        found = blocks_of(tree, "\n\n".join(["1", "2"] * 30_000))
        assert len(found) == 20_000
        assert {block.kind for block in found} == {BlockKind.ROW}
        for tag in ("ul><li", "blockquote", "aside", "table><tr><td", "pre", "div"):
            tree = parse_html(f"<html><body><ul><li>{f'<{tag}>x ' * 700}</body></html>")
            blocks_of(tree, "\n\n".join(["x", "x x"] * 1_000))
    assert blocks_of_markup("<li>" + "<div>" * 3_000, "x") == ()
