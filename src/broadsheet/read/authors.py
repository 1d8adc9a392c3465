"""Who wrote a page: structured statements first, then the line that says so to the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from broadsheet.read.bylines import Bylines, is_person
from broadsheet.read.markup import plain_title
from broadsheet.read.structured import Meta, names_of, type_names

_META = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "citation_author",
)  # fmt: skip
_LEAD = re.compile(
    r"^(?:(?:written|words|text|story|report(?:ing)?|posted|published|reviewed|edited|updated)\s+)?"
    r"(?:by|von|par|por|author|autor|auteur|written)\b[:\s]*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:[,;|&•]|\b(?:and|und|et|y|e|en|och|og)\b)\s*")
_NAME = re.compile(r"(?!(?:The|Our|About|More|View|Read|All|Follow|Share|By|On|In)\b)"
                   r"[A-ZÀ-ÞŁŚŻ][\w.'’-]*(?:\s+(?:(?:van|von|de|der|den|del|di|da|la|le|bin|al)\s+)*"
                   r"[A-ZÀ-ÞŁŚŻ][\w.'’-]*){1,3}")  # fmt: skip
_NOT_A_NAME = re.compile(r"https?:|www\.|[@/\\{}<>]|^\w+(?:\.\w+){2,}$|^\d+$", re.IGNORECASE)
_LABELS = re.compile(  # what Yoast's twitter:label1 says before the author, in its translations
    r"written by|author|verfasst von|geschrieben von|autor(?:in)?|écrit par|rédigé par|escrito por"
    r"|scritto da|geschreven door|napisane przez|skrevet av|skrevet af|skriven av|kirjoittanut"
    r"|автор|作者|執筆者|投稿者|글쓴이",
    re.IGNORECASE,
)
_NOBODY = frozenset({
    "admin", "administrator", "webmaster", "undefined", "null", "none", "unknown", "root", "user",
    "author", "guest", "default", "test", "site admin", "siteadmin", "wpadmin", "adm", "n/a",
})  # fmt: skip
_MOST = 10
_LONGEST = 120


def find_authors(
    tree: Any, meta: Meta, node: dict[str, Any], *, publisher: str, title: str, language: str
) -> tuple[str, ...]:
    """Return the authors' names, each once.

    A byline by the headline that says it is one wins over a structured author of another name: the
    latter is often whoever put the page up. A structured author that is only the publisher gives
    way to a person's byline, if there is one.

    Args:
        tree: The parsed page.
        meta: Its meta elements.
        node: Its JSON-LD article node, empty for none.
        publisher: The site's name.
        title: Its headline, by which the byline is found.
        language: The page's language as an ISO 639-1 code, in which a byline may begin.
    """
    stated = _without_house(in_json_ld(node) or in_meta(meta), publisher)
    house = publisher.casefold()
    is_house = len(stated) == 1 and (
        bool(house and stated[0].casefold().startswith(house)) or _is_organisation(node)
    )
    bylines = Bylines(tree, title=title)
    is_stated = bool(stated) and not is_house
    spoken = bylines.spoken(language, is_above=not is_stated)
    if is_stated:
        return spoken if spoken and not _share_a_word(stated, spoken) else stated
    return spoken or bylines.marked(publisher) or bylines.titled() or bylines.noted() or stated


def _is_organisation(node: dict[str, Any]) -> bool:
    """Say whether a JSON-LD article names an organisation as its author."""
    value = node.get("author")
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and any("organi" in kind for kind in type_names(first))


def _share_a_word(some: Iterable[str], others: Iterable[str]) -> bool:
    return bool(_words(some) & _words(others))


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in re.findall(r"\w{2,}", name.casefold())}


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
    return clean_names(meta.all(*_META)) or clean_names(
        value
        for number in "12"
        if _LABELS.fullmatch(meta.first(f"twitter:label{number}").rstrip(": "))
        for value in meta.all(f"twitter:data{number}")
    )


def clean_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without a leading "By", joined ones taken apart, "Last, First" turned round."""
    found: dict[str, None] = {}
    for raw in names:
        name = _LEAD.sub("", plain_title(raw)).strip(" ,;|")
        parts = [part for part in _JOINED.split(name) if part]
        turned = re.fullmatch(r"([^\s,]+), ([^\s,]+(?: [^\s,]\.?)?)", name)
        if len(parts) > 1 and all(_NAME.fullmatch(part) for part in parts):
            found.update(dict.fromkeys([part for part in parts if is_person(part)] or parts))
        elif turned:
            found[f"{turned.group(2)} {turned.group(1)}"] = None
        elif name and len(name) <= _LONGEST and not _is_nobody(name):
            found[name] = None
    return tuple(found)[:_MOST]


def _is_nobody(name: str) -> bool:
    return bool(_NOT_A_NAME.search(name)) or name.casefold() in _NOBODY
