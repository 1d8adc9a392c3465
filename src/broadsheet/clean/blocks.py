"""What the paragraphs of a text are, kept right when cleaning takes some of it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.model.blocks import BlockKind, TextBlock, paragraph_spans
from broadsheet.text.paragraphs import bare, counterparts, spans_of


def carry_blocks(blocks: Sequence[TextBlock], old: str, new: str) -> tuple[TextBlock, ...]:
    """Return the blocks of a text as those of a text made of it by cuts and small repairs.

    A block whose paragraphs are gone is gone, and so is a table row whose letters changed: nothing
    says where its cells are then.

    Args:
        blocks: Of the old text, in order.
        old: The text they belong to.
        new: The text they are to belong to.
    """
    if not blocks or old == new:
        return tuple(blocks)
    was, now = paragraph_spans(old), paragraph_spans(new)
    found = counterparts(
        [bare(old[start:end]) for start, end in was], [bare(new[start:end]) for start, end in now]
    )
    starts = {start: place for place, (start, _) in enumerate(was)}
    ends = {end: place for place, (_, end) in enumerate(was)}
    new_places = {place: index for index, place in enumerate(found) if place is not None}
    kept: list[TextBlock] = []
    for block in blocks:
        first, last = starts.get(block.start), ends.get(block.end)
        if first is None or last is None:
            continue
        places = [new_places.get(place) for place in range(first, last + 1)]
        if places[0] is None or places != list(range(places[0], places[0] + len(places))):
            continue
        moved = replace(block, start=now[places[0]][0], end=now[places[0] + len(places) - 1][1])
        carried = _with_cells(moved, block, old, new)
        kept += [carried] if carried is not None else []
    return tuple(kept)


def _with_cells(moved: TextBlock, block: TextBlock, old: str, new: str) -> TextBlock | None:
    """Return a block with its cells where they are now; None when that cannot be told."""
    if block.kind is not BlockKind.ROW:
        return moved
    letters = [bare(old[start:end]) for start, end in block.cells]
    if "".join(letters) != bare(new[moved.start : moved.end]):
        return None
    spans = spans_of(new, moved.start, moved.end, [len(one) for one in letters])
    return replace(moved, cells=tuple(spans))
