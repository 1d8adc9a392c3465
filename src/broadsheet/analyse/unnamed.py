"""Articles whose names cannot be told from other words: none of them passes for checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadsheet.model.articles import Article
from broadsheet.model.findings import Finding, Level
from broadsheet.text.names import names_checkable

_SAMPLE = 1_000


def find_unnamed(articles: Sequence[Article]) -> Iterator[Finding]:
    """Yield a finding for each article whose script or letter case gives names no sign.

    In all capitals, all small letters, Title Case and scripts without capitals every name, or none,
    looks like one: who is said to do what is not checked there.
    """
    for article in articles:
        if article.text and not names_checkable(article.text[:_SAMPLE], language=article.language):
            yield Finding(
                check="names_unchecked",
                level=Level.WARN,
                message="names not checked: its script or letter case does not tell them apart",
                article_id=article.id,
                item=article.title,
            )
