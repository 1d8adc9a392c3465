"""The law that every structure of a text keeps: its blocks are slices of it, in order and apart."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.model.blocks import TextBlock


def are_right(text: str, blocks: Iterable[TextBlock]) -> bool:
    """Say whether blocks lie in the text, in order and apart, with their cells inside them."""
    position = 0
    for block in blocks:
        if not position <= block.start < block.end <= len(text):
            return False
        inside = block.start
        for start, end in block.cells:
            if not inside <= start <= end <= block.end:
                return False
            inside = end
        position = block.end
    return True
