"""The main text of a web page: what a reader came for, without navigation, adverts and comments.

Found by consensus: several extractors read the page, and the one that most resembles the others is
believed. No extractor is best on every page, but where one goes wrong the others rarely go wrong in
the same way. How far they agree is the confidence of the result.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

from broadsheet.read.extractors import (
    generous_text,
    precise_text,
    stop_word_text,
    tagged_text,
)
from broadsheet.read.gravity import gravity_text
from broadsheet.read.markup import element_text

LEAST_CHARACTERS = 40
_ENOUGH_AGREEMENT = 0.8
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
    """

    text: str = ""
    confidence: float = 0.0
    candidate: str = ""
    candidates: tuple[Candidate, ...] = ()


def main_text(html: str, tree: Any = None) -> MainText:
    """Return the main text of a page, the one of several candidates that resembles the rest most.

    Three extractors are asked, two more only when any two of the three disagree.

    Args:
        html: The page's source.
        tree: The same, as `parse_html` gives it, if it is at hand; it is left as it was.
    """
    tree = parse_html(html) if tree is None else tree
    if tree is None:
        return MainText()
    texts = _ask(_FIRST, html, tree)
    agreements = _agreements(texts)
    if min(agreements.values()) < _ENOUGH_AGREEMENT:
        texts |= _ask(_FURTHER, html, tree)
        agreements = _agreements(texts)
    candidates = _candidates(texts, agreements)
    best = max(candidates, key=lambda one: one.agreement, default=None)
    if best is None:
        container = next(iter(tree.xpath("//article | //main | //*[@role='main']")), None)
        text = element_text(container) if container is not None else ""
        return MainText(text=text, candidate="container" if text else "")
    return MainText(
        text=texts[best.name],
        confidence=best.agreement,
        candidate=best.name,
        candidates=candidates,
    )


def parse_html(html: str) -> Any:
    """Return the root element of a page, None when it has none."""
    try:
        return lxml_html.document_fromstring(html.encode("utf-8"), parser=_parser())
    except Exception:  # noqa: BLE001 - lxml's HTML front end raises errors of many kinds
        return None


def _parser() -> Any:
    return lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True
    )


def _ask(
    extractors: Mapping[str, Callable[[str, Any], str]], html: str, tree: Any
) -> dict[str, str]:
    return {name: extract(html, tree) for name, extract in extractors.items()}


def _agreements(texts: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Return how alike any two texts are: the Dice coefficient of their runs of four words."""
    grams = {name: _grams(text) for name, text in texts.items()}
    names = list(texts)
    return {
        (one, other): _dice(grams[one], grams[other])
        for place, one in enumerate(names)
        for other in names[place + 1 :]
    }


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if not words:
        return Counter()
    return Counter(zip(*(words[start:] for start in range(min(_GRAM, len(words)))), strict=False))


def _dice(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    size = one.total() + other.total()
    if not size:
        return 0.0
    shared = one.keys() & other.keys()  # nearly all occur once: their number is nearly the overlap
    more = sum(min(one[gram], other[gram]) - 1 for gram in shared if one[gram] > 1)
    return 2 * (len(shared) + more) / size


def _candidates(
    texts: Mapping[str, str], agreements: Mapping[tuple[str, str], float]
) -> tuple[Candidate, ...]:
    """Return the texts long enough to be chosen, in the order they were asked for."""
    names = [name for name, text in texts.items() if len(text) >= LEAST_CHARACTERS]
    found: list[Candidate] = []
    for name in names:
        likeness = [
            alike
            for pair, alike in agreements.items()
            if name in pair and all(each in names for each in pair)
        ]
        mean = sum(likeness) / len(likeness) if likeness else 0.0
        found.append(Candidate(name=name, words=len(texts[name].split()), agreement=mean))
    return tuple(found)


_FIRST: Mapping[str, Callable[[str, Any], str]] = {
    "gravity": lambda _, tree: gravity_text(tree),
    "trafilatura-generous": lambda _, tree: generous_text(tree),
    "resiliparse": lambda html, _: tagged_text(html),
}
_FURTHER: Mapping[str, Callable[[str, Any], str]] = {
    "trafilatura-precise": lambda _, tree: precise_text(tree),
    "justext": lambda html, _: stop_word_text(html),
}
