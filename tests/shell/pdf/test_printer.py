"""The PDF: the same everywhere, tagged, archivable, and made where nothing can leak or hang."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import logging
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from broadsheet.errors import PrintError
from broadsheet.model.briefings import Style
from broadsheet.model.renderings import Rendering
from broadsheet.render.editions import render
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.pdf.fonts import load_fonts
from broadsheet.shell.pdf.printer import WeasyPrinter
from editions import sample_edition
from printing import page, texts
from strategies import NASTY

ROOT = Path(__file__).parents[3]
TEMPLATES = load_templates()
SCRIPT = """
import hashlib, pickle, sys
from broadsheet.shell.pdf.printer import WeasyPrinter
with WeasyPrinter() as printer:
    print(hashlib.sha256(printer.print(pickle.load(open(sys.argv[1], "rb")))).hexdigest())
"""


def sample() -> Rendering:
    return render(sample_edition(), Style(), TEMPLATES)


def test_the_engine_has_nothing_to_complain_about(printer):
    printer.print(sample())
    assert printer.complaints == ()


def test_another_process_with_another_hash_seed_makes_the_same_bytes(pdf, printer, tmp_path):
    import pickle

    job = tmp_path / "rendering.pickle"
    job.write_bytes(pickle.dumps(sample()))
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(job)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True, timeout=120,
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert digests == {hashlib.sha256(pdf).hexdigest()}
    assert printer.print(sample()) == pdf, "a warm worker makes the same bytes again"


def test_the_pages_read_as_an_edition(pdf):
    pages = texts(pdf)
    assert 3 <= len(pages) <= 5
    first = pages[0]
    for words in ("The Skerry Brief", "Issue 14", "Torskar orders twelve electric", "263,400"):
        assert words in first
    assert f"Page 1 of {len(pages)}" in first
    assert all("The Skerry Brief" in each for each in pages), "running heads"
    everything = " ".join(pages)
    assert "vantholm-contract" in everything
    assert "Covers 5 Oct 2026, 07:30" in everything


def test_no_heading_is_left_at_the_foot_of_a_page(pdf):
    titles = [story.title for story in sample_edition().stories]
    for text in texts(pdf)[1:]:
        flat = " ".join(text.split())
        for title in titles:
            if title in flat:
                after = flat.split(title)[1]
                assert len(after) > 80


def test_the_first_page_ends_with_the_insight_and_no_page_is_nearly_empty(pdf):
    assert "STRATEGIC INSIGHT" in texts(pdf)[0]
    assert "What changed" in texts(pdf)[0].split("STRATEGIC INSIGHT")[1]
    document = pypdfium2.PdfDocument(pdf)
    for sheet in list(document)[:-1]:
        picture = sheet.render(scale=0.5).to_pil().convert("L")
        body = picture.crop(
            (0, int(picture.height * 0.08), picture.width, picture.height * 9 // 10)
        )
        inked = body.point(lambda shade: 255 if shade < 200 else 0).getbbox()
        assert inked
        assert inked[3] > body.height * 0.25
    document.close()


def test_units_are_never_hyphenated(printer):
    edition = sample_edition()
    metric = replace(edition.metrics[0], label="Traffic", unit="passenger")
    made = printer.print(render(replace(edition, metrics=(metric,) * 4), Style(), TEMPLATES))
    assert texts(made)[0].count("passengers") >= 4


def test_source_marks_stay_on_the_line_of_the_last_word(pdf):
    everything = "\n".join(texts(pdf))
    assert "third time this" in everything
    assert re.search(r"year\.\u2060?3", everything)
    assert re.search(r"people\.\u2060?6", everything)


def test_the_file_is_tagged_titled_and_archivable(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith("The Skerry Brief: Torskar")
            assert metadata["xmp:CreateDate"] == "2026-10-12T05:32:00+00:00"
        assert root.Metadata.read_bytes().count(b"<rdf:RDF") == 1
        assert all(str(sheet.Tabs) == "/S" for sheet in document.pages)
        assert "/JavaScript" not in (root.get("/Names") or {})


def _walk(element):
    yield element
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _walk(child)


def test_pictures_have_words_and_headings_leave_no_level_out(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.StructTreeRoot
        elements = [each for child in tree.K for each in _walk(child)]
        kinds = [str(each.S) for each in elements]
        figures = [each for each in elements if str(each.S) == "/Figure"]
        assert len(figures) == 5 + 3, "sparklines, and three charts"
        assert all(str(figure.Alt).endswith(".") for figure in figures), "a sentence each"
        levels = [
            int(kind[2])
            for kind in kinds
            if len(kind) == 3 and kind[1] == "H" and kind[2].isdigit()
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
        for sheet in document.pages:
            for note in sheet.get("/Annots", []):
                assert str(note.Contents)


def test_only_our_fonts_are_used_and_all_are_embedded(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = set()
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                names.add(str(item.FontName).split("+")[1].replace(",", "").rstrip("-"))
                assert "/FontFile2" in item or "/FontFile3" in item
    assert names
    assert all(name.startswith(("Source-Serif-4", "Inter")) for name in names)


def test_bookmarks_lead_to_sections_and_stories(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert "Key takeaways" in titles
        stories = next(item for item in outline.root if item.title == "Fleet")
        assert next(child.title for child in stories.children).startswith("Torskar orders")


def test_the_figures_travel_inside_as_data_with_the_editions_date(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (name,) = document.attachments
        attached = document.attachments[name]
        assert name == "figures.json"
        assert len(document.Root.AF) == 1
        assert str(attached.obj.AFRelationship) == "/Data"
        file = attached.get_file()
        assert file.mime_type == "application/json"
        made_at = sample_edition().made_at
        assert file.creation_date == file.mod_date == made_at
        data = json.loads(file.read_bytes())
    assert data["edition"] == sample_edition().id
    assert [figure["value"] for figure in data["figures"]][:2] == ["263400", "412000000"]
    assert data["figures"][0]["evidence"][0]["source"] == 2


def test_an_attachment_without_a_date_gets_a_fixed_one(printer):
    attached = replace(page("<p>x"), attachments={"a.json": b"{}"})
    made = printer.print(attached)
    assert made == printer.print(attached)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.attachments["a.json"].get_file().creation_date.year == 1970


REACHES = [
    "<link rel=attachment href='{url}'>",
    "<link rel=stylesheet href='{url}'>",
    "<style>@import '{url}';</style>",
    "<style>@font-face{{font-family:x;src:url({url})}} p{{font-family:x,Inter}}</style><p>x",
    "<p style='background:url({url})'>x",
    "<ul style='list-style-image:url({url})'><li>x</ul>",
    "<p style='content:url({url})'>x",
    "<img alt=x src='{url}'>",
    "<object data='{url}'>x</object>",
    "<embed src='{url}'>",
    "<svg><title>x</title><image href='{url}' width=9 height=9 /></svg>",
    "<svg><title>x</title><use href='{url}#a'/></svg>",
    "<a rel=attachment href='{url}'>x</a>",
    "<base href='{url}'><img alt=x src='canary.txt'>",
    """<img alt=x src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}'/></svg>">""",
]


