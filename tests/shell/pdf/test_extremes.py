"""Editions of no story, one, and sixty; tables without end; pictures that are too much or none."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from broadsheet.errors import PrintError
from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from broadsheet.shell.pdf.inspection import inspect_pdf
from broadsheet.shell.pdf.printer import WeasyPrinter
from printing import edition_of, page, texts


@pytest.fixture(scope="module")
def long(printer, templates):
    pdf = printer.print(render(edition_of(60), Style(), templates))
    assert printer.complaints == ()
    return pdf


def test_sixty_stories_have_a_table_of_contents_that_is_right(long):
    with pikepdf.open(io.BytesIO(long)) as document, document.open_outline() as outline:
        pages = {sheet.objgen: number for number, sheet in enumerate(document.pages, start=1)}
        actual = {
            int(re.search(r"\((\d+)\)$", story.title)[1]): pages[story.destination[0].objgen]
            for section in outline.root
            for story in section.children
            if story.title.endswith(")")
        }
    contents = "\n".join(texts(long)[1:]).split("IN THIS ISSUE")[1].split("FLEET")[0]
    listed = {
        int(number): int(sheet) for sheet, number in re.findall(r"(\d+)[^\d()]+\((\d+)\)", contents)
    }
    assert len(actual) == 60
    assert listed == actual


def test_the_contents_of_hundreds_of_stories_keep_to_a_page(templates):
    html = render(edition_of(240), Style(), templates).print_html
    contents = html.split('<section class="toc">')[1].split("</section>")[0]
    assert contents.count('href="#story-') == 4 * 25
    assert contents.count("and 35 more") == 4


def test_sixty_stories_keep_every_rule_of_the_file(long):
    assert inspect_pdf(long).faults == ()
    assert len(long) <= 400_000


@pytest.mark.parametrize("count", [0, 1])
def test_no_story_or_one_is_an_edition_all_the_same(count, printer, templates):
    edition = edition_of(count)
    long_headline = replace(edition, headline="Ferry " * 2_000)
    pdf = printer.print(render(long_headline, Style(), templates))
    assert printer.complaints == ()
    assert inspect_pdf(pdf).faults == ()
    assert "Ferry Ferry" in texts(pdf)[0].replace("\n", " ").replace("\r", "")


def test_a_table_of_six_hundred_rows_is_printed_whole(printer):
    rows = "".join(f"<tr><td>{n}<td>berth {n}<td>{n * 7}" for n in range(600))
    pdf = printer.print(page(f"<table><tr><th>no.<th>berth<th>ships</tr>{rows}</table>"))
    pages = texts(pdf)
    assert len(pages) > 8
    assert "berth 599" in pages[-1]


def test_a_picture_that_is_none_is_left_out_and_told(printer):
    for data in (b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, b"%!PS-Adobe"):
        images = {"broken.png": data}
        pdf = printer.print(page("<p>words<img alt=x src='asset:images/broken.png'>", images))
        assert "words" in texts(pdf)[0]
        assert any("broken.png" in line for line in printer.complaints)


def test_a_missing_picture_is_told(printer):
    pdf = printer.print(page("<p>words<img alt='The crest' src='asset:images/crest.png'>"))
    assert "The crest" in texts(pdf)[0]
    assert any("crest.png" in line for line in printer.complaints)


def test_fifty_megapixels_are_printed_or_refused_and_cost_nobody_else(printer):
    drawn = io.BytesIO()
    Image.new("L", (10_000, 5_000), 120).save(drawn, "PNG", compress_level=1)
    images = {"vast.png": drawn.getvalue()}
    with WeasyPrinter(memory=600 * 1024**2, timeout=20) as bounded:
        try:
            made = bounded.print(page("<img alt=x width=90 src='asset:images/vast.png'>", images))
        except PrintError as error:
            made = str(error).encode()
        assert made
        assert bounded.print(page("<p>next")).startswith(b"%PDF")
