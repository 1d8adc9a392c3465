"""What the PDF checks find in files that are broken on purpose."""

from __future__ import annotations

import io
import logging

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from broadsheet.shell.pdf.inspection import inspect_pdf


def changed(pdf: bytes, change) -> list[str]:
    """Return what is found after a change to the document."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        saved = io.BytesIO()
        document.save(saved)
    return [fault.message for fault in inspect_pdf(saved.getvalue()).faults]


def elements(document, kind):
    return [
        item
        for item in document.objects
        if isinstance(item, Dictionary) and item.get("/S") == kind and "/P" in item
    ]


def test_our_pdf_has_no_faults(pdf):
    report = inspect_pdf(pdf)
    assert report.faults == ()
    assert report.sizes == {"pdf": len(pdf)}


def _drop(*keys):
    def change(document):
        for key in keys:
            del document.Root[key]

    return change


def _untitled(document):
    with document.open_metadata() as metadata:
        del metadata["dc:title"]
        del metadata["pdfuaid:part"]


def _silent(document):
    for figure in elements(document, Name.Figure):
        figure.Alt = String(" ")


def _skipped(document):
    for heading in elements(document, Name.H2):
        heading.S = Name.H4


def _no_first(document):
    for heading in elements(document, Name.H1):
        heading.S = Name.P


def _table(document):
    tree = document.Root.StructTreeRoot
    first = tree.K if isinstance(tree.K, Dictionary) else tree.K[0]
    row = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=first))
    table = Dictionary(Type=Name.StructElem, S=Name.Table, P=first, K=Array([row]))
    first.K.append(document.make_indirect(table))
    first.K.append(first)


def _links(document):
    for page in document.pages:
        for note in page.get("/Annots", []):
            note.Contents = String("")
        page.Tabs = Name.R


def _drawn(document):
    page = document.pages[0]
    page.contents_add(document.make_stream(b"0 0 9 9 re f"))


def _fonts(document):
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]
        if isinstance(item, Dictionary) and item.get("/Subtype") == "/Type0":
            del item.ToUnicode


def _script_of_a_page(document):
    document.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="x"))


def _program_of_a_link(document):
    action = Dictionary(S=Name.Launch, F="x")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Contents="x", A=action)
    document.pages[0].Annots = Array([document.make_indirect(link)])


def _script(document):
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _attached(document):
    document.attachments["loose.txt"] = b"x"
    del document.Root.AF


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_drop("/Lang"), "names no language"),
        (_drop("/ViewerPreferences"), "shows the file name"),
        (_drop("/StructTreeRoot"), "not tagged"),
        (_drop("/MarkInfo"), "not tagged"),
        (_drop("/Outlines"), "no bookmarks"),
        (_untitled, "names no title"),
        (_untitled, "PDF/UA is not declared"),
        (_silent, "figures without a text alternative"),
        (_skipped, "headings leave out a level"),
        (_no_first, "first heading is of level"),
        (_table, "1 tables hold something that is no row"),
        (_links, "links do not say where they lead"),
        (_links, "do not keep the reading order"),
        (_drawn, "1 marks on the page are neither tagged nor an artifact"),
        (_fonts, "is not embedded"),
        (_fonts, "cannot be copied or read aloud"),
        (_script, "carries a script"),
        (_script_of_a_page, "carries a script"),
        (_program_of_a_link, "starts a program"),
        (_attached, "loose.txt is attached without saying"),
    ],
)
def test_each_fault_is_found(pdf, change, words):
    assert any(words in message for message in changed(pdf, change))


def test_metadata_that_is_none_is_a_fault_and_no_noise(pdf, capfd, monkeypatch):
    def overwrite(document):
        document.Root.Metadata = pikepdf.Stream(document, b"<a>none</a>")

    # As in the program, where nobody listens to what libraries log.
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    assert "the metadata names no title" in changed(pdf, overwrite)
    assert "".join(capfd.readouterr()) == ""


@pytest.mark.parametrize(
    ("password", "words"), [("", "PDF/A forbids"), ("secret", "opens with a password only")]
)
def test_an_encrypted_file_is_reported_not_refused(pdf, password, words):
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="owner", user=password))
    faults = inspect_pdf(locked.getvalue()).faults
    assert [fault.rule for fault in faults if words in fault.message] == ["encryption"]


def test_a_cut_file_is_reported_not_refused(pdf):
    assert inspect_pdf(pdf[: len(pdf) // 2]).faults
    for content in (b"", b"%PDF-1.7", b"\x00" * 100, b"<html>"):
        (fault,) = inspect_pdf(content).faults
        assert "cannot be read" in fault.message


def test_a_heavy_file_is_warned_of(monkeypatch, pdf):
    monkeypatch.setattr("broadsheet.shell.pdf.inspection.MUCH_PDF", 1_000)
    assert any("keep to 1,000" in fault.message for fault in inspect_pdf(pdf).faults)
