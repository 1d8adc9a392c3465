"""What the paragraphs of an extracted text are, as the markup it came from says.

Extractors give plain paragraphs; which of them was a heading, a list item, a quote, a table row or
preformatted is looked up in the tree by their letters alone, because every extractor spaces words
in its own way. What stands in several places, or only in lists of links, is judged with care: a
paragraph too little told is better than one told wrong. Linear in the size of tree and text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import html as lxml_html

from broadsheet.model.blocks import BlockKind, TextBlock, paragraph_spans
from broadsheet.read.markup import element_text, nests_beyond, xml_safe
from broadsheet.text.paragraphs import bare, spans_of

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {
    **dict.fromkeys(_HEADINGS, BlockKind.HEADING),
    "li": BlockKind.ITEM,
    "tr": BlockKind.ROW,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.PREFORMATTED,
}
_DOUBTFUL = {BlockKind.QUOTE: 1, BlockKind.ITEM: 2}
_QUOTED = frozenset({"blockquote", "pre"})
_ASIDE = ("nav", "footer", "aside", "menu")
_LISTS = frozenset({"ul", "ol"})
_OTHERS = frozenset({"dl", "table", "blockquote", "pre", "figure"})
_BLOCKS = frozenset({
    "p", "div", "section", "article", "header", "center", "details", "summary", "address",
    *_HEADINGS,
})  # fmt: skip
_MARKUP = re.compile(r"<(?:h[1-6]|li|tr|blockquote|pre)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(-?\d{1,6})\s*$")
_LONGEST_HEADING = 300
_MOST_CELLS = 100
_MOST_PIECES = 2_000
_MOST_ALIKE = 8
_MOST_BLOCKS = 20_000
_DEEPEST_LIST = 9
_DEEPEST_ITEM = 12
_QUOTED_SHARE = 0.5

_Cells = tuple[str, ...]


@dataclass(slots=True)
class _Piece:
    """Something the tree tells of a paragraph: what it is, where, and the letters of its cells."""

    kind: BlockKind
    element: Any
    cells: _Cells = ()


@dataclass(slots=True)
class _Told:
    """A block of the text, the place of its first paragraph there, and its element if an item."""

    block: TextBlock
    place: int
    item: Any = None


def blocks_of_markup(markup: str, text: str) -> tuple[TextBlock, ...]:
    """Return the blocks of a text that `plain_text` made of a piece of HTML."""
    if not _MARKUP.search(markup) or nests_beyond(markup):
        return ()
    return blocks_of(lxml_html.fragment_fromstring(xml_safe(markup), create_parent="div"), text)


def blocks_of(tree: Any, text: str) -> tuple[TextBlock, ...]:
    """Return what the paragraphs of a text are, plain ones left out.

    Args:
        tree: The parsed page or part of it; it is left as it was.
        text: What an extractor took out of it, paragraphs parted by blank lines.

    Returns:
        At most 20,000 blocks, in order and apart from each other.
    """
    spans = paragraph_spans(text)
    letters = [bare(text[start:end]) for start, end in spans]
    pieces, rows = _pieces(tree, Counter(letters))
    if not pieces and not rows:
        return ()
    lists: dict[Any, tuple[int, Mapping[Any, int]]] = {}
    told: list[_Told] = []
    place = 0
    while place < len(letters) and len(told) < _MOST_BLOCKS:
        cells = _row_at(rows, letters, place)
        waiting = pieces.get(letters[place])
        step = 1
        if cells:
            step = len(cells)
            own = spans[place : place + step]
            row = TextBlock(kind=BlockKind.ROW, start=own[0][0], end=own[-1][1], cells=tuple(own))
            told.append(_Told(row, place))
        elif waiting:
            told.append(_told(waiting.pop(), text, spans[place], place, lists))
        place += step
    return _settled(told, len(text))


def _pieces(
    tree: Any, wanted: Counter[str]
) -> tuple[dict[str, list[_Piece]], dict[_Cells, list[_Cells]]]:
    """Return what the tree tells of the wanted paragraphs, the last to be asked first.

    Beside it, the rows whose cells are paragraphs of their own, by the first two of them.
    """
    found: dict[str, list[_Piece]] = {}
    rows: dict[_Cells, list[_Cells]] = {}
    for element in _telling(tree):
        for letters, cells in _told_by(element):
            if letters in wanted:
                found.setdefault(letters, []).append(_Piece(_KINDS[element.tag], element, cells))
            elif cells and cells[0] in wanted:
                alike = rows.setdefault(cells[:2], [])
                if len(alike) < _MOST_ALIKE and cells not in alike:
                    alike.append(cells)
    for letters, pieces in found.items():
        if len(pieces) > wanted[letters]:  # some of them are not in the text: items of menus
            pieces.sort(key=lambda piece: _DOUBTFUL.get(piece.kind, 0))
        pieces.reverse()
    return found, rows


def _telling(tree: Any) -> Iterator[Any]:
    """Yield the elements of a tree that tell something, without those beside the main part."""
    elements = list(tree.iter(*_KINDS, *_ASIDE))
    inside: set[Any] = set()
    place = 0
    while place < len(elements):
        element = elements[place]
        place += 1
        if element.tag in _ASIDE:
            place += sum(1 for _ in element.iter(*_KINDS, *_ASIDE)) - 1
        elif element not in inside:
            if element.tag in _QUOTED:
                inside.update(element.iter(element.tag))
            yield element


def _told_by(element: Any) -> Iterator[tuple[str, _Cells]]:
    """Yield the letters of the paragraphs an element tells of, of a table row with its cells."""
    tag = element.tag
    if tag == "li":
        yield bare(_own_words(element)), ()
    elif tag == "tr":
        cells = _cells(element)
        for some in (cells, cells[1:], cells[:-1]):  # a cell of links may be left out of the text
            if len(some) > 1:
                yield "".join(some), some
    elif tag in _QUOTED:
        for part in element_text(element).split("\n\n"):
            for words in _lines(part):
                yield bare(words), ()
    else:
        for words in _lines(_own_words(element)):
            if len(words) <= _LONGEST_HEADING:
                yield bare(words), ()


def _lines(words: str) -> list[str]:
    """Return a paragraph, and its lines too when it has several: some extractors part them."""
    if "\n" not in words:
        return [words]
    return [words, *(line for line in words.split("\n") if line.strip())]


def _own_words(holder: Any) -> str:
    """Return the first paragraph of a heading or list item, without the lists inside it."""
    if not len(holder):
        return holder.text or ""
    for _ in range(_DEEPEST_ITEM):
        words, inner = _first_words(holder)
        if inner is None:
            return words
        holder = inner
    return ""


def _first_words(holder: Any) -> tuple[str, Any]:
    """Return the words before the first block in an element; without any, that block."""
    pieces = [holder.text or ""]
    for child in holder:
        tag = child.tag
        if tag in _LISTS or tag in _OTHERS:
            break
        if tag in _BLOCKS:
            if any(map(str.strip, pieces)):
                break
            if any(map(str.strip, child.itertext())):
                return "", child
        elif tag == "br":
            pieces.append("\n")
        else:
            pieces.extend(islice(child.itertext(), _MOST_PIECES))
        pieces.append(child.tail or "")
    return "".join(pieces), None


def _cells(row: Any) -> _Cells:
    """Return the letters of a row's cells that hold any; nothing for one that lays out a page."""
    if row.find(".//tr") is not None:
        return ()
    cells = islice(row.iterchildren("td", "th"), _MOST_CELLS)
    return tuple(filter(None, (bare("".join(cell.itertext())) for cell in cells)))


