"""The part of a page where running text gathers: a light extractor of our own.

Text that is no link weighs; its weight flows from paragraphs up to all that holds them, and the
main text is the smallest element that still holds nearly all of it. (The idea of scoring containers
by their paragraphs is that of Arc90's Readability, 2009.) Before weighing, what page builders call
furniture in class names goes; a word that marks more of the text than furniture can be is not
believed on that page. Everything is linear in the size of the page, however deep it nests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from broadsheet.read.markup import element_text

_NEVER_TEXT = frozenset({
    "script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "input",
    "audio", "video", "canvas", "object", "embed", "button",
})  # fmt: skip
_FURNITURE_TAGS = frozenset({
    "nav", "footer", "aside", "form", "figure", "figcaption", "dialog", "menu",
})  # fmt: skip
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(comments?|disqus|respond|replies|share|sharing|social|related|recommend\w{0,9}"
    r"|sidebar|side-bar|promo\w{0,9}|newsletter|subscri\w{0,9}|sign-?up|advert\w{0,9}|ads?"
    r"|sponsor\w{0,9}|breadcrumbs?|tags?|taglist|bio|byline|author-?(?:box|info|card|bio)"
    r"|about-?author|cookie\w{0,9}|consent|gdpr|popular|trending|most-?read"
    r"|more-?(?:from|stories|news)|read-?(?:more|next|also)|up-?next|toc|table-of-contents|footer"
    r"|masthead|menu|nav\w{0,9}|pagination|pager|modal|popup|overlay|paywall|toolbar"
    r"|caption|credit\w{0,9}|copyright|disclaimer|meta|metadata|timestamp|outbrain|taboola"
    r"|skip-?link|screen-?reader\w{0,9}|sr-only|visually-?hidden|hidden|print-?only|noprint|banner"
    r"|teaser|rail|carousel|gallery|rating\w{0,9}|topics?|kicker)(?=$|[\s_-])"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DISCUSSION = frozenset({"comment", "comments", "disqus", "respond", "replies"})
_KEPT_TAGS = frozenset({"html", "body", "article", "main"})
_PARAGRAPHS = frozenset({"p", "pre"})
_PARTS = frozenset({"p", "pre", "li", "tr", "td"})
_HOLDERS = frozenset({
    "blockquote", "td", "li", "div", "section", "article", "main", "body", "dd", "center",
})  # fmt: skip
_INLINE = frozenset({"b", "i", "em", "strong", "span", "u", "font", "code", "sup", "sub", "mark"})
_BLOCKS_OF_LINKS = frozenset({
    "ul", "ol", "div", "section", "table", "header", "h1", "h2", "h3", "h4", "h5", "p",
})  # fmt: skip
_LONGEST_NAMES = 1_000
_LEAST_PARAGRAPH = 25
_LEAST_LOOSE_TEXT = 80
_LEAST_BESIDE_DISCUSSION = 500
_FURNITURE_SHARE = 0.3
_HELD_SHARE = 0.8
_LINKED_SHARE = 0.5
_LONGEST_LINE_OF_LINKS = 120
_LINE_LINKED_SHARE = 0.9


@dataclass(slots=True, eq=False)
class _Part:
    """An element that may hold text, and what it weighs, in characters.

    Attributes:
        element: The element.
        tag: Its name.
        above: The part that holds it; None for the body.
        own: What stands in it directly.
        marks: The words that mark it as furniture; None as long as nobody asked.
        is_out: Whether it, or what holds it, does not belong to the main text.
        text: All that stands in and below it.
        linked: As much of that as stands in links.
        loose: As much of it as stands in no element but an inline one, and in no link.
        mass: What counts as running text.
    """

    element: Any
    tag: str
    above: _Part | None
    own: int
    marks: tuple[str, ...] | None = None
    is_out: bool = False
    text: int = 0
    linked: int = 0
    loose: int = 0
    mass: int = 0


@dataclass(frozen=True, slots=True)
class RunningText:
    """The running text of a page.

    Attributes:
        text: Its paragraphs, joined by blank lines; empty for none.
        share: Its length in lengths of all the page's text that stands in no link.
        holder: The element that holds it; None for none.
    """

    text: str = ""
    share: float = 0.0
    holder: Any = None


def running_text(tree: Any) -> RunningText:
    """Return the running text of a parsed page. The tree is left as it was."""
    parts = _parts(tree)
    _weigh(parts)
    unlinked = parts[0].text - parts[0].linked
    out = [part for part, _ in _furniture(parts)]
    parts = [part for part in parts if not part.is_out]
    _weigh(parts)
    if not parts[0].mass:
        return RunningText()
    top, *below = _centre(parts)
    out += (part for part in below if _is_links(part))
    text = element_text(top.element, without={part.element for part in out})
    return RunningText(text, len(text) / max(unlinked, 1), top.element)


def furniture_words(tree: Any) -> dict[str, int]:
    """Return how many words of a page are furniture, by the name that marks them as such.

    The tree is left as it was. What marks too much of the text to be believed is not counted.
    """
    counts: dict[str, int] = {}
    parts = _parts(tree)
    _weigh(parts)
    for part, word in _furniture(parts):
        words = len(element_text(part.element).split())
        counts[word] = counts.get(word, 0) + words
    return {word: count for word, count in counts.items() if count}


def _parts(tree: Any) -> list[_Part]:
    """Return the parts of a page's body in page order, without what is never text."""
    found = tree.find("body")
    body = tree if found is None else found
    parts = {body: _Part(body, body.tag, None, _length(body.text))}
    for element in body.iterdescendants("*"):
        above = parts.get(element.getparent())
        if above is not None:
            above.own += _length(element.tail)
            if element.tag not in _NEVER_TEXT:
                parts[element] = _Part(element, element.tag, above, _length(element.text))
    return list(parts.values())


