"""PDF files: their text in paragraphs, without page numbers and running heads.

Everything is bounded: pages, the size of each page's content once unpacked, and the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, Problem
from broadsheet.read.file_articles import article_of_file
from broadsheet.read.markup import plain_title
from broadsheet.read.titles import title_of_text

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 200
MOST_CHARACTERS = 1_000_000
_LARGEST_PAGE = 2_000_000
_LEAST_REPEATS = 3
_SHORT = 0.6  # of a usual line: then it is the last of its paragraph, or a heading
_SHORT_AT_END = 0.85  # the same for a line that ends a sentence
_EDGE = 2
_DATE = re.compile(
    r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?'?|Z.{0,6})?\s*$"
)
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"(?:microsoft word|untitled|document\d*|print)\b|.*\.(?:docx?|indd|tex|pdf|odt)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[•▪‣◦●○■–-]\s+")
_ENDS = (".", "!", "?", ":", "…", "”", '"', "»", ")", "。")


def read_pdf(content: bytes, *, url: str) -> tuple[Article, tuple[Problem, ...]]:
    """Read a PDF as one article, with what was left unread of it.

    The title is the file's own where it has a useful one, else its first line; the date is the one
    on which the file says it was made.

    Raises:
        ReadError: it is no PDF, is encrypted, damaged, or holds no text (a scan).
    """
    if b"%PDF-" not in content[:1024]:
        raise ReadError("is not a PDF", what=url)
    reader = _open(content, url)
    pages, problems = _pages(reader, url)
    lines = _without_edges(pages)
    text = "\n\n".join(_paragraphs(lines))
    if not text:
        raise ReadError("holds no text: it may be a scan", what=url)
    stated = _metadata(reader)
    title = plain_title(stated.get("/Title", ""))
    if not title or _NO_TITLE.match(title):
        title = title_of_text(text)
    first, _, rest = text.partition("\n\n")
    text = rest if rest and first.strip() == title else text
    article = article_of_file(
        text,
        url=url,
        title=title,
        author=stated.get("/Author", ""),
        created=_iso(stated.get("/CreationDate", "")),
    )
    return article, problems


def _open(content: bytes, url: str) -> PdfReader:
    """Return the file opened; every way in which the library fails is one of ours."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(BytesIO(content))
        if not reader.is_encrypted or reader.decrypt(""):
            len(reader.pages)
            return reader
    except DependencyError:  # the library decrypts the newer kind only with another's help
        pass
    except Exception as error:  # the library raises errors of many kinds on broken files
        raise ReadError("is a damaged PDF", what=url) from error
    raise ReadError("is encrypted", what=url, remedy="save it without a password")


def _pages(reader: PdfReader, url: str) -> tuple[list[list[str]], tuple[Problem, ...]]:
    """Return the lines of each page that can be read, and what cannot."""
    pages: list[list[str]] = []
    problems: list[Problem] = []
    size = 0
    count = len(reader.pages)
    if count > MOST_PAGES:
        problems.append(
            Problem(what=url, message=f"has {count} pages, the first {MOST_PAGES} read")
        )
    for number in range(min(count, MOST_PAGES)):
        if size >= MOST_CHARACTERS:
            message = f"holds more than {MOST_CHARACTERS:,} characters, the rest was left out"
            problems.append(Problem(what=url, message=message))
            break
        try:
            text = _page_text(reader.pages[number])
        except Exception as error:  # noqa: BLE001 - as above
            message = f"page {number + 1} cannot be read: {type(error).__name__}"
            problems.append(Problem(what=url, message=message))
            continue
        size += len(text)
        pages.append([*map(_line, text.split("\n"))])
    return pages, tuple(problems)


def _page_text(page: PageObject) -> str:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
        raise ReadError("is too large")
    return page.extract_text()[:MOST_CHARACTERS].replace("\0", "")


def _line(line: str) -> str:
    return " ".join(line.replace("\u00ad\n", "").split())


def _without_edges(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return all lines, without page numbers and lines that repeat at the edges of pages."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)} if key)
    least = max(_LEAST_REPEATS, len(pages) // 2)
    kept: list[str] = []
    for page in pages:
        filled = [index for index, line in enumerate(page) if line]
        edges = {*filled[:_EDGE], *filled[-_EDGE:]}
        for index, line in enumerate(page):
            repeats = index in edges and seen[_key(line)] >= least
            if not (repeats or (index in edges and _PAGE_NUMBER.fullmatch(line))):
                kept.append(line)
    return kept


def _edges(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line]
    return [*filled[:_EDGE], *filled[-_EDGE:]]


def _key(line: str) -> str:
    return _NUMBERS.sub("#", line.casefold())


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Join the lines of a page into paragraphs: a blank or short last line ends one."""
    width = _width(lines)
    paragraphs: list[str] = []
    current = ""
    for read in lines:
        if not read or _BULLET.match(read):
            current = _end(paragraphs, current)
        line = _BULLET.sub("", read)
        current = _joined(current, line)
        if len(line) < width * (_SHORT_AT_END if line.endswith(_ENDS) else _SHORT):
            current = _end(paragraphs, current)
    _end(paragraphs, current)
    return paragraphs


def _width(lines: Sequence[str]) -> int:
    """Return how long the longer lines are: the upper quartile."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _end(paragraphs: list[str], current: str) -> str:
    if current:
        paragraphs.append(current)
    return ""


def _joined(before: str, line: str) -> str:
    """Return two lines as one; a word divided at the end of the first is whole again."""
    if not before or not line:
        return before or line
    if before.endswith(("-", "\u00ad", "\u2010")) and before[-2:-1].isalpha() and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _metadata(reader: PdfReader) -> dict[str, str]:
    try:
        found: Any = reader.metadata or {}
        return {
            key: str(found.get(key) or "")[:1000] for key in ("/Title", "/Author", "/CreationDate")
        }
    except Exception:  # noqa: BLE001 - as above
        return {}


def _iso(stated: str) -> str:
    """Return a PDF date (ISO 32000-1, 7.9.4), such as D:20261109073000+01'00', as ISO 8601."""
    match = _DATE.match(stated.strip()[:60])
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else "Z"
    clock = f"{hour or '00'}:{minute or '00'}:{second or '00'}"
    return f"{year}-{month or '01'}-{day or '01'}T{clock}{zone}"
