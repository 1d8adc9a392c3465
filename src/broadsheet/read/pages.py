"""Web pages: from HTML to an article, without ever touching the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from broadsheet.model.articles import Article, LeadImage, article_id
from broadsheet.read.charsets import decode
from broadsheet.read.main_text import LEAST_CHARACTERS, MainText, main_text, parse_html
from broadsheet.read.markup import MAX_NESTING, is_web_address, nests_beyond, xml_safe
from broadsheet.read.metadata import Metadata, read_metadata
from broadsheet.read.page_images import page_image
from broadsheet.read.refusals import refusal_of
from broadsheet.read.structure import blocks_of
from broadsheet.read.structured import Meta, json_ld
from broadsheet.read.titles import fold_title, title_of_text

NOTHING = "holds nothing to read"
MAX_BYTES = 3_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What came of reading a page.

    Attributes:
        article: The article; None when there is none.
        refusal: Why there is none, to be read after the page's address.
        confidence: How far the extractors agree on the main text, 0 to 1.
        candidate: Which of them was believed.
    """

    article: Article | None = None
    refusal: str = ""
    confidence: float = 0.0
    candidate: str = ""


def read_page(html: bytes, *, url: str = "", content_type: str | None = None) -> Article | None:
    """Read the article on a page; never raises and never fetches.

    Args:
        html: The page as received; what lies beyond 3 MB is ignored.
        url: Where it came from.
        content_type: The Content-Type header, if any.

    Returns:
        The article with the page's own publisher (empty when it names none), or None when there is
        none: see `examine_page`.
    """
    return examine_page(html, url=url, content_type=content_type).article


def examine_page(html: bytes, *, url: str = "", content_type: str | None = None) -> PageReading:
    """Read a page as `read_page` does; say why, when it is no article.

    Refused are pages without running text, markup nested deeper than any page needs, paywall
    stubs, cookie walls, error pages and pages that list articles.
    """
    source = page_source(html, content_type=content_type)
    if nests_beyond(source):
        return PageReading(refusal=f"nests elements more than {MAX_NESTING} deep")
    tree = parse_html(source) if source.strip() else None
    found = main_text(source, tree) if tree is not None else MainText()
    if tree is None or len(found.text) < LEAST_CHARACTERS:
        return PageReading(refusal=NOTHING)
    meta, node = Meta(tree), json_ld(tree)
    metadata = read_metadata(tree, meta, node, html=source, url=url, text=found.text)
    refusal = refusal_of(tree, meta, node, title=metadata.title, text=found.text, url=url)
    base = url if is_web_address(url) else metadata.url  # of a saved page: what it calls its own
    image = None if refusal else page_image(tree, meta, node, url=base)
    return PageReading(
        article=None if refusal else _article(metadata, found, image, tree),
        refusal=refusal,
        confidence=found.confidence,
        candidate=found.candidate,
    )


def page_source(html: bytes, *, content_type: str | None = None) -> str:
    """Return the text of a page's first 3 MB, without the characters no parser agrees about."""
    return xml_safe(decode(html[:MAX_BYTES], content_type=content_type).text)


def _article(metadata: Metadata, found: MainText, image: LeadImage | None, tree: Any) -> Article:
    title = metadata.title or title_of_text(found.text)
    text = _without_heading(found.text, title)
    return Article(
        id=article_id(metadata.url, title, text),
        url=metadata.url,
        title=title,
        text=text,
        publisher=metadata.publisher,
        family=metadata.publisher,
        language=metadata.language,
        authors=metadata.authors,
        published=metadata.published,
        updated=metadata.updated,
        date_source=metadata.date_source,
        image=image,
        blocks=blocks_of(tree if found.holder is None else found.holder, text),
    )


def _without_heading(text: str, title: str) -> str:
    """Drop a first paragraph that only repeats the title."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and fold_title(first) == fold_title(title) else text
