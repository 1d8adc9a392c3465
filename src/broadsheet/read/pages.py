"""Web pages: from HTML to an article, without ever touching the network."""

from __future__ import annotations

from broadsheet.model.articles import Article, article_id
from broadsheet.read.charsets import decode
from broadsheet.read.main_text import LEAST_CHARACTERS, main_text, parse_html
from broadsheet.read.markup import MAX_NESTING, nesting
from broadsheet.read.metadata import read_metadata
from broadsheet.read.titles import fold_title

MAX_BYTES = 3_000_000
_LONGEST_TITLE = 120


def read_page(html: bytes, *, url: str = "", content_type: str | None = None) -> Article | None:
    """Read the article on a page; never raises and never fetches.

    Args:
        html: The page as received; what lies beyond 3 MB is ignored.
        url: Where it came from.
        content_type: The Content-Type header, if any.

    Returns:
        The article with the page's own publisher (empty when it names none), or None when there is
        nothing to read: no running text, or markup nested deeper than any page needs.
    """
    source = decode(html[:MAX_BYTES], content_type=content_type).text.replace("\0", "")
    if not source.strip() or nesting(source) > MAX_NESTING:
        return None
    tree = parse_html(source)
    if tree is None:
        return None
    text = main_text(source).text
    if len(text) < LEAST_CHARACTERS:
        return None
    metadata = read_metadata(tree, html=source, url=url, text=text)
    title = metadata.title or text.split("\n", 1)[0][:_LONGEST_TITLE]
    text = _without_heading(text, title)
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
    )


def _without_heading(text: str, title: str) -> str:
    """Drop a first paragraph that only repeats the title."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and fold_title(first) == fold_title(title) else text
