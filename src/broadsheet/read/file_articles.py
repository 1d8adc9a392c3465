"""Articles of files that say in themselves who made them and when: PDF, Word."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.model.articles import Article, article_id
from broadsheet.model.blocks import TextBlock
from broadsheet.read.markup import plain_title
from broadsheet.read.timestamps import parse_timestamp
from broadsheet.text.languages import identify_language


def article_of_file(
    text: str,
    *,
    url: str,
    title: str,
    author: str,
    created: str,
    modified: str = "",
    blocks: Iterable[TextBlock] = (),
) -> Article:
    """Return what a file gives to read; it names no publisher.

    Args:
        text: Its text.
        url: Where it lies.
        title: Its title.
        author: Who it says wrote it, as it stands there; empty for nobody.
        created: When it says it was made: a date of any form, empty for none.
        modified: When it says it was last changed.
        blocks: What of its text is no plain paragraph.
    """
    name = plain_title(author)
    published = parse_timestamp(created).moment
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher="",
        family="",
        language=identify_language(text),
        authors=(name,) if name else (),
        published=published,
        updated=parse_timestamp(modified).moment,
        date_source="file" if published else "",
        blocks=tuple(blocks),
    )
