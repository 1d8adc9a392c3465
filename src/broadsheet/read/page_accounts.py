"""How a page was read: which text was believed and why, where each statement came from, what went.

For people who ask why an article looks as it does; reading itself needs none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.read.authors import in_json_ld, in_meta
from broadsheet.read.gravity import furniture_words
from broadsheet.read.main_text import Candidate, main_text, parse_html
from broadsheet.read.markup import element_text, nests_beyond, plain_title
from broadsheet.read.metadata import Metadata, read_metadata, stated_titles
from broadsheet.read.pages import page_source
from broadsheet.read.structured import Meta, json_ld
from broadsheet.read.titles import fold_title


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAccount:
    """How a page was read.

    Attributes:
        candidate: The extractor whose text was believed.
        confidence: How far the others agree with it, 0 to 1.
        candidates: What each extractor asked found.
        places: By field (title, authors, date, language, publisher, url): where it was found.
        shown: Words the page shows.
        kept: Words of them in its main text.
        furniture: Words cut, by the element or class name that marks them as no part of the text.
    """

    candidate: str
    confidence: float
    candidates: tuple[Candidate, ...]
    places: Mapping[str, str]
    shown: int
    kept: int
    furniture: Mapping[str, int]


def account_of(
    html: bytes, *, url: str = "", content_type: str | None = None
) -> PageAccount | None:
    """Return how a page is read by `read_page`; None for a page with nothing to read."""
    source = page_source(html, content_type=content_type)
    tree = parse_html(source) if source.strip() and not nests_beyond(source) else None
    found = main_text(source, tree) if tree is not None else None
    if tree is None or found is None or not found.text:
        return None
    meta, node = Meta(tree), json_ld(tree)
    metadata = read_metadata(tree, meta, node, html=source, url=url, text=found.text)
    body = tree.find("body")
    furniture = furniture_words(tree)
    return PageAccount(
        candidate=found.candidate,
        confidence=found.confidence,
        candidates=found.candidates,
        places=places_of(tree, meta, node, metadata, url),
        shown=len(element_text(tree if body is None else body).split()),
        kept=len(found.text.split()),
        furniture=dict(sorted(furniture.items(), key=lambda item: (-item[1], item[0]))),
    )


def places_of(
    tree: Any, meta: Meta, node: dict[str, Any], metadata: Metadata, url: str
) -> dict[str, str]:
    """Return where each field came from; a field that was not found has no place."""
    declared = tree.get("lang") or meta.first("content-language", "og:locale", "dc.language")
    places = {
        "title": _title_places(tree, metadata.title, meta, node),
        "authors": _author_place(metadata.authors, meta, node),
        "date": metadata.date_source,
        "publisher": _publisher_place(metadata.publisher, meta),
        "language": "stated" if declared else "text",
        "url": "given" if metadata.url == url else "canonical link",
    }
    return {name: place for name, place in places.items() if place}


def _title_places(tree: Any, title: str, meta: Meta, node: dict[str, Any]) -> str:
    """Return every place that gives the title as it is, or with more around it."""
    wanted = fold_title(title)
    headings = (" ".join(element.itertext()) for element in tree.iter("h1", "h2"))
    said = (
        *stated_titles(meta, node),
        ("window title", str(tree.xpath("string(//title)"))),
        *(("heading", heading) for heading in headings),
    )
    found = [place for place, text in said if wanted and wanted in fold_title(plain_title(text))]
    return ", ".join(dict.fromkeys(found))


def _author_place(authors: tuple[str, ...], meta: Meta, node: dict[str, Any]) -> str:
    if not authors:
        return ""
    if any(authors[0] in name for name in in_json_ld(node)):
        return "json-ld"
    return "meta" if any(authors[0] in name for name in in_meta(meta)) else "byline"


def _publisher_place(publisher: str, meta: Meta) -> str:
    if not publisher:
        return ""
    return "meta" if publisher == plain_title(meta.first("og:site_name")) else "json-ld or meta"