def test_no_file_and_no_address_is_ever_read(printer, tmp_path):
    canary = tmp_path / "canary.txt"
    canary.write_text("CANARY-7f3a-SINGS")
    for url in (canary.as_uri(), "http://127.0.0.1:9/canary.txt", f"asset:../{canary}"):
        made = printer.print(page("".join(reach.format(url=url) for reach in REACHES)))
        with pikepdf.open(io.BytesIO(made)) as document:
            assert not document.attachments
            for item in document.objects:
                if isinstance(item, pikepdf.Stream):
                    assert b"CANARY" not in item.read_bytes()
        assert any("refused" in line or "Failed" in line for line in printer.complaints)


def test_pictures_of_the_rendering_are_printed(printer):
    images = sample().images
    made = printer.print(page("<img alt=x src='asset:images/spark-1.png'>", images))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert any(
            isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
            for item in document.objects
        )
    assert printer.complaints == ()


def test_hostile_words_print(printer):
    edition = sample_edition()
    stories = tuple(
        replace(edition.stories[0], id=f"s-{number}", rank=number, title=words)
        for number, words in enumerate(NASTY, start=1)
    )
    made = printer.print(render(replace(edition, stories=stories), Style(), TEMPLATES))
    assert len(texts(made)) < 20


def test_a_missing_glyph_is_reported(printer):
    printer.print(page("<p>\u0378"))
    (complaint,) = printer.complaints
    assert "no glyph for 1 uncommon characters" in complaint
    assert "□ (U+0378)" in complaint


