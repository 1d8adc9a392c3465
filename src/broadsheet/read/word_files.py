"""Word files (Office Open XML, ECMA-376): the text of a .docx, never unpacked further than needed.

Only two members of the package are opened, each read up to a cap whatever its directory says.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article
from broadsheet.model.blocks import BlockKind, TextBlock
from broadsheet.read.file_articles import article_of_file
from broadsheet.read.markup import plain_title
from broadsheet.read.titles import title_of_text
from broadsheet.read.trees import Element

MAX_BYTES = 10_000_000
MOST_MEMBERS = 10_000
_TEXT = "word/document.xml"
_ABOUT = "docProps/core.xml"
_NOT_SHOWN = ("{*}del", "{*}moveFrom", "{*}Fallback", "{*}instrText")
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE container: old .doc, or a password


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A paragraph of the file: its text, what it is, and of a table row the cells that hold any."""

    text: str
    kind: BlockKind
    level: int = 0
    cells: tuple[str, ...] = ()


def read_docx(content: bytes, *, url: str) -> Article:
    """Read a Word file as one article: paragraphs, lists and table rows in order.

    Deleted text, comments and notes are left out. The title is the file's own where it has one,
    else the first title or heading, else the first line.

    Raises:
        ReadError: it is no Word file, is encrypted, damaged, or holds no text; or its text unpacks
            to more than 10 MB.
    """
    if content.startswith(_ENCRYPTED):
        raise ReadError(
            "is encrypted or an old .doc file",
            what=url,
            remedy="save it as .docx without a password",
        )
    root, about = _members(content, url)
    etree.strip_elements(root, *_NOT_SHOWN, with_tail=False)
    paragraphs = list(_paragraphs(root))
    if not paragraphs:
        raise ReadError("holds no text", what=url)
    headings = [one.text for one in paragraphs if one.kind is BlockKind.HEADING]
    first = next(iter(headings), paragraphs[0].text)
    title = plain_title(_stated(about, "title")) or title_of_text(first)
    if len(paragraphs) > 1 and paragraphs[0].text == title:
        del paragraphs[0]
    text = "\n\n".join(one.text for one in paragraphs)
    return article_of_file(
        text,
        url=url,
        title=title,
        author=_stated(about, "creator"),
        created=_stated(about, "created"),
        modified=_stated(about, "modified"),
        blocks=_blocks(paragraphs),
    )


def _members(content: bytes, url: str) -> tuple[Element, Element | None]:
    """Return the trees of the text and of what the file says about itself."""
    try:
        with ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > MOST_MEMBERS:
                raise ReadError(f"holds more than {MOST_MEMBERS:,} parts", what=url)
            if _TEXT not in names:
                raise ReadError("is not a Word file", what=url)
            root = _tree(_unpacked(package, _TEXT, url))
            about = _tree(_unpacked(package, _ABOUT, url)) if _ABOUT in names else None
    except (BadZipFile, zlib.error, OSError, ValueError, EOFError) as error:
        raise ReadError("is not a Word file", what=url) from error
    except RuntimeError as error:  # a password, or a rare compression
        raise ReadError("is encrypted", what=url, remedy="save it without a password") from error
    if root is None:
        raise ReadError("is a damaged Word file", what=url)
    return root, about


def _unpacked(package: ZipFile, name: str, url: str) -> bytes:
    with package.open(name) as member:
        content = member.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ReadError(f"unpacks to more than {MAX_BYTES // 1_000_000} MB", what=url)
    return content


def _tree(content: bytes) -> Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.LxmlError:
        return None


def _blocks(paragraphs: Iterable[_Paragraph]) -> Iterator[TextBlock]:
    """Yield what is no plain paragraph, at its place in the text they make."""
    start = 0
    for one in paragraphs:
        end = start + len(one.text)
        if one.kind is not BlockKind.PARAGRAPH:
            cells: list[tuple[int, int]] = []
            position = start
            for cell in one.cells:
                cells.append((position, position + len(cell)))
                position += len(cell) + 1
            yield TextBlock(
                kind=one.kind, start=start, end=end, level=one.level, cells=tuple(cells)
            )
        start = end + 2


def _paragraphs(root: Element) -> Iterator[_Paragraph]:
    """Yield the paragraphs that hold text; a table row is one paragraph."""
    row: list[str] | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _local(element)
        if name == "tr" and row is None and event == "start":
            row = []
        elif name == "tr" and row is not None and event == "end":
            cells = tuple(filter(None, row))
            row = None
            if cells:
                kind = BlockKind.ROW if len(cells) > 1 else BlockKind.PARAGRAPH
                yield _Paragraph(text=" ".join(cells), kind=kind, cells=cells)
        elif name == "p" and event == "end":
            text = _text(element)
            if row is not None:
                row.append(text)
            elif text:
                kind, level = _kind(element)
                yield _Paragraph(text=text, kind=kind, level=level)


def _kind(paragraph: Element) -> tuple[BlockKind, int]:
    """Return what a paragraph is and its level, by its style and its numbering."""
    style = _style(paragraph)
    if style.startswith(("title", "heading")):
        digit = style[-1:]
        return BlockKind.HEADING, min(int(digit), 6) if digit in "123456789" else 1
    if "quote" in style:
        return BlockKind.QUOTE, 0
    numbering = next(paragraph.iter("{*}numPr"), None)
    if numbering is not None or style.startswith(("listbullet", "listnumber")):
        depth = None if numbering is None else next(numbering.iter("{*}ilvl"), None)
        stated = "" if depth is None else str(next(iter(depth.attrib.values()), ""))
        return BlockKind.ITEM, int(stated) + 1 if stated in set("012345678") else 1
    return BlockKind.PARAGRAPH, 0


def _text(paragraph: Element) -> str:
    """Return the text of a paragraph, without that of others inside it (text boxes)."""
    pieces = [
        str(element.text or "") if _local(element) == "t" else " "
        for element in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr")
        if next(element.iterancestors("{*}p"), None) is paragraph
    ]
    return " ".join("".join(pieces).split())


def _style(paragraph: Element) -> str:
    stated = next(paragraph.iter("{*}pStyle"), None)
    values = stated.attrib.values() if stated is not None else []
    return str(values[0]).lower() if values else ""


def _stated(about: Element | None, name: str) -> str:
    if about is None:
        return ""
    found = next(about.iter(f"{{*}}{name}"), None)
    return str(found.text or "").strip() if found is not None else ""


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
