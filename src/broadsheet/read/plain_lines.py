"""Plain text as people type it: lines wrapped by hand or by a mail program, put back together.

Sentences are quoted whole, so a line end in the middle of one must not show. A block of lines that
reach a margin is a paragraph; short lines, as of addresses and verses, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEAST_WIDTH = 45  # of the longest line of a block that was wrapped
_SHORT = 0.6  # of that line: then it is the last of its paragraph
_MOST_SIGNATURE = 12
_BLOCKS = re.compile(r"\n[^\S\n]*\n\s*")
_RULE = re.compile(r"[=\-_*~#]{3,}")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_BULLET = re.compile(r"^[*+•▪‣◦●○■–-]\s+")
_ENDS = (".", "!", "?", ":", ";", "…")
_COUNTED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+")


def unwrapped(text: str) -> str:
    """Return plain text with a blank line between paragraphs, and none broken by hand.

    Marks of bullets and of quoted lines go, so do rules and a signature (RFC 3676, 4.3).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "\n\n".join(
        paragraph
        for block in _BLOCKS.split(_without_signature(text))
        for paragraph in _joined(block)
    )


def is_heading(first: str, second: str) -> bool:
    """Say whether the first line of a text stands for itself, by the one that follows."""
    if not second.strip() or _RULE.fullmatch(second.strip()):
        return True
    return len(first) < _LEAST_WIDTH and not second.lstrip()[:1].islower()


def _without_signature(text: str) -> str:
    body, mark, signature = text.rpartition("\n-- \n")
    if not mark or not body.strip() or signature.count("\n") >= _MOST_SIGNATURE:
        return text
    return body


def _joined(block: str) -> Iterator[str]:
    """Yield the paragraphs of lines without a blank one between them."""
    lines = [_QUOTE.sub("", line).strip() for line in block.split("\n")]
    width = max(map(len, lines))
    is_wrapped = width >= _LEAST_WIDTH
    current: list[str] = []
    is_item = False
    for line in lines:
        if not line or _RULE.fullmatch(line):
            continue
        bare = _BULLET.sub("", line)
        starts_item = bare != line or _COUNTED.match(line) is not None
        if starts_item and is_wrapped and current and not is_item:
            starts_item = not _goes_on(current[-1], line, width)
            bare = bare if starts_item else line
        if current and starts_item:
            yield "".join(current)
            current = []
        is_item = starts_item or (is_item and bool(current))
        between = " " if is_wrapped or is_item else "\n"
        current += [between, bare] if current else [bare]
        if is_wrapped and len(line) < width * _SHORT:
            yield "".join(current)
            current = []
    if current:
        yield "".join(current)


def _goes_on(before: str, line: str, width: int) -> bool:
    """Say whether a line goes on with the one before, whose end had no room for its first word.

    So "on / 12. May" and "the quay / – once a yard –" are no items of a list.
    """
    is_full = len(before) + 1 + len(line.split(maxsplit=1)[0]) > width
    return is_full and not before.endswith(_ENDS)