def test_a_document_that_never_ends_is_stopped_and_the_next_one_printed():
    with WeasyPrinter(timeout=1.0) as impatient:
        impatient.print(page("<p>warm"))
        with pytest.raises(PrintError, match=r"no answer within 1 seconds"):
            impatient.print(page("<p>" + "word " * 1_000_000))
        assert impatient.print(page("<p>next")).startswith(b"%PDF")


def test_a_greedy_document_costs_only_itself():
    drawn = io.BytesIO()
    Image.new("RGBA", (9_000, 9_000), "teal").save(drawn, "PNG")
    image = {"huge.png": drawn.getvalue()}
    with WeasyPrinter(memory=700 * 1024**2) as bounded:
        with pytest.raises(PrintError):
            bounded.print(page("<img alt=x src='asset:images/huge.png'>", image))
        assert bounded.print(page("<p>small")).startswith(b"%PDF")


def test_a_crash_is_told_and_the_next_document_printed():
    with WeasyPrinter() as printer:
        printer.print(page("<p>one"))
        os.kill(printer.pid, signal.SIGKILL)
        with pytest.raises(PrintError, match=r"ended unexpectedly \(exit code -9\)"):
            printer.print(page("<p>two"))
        assert printer.print(page("<p>three")).startswith(b"%PDF")


def test_a_child_that_cannot_even_start_is_told():
    script = (
        "from broadsheet.shell.pdf.printer import WeasyPrinter\n"
        "from broadsheet.model.renderings import Rendering\n"
        "with WeasyPrinter() as printer:\n"
        "    printer.print(Rendering(subject='', html='', text='', web='', print_html=''))\n"
    )
    # A program read from standard input has no file the child could begin from.
    done = subprocess.run(
        [sys.executable, "-"], input=script, capture_output=True, text=True, timeout=60, check=False
    )
    assert "PrintError" in done.stderr.splitlines()[-1]
    assert "ended unexpectedly" in done.stderr


def test_workers_are_replaced_after_their_share():
    with WeasyPrinter(jobs=1) as printer:
        printer.print(page("<p>one"))
        first = printer.pid
        printer.print(page("<p>two"))
        assert printer.pid != first


def test_a_missing_library_comes_with_its_remedy(monkeypatch, tmp_path):
    fake = tmp_path / "weasyprint"
    fake.mkdir()
    (fake / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with WeasyPrinter() as printer, pytest.raises(PrintError, match="libpango") as caught:
        printer.print(page("<p>x"))
    assert "Pango" in caught.value.remedy
    assert "libharfbuzz-subset0" in caught.value.remedy or not sys.platform.startswith("linux")


def test_an_engine_failure_is_a_print_error(printer):
    with pytest.raises(PrintError, match="could not be set"):
        printer.print(Rendering(subject="", html="", text="", web="", print_html=None))
    assert printer.print(page("<p>next")).startswith(b"%PDF")


def test_fonts_come_from_a_folder_with_their_names(tmp_path):
    fonts = load_fonts()
    assert {"fonts.css", "Inter-Regular.otf", "SourceSerif4-It.ttf"} <= set(fonts)
    assert sum(map(len, fonts.values())) < 2_500_000
    with pytest.raises(PrintError, match="cannot be read"):
        load_fonts(tmp_path / "none")
    with pytest.raises(PrintError, match="no fonts"):
        load_fonts(tmp_path)


def test_every_family_ships_with_its_licence():
    folder = ROOT / "templates" / "fonts"
    assert "SIL OPEN FONT LICENSE" in (folder / "SourceSerif4-OFL.md").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in (folder / "Inter-OFL.txt").read_text(encoding="utf-8")


def test_logging_of_this_process_is_left_alone(printer):
    printer.print(page("<p>x"))
    assert logging.getLogger("weasyprint").handlers == []


def test_a_draft_says_so_on_every_page_and_leaves_out_what_takes_time(printer, pdf):
    made = printer.print(replace(sample(), draft='Ent"wurf'))
    assert printer.complaints == ()
    assert [text.count("Entwurf") for text in texts(made)] == [1] * len(texts(made))
    assert not any("Entwurf" in text for text in texts(pdf))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert "/StructTreeRoot" not in document.Root
        assert not document.attachments
    assert len(made) < len(pdf)
    assert printer.print(sample()) == pdf, "the next document is no draft"