def _row_at(rows: Mapping[_Cells, Sequence[_Cells]], letters: Sequence[str], place: int) -> _Cells:
    """Return the row whose cells are the paragraphs from a place on; empty for none."""
    for cells in rows.get(tuple(letters[place : place + 2]), ()):
        if tuple(letters[place : place + len(cells)]) == cells:
            return cells
    return ()


def _told(
    piece: _Piece,
    text: str,
    span: tuple[int, int],
    place: int,
    lists: dict[Any, tuple[int, Mapping[Any, int]]],
) -> _Told:
    start, end = span
    element = piece.element
    if piece.kind is not BlockKind.ITEM:
        lengths = [len(cell) for cell in piece.cells]
        block = TextBlock(
            kind=piece.kind,
            start=start,
            end=end,
            level=_HEADINGS.get(element.tag, 0),
            cells=tuple(spans_of(text, start, end, lengths)) if lengths else (),
        )
        return _Told(block, place)
    parent = element.getparent()
    if parent not in lists:
        lists[parent] = _list_of(parent)
    level, numbers = lists[parent]
    block = TextBlock(
        kind=BlockKind.ITEM, start=start, end=end, level=level, number=numbers.get(element)
    )
    return _Told(block, place, element)


def _list_of(holder: Any) -> tuple[int, Mapping[Any, int]]:
    """Return how deep a list nests, and the numbers of its items when it is an ordered one."""
    above = islice(holder.iterancestors("ul", "ol"), _DEEPEST_LIST - 1)
    level = max(sum(1 for _ in above) + (holder.tag in _LISTS), 1)
    found: dict[Any, int] = {}
    if holder.tag == "ol":
        start = _NUMBER.match(holder.get("start") or "")
        following = int(start[1]) if start else 1
        for item in holder.iterchildren("li"):
            stated = _NUMBER.match(item.get("value") or "")
            following = int(stated[1]) if stated else following
            found[item] = following
            following += 1
    return level, found


def _is_linked(item: Any) -> bool:
    """Say whether an item's words are all in a link, as those of menus are."""
    holder = item
    for _ in range(_DEEPEST_ITEM):
        first = next(holder.iterchildren("*"), None)
        if first is None or (holder.text or "").strip():
            return False
        if first.tag == "a":
            return len(bare("".join(first.itertext()))) >= len(bare(_own_words(item)))
        holder = first
    return False


def _settled(told: Sequence[_Told], size: int) -> tuple[TextBlock, ...]:
    """Return the blocks that are beyond doubt.

    An item that is only a link is one beside another of its list; text that is mostly quote is an
    article somebody indented.
    """
    quoted = sum(
        one.block.end - one.block.start for one in told if one.block.kind is BlockKind.QUOTE
    )
    lists = {(one.place, one.item.getparent()) for one in told if one.item is not None}
    kept: list[TextBlock] = []
    for one in told:
        if one.block.kind is BlockKind.QUOTE and quoted > size * _QUOTED_SHARE:
            continue
        if one.item is not None:
            beside = {(one.place + step, one.item.getparent()) for step in (-1, 1)}
            if not beside & lists and _is_linked(one.item):
                continue
        kept.append(one.block)
    return tuple(kept)
