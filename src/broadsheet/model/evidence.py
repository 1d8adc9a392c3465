"""Evidence: an exact span of an article's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open code-point offsets into a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the text the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact span of an article's text that supports a statement, and what it reads."""

    article_id: str
    start: int
    end: int
    quote: str
