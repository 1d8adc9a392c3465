"""Files of a folder source and messages of a mailbox: pages, notes, mails, PDF and Word files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, Document, Problem
from broadsheet.read.charsets import decode
from broadsheet.read.links import feed_links
from broadsheet.read.mails import read_mail
from broadsheet.read.markdown import read_markdown, read_plain
from broadsheet.read.masquerades import FEED, page_refusal, text_refusal
from broadsheet.read.pages import PageReading, examine_page
from broadsheet.read.refusals import LISTING


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What a file gave: its article, the pages a mail links to, and what was left unread."""

    article: Article
    links: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_file(document: Document) -> list[Article]:
    """Read the articles in a file; see `examine_file`."""
    return [examine_file(document).article]


def examine_file(document: Document) -> FileReading:
    """Read a file: HTML, Markdown, plain text, mail, PDF or Word, told by type or extension.

    Raises:
        ReadError: the file is of another kind, is not what it says it is, or holds nothing to read.
    """
    kind = kind_of(document)
    reader = _READERS.get(kind)
    if reader is None:
        raise ReadError(
            "is not a document Broadsheet reads",
            what=document.url,
            remedy="use .html, .md, .txt, .eml, .pdf or .docx",
        )
    if not document.content.strip():
        raise ReadError("is empty", what=document.url)
    refusal = _REFUSALS.get(kind, _none)(document.content)
    if refusal:
        remedy = "name it as a `feed`" if refusal == FEED else ""
        raise ReadError(refusal, what=document.url, remedy=remedy)
    return reader(document)


def kind_of(document: Document) -> str:
    """Return what a document is: html, markdown, text, mail, pdf, docx, feed, or "" when
    unknown.

    The extension of a local file tells more than a media type guessed from it; on the web it is the
    other way round.
    """
    is_web = document.url.startswith(("http://", "https://"))
    path = document.url.partition("?")[0].partition("#")[0] if is_web else document.url
    by_name = _EXTENSIONS.get(_extension(path), "")
    by_type = _MEDIA_TYPES.get(document.media_type.partition(";")[0].strip().lower(), "")
    if is_web:
        return by_type or by_name
    return by_name or by_type


def _extension(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def _page(document: Document) -> FileReading:
    reading = examine_page(document.content, url=document.url, content_type=_content_type(document))
    if reading.article is None:
        raise ReadError(reading.refusal, what=document.url, remedy=_way_out(reading, document))
    return FileReading(article=reading.article)


def _way_out(reading: PageReading, document: Document) -> str:
    """Return what to do about a page that lists articles instead of being one."""
    if reading.refusal != LISTING:
        return ""
    feeds = feed_links(document.content, document.url)
    return f"use its feed: {feeds[0]}" if feeds else "choose its links with `items`"


def _markdown(document: Document) -> FileReading:
    return FileReading(article=read_markdown(_text(document), url=document.url))


def _plain(document: Document) -> FileReading:
    return FileReading(article=read_plain(_text(document), url=document.url))


def _mail(document: Document) -> FileReading:
    mail = read_mail(document.content, url=document.url)
    return FileReading(article=mail.article, links=mail.links, problems=mail.problems)


def _pdf(document: Document) -> FileReading:
    from broadsheet.read.pdfs import read_pdf

    article, problems = read_pdf(document.content, url=document.url)
    return FileReading(article=article, problems=problems)


def _docx(document: Document) -> FileReading:
    from broadsheet.read.word_files import read_docx

    return FileReading(article=read_docx(document.content, url=document.url))


def _none(_: bytes) -> str:
    return ""


def _text(document: Document) -> str:
    return decode(document.content, content_type=_content_type(document)).text.replace("\0", "")


def _content_type(document: Document) -> str | None:
    if not document.charset:
        return None
    return f"{document.media_type or 'text/plain'}; charset={document.charset}"


_READERS: dict[str, Callable[[Document], FileReading]] = {
    "html": _page,
    "markdown": _markdown,
    "text": _plain,
    "mail": _mail,
    "pdf": _pdf,
    "docx": _docx,
}
_REFUSALS: dict[str, Callable[[bytes], str]] = {
    "html": page_refusal,
    "markdown": text_refusal,
    "text": text_refusal,
}
_EXTENSIONS = {
    "html": "html", "htm": "html", "xhtml": "html", "md": "markdown", "markdown": "markdown",
    "txt": "text", "text": "text", "eml": "mail", "xml": "feed", "rss": "feed", "atom": "feed",
    "rdf": "feed", "json": "feed", "pdf": "pdf", "docx": "docx",
}  # fmt: skip
_MEDIA_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown",
    "text/plain": "text", "message/rfc822": "mail", "application/rss+xml": "feed",
    "application/atom+xml": "feed", "application/rdf+xml": "feed", "application/xml": "feed",
    "text/xml": "feed", "application/feed+json": "feed", "application/json": "feed",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
