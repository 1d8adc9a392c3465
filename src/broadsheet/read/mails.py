"""Newsletters as mail files (RFC 5322, MIME)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, article_id
from broadsheet.read.charsets import decode
from broadsheet.read.markup import plain_text, plain_title, sanitise
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.text.languages import identify_language

_MOST_PARTS = 200
_LONGEST_PART = 3_000_000


def read_mail(content: bytes, *, url: str) -> Article:
    """Read a mail as one article: its subject, date, sender's name and text.

    Raises:
        ReadError: the bytes are not a mail, or it holds no text.
    """
    message = message_from_bytes(content, policy=policy.default)
    if not (_header(message, "from") or _header(message, "subject")):
        raise ReadError("is not a mail: it has neither sender nor subject", what=url)
    text = _text(message)
    if not text:
        raise ReadError("holds no text part", what=url)
    sender, address = parseaddr(_header(message, "from"))
    publisher = plain_title(sender) or address.rpartition("@")[2] or _list_name(message)
    title = plain_title(_header(message, "subject")) or text.split("\n", 1)[0][:120]
    moment = parse_timestamp(_header(message, "date")).moment
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


def _text(message: EmailMessage) -> str:
    """Return the text of the best part: HTML where there is some, else plain text."""
    plain = ""
    for index, part in enumerate(message.walk()):
        if index >= _MOST_PARTS:
            break
        kind = part.get_content_type()
        if kind not in {"text/html", "text/plain"} or part.get_filename():
            continue
        text = _part_text(part, kind)
        if kind == "text/html" and text:
            return text
        plain = plain or text
    return plain


def _part_text(part: Message, kind: str) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    header = f"{kind}; charset={charset}" if charset else None
    text = decode(raw[:_LONGEST_PART], content_type=header).text.replace("\0", "")
    return plain_text(sanitise(text)) if kind == "text/html" else text.strip()
