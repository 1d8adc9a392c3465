"""What a PDF is like inside: syntax, tags, declared standards, fonts, links, attachments.

The rules are those of PDF/UA-1 (ISO 14289-1) and PDF/A-3 (ISO 19005-3) that a program can check
without a validator of its own; veraPDF is asked as well where it is installed. pikepdf, on the qpdf
library, is optional: `broadsheet[lint]`.
"""

from __future__ import annotations

import io
import itertools
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from broadsheet.errors import ConfigError
from broadsheet.render.lint.faults import Fault, Grade, LintReport, Part, sorted_faults
from broadsheet.shell.pdf.verapdf import validate

if TYPE_CHECKING:
    import pikepdf

#: Pages whose drawing is read for unmarked content; a long document is the same all through.
MOST_PAGES = 60
#: A structure tree beyond this many elements is not walked further.
MOST_ELEMENTS = 200_000
MUCH_PDF = 2_000_000

# What is wrong with a file is in the report: the library's own log would add tracebacks to it.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

_PAINTS = frozenset(
    {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"}
)
_IN_TABLES = frozenset({"/TR", "/THead", "/TBody", "/TFoot", "/Caption"})


def inspect_pdf(content: bytes) -> LintReport:
    """Return what is wrong with a PDF; whatever the bytes are, there is a report.

    Raises:
        ConfigError: pikepdf is not installed.
    """
    try:
        import pikepdf
    except ImportError as error:
        raise ConfigError(
            "checking PDF files needs pikepdf",
            what="lint",
            remedy="pip install 'broadsheet[lint]'",
        ) from error
    sizes = {"pdf": len(content)}
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            faults = [*_faults(document, len(content))]
            claimed = _claimed(document)
    except pikepdf.PasswordError:
        message = "the PDF opens with a password only: nobody can read it"
        return LintReport(faults=(_fault("encryption", message),), sizes=sizes)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        # The library names the object the bytes came from, which says nothing to anybody.
        said = re.sub(r"^stream <[^>]*>: |object at 0x[0-9a-f]+", "", " ".join(str(error).split()))
        message = f"the PDF cannot be read: {said[:200]}"
        return LintReport(faults=(_fault("syntax", message),), sizes=sizes)
    return LintReport(faults=sorted_faults([*faults, *validate(content, claimed)]), sizes=sizes)


def _claimed(document: pikepdf.Pdf) -> list[str]:
    """Return the standards a document declares, by the names of their profiles: `3a`, `ua1`."""
    metadata = document.open_metadata()
    archival = [str(metadata.get(f"pdfaid:{key}") or "") for key in ("part", "conformance")]
    accessible = str(metadata.get("pdfuaid:part") or "")
    return ["".join(archival).lower(), f"ua{accessible}"]


def _faults(document: pikepdf.Pdf, size: int) -> Iterator[Fault]:
    for problem in document.check_pdf_syntax()[:5]:
        yield _fault("syntax", f"qpdf: {problem[:200]}")
    if document.is_encrypted:
        yield _fault("encryption", "the PDF is encrypted, which PDF/A forbids")
    if size > MUCH_PDF:
        yield _fault("size", f"{size:,} bytes; keep to {MUCH_PDF:,}", Grade.WARN)
    yield from _declarations(document)
    yield from _structure(document)
    yield from _pages(document)
    yield from _fonts(document)
    yield from _attachments(document)


def _declarations(document: pikepdf.Pdf) -> Iterator[Fault]:
    root: Any = document.Root
    if not root.get("/Lang"):
        yield _fault("language", "the document names no language")
    preferences = root.get("/ViewerPreferences", {})
    if not bool(preferences.get("/DisplayDocTitle", False)):
        yield _fault("title", "the window shows the file name, not the title", Grade.WARN)
    metadata = document.open_metadata()
    if not str(metadata.get("dc:title") or "").strip():
        yield _fault("title", "the metadata names no title")
    for name, standard in (("pdfuaid:part", "PDF/UA"), ("pdfaid:part", "PDF/A")):
        if not metadata.get(name):
            yield _fault("standard", f"{standard} is not declared", Grade.WARN)
    names = root.get("/Names", {})
    if "/JavaScript" in names or any(map(_runs_something, _actions(document))):
        yield _fault("script", "the document carries a script, or starts a program")
    if not root.get("/Outlines", {}).get("/First"):
        yield _fault("outline", "there are no bookmarks", Grade.WARN)


def _actions(document: pikepdf.Pdf) -> Iterator[Any]:
    """Yield what is done by itself or at a click: at the opening, on pages, in annotations."""
    root: Any = document.Root
    holders: list[Any] = [root]
    yield root.get("/OpenAction")
    for page in itertools.islice(document.pages, MOST_PAGES):
        holders += [page.obj, *page.obj.get("/Annots", [])]
    for holder in holders:
        if hasattr(holder, "get"):
            yield holder.get("/A")
            extra = holder.get("/AA")
            if hasattr(extra, "keys"):
                yield from (extra[key] for key in extra.keys())  # noqa: SIM118 - no mapping


def _runs_something(action: Any) -> bool:
    return hasattr(action, "get") and str(action.get("/S", "")) in {"/JavaScript", "/Launch"}


def _structure(document: pikepdf.Pdf) -> Iterator[Fault]:
    root: Any = document.Root
    marked = bool(root.get("/MarkInfo", {}).get("/Marked", False))
    tree = root.get("/StructTreeRoot")
    if not marked or tree is None:
        yield _fault("tags", "the document is not tagged: it cannot be read aloud in order")
        return
    levels: list[int] = []
    silent = tables = 0
    for element in itertools.islice(_walk(tree), MOST_ELEMENTS):
        kind = str(element.get("/S", ""))
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            silent += 1
        if kind == "/Table":
            tables += any(
                str(child.get("/S", "")) not in _IN_TABLES for child in _children(element)
            )
        if len(kind) == 3 and kind[1] == "H" and kind[2].isdigit():
            levels.append(int(kind[2]))
    if silent:
        yield _fault("alt", f"{silent} figures without a text alternative")
    if tables:
        yield _fault("tables", f"{tables} tables hold something that is no row or caption")
    if levels and levels[0] != 1:
        yield _fault("headings", f"the first heading is of level {levels[0]}")
    skipped = sum(later - earlier > 1 for earlier, later in itertools.pairwise(levels))
    if skipped:
        yield _fault("headings", f"{skipped} headings leave out a level")


def _children(element: Any) -> list[Any]:
    import pikepdf

    inside = element.get("/K", [])
    listed = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    return [each for each in listed if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def _walk(tree: Any) -> Iterator[Any]:
    """Yield the elements of the structure tree in reading order, each once."""
    waiting = _children(tree)[::-1]
    seen: set[tuple[int, int]] = set()
    while waiting:
        element = waiting.pop()
        place = element.objgen
        if place != (0, 0) and place in seen:
            continue
        seen.add(place)
        yield element
        waiting += _children(element)[::-1]


def _pages(document: pikepdf.Pdf) -> Iterator[Fault]:
    untold = unordered = unmarked = 0
    for number, page in enumerate(document.pages):
        notes: Any = page.get("/Annots", [])
        links = [note for note in notes if str(note.get("/Subtype", "")) == "/Link"]
        untold += sum(not str(note.get("/Contents", "")).strip() for note in links)
        unordered += bool(links) and str(page.get("/Tabs", "")) != "/S"
        if number < MOST_PAGES:
            unmarked += _unmarked(page)
    if untold:
        yield _fault("links", f"{untold} links do not say where they lead (Contents)")
    if unordered:
        yield _fault("tabs", f"{unordered} pages do not keep the reading order for the tab key")
    if unmarked:
        yield _fault("tags", f"{unmarked} marks on the page are neither tagged nor an artifact")


def _unmarked(page: Any) -> int:
    """Return how often a page paints outside marked content."""
    import pikepdf

    depth = count = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif operator in _PAINTS and depth == 0:
            count += 1
    return count


def _fonts(document: pikepdf.Pdf) -> Iterator[Fault]:
    import pikepdf

    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary) or isinstance(item, pikepdf.Stream):
            continue
        kind = str(item.get("/Type", ""))
        if kind == "/FontDescriptor":
            if not any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield _fault("fonts", f"{item.get('/FontName', '?')} is not embedded")
        elif kind == "/Font":
            name, sort = item.get("/BaseFont", "?"), str(item.get("/Subtype", ""))
            if not sort.startswith("/CIDFont") and "/ToUnicode" not in item:
                yield _fault("fonts", f"text in {name} cannot be copied or read aloud")


def _attachments(document: pikepdf.Pdf) -> Iterator[Fault]:
    listed: Any = document.Root.get("/AF", [])
    related = {str(each.get("/UF", each.get("/F", ""))) for each in listed}
    for name, attached in document.attachments.items():
        if name not in related or "/AFRelationship" not in attached.obj:
            message = f"{name} is attached without saying how it relates to the document"
            yield _fault("attachments", message)


def _fault(rule: str, message: str, grade: Grade = Grade.ERROR) -> Fault:
    return Fault(rule=rule, grade=grade, part=Part.PDF, message=message)