def _furniture(parts: list[_Part]) -> list[tuple[_Part, str]]:
    """Mark what of the weighed parts is furniture, a word that marks too much text excepted.

    Returns:
        The outermost parts marked, each with the word that says so.
    """
    total = parts[0].mass
    believed = total * _FURNITURE_SHARE
    ignored: set[str] = set()
    while True:
        marked = _marked(parts, ignored)
        sums: dict[str, int] = {}
        for part, word in marked:
            sums[word] = sums.get(word, 0) + part.mass
        wrong = {
            word
            for word, mass in sums.items()
            if mass > believed
            and not (word in _DISCUSSION and total - mass >= _LEAST_BESIDE_DISCUSSION)
        }
        if not wrong:
            return marked
        ignored |= wrong


def _marked(parts: list[_Part], ignored: set[str]) -> list[tuple[_Part, str]]:
    """Mark what a word not ignored says is furniture; return the outermost parts, with the word."""
    found: list[tuple[_Part, str]] = []
    for part in parts:
        part.is_out = part.above is not None and part.above.is_out
        if not part.is_out and part.tag not in _KEPT_TAGS:
            if part.marks is None:
                part.marks = _marks(part.element)
            word = next((word for word in part.marks if word not in ignored), "")
            if word:
                part.is_out = True
                found.append((part, word))
    return found


def _marks(element: Any) -> tuple[str, ...]:
    """Return the words that mark an element as furniture, most telling first; mostly none."""
    given = dict(element.items())
    is_hidden = given and (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or ("style" in given and _HIDDEN.search(given["style"]))
    )
    hidden = ("hidden",) if is_hidden else ()
    tag = (element.tag,) if element.tag in _FURNITURE_TAGS else ()
    names = " ".join(given[name] for name in ("class", "id", "role") if name in given)
    return hidden + tag + (_furniture_names(names[:_LONGEST_NAMES]) if names else ())


@lru_cache(maxsize=4_096)
def _furniture_names(names: str) -> tuple[str, ...]:
    """Return the words among the names of an element that mark furniture; most recur."""
    return tuple(match.group(1) for match in _FURNITURE_NAMES.finditer(names.lower()))


def _weigh(parts: list[_Part]) -> None:
    """Weigh every part, adding up from the leaves in one pass."""
    for part in parts:
        part.text = part.loose = part.own
        part.linked = part.mass = 0
    for part in reversed(parts):
        if part.tag == "a":
            part.linked = part.text
        if part.tag in _PARAGRAPHS:
            part.mass = part.text - part.linked if part.text >= _LEAST_PARAGRAPH else 0
        elif part.tag in _HOLDERS and part.loose >= _LEAST_LOOSE_TEXT:
            part.mass += part.loose
        above = part.above
        if above is not None:
            above.text += part.text
            above.linked += part.linked
            above.mass += part.mass
            if part.tag in _INLINE:
                above.loose += part.text - part.linked


def _centre(parts: list[_Part]) -> list[_Part]:
    """Return the smallest part that holds nearly all the text, and after it all it holds."""
    top = parts[0]
    for part in parts:  # in page order: what is in a part comes after it, and before its neighbour
        if part.above is top and part.mass > _HELD_SHARE * top.mass and part.tag not in _PARTS:
            top = part
    inside = {top}
    held = [top]
    for part in parts:
        if part.above in inside:
            inside.add(part)
            held.append(part)
    return held


def _is_links(part: _Part) -> bool:
    """Say whether a part is a block of mostly links, or the page's own headline."""
    if not part.text or part.tag not in _BLOCKS_OF_LINKS:
        return False
    share = part.linked / part.text
    if part.tag == "p":
        return share > _LINE_LINKED_SHARE and part.text < _LONGEST_LINE_OF_LINKS
    return share > _LINKED_SHARE or part.tag == "h1"


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text and not text.isspace() else 0
