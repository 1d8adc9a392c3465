"""The part of a page where running text gathers: a light extractor of our own.

Text that is no link weighs; its weight flows from paragraphs up to all that holds them, and the
main text is the smallest element that still holds nearly all of it. (The idea of scoring containers
by their paragraphs is that of Arc90's Readability, 2009.) Before weighing, what page builders call
furniture in class names goes; a word that marks more of the text than furniture can be is not
believed on that page. Everything is linear in the size of the page, however deep it nests.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from broadsheet.read.markup import element_text

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "input",
    "audio", "video", "canvas", "object", "embed", "button",
)  # fmt: skip
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
    r"|teaser|rail|carousel|gallery|rating\w{0,9}|topics?|kicker)(?=$|[\s_-])",
    re.IGNORECASE,
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
_BLOCKS_OF_LINKS = ("ul", "ol", "div", "section", "table", "header", "h2", "h3", "h4", "h5", "p")
_LEAST_PARAGRAPH = 25
_LEAST_LOOSE_TEXT = 80
_LEAST_BESIDE_DISCUSSION = 500
_FURNITURE_SHARE = 0.3
_HELD_SHARE = 0.8
_LINKED_SHARE = 0.5
_LONGEST_LINE_OF_LINKS = 120
_LINE_LINKED_SHARE = 0.9


@dataclass(slots=True)
class _Weight:
    """Characters below an element: all, those in links, loose ones, and what counts as text."""

    text: int = 0
    linked: int = 0
    loose: int = 0
    mass: int = 0


def gravity_text(tree: Any) -> str:
    """Return the running text of a parsed page, paragraphs joined by blank lines; "" for none.

    The tree is left as it was.
    """
    body = _body(tree)
    _drop_furniture(body)
    weights = _weigh(body)
    if not weights[body].mass:
        return ""
    top = _centre(body, weights)
    _drop_links(top, weights)
    return element_text(top)


def furniture_words(tree: Any) -> dict[str, int]:
    """Return how many words of a page are furniture, by the name that marks them as such.

    The tree is left as it was. What marks too much of the text to be believed is not counted.
    """
    counts: dict[str, int] = {}
    for element, word in _furniture(_body(tree)):
        words = len("".join(element.itertext()).split())
        counts[word] = counts.get(word, 0) + words
    return {word: count for word, count in counts.items() if count}


def _body(tree: Any) -> Any:
    """Return a copy of the page's body without what is never text."""
    found = tree.find("body")
    body = deepcopy(tree if found is None else found)
    body.tail = None
    for element in list(body.iter(*_NEVER_TEXT)):
        element.drop_tree()
    return body


def _drop_furniture(body: Any) -> None:
    for element, _ in _furniture(body):
        element.drop_tree()


def _furniture(body: Any) -> list[tuple[Any, str]]:
    """Return what is marked as furniture, a word that marks too much text excepted."""
    weights = _weigh(body)
    total = weights[body].mass
    believed = total * _FURNITURE_SHARE
    ignored: set[str] = set()
    while True:
        marked = _marked(body, ignored)
        sums: dict[str, int] = {}
        for element, word in marked:
            sums[word] = sums.get(word, 0) + weights[element].mass
        wrong = {
            word
            for word, mass in sums.items()
            if mass > believed
            and not (word in _DISCUSSION and total - mass >= _LEAST_BESIDE_DISCUSSION)
        }
        if not wrong:
            return marked
        ignored |= wrong


def _marked(body: Any, ignored: set[str]) -> list[tuple[Any, str]]:
    """Return the outermost elements that a word not ignored marks as furniture, with the word."""
    found: list[tuple[Any, str]] = []
    waiting = [body]
    while waiting:
        element = waiting.pop()
        word = "" if element.tag in _KEPT_TAGS else _mark(element, ignored)
        if word:
            found.append((element, word))
        else:
            waiting.extend(element.iterchildren("*"))
    return found


def _mark(element: Any, ignored: set[str]) -> str:
    style = element.get("style", "")
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    if (hidden or (style and _HIDDEN.search(style))) and "hidden" not in ignored:
        return "hidden"
    if element.tag in _FURNITURE_TAGS and element.tag not in ignored:
        return str(element.tag)
    names = " ".join(filter(None, map(element.get, ("class", "id", "role"))))
    words = (match.group(1).lower() for match in _FURNITURE_NAMES.finditer(names))
    return next((word for word in words if word not in ignored), "")


def _weigh(body: Any) -> dict[Any, _Weight]:
    """Return the weight of every element, added up from the leaves in one pass."""
    elements = list(body.iter("*"))
    weights = {element: _Weight() for element in elements}
    for element in reversed(elements):
        own = weights[element]
        lead = _length(element.text)
        own.text += lead
        own.loose += lead
        if element.tag == "a":
            own.linked = own.text
        if element.tag in _PARAGRAPHS:
            own.mass = own.text - own.linked if own.text >= _LEAST_PARAGRAPH else 0
        elif element.tag in _HOLDERS and own.loose >= _LEAST_LOOSE_TEXT:
            own.mass += own.loose
        if element is not body:
            above, tail = weights[element.getparent()], _length(element.tail)
            above.text += own.text + tail
            above.linked += own.linked
            above.loose += tail + (own.text - own.linked if element.tag in _INLINE else 0)
            above.mass += own.mass
    return weights


def _centre(body: Any, weights: dict[Any, _Weight]) -> Any:
    """Return the smallest element that holds nearly all the text, level by level."""
    top = body
    while True:
        best, most = None, _HELD_SHARE * weights[top].mass
        for child in top.iterchildren("*"):
            if weights[child].mass > most and child.tag not in _PARTS:
                best, most = child, weights[child].mass
        if best is None:
            return top
        top = best


def _drop_links(top: Any, weights: dict[Any, _Weight]) -> None:
    """Take out blocks that are mostly links, and the page's own headline."""
    for element in list(top.iter("h1", *_BLOCKS_OF_LINKS)):
        weight = weights[element]
        if element is top or not weight.text:
            continue
        share = weight.linked / weight.text
        if element.tag == "p":
            is_links = share > _LINE_LINKED_SHARE and weight.text < _LONGEST_LINE_OF_LINKS
        else:
            is_links = share > _LINKED_SHARE or element.tag == "h1"
        if is_links:
            element.drop_tree()


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0
