"""Markdown and plain text notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from io import StringIO
from typing import Any

from markdown_it import MarkdownIt
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, article_id
from broadsheet.read.feed_images import content_image
from broadsheet.read.markup import plain_text, plain_title, sanitise
from broadsheet.read.plain_lines import is_heading, unwrapped
from broadsheet.read.structure import blocks_of_markup
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.read.titles import title_of_text
from broadsheet.text.languages import identify_language

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_HEADING = re.compile(r"\A\s*#[ \t]+([^\n]{1,300}?)[ \t]*#*[ \t]*(?:\n|\Z)")
_LONGEST_TITLE = 200


def read_markdown(source: str, *, url: str) -> Article:
    """Read a Markdown note with optional YAML front matter as one article.

    Front matter names: title, date, updated, url (or link), author(s), publisher, language, tags.

    Raises:
        ReadError: the front matter is not YAML, or there is no text.
    """
    match = _FRONT_MATTER.match(source)
    fields = _front_matter(match.group(1), url) if match else {}
    body = source[match.end() :] if match else source
    heading = _HEADING.match(body)
    title = _text(fields, "title")
    if heading and (not title or plain_title(heading.group(1)) == title):
        title = title or plain_title(_plain(heading.group(1)))
        body = body[heading.end() :]
    shown = MarkdownIt("commonmark").enable("table").render(body)
    markup = sanitise(shown)
    text = plain_text(markup)
    article = _article(fields, title=title, text=text, url=url)
    return replace(
        article,
        image=content_image(shown, base=article.url),
        blocks=blocks_of_markup(markup, text),
    )


def read_plain(source: str, *, url: str) -> Article:
    """Read a plain text note as one article; its first line is the title if it stands for itself.

    Raises:
        ReadError: there is no text.
    """
    first, _, rest = source.replace("\r\n", "\n").replace("\r", "\n").strip().partition("\n")
    title, text = " ".join(first.split()), unwrapped(rest)
    if len(title) > _LONGEST_TITLE or not is_heading(first, rest.partition("\n")[0]):
        text = unwrapped(f"{first}\n{rest}")
        title = title_of_text(text)
    return _article({}, title=title, text=text or title, url=url)


def _plain(markdown: str) -> str:
    return plain_text(sanitise(MarkdownIt("commonmark").enable("table").render(markdown)))


def _front_matter(text: str, url: str) -> Mapping[str, Any]:
    try:
        data = YAML(typ="base", pure=True).load(StringIO(text))
    except (YAMLError, ValueError, RecursionError) as error:
        raise ReadError("its front matter is not YAML", what=url) from error
    return (
        {str(key).lower(): value for key, value in data.items()} if isinstance(data, dict) else {}
    )


def _article(fields: Mapping[str, Any], *, title: str, text: str, url: str) -> Article:
    if not text:
        raise ReadError("holds no text", what=url)
    title = title or title_of_text(text)
    address = _text(fields, "url") or _text(fields, "link")
    address = address if address.startswith(("http://", "https://")) else url
    published = _date(fields, "date") or _date(fields, "published")
    publisher = _text(fields, "publisher")
    return Article(
        id=article_id(address, title, text),
        url=address,
        title=title,
        text=text,
        publisher=publisher,
        family=_text(fields, "family") or publisher,
        language=_text(fields, "language")[:2].lower() or identify_language(text),
        authors=_texts(fields, "authors") or _texts(fields, "author"),
        published=published,
        updated=_date(fields, "updated"),
        date_source="front-matter" if published else "",
        tags=_texts(fields, "tags"),
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return plain_title(value) if isinstance(value, str) else ""


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    items = value if isinstance(value, list) else [value]
    return tuple(plain_title(item) for item in items if isinstance(item, str) and item.strip())


def _date(fields: Mapping[str, Any], name: str) -> datetime | None:
    value = fields.get(name)
    return parse_timestamp(value).moment if isinstance(value, str) else None
