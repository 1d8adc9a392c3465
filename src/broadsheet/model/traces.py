"""Traces: what is remembered of the articles of a site, so that what repeats on it can be learned.

A trace holds no words, only hashes of them, so the memory of a site is small and tells nobody what
was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

#: How many articles of a site are remembered: those read last.
MOST_OF_A_SITE = 48


class Role(StrEnum):
    """What a paragraph looks like by itself."""

    TEXT = "text"
    HEADING = "heading"
    #: A heading, or a paragraph that starts with one, such as "About Brae Works".
    ABOUT = "about"
    #: Never furniture, however often it repeats: a quotation, a dateline, a very long paragraph.
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphTrace:
    """What is remembered of a paragraph.

    Attributes:
        key: 16 hex digits: the hash of its words.
        words: How many there are; without word spaces, half the number of characters.
        role: What it looks like.
    """

    key: str
    words: int
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTrace:
    """What is remembered of an article.

    Attributes:
        site: Where it stands: a host, or a sender of a source of mails.
        page: The hash of its canonical address.
        title: The hash of its title; empty for one too short to tell articles apart.
        topic: Hashes of the words it uses most, at most 24.
        seen_at: When it was read.
        paragraphs: In their order; of a long article the first and the last 40.
    """

    site: str
    page: str
    title: str
    topic: frozenset[str]
    seen_at: datetime
    paragraphs: tuple[ParagraphTrace, ...]
