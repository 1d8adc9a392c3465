"""The main text of a web page: what a reader came for, without navigation, adverts and comments.

Found by consensus: several extractors read the page, and the one that most resembles the others is
believed. No extractor is best on every page, but where one goes wrong the others rarely go wrong in
the same way. How far they agree is the confidence of the result. The quick ones are asked first; on
most pages they agree, and those that take ten times as long need not be asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from broadsheet.read.extractors import (
    balanced_text,
    generous_text,
    stop_word_text,
    tagged_text,
)
from broadsheet.read.gravity import running_text
from broadsheet.read.markup import element_text

LEAST_CHARACTERS = 40
_SURE = 0.85
_LEAST_SHARE = 0.6
_ENOUGH = 0.75
_GRAM = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A text that was up for choice: whose, how many words, how like the other texts (0 to 1)."""

    name: str
    words: int
    agreement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MainText:
    """A page's main text, and how it was found.

    Attributes:
        text: Paragraphs and list items joined by blank lines; empty when there is nothing to read.
        confidence: How far the text agrees with what the other extractors found, 0 to 1.
        candidate: Which extractor found it; empty for none.
        candidates: What each extractor asked found.
        holder: The element of the tree that holds all of the text; None where that is not known.
    """

    text: str = ""
    confidence: float = 0.0
    candidate: str = ""
    candidates: tuple[Candidate, ...] = ()
    holder: Any = None


def main_text(html: str, tree: Any = None) -> MainText:
    """Return the main text of a page, the one of several candidates that resembles the rest most.

    Two quick extractors are asked; a slower one only when these disagree or leave out much of the
    page; two more only when no text is much like the other two.

    Args:
        html: The page's source.
        tree: The same, as `parse_html` gives it, if it is at hand; it is left as it was.
    """
    tree = parse_html(html) if tree is None else tree
    if tree is None:
        return MainText()
    running = running_text(tree)
    texts = _Texts()
    texts.add("gravity", running.text)
    texts.add("resiliparse", tagged_text(html))
    if texts.confidence < _SURE or running.share < _LEAST_SHARE:
        texts.add("trafilatura", balanced_text(tree))
        if texts.confidence < _ENOUGH:
            texts.add("trafilatura-generous", generous_text(tree))
            texts.add("justext", stop_word_text(html))
    candidates = texts.candidates()
    best = max(candidates, key=lambda one: one.agreement, default=None)
    if best is None:
        container = next(iter(tree.xpath("//article | //main | //*[@role='main']")), None)
        text = element_text(container) if container is not None else ""
        return MainText(text=text, candidate="container" if text else "")
    return MainText(
        text=texts.by_name[best.name],
        confidence=best.agreement,
        candidate=best.name,
        candidates=candidates,
        holder=running.holder if best.name == "gravity" else None,
    )


def parse_html(html: str) -> Any:
    """Return the root element of a page, None when it has none."""
    try:
        return lxml_html.document_fromstring(html.encode("utf-8"), parser=_parser())
    except Exception:  # noqa: BLE001 - lxml's HTML front end raises errors of many kinds
        return None


def _parser() -> Any:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True
    )
    # lxml.html asks a function for the class of every element, each time one is touched.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
    return parser


class _Texts:
    """The texts found for a page, and how alike any two of them are."""

    def __init__(self) -> None:
        self.by_name: dict[str, str] = {}
        self._grams: dict[str, Counter[str]] = {}
        self._alike: dict[tuple[str, str], float] = {}

    def add(self, name: str, text: str) -> None:
        grams = _grams(text)
        self._alike |= {(other, name): _dice(self._grams[other], grams) for other in self.by_name}
        self._grams[name] = grams
        self.by_name[name] = text

    @property
    def confidence(self) -> float:
        """How like all the others the text is that resembles them most."""
        return max(self._likeness(name, list(self.by_name)) for name in self.by_name)

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the texts long enough to be chosen, in the order they were added."""
        names = [name for name, text in self.by_name.items() if len(text) >= LEAST_CHARACTERS]
        return tuple(
            Candidate(
                name=name,
                words=len(self.by_name[name].split()),
                agreement=self._likeness(name, names),
            )
            for name in names
        )

    def _likeness(self, name: str, names: Sequence[str]) -> float:
        """Return how like a text is to the others of some, on average; 0 when there are none."""
        found = [
            alike
            for pair, alike in self._alike.items()
            if name in pair and all(each in names for each in pair)
        ]
        return sum(found) / len(found) if found else 0.0


def _grams(text: str) -> Counter[str]:
    """Return the runs of four words in a text, and how often each occurs."""
    words = _WORD.findall(text.casefold())
    size = min(_GRAM, len(words))
    return Counter(map(" ".join, zip(*(words[start:] for start in range(size)), strict=False)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    """Return twice the runs two texts share, in parts of all their runs."""
    size = one.total() + other.total()
    if not size:
        return 0.0
    shared = one.keys() & other.keys()  # nearly all occur once: their number is nearly the overlap
    more = sum(min(one[gram], other[gram]) - 1 for gram in shared if one[gram] > 1)
    return 2 * (len(shared) + more) / size
