"""Which of the titles a page offers is the article's own.

Pages carry the headline several times: as a heading, in social metadata, in JSON-LD, and in the
window title, the latter with the site's name glued on. The headline is what several of them share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from broadsheet.read.markup import element_text, plain_title

_SEPARATOR = re.compile(r"\s+[|·•»«‹›–—:~/\\-]+\s+|\s*[|»«]\s*")
_MOST_HEADINGS = 12
_LONGEST = 300
_FEWEST_WORDS = 3
_SHARED_WORDS = 0.4
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
    site_names = {fold_title(publisher), fold_title(host), fold_title(host.removeprefix("www."))}
    short = [strip_site(title, publisher=publisher, host=host) for title in references]
    headings = [text for text in _headings(tree) if fold_title(text) not in site_names]
    for heading in headings:
        agreeing = next((title for title in short if _agree(heading, title)), None)
        if agreeing is not None:
            return _quieter(heading, agreeing)
    likely = [title for title in short if title and fold_title(title) not in _GENERIC | site_names]
    main = [text for text in headings if text in _main_headings(tree)]
    for heading in main:
        if any(_resemble(heading, title) for title in likely):
            return heading
    return next(iter(likely), "") or next(iter(headings), "")


def strip_site(title: str, *, publisher: str, host: str) -> str:
    """Return a title without the name of the site at its end or beginning."""
    names = {
        fold_title(publisher),
        fold_title(host),
        fold_title(host.removeprefix("www.").split(".")[0]),
    } - {""}
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
    folded = fold_title(piece)
    if not folded:
        return False
    return folded == name or folded.replace(" ", "") == name.replace(" ", "")


def _quieter(heading: str, title: str) -> str:
    """Return a heading in capitals as the metadata spells it, where the words are the same."""
    return title if heading.isupper() and fold_title(heading) == fold_title(title) else heading


def _headings(tree: Any) -> list[str]:
    """Return the texts of first and second level headings, first level first."""
    return [
        *_main_headings(tree),
        *_texts(tree, "//*[@itemprop='headline']"),
        *_texts(tree, "//h2"),
    ]


def _main_headings(tree: Any) -> list[str]:
    return _texts(tree, "//h1")


def _texts(tree: Any, path: str) -> list[str]:
    elements = tree.xpath(path)[:_MOST_HEADINGS]
    texts = (" ".join(element_text(element).split()) for element in elements)
    return [
        text
        for text in texts
        if text and len(text) <= _LONGEST and fold_title(text) not in _GENERIC
    ]


def _agree(heading: str, reference: str) -> bool:
    """Say whether a heading is a stated title, give or take a site name."""
    ours, theirs = fold_title(heading), fold_title(reference)
    if ours == theirs:
        return True
    if len(ours.split()) < 2 or len(ours) < 10:
        return False
    return theirs.startswith(ours) or theirs.endswith(ours)


def _resemble(heading: str, reference: str) -> bool:
    """Say whether a heading and a stated title share enough words to be two versions of one."""
    ours, theirs = set(fold_title(heading).split()), set(fold_title(reference).split())
    if len(ours) < _FEWEST_WORDS:
        return False
    return len(ours & theirs) >= _SHARED_WORDS * min(len(ours), len(theirs))


def fold_title(text: str) -> str:
    """Return a title for comparing: lower case, words only."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
