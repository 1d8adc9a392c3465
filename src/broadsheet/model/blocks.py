"""What the paragraphs of a text are: headings, list items, quotes, table rows, preformatted lines.

A block is a span of the text and says nothing that is not in the text. What no block covers is
running text, so that a text whose structure is unknown needs none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a paragraph is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    PREFORMATTED = "preformatted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """One paragraph of a text, or one table row whose cells are paragraphs of it.

    Attributes:
        kind: What it is.
        start: Its first code point in the text.
        end: The one behind its last.
        level: Of a heading 1 to 6; of a list item how deep its list nests, from 1; else 0.
        number: Of an item of an ordered list, as the list counts; else None.
        cells: Of a table row: the spans of its cells in the text, in order, empty ones left out.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    number: int | None = None
    cells: tuple[tuple[int, int], ...] = ()


def outline(text: str, blocks: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield the whole text in order: the blocks given, and its other paragraphs as such.

    Args:
        text: Paragraphs parted by blank lines.
        blocks: Some of them, in order, as `Article.blocks` has them.
    """
    position = 0
    for block in blocks:
        yield from _paragraphs(text, position, block.start)
        yield block
        position = block.end
    yield from _paragraphs(text, position, len(text))


def within(blocks: Sequence[TextBlock], end: int) -> tuple[TextBlock, ...]:
    """Return the blocks that lie before a place in the text, where the text is cut."""
    return tuple(block for block in blocks if block.end <= end)


def paragraph_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of a text's paragraphs, blank ones left out, without the space around."""
    spans: list[tuple[int, int]] = []
    for paragraph in text[start:end].split("\n\n"):
        bare = paragraph.strip()
        if bare:
            first = start + (0 if bare is paragraph else len(paragraph) - len(paragraph.lstrip()))
            spans.append((first, first + len(bare)))
        start += len(paragraph) + 2
    return spans


def _paragraphs(text: str, start: int, end: int) -> Iterator[TextBlock]:
    for first, last in paragraph_spans(text, start, end):
        yield TextBlock(kind=BlockKind.PARAGRAPH, start=first, end=last)
