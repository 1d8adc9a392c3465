"""The texts a page shows, one by one, with what holds each; found without searching all of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

_SILENT = frozenset({"script", "style", "noscript", "title", "template", "option", "button"})
#: XPath for the text nodes a reader may see, to be put behind an axis.
SHOWN = f"text()[not({' or '.join(f'parent::{tag}' for tag in sorted(_SILENT))})]"
_MOST_STEPS = 60
_MOST_IN_ONE = 2_000  # places, those without a text included
_MOST_ON_A_LINE = 150
_LONGEST_CLASS = 1_000


def class_of(element: Any) -> str:
    """Return an element's class names; of very many, the first 1,000 characters.

    Each is searched again for all that stands in it, so there must be an end to them.
    """
    return str(element.get("class", ""))[:_LONGEST_CLASS]


def texts_in(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the texts in an element, in order, each folded and with its holder.

    An element larger than any line of text is left after its beginning.
    """
    for text, holder in islice(_walked(element), _MOST_IN_ONE):
        yield from _said(text, holder)


def line_in(element: Any) -> str:
    """Return the text in an element as it is; only the beginning of what is larger than a line."""
    if element.find("*") is None:  # the usual case, told faster; lxml counts children for a `len`
        return element.text or ""
    return "".join(text for text, _ in islice(_walked(element), _MOST_ON_A_LINE) if text)


def texts_after(element: Any, *, steps: int) -> Iterator[tuple[str, Any]]:
    """Yield the texts that follow an element, in order, each folded and with its holder.

    Args:
        element: Where to begin.
        steps: How many places to look at, those without a text included.
    """
    for text, holder in islice(_walked_behind(element), steps):
        yield from _said(text, holder)


def text_before(element: Any) -> str:
    """Return the last text before an element, folded; empty when none is near."""
    place = element
    for _ in range(_MOST_STEPS):
        earlier, holder = place.getprevious(), place.getparent()
        if earlier is None:
            text = "" if holder is None else _folded(holder.text)
            place = holder
        else:
            text = _folded(earlier.tail) or last_text(earlier)
            place = earlier
        if text or place is None:
            return text
    return ""


def _walked_behind(element: Any) -> Iterator[tuple[str | None, Any]]:
    place, holder = element, element.getparent()
    while holder is not None:
        yield place.tail, holder
        for sibling in place.itersiblings():
            yield from _walked(sibling)
            yield sibling.tail, holder
        place, holder = holder, holder.getparent()


def _walked(element: Any) -> Iterator[tuple[str | None, Any]]:
    """Yield the texts in an element and what holds each; None for places without a text."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "start" and one.tag in _SILENT:
            walk.skip_subtree()
        elif event == "start":
            yield one.text, one
        elif one is not element:
            yield one.tail, one.getparent()


def _said(text: str | None, holder: Any) -> Iterator[tuple[str, Any]]:
    folded = _folded(text)
    if folded:
        yield folded, holder


def last_text(element: Any) -> str:
    """Return the last text in an element; only its last branch is looked at."""
    place = element
    while place.tag not in _SILENT:
        last = next(place.iterchildren(reversed=True), None)
        if last is None:
            return _folded(place.text)
        if _folded(last.tail):
            return _folded(last.tail)
        place = last
    return ""


def _folded(text: str | None) -> str:
    return " ".join(text.split()) if text else ""
