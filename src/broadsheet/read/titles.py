"""Which of the titles a page offers is the article's own.

Pages carry the headline several times: as a heading, in social metadata, in JSON-LD, and in the
window title, the latter with the site's name glued on. The headline is what several of them share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from broadsheet.read.markup import plain_title

_SEPARATOR = re.compile(r"\s+[|·•»«‹›–—:~/\\-]+\s+|\s*[|»«]\s*")
_MOST_HEADINGS = 12
_LONGEST = 300
_GENERIC = frozenset({
    "home", "news", "blog", "article", "index", "untitled", "menu", "search", "startseite",
    "accueil", "inicio", "untitled document", "404", "not found",
})  # fmt: skip


def pick_title(tree: Any, *, stated: Sequence[str], publisher: str, host: str) -> str:
    """Return the headline of a page; empty when it has none.

    Args:
        tree: The parsed page.
        stated: What metadata calls the title, most trusted first (JSON-LD headline, og:title, ...).
        publisher: The site's name, to be cut off titles.
        host: The page's host, for the same purpose.
    """
    window = plain_title(" ".join(tree.xpath("string(//head/title | //title)").split()))[:_LONGEST]
    claims = [title for title in (plain_title(claim)[:_LONGEST] for claim in stated) if title]
    references = [*claims, window] if window else claims
    for heading in _headings(tree):
        if any(_agree(heading, reference) for reference in references):
            return heading
    for title in references:
        short = strip_site(title, publisher=publisher, host=host)
        if short and _fold(short) not in _GENERIC:
            return short
    return next(iter(_headings(tree)), "")


def strip_site(title: str, *, publisher: str, host: str) -> str:
    """Return a title without the name of the site at its end or beginning."""
    names = {_fold(publisher), _fold(host), _fold(host.removeprefix("www.").split(".")[0])} - {""}
    pieces = _SEPARATOR.split(title)
    if len(pieces) < 2:
        return title
    if any(_is_site(pieces[-1], name) for name in names):
        return title[: title.rindex(pieces[-1])].rstrip(" |·•»«‹›–—:~/\\-").strip()
    if any(_is_site(pieces[0], name) for name in names):
        return title[len(pieces[0]) :].lstrip(" |·•»«‹›–—:~/\\-").strip()
    last = list(_SEPARATOR.finditer(title))[-1]
    tail_words = len(title[last.end() :].split())
    head = title[: last.start()].strip()
    if any(mark in last.group() for mark in "|·•»«") and tail_words <= 4 <= len(head.split()):
        return head
    return title


def _is_site(piece: str, name: str) -> bool:
    folded = _fold(piece)
    if not folded:
        return False
    return folded == name or folded.replace(" ", "") == name.replace(" ", "")


def _headings(tree: Any) -> list[str]:
    """Return the texts of first and second level headings, first level first."""
    found = []
    for path in ("//h1", "//*[@itemprop='headline']", "//h2"):
        for element in tree.xpath(path)[:_MOST_HEADINGS]:
            text = " ".join(element.text_content().split())
            if text and len(text) <= _LONGEST and _fold(text) not in _GENERIC:
                found.append(text)
    return found


def _agree(heading: str, reference: str) -> bool:
    """Say whether a heading is a stated title, give or take a site name."""
    ours, theirs = _fold(heading), _fold(reference)
    if ours == theirs:
        return True
    if len(ours.split()) < 2 or len(ours) < 10:
        return False
    return theirs.startswith((ours + " ", ours)) or theirs.endswith(ours)


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
