"""Reach: how much of one article is analysed. What lies beyond is named, never dropped silently.

The cost of an edition must not hang on one file that somebody put into a folder: a book, a year of
tables, a log. The longest features of the press stay far below both limits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from broadsheet.model.articles import Article
from broadsheet.model.blocks import within
from broadsheet.model.figures import FigureRecord
from broadsheet.model.findings import Finding, Level

MOST_CHARACTERS = 100_000
"""Characters of an article that are analysed: about 16,000 words of English, forty pages."""
MOST_FIGURES = 500
"""Figures one article may put on record: with more it is a table and no report."""

# How far back from the limit the end of a paragraph or sentence is looked for.
_LOOK_BACK = 2_000


def within_reach(article: Article) -> Article:
    """Return the article with the part of its text that is analysed, all of it as a rule.

    The part starts at the beginning, so that places in it are places in the whole text, and ends
    with a paragraph or a sentence where one ends near the limit. The id stays.
    """
    text = article.text
    if len(text) <= MOST_CHARACTERS:
        return article
    ends = (text.rfind(mark, MOST_CHARACTERS - _LOOK_BACK, MOST_CHARACTERS) for mark in _ENDS)
    end = next((end + 1 for end in ends if end > 0), MOST_CHARACTERS)
    return replace(article, text=text[:end], blocks=within(article.blocks, end))


_ENDS = ("\n\n", ". ", "\n", " ")


def find_beyond_reach(articles: Sequence[Article]) -> Iterator[Finding]:
    """Yield a finding for each article of which only the beginning is analysed."""
    for article in articles:
        read, whole = len(within_reach(article).text), len(article.text)
        if read < whole:
            yield Finding(
                check="article_cut",
                level=Level.WARN,
                message=f"only the first {read:,} of {whole:,} characters were analysed",
                article_id=article.id,
                item=article.title,
            )


def find_crowded(
    records: Sequence[FigureRecord], articles: Mapping[str, Article]
) -> Iterator[Finding]:
    """Yield a finding for each article that gave as many figures as one article may."""
    opened = Counter(record.evidence[0].article_id for record in records)
    for key, count in opened.items():
        if count >= MOST_FIGURES:
            yield Finding(
                check="figures_cut",
                level=Level.WARN,
                message=f"only the first {MOST_FIGURES:,} figures were put on record",
                article_id=key,
                item=articles[key].title,
            )
