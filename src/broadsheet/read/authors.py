"""Who wrote a page: structured statements first, then the line that says so to the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from broadsheet.read.markup import plain_title
from broadsheet.read.structured import Meta, names_of

_META = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "citation_author",
)  # fmt: skip
_LEAD = re.compile(
    r"^(?:(?:written|words|text|story|report(?:ing)?|posted|published|reviewed|edited|updated)\s+)?"
    r"(?:by|von|par|por|author|autor|auteur|written)\b[:\s]*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:[,;|&•]|\band\b|\bund\b|\bet\b)\s*")
_NAME = re.compile(r"(?!(?:The|Our|About|More|View|Read|All|Follow|Share|By|On|In)\b)"
                   r"[A-ZÀ-ÞŁŚŻ][\w.'’-]*(?:\s+(?:(?:van|von|de|der|den|del|di|da|la|le|bin|al)\s+)*"
                   r"[A-ZÀ-ÞŁŚŻ][\w.'’-]*){1,3}")  # fmt: skip
_NAMES = re.compile(rf"{_NAME.pattern}(?:(?:, | and | & ){_NAME.pattern}){{0,5}}")
_NOT_A_NAME = re.compile(r"https?:|www\.|[@/\\{}<>]|^\w+(?:\.\w+){2,}$|^\d+$", re.IGNORECASE)
_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//a[contains(concat(' ', @rel, ' '), ' author ')]",
    "//*[contains(@class, 'byline') or contains(@class, 'p-author')]",
    "//*[contains(@class, 'author-name') or contains(@class, 'author__name')]",
    "//*[contains(@class, 'author') or contains(@class, 'Author')]",
    "//a[contains(@href, '/author/') or contains(@href, '/authors/')]",
)
_SPOKEN = (
    "//body//text()[starts-with(normalize-space(), 'By') or starts-with(normalize-space(), 'by ')"
    " or starts-with(normalize-space(), 'Written by')"
    " or starts-with(normalize-space(), 'Posted by') or starts-with(normalize-space(), 'Author')]"
    "[not(parent::script or parent::style)][string-length() < 100]"
)
_SPOKEN_LEAD = re.compile(
    r"(?:(?:written|posted|words|story) by|by|author)(?:\s*:\s*|\s+)", re.IGNORECASE
)
_OUTSIDE = (
    "ancestor-or-self::*[contains(@class, 'comment') or contains(@class, 'related')"
    " or self::aside or self::footer or self::nav]"
)
_MOST = 10
_LONGEST = 120


def find_authors(tree: Any, meta: Meta, node: dict[str, Any], *, publisher: str) -> tuple[str, ...]:
    """Return the authors' names, each once.

    A structured author that is only the publisher gives way to a person's byline, if there is one.
    """
    stated = _without_house(in_json_ld(node) or in_meta(meta), publisher)
    is_house = len(stated) == 1 and stated[0].casefold() == publisher.casefold()
    if stated and not is_house:
        return stated
    return _byline(tree) or _spoken_byline(tree) or stated


def _without_house(names: tuple[str, ...], publisher: str) -> tuple[str, ...]:
    """Return names without the publisher's behind them: "Ida Strand, Fjordlight Daily"."""
    house = publisher.casefold()
    if not house:
        return names
    shorter = (
        name[: -len(house)].rstrip(" ,|–—-") if name.casefold().endswith(house) else name
        for name in names
    )
    return clean_names(shorter) or names


def in_json_ld(node: dict[str, Any]) -> tuple[str, ...]:
    """Return the authors a JSON-LD article names."""
    return clean_names(names_of(node.get("author"))) or clean_names(names_of(node.get("creator")))


def in_meta(meta: Meta) -> tuple[str, ...]:
    """Return the authors that meta elements name."""
    return clean_names(meta.all(*_META))


def clean_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without a leading "By", joined ones taken apart, "Last, First" turned round."""
    found: dict[str, None] = {}
    for raw in names:
        name = _LEAD.sub("", plain_title(raw)).strip(" ,;|")
        parts = [part for part in _JOINED.split(name) if part]
        turned = re.fullmatch(r"([^\s,]+), ([^\s,]+(?: [^\s,]\.?)?)", name)
        if len(parts) > 1 and all(_NAME.fullmatch(part) for part in parts):
            found.update(dict.fromkeys(parts))
        elif turned:
            found[f"{turned.group(2)} {turned.group(1)}"] = None
        elif name and len(name) <= _LONGEST and not _NOT_A_NAME.search(name):
            found[name] = None
    return tuple(found)[:_MOST]


def _byline(tree: Any) -> tuple[str, ...]:
    """Return the names of the first visible byline."""
    for path in _BYLINES:
        for element in tree.xpath(path)[:_MOST]:
            text = " ".join(element.text_content().split())
            if not 3 <= len(text) <= _LONGEST or element.xpath(_OUTSIDE):
                continue
            parts = [part for part in _JOINED.split(_LEAD.sub("", text)) if _NAME.fullmatch(part)]
            if parts:
                return tuple(dict.fromkeys(parts))[:_MOST]
    return ()


def _spoken_byline(tree: Any) -> tuple[str, ...]:
    """Return the names of the first short line that says "By" before them."""
    for text in tree.xpath(_SPOKEN)[:_MOST]:
        holder = text.getparent()
        whole = " ".join(holder.text_content().split())
        if whole.casefold().rstrip(": ") in {"by", "written by", "posted by", "author"}:
            holder = holder.getparent()
            whole = " ".join(holder.text_content().split())
        lead = _SPOKEN_LEAD.match(whole)
        if lead is None or len(whole) > _LONGEST or holder.xpath(_OUTSIDE):
            continue
        names = _NAMES.match(whole, lead.end())
        if names and not re.match(r"\s*[^\W\d]", whole[names.end() :]):
            return tuple(dict.fromkeys(_JOINED.split(names.group())))[:_MOST]
    return ()
