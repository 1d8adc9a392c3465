"""PDF and Word files: what they say, and the reason where they say nothing."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, Document
from broadsheet.read.files import examine_file, read_file
from broadsheet.read.pdfs import MOST_PAGES, read_pdf
from broadsheet.read.word_files import read_docx
from patience import patience

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
LINES = (
    "The yard in Torskar launched a ferry with room for forty cars on",
    "Friday, and the crew of the old one sang on the quay until the tide",
    "turned and the band went home.",
)


def numbered(count: int) -> list[list[str]]:
    """Return pages that differ, as those of a report do."""
    return [
        [f"{chr(97 + n % 26)}{chr(97 + n // 26)} {line}" for line in LINES] for n in range(count)
    ]


def pdf(*pages: list[str], encryption: pikepdf.Encryption | None = None, **about: str) -> bytes:
    file = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for lines in pages:
        drawn = b" ".join(f"({line}) Tj T*".encode("latin-1") for line in lines)
        page = file.add_blank_page()
        page.Contents = file.make_stream(b"BT /F1 12 Tf 14 TL 72 720 Td " + drawn + b" ET")
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    for name, value in about.items():
        file.docinfo[pikepdf.Name(f"/{name}")] = value
    target = io.BytesIO()
    file.save(target, encryption=encryption or False)
    return target.getvalue()


def docx(body: str, **members: str | bytes) -> bytes:
    target = io.BytesIO()
    names = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>"
        )
        for name, content in members.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return target.getvalue()


def paragraph(text: str, style: str = "") -> str:
    stated = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{stated}<w:r><w:t>{text}</w:t></w:r></w:p>"


def read(content: bytes, url: str) -> Article:
    (article,) = read_file(Document(url=url, content=content, fetched_at=NOW))
    return article


# --- PDF ---------------------------------------------------------------------------------------


def test_a_pdf_reads_as_paragraphs_under_its_own_title() -> None:
    content = pdf(
        [
            "A new ferry",
            "",
            *LINES,
            "",
            "Fares stay as they are, said the owner of the line, until the au-",
            "tumn.",
        ],
        Title="A new ferry",
        Author="Ida Strand",
        CreationDate="D:20261106143000+01'00'",
    )
    article = read(content, "inbox/ferry.pdf")
    assert article.title == "A new ferry"
    assert article.text.split("\n\n") == [
        " ".join(LINES),
        "Fares stay as they are, said the owner of the line, until the autumn.",
    ]
    assert (article.authors, article.date_source) == (("Ida Strand",), "file")
    assert article.published == datetime(2026, 11, 6, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("D:2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("D:20261106", datetime(2026, 11, 6, tzinfo=UTC)),
        ("20261106143000Z", datetime(2026, 11, 6, 14, 30, tzinfo=UTC)),
        ("D:20261106143000-05", datetime(2026, 11, 6, 19, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_date_of_a_pdf(stated: str, moment: datetime | None) -> None:
    assert read(pdf([*LINES], CreationDate=stated), "a.pdf").published == moment


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [
        ["Torskar Harbour Report", *lines, f"Page {n} of 4"]
        for n, lines in enumerate(numbered(4), start=1)
    ]
    article = read(pdf(*pages, Title="Microsoft Word - report.docx"), "a.pdf")
    assert "Report" not in article.text
    assert "Page" not in article.text
    assert article.text.count("ferry") == 4
    assert article.title == f"aa {LINES[0]} aa {LINES[1]} aa {LINES[2]}"[:120]


def test_bullets_and_headings_stand_alone() -> None:
    article = read(pdf(["Three points", *LINES, "- First point", "- Second point"]), "a.pdf")
    assert article.text.split("\n\n") == [" ".join(LINES), "First point", "Second point"]
    assert article.title == "Three points"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html>no PDF</html>", "is not a PDF"),
        (b"%PDF-1.7\nbroken", "is a damaged PDF"),
        (pdf([]), "holds no text: it may be a scan"),
        (pdf([*LINES], encryption=pikepdf.Encryption(owner="o", user="u", R=4)), "is encrypted"),
        (pdf([*LINES], encryption=pikepdf.Encryption(owner="o", user="u", R=6)), "is encrypted"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_named(content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(content, "inbox/a.pdf")


def test_a_pdf_is_read_up_to_a_limit_and_says_so() -> None:
    many = pdf(*numbered(MOST_PAGES + 5))
    with patience():
        reading = examine_file(Document(url="a.pdf", content=many, fetched_at=NOW))
    assert [one.message for one in reading.problems] == ["has 205 pages, the first 200 read"]


def test_a_page_that_unpacks_to_too_much_is_left_out_by_name() -> None:
    with patience():
        article, problems = read_pdf(pdf([*LINES], ["x" * 3_000_000], [*LINES]), url="a.pdf")
    assert article.text.count("ferry") == 2
    assert [one.message for one in problems] == ["page 2 cannot be read: ReadError"]


def test_a_text_that_goes_on_and_on_is_cut_by_name() -> None:
    long = ["tide " * 10_000] * 30
    with patience():
        _, problems = read_pdf(pdf(long, *([["x"]] * 3)), url="a.pdf")
    assert [one.message for one in problems] == [
        "holds more than 1,000,000 characters, the rest was left out"
    ]


def test_a_pdf_whose_facts_about_itself_are_broken() -> None:
    file = pikepdf.open(io.BytesIO(pdf([*LINES], Title="A ferry")))
    file.trailer["/Info"] = file.make_indirect(pikepdf.Array([1]))
    target = io.BytesIO()
    file.save(target)
    assert read(target.getvalue(), "a.pdf").title == " ".join(LINES)[:120]


# --- Word --------------------------------------------------------------------------------------

CORE = """<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>A new ferry</dc:title><dc:creator>Ida Strand</dc:creator>
<dcterms:created>2026-11-06T13:30:00Z</dcterms:created></cp:coreProperties>"""


def test_a_word_file_reads_as_paragraphs_lists_and_rows() -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Ferry", "", "40 cars"))
    body = (
        paragraph("A new ferry", "Title")
        + paragraph("The yard").replace("</w:r>", "<w:br/><w:t>launched it.</w:t></w:r>")
        + f"<w:tbl><w:tr>{cells}</w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        + "<w:p><w:del><w:r><w:t>Deleted</w:t></w:r></w:del></w:p>"
        + "<w:p/>"
        + paragraph("The crew sang.")
    )
    article = read(docx(body, docProps__core=CORE), "inbox/a.docx")
    assert article.title == "A new ferry"
    assert article.text.split("\n\n") == [
        "The yard launched it.",
        "Ferry 40 cars",
        "The crew sang.",
    ]
    assert (article.authors, article.date_source) == (("Ida Strand",), "file")
    assert article.published == datetime(2026, 11, 6, 13, 30, tzinfo=UTC)


def test_text_boxes_are_read_once() -> None:
    box = (
        f"<w:r><w:drawing><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:drawing></w:r>"
    )
    body = paragraph("Ferries") + f"<w:p><w:r><w:t>Around</w:t></w:r>{box}</w:p>"
    assert read(docx(body), "a.docx").text.split("\n\n") == ["In a box", "Around"]


def test_a_word_file_without_facts_about_itself() -> None:
    body = paragraph("Ferries", "Heading1") + paragraph("The crew sang.")
    article = read(docx(body, docProps__core="not xml"), "a.docx")
    assert (article.title, article.text) == ("Ferries", "The crew sang.")
    empty = docx(paragraph("The crew sang."), docProps__core="")
    assert read(empty, "a.docx").title == "The crew sang."
    plain = read(docx(paragraph("The crew sang.")), "a.docx")
    assert (plain.title, plain.text, plain.published) == ("The crew sang.", "The crew sang.", None)


def other(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return target.getvalue()


def encrypted() -> bytes:
    content = bytearray(docx(paragraph("Secret")))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + offset] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7 not a word file", "is not a Word file"),
        (b"PK\x03\x04 cut off", "is not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is encrypted or an old .doc file"),
        (other("xl/workbook.xml"), "is not a Word file"),
        (other("word/document.xml"), "is a damaged Word file"),
        (other(*(f"a/{n}" for n in range(10_001))), "more than 10,000 parts"),
        (encrypted(), "is encrypted"),
        (docx(""), "holds no text"),
        (docx("<w:p/>" + " " * 11_000_000), "unpacks to more than 10 MB"),
        (docx("<w:p/>", docProps__core=" " * 11_000_000), "unpacks to more than 10 MB"),
    ],
)
def test_a_word_file_that_cannot_be_read_is_named(content: bytes, message: str) -> None:
    with patience(), pytest.raises(ReadError, match=message):
        read(content, "inbox/a.docx")


def test_a_file_that_is_no_such_thing_by_its_name() -> None:
    with pytest.raises(ReadError, match="binary"):
        read(pdf([*LINES]), "a.md")
    with pytest.raises(ReadError, match="empty"):
        read(b"", "a.pdf")


@given(st.binary(max_size=200), st.integers(0, 500))
def test_damage_never_raises_anything_but_a_read_error(noise: bytes, place: int) -> None:
    for content, reader in ((pdf([*LINES]), read_pdf), (docx(paragraph("A hull")), read_docx)):
        with contextlib.suppress(ReadError):
            reader(content[:place] + noise + content[place + len(noise) :], url="a")
