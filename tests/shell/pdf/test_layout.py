"""Laws of the pages, over editions of every size and language: nothing stranded, nothing empty."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass, replace

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from broadsheet.model.briefings import Style
from broadsheet.model.renderings import Rendering
from broadsheet.render.editions import render
from broadsheet.render.labels import labels_for
from printing import HAVE_CJK, SECTIONS, edition_of

MILLIMETRE = 72 / 25.4
#: The margins of a page, and where a heading may not stand alone.
FOOT, HEAD, LATE = 20 * MILLIMETRE, 22 * MILLIMETRE, 25 * MILLIMETRE
#: The first line of a text begins this close below its heading, in a column so wide.
NEAR, COLUMN = 9 * MILLIMETRE, 83 * MILLIMETRE
#: Sizes of letters, in points, that tell a footnote and the headings beside their text.
IN_FOOTNOTE, IN_INSIGHT = 6.8, 7.4


@dataclass(frozen=True)
class Letter:
    """A letter on a page: where it stands, in points from the lower left, and how big it is."""

    left: float
    bottom: float
    top: float
    size: float


def letters_of(sheet: pypdfium2.PdfPage) -> list[Letter]:
    """Return the letters between head and foot of a page in reading order, footnotes too."""
    text = sheet.get_textpage()
    found = []
    for index in range(text.count_chars()):
        if not chr(pdfium.FPDFText_GetUnicode(text.raw, index)).isalnum():
            continue
        left, bottom, _, top = text.get_charbox(index)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text.raw, index, ctypes.byref(matrix))
        size = abs(matrix.d) * pdfium.FPDFText_GetFontSize(text.raw, index)
        if bottom > FOOT and top < sheet.get_height() - HEAD + 1 * MILLIMETRE:
            found.append(Letter(left, bottom, top, round(size, 1)))
    return found


def headings_of(pdf: bytes) -> dict[int, list[tuple[str, float, float]]]:
    """Return title, left and top of each bookmarked heading by page number from 0."""
    found: dict[int, list[tuple[str, float, float]]] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            page, _, left, top, _ = item.destination
            found.setdefault(numbers[page.objgen], []).append((item.title, float(left), float(top)))
            waiting = [*item.children, *waiting]
    return found


def stranded(letters: list[Letter], left: float, top: float) -> bool:
    """Say whether no text stands under a heading that begins here, or beside one in the insight."""
    heading = [each for each in letters if left - 1 < each.left and top - 40 < each.top < top + 1]
    size = heading[0].size
    lowest = min(each.bottom for each in heading if each.size == size)
    return not any(
        (lowest - NEAR < each.top < lowest + 2 and each.left < left + COLUMN)
        or (size == IN_INSIGHT and lowest - 2 < each.bottom and each.left > left + 25 * MILLIMETRE)
        for each in heading + [each for each in letters if left - 1 < each.left]
        if each.size not in {size, IN_FOOTNOTE}
    )


@pytest.mark.parametrize(
    ("count", "language"), [(0, "de"), (1, "zh"), (7, "fr"), (20, "es"), (60, "en")]
)
def test_no_heading_is_stranded_no_page_empty_and_the_first_ends_with_the_insight(
    count, language, printer, templates
):
    if language == "zh" and not HAVE_CJK:
        pytest.skip("no Chinese face: pages in Chinese are not judged (apt install fonts-noto-cjk)")
    pdf = printer.print(render(edition_of(count, language), Style(), templates))
    assert printer.complaints == ()
    headings = headings_of(pdf)
    labels = labels_for(language)
    opening = [title for title, *_ in headings[0]]
    assert labels["insight"] in opening
    assert not {labels["stories"], labels["watch"], labels["sources"], *SECTIONS} & {*opening}
    document = pypdfium2.PdfDocument(pdf)
    for number, sheet in enumerate(document):
        late = [each for each in headings.get(number, []) if each[2] < FOOT + LATE]
        letters = letters_of(sheet) if late else []
        for title, left, top in late:
            assert not stranded(letters, left, top), (number + 1, title)
        if number < len(document) - 1:
            room = sheet.get_height() - HEAD - FOOT
            assert sheet.get_height() - HEAD - deepest(sheet) > room / 4, number + 1
    document.close()


def deepest(sheet: pypdfium2.PdfPage) -> float:
    """Return how low the text of a page reaches, its foot left out."""
    text = sheet.get_textpage()
    lows = [text.get_rect(index)[1] for index in range(text.count_rects())]
    return min(low for low in lows if low > FOOT)


@pytest.mark.parametrize(
    ("break_", "alone"), [("break-before: page", True), ("color: black", False)]
)
def test_the_law_knows_a_stranded_heading(break_, alone, printer):
    html = (
        '<!DOCTYPE html><html lang="en"><title>x</title><body style="font: 12px Inter">'
        f'<h1>Top</h1><div style="height: 215mm"></div><h2>Late</h2><p style="{break_}">Text'
    )
    sheet = "<style>@page { size: A4; margin: 22mm 18mm 20mm } p, h2 { margin: 0 }</style>"
    empty = Rendering(subject="", html="", text="", web="", print_html=sheet + html)
    pdf = printer.print(empty)
    document = pypdfium2.PdfDocument(pdf)
    ((_, left, top),) = [each for each in headings_of(pdf)[0] if each[0] == "Late"]
    assert top < FOOT + LATE
    assert stranded(letters_of(document[0]), left, top) is alone
    document.close()


def test_the_running_head_names_masthead_and_section_and_cuts_what_is_long(printer, templates):
    edition = edition_of(7, "fr")
    wide = replace(
        edition, stories=tuple(replace(story, section="M" * 90) for story in edition.stories)
    )
    pdf = printer.print(render(wide, Style(masthead="W" * 90), templates))
    document = pypdfium2.PdfDocument(pdf)
    first, *others = [
        [
            (text.get_rect(index), text.get_text_bounded(*text.get_rect(index)))
            for index in range(text.count_rects())
            if text.get_rect(index)[1] > sheet.get_height() - HEAD + MILLIMETRE
        ]
        for sheet in document
        for text in [sheet.get_textpage()]
    ]
    assert not any("WWWW" in words and box[1] > 800 for box, words in first)
    middle = document[0].get_width() / 2
    document.close()
    assert len(others) >= 2
    for boxes in others:
        left, right = sorted(boxes)
        assert left[1].startswith("WWWW")
        assert left[0][2] < middle < right[0][0], left
    assert any(boxes[-1][1].startswith("MMMM") for boxes in map(sorted, others))
