"""The texts a page shows, one by one, with what holds each; found without searching all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

#: XPath for the text nodes a reader may see, to be put behind an axis.
SHOWN = (
    "text()[not(parent::script or parent::style or parent::noscript or parent::title"
    " or parent::template or parent::option or parent::button)]"
)
_SILENT = frozenset({"script", "style", "noscript", "title", "template", "option", "button"})
_MOST_STEPS = 60


def texts_after(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the texts that follow an element, in order, each folded and with its holder."""
    place = element
    while place is not None and place.getparent() is not None:
        yield from _said(place.tail, place.getparent())
        for sibling in place.itersiblings():
            yield from _inside(sibling)
            yield from _said(sibling.tail, place.getparent())
        place = place.getparent()


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


def _inside(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the texts in an element, however deep."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "start" and one.tag in _SILENT:
            walk.skip_subtree()
        elif event == "start":
            yield from _said(one.text, one)
        elif one is not element:
            yield from _said(one.tail, one.getparent())


def _said(text: str | None, holder: Any) -> Iterator[tuple[str, Any]]:
    folded = _folded(text)
    if folded:
        yield folded, holder


def last_text(element: Any) -> str:
    """Return the last text in an element; only its last branch is looked at."""
    place = element
    while place.tag not in _SILENT:
        if not len(place):
            return _folded(place.text)
        last = place[-1]
        if _folded(last.tail):
            return _folded(last.tail)
        place = last
    return ""


def _folded(text: str | None) -> str:
    return " ".join(text.split()) if text else ""
