"""Newsletters as mails (RFC 5322, MIME): the text, and the pages a mail links to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import EmailPolicy, Policy
from email.utils import parseaddr
from typing import cast
from urllib.parse import quote

from typing_extensions import override

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, Problem, article_id
from broadsheet.model.ids import content_id
from broadsheet.read.charsets import decode
from broadsheet.read.mail_bodies import (
    html_body,
    is_worth_following,
    plain_links,
    without_labels,
)
from broadsheet.read.markup import is_web_address, plain_title
from broadsheet.read.plain_lines import unwrapped
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.titles import title_of_text
from broadsheet.text.languages import identify_language

MAX_BYTES = 10_000_000
MOST_PARTS = 200
MOST_LINKS = 50
_MOST_LINES = 300_000
_MOST_DASHED = 10_000
_LONGEST_PART = 3_000_000
_LONGEST_HEADER = 5_000
_DASHED = re.compile(rb"[\r\n]--")
_BRACKETED = re.compile(r"<\s*([^<>\s]{1,2000})\s*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReading:
    """A mail, read: itself as an article, the pages it links to, and what was left unread."""

    article: Article
    links: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    text: str = ""
    links: tuple[str, ...] = ()


class _Bounded(EmailPolicy):
    """Headers are cut before they are parsed: the parser takes quadratic time on some."""

    @override
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_BOUNDED = cast("Policy[EmailMessage]", _Bounded())


def read_mail(content: bytes, *, url: str) -> MailReading:
    """Read a mail: its subject, date, sender's name, text, and the links in it.

    Its HTML part counts where there is one. Links are those worth following: not to unsubscribe,
    confirm, share or change settings, which a visit alone may do.

    Args:
        content: The mail as it is.
        url: A file, or the message's address in a mailbox; the article of the latter has the
            address its archive gives it (`Archived-At`, RFC 5064), else its Message-ID (`mid:`,
            RFC 2392): where it was read from is nobody's business.

    Raises:
        ReadError: the bytes are not a mail, it holds no text, or is larger than 10 MB, 300,000
            lines, 10,000 parts.
    """
    message = _parse(content, url)
    if not (_header(message, "from") or _header(message, "subject")):
        raise ReadError("is not a mail: it has neither sender nor subject", what=url)
    parts = list(message.walk())
    body = _best(parts[:MOST_PARTS])
    if not body.text:
        first = f"; its first {MOST_PARTS} of {len(parts):,} were read"
        raise ReadError("holds no text part" + (first if len(parts) > MOST_PARTS else ""), what=url)
    problems = []
    if len(parts) > MOST_PARTS:
        problems.append(
            Problem(what=url, message=f"has {len(parts):,} parts, the first {MOST_PARTS} read")
        )
    refused = set(_BRACKETED.findall(_header(message, "list-unsubscribe")))
    links = list(dict.fromkeys(link for link in body.links if link not in refused))
    if len(links) > MOST_LINKS:
        problems.append(
            Problem(what=url, message=f"has {len(links)} links, the first {MOST_LINKS} used")
        )
    return MailReading(
        article=_article(message, body.text, url, content),
        links=tuple(links[:MOST_LINKS]),
        problems=tuple(problems),
    )


def _parse(content: bytes, url: str) -> EmailMessage:
    """Return the parsed message; what would take too long to parse is refused first."""
    if len(content) > MAX_BYTES:
        raise ReadError(f"is larger than {MAX_BYTES // 1_000_000} MB", what=url)
    if content.count(b"\n") + content.count(b"\r") > 2 * _MOST_LINES:
        raise ReadError(f"has more than {_MOST_LINES:,} lines", what=url)
    if sum(1 for _ in _DASHED.finditer(content)) > _MOST_DASHED:
        raise ReadError(f"has more than {_MOST_DASHED:,} parts", what=url)
    try:
        return message_from_bytes(content, policy=_BOUNDED)
    except RecursionError as error:
        raise ReadError("nests its parts too deep", what=url) from error


def _article(message: EmailMessage, text: str, url: str, content: bytes) -> Article:
    sender, address = parseaddr(_header(message, "from"))
    publisher = plain_title(sender) or address.rpartition("@")[2] or _list_name(message)
    title = plain_title(_header(message, "subject")) or title_of_text(text)
    moment = parse_timestamp(_header(message, "date")).moment
    if "://" in url:
        url = _public_address(message, content)
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher=publisher,
        family=publisher,
        language=identify_language(text),
        published=moment,
        date_source="header" if moment else "",
        tags=tuple(filter(None, (_list_name(message),))),
    )


def _public_address(message: EmailMessage, content: bytes) -> str:
    archived = _BRACKETED.findall(_header(message, "archived-at"))
    if archived and is_web_address(archived[0]):
        return str(archived[0])
    name = _BRACKETED.findall(_header(message, "message-id"))
    known = name[0] if name else content_id("m", content.decode("latin-1"))
    return f"mid:{quote(known, safe='@')}"


def _header(message: EmailMessage, name: str) -> str:
    """Return a header as one decoded line; broken ones as far as they can be read."""
    try:
        value = message[name]
    except Exception:  # noqa: BLE001 - the header parser raises errors of many kinds on broken input
        return ""
    return " ".join(str(value or "").split())


def _list_name(message: EmailMessage) -> str:
    """Return the list's identifier without its description (RFC 2919)."""
    value = _header(message, "list-id")
    return value.rpartition("<")[2].rstrip("> ").strip() if value else ""


def _best(parts: Iterable[Message]) -> _Body:
    """Return the first HTML part with text in it, else the first plain one."""
    plain = _Body()
    for part in parts:
        kind = part.get_content_type()
        if kind not in {"text/html", "text/plain"} or part.get_filename():
            continue
        if kind == "text/plain" and plain.text:
            continue
        body = _body(part, kind)
        if kind == "text/html" and body.text:
            return body
        plain = plain if plain.text else body
    return plain


def _body(part: Message, kind: str) -> _Body:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    header = f"{kind}; charset={charset}" if charset else None
    source = decode(raw[:_LONGEST_PART], content_type=header).text.replace("\0", "")
    if kind == "text/html":
        text, found = html_body(source)
    else:
        text, found = without_labels(unwrapped(source)), plain_links(source)
    return _Body(
        text=text, links=tuple(url for url, about in found if is_worth_following(url, about))
    )
