"""Word files (Office Open XML, ECMA-376): the text of a .docx, never unpacked further than needed.

Only two members of the package are opened, each read up to a cap whatever its directory says.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, article_id
from broadsheet.read.markup import plain_title
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.trees import Element
from broadsheet.text.languages import identify_language

MAX_BYTES = 10_000_000
MOST_MEMBERS = 10_000
_TEXT = "word/document.xml"
_ABOUT = "docProps/core.xml"
_NOT_SHOWN = ("{*}del", "{*}moveFrom", "{*}Fallback", "{*}instrText")
_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE container: old .doc, or a password


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
    headings = [text for style, text in paragraphs if style.startswith(("title", "heading"))]
    text = "\n\n".join(text for _, text in paragraphs)
    if not text:
        raise ReadError("holds no text", what=url)
    title = plain_title(_stated(about, "title"))
    title = title or (headings[0] if headings else text.split("\n", 1)[0])[:120]
    first, _, rest = text.partition("\n\n")
    text = rest if rest and first == title else text
    created = parse_timestamp(_stated(about, "created")).moment
    author = plain_title(_stated(about, "creator"))
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher="",
        family="",
        language=identify_language(text),
        authors=(author,) if author else (),
        published=created,
        updated=parse_timestamp(_stated(about, "modified")).moment,
        date_source="file" if created else "",
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


def _paragraphs(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the style and text of each paragraph; a table row is one paragraph."""
    row: list[str] | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _local(element)
        if name == "tr" and row is None and event == "start":
            row = []
        elif name == "tr" and row is not None and event == "end":
            text = " ".join(filter(None, row))
            row = None
            if text:
                yield "", text
        elif name == "p" and event == "end":
            text = _text(element)
            if row is not None:
                row.append(text)
            elif text:
                yield _style(element), text


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
