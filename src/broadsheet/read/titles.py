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
_LONGEST_LINE = 120
_FEWEST_WORDS = 3
_SHARED_WORDS = 0.4
_FEWEST_HELD = 4
_BYLINE = re.compile(
    r"\s*(?:posted|published|updated|written|by|on|von|par|por|di|door"
    r"|\d{1,2} \w+ (?:19|20)\d\d|\w+ \d{1,2} (?:19|20)\d\d)\b"
)
_TAIL = re.compile(r"\s*(?:[|»«·•]|\((?:[\w-]+\.)+\w+\))")
_MOST_SEARCHED = 40
_UNSEEN = frozenset({"script", "style", "title", "option", "noscript", "template"})
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
    main = _main_headings(tree)
    likely = [title for title in short if title and fold_title(title) not in _GENERIC | site_names]
    for agree, candidates in (
        (_agree, [text for text in headings if text in main]),
        (_same, headings),
        (_resemble, [text for text in headings if text in main]),
        (_agree, headings),
    ):
        for heading in candidates:
            agreeing = next((title for title in likely if agree(heading, title)), None)
            if agreeing is not None:
                return _plainer(heading, agreeing, likely)
    return next(iter(likely), "") or next(iter(headings), "")


def title_of_text(text: str) -> str:
    """Return what stands for the title of a text that has none: its first line, not all of it."""
    return text.partition("\n")[0][:_LONGEST_LINE]


def find_heading(body: Any, title: str) -> Any:
    """Return the element that shows the headline: a heading, else any; None when none does.

    A first heading of other words counts where nothing shows the title as it is.
    """
    wanted = fold_title(title)
    headings = list(body.iter("h1", "h2"))[:_MOST_SEARCHED]
    same = [one for one in headings if fold_title("".join(one.itertext())) == wanted]
    if not same and title:
        shown = body.xpath(".//text()[normalize-space() = $title]", title=title)
        same = [text.getparent() for text in shown if text.is_text and text.getparent().tag != "a"]
        same = [one for one in same if one.tag not in _UNSEEN]
    return next(iter(same or (one for one in headings if one.tag == "h1")), None)


def strip_site(title: str, *, publisher: str, host: str) -> str:
    """Return a title without the name of the site at its end or beginning."""
    names = {fold_title(publisher), fold_title(host), *_site_labels(host)} - {""}
    pieces = _SEPARATOR.split(title)
    if len(pieces) < 2:
        return title
    if any(_is_site(pieces[-1], name) for name in names):
        return title[: title.rindex(pieces[-1])].rstrip(" |·•»«‹›–—:~/\\-").strip()
    if any(_is_site(pieces[0], name) for name in names):
        return title[len(pieces[0]) :].lstrip(" |·•»«‹›–—:~/\\-").strip()
    for last in reversed(list(_SEPARATOR.finditer(title))):
        tail_words = len(title[last.end() :].split())
        head = title[: last.start()].strip()
        if not any(mark in last.group() for mark in "|·•»«") or not tail_words <= 4 <= len(
            head.split()
        ):
            break
        title = head
    return title


def _site_labels(host: str) -> list[str]:
    """Return the words of a host that may be a site's name: "developers", "lindhavn"."""
    labels = host.removeprefix("www.").split(".")
    return [fold_title(label) for label in labels[:1] + labels[-2:-1] if len(label) > 3]


def _is_site(piece: str, name: str) -> bool:
    folded = fold_title(piece)
    if not folded:
        return False
    return folded == name or folded.replace(" ", "") == name.replace(" ", "")


def _plainer(heading: str, title: str, stated: Sequence[str]) -> str:
    """Return a heading as the metadata spells it, where that is the same with less noise.

    Noise is: capitals throughout, a byline or a site's name inside the heading, "and" for "&".
    """
    if heading.isupper() and not title.isupper():
        return title
    ours = _spelt_out(heading)
    for claim in stated:
        theirs = _spelt_out(claim)
        if ours == theirs:
            return heading if fold_title(heading) == fold_title(claim) else claim
        if len(theirs.split()) < _FEWEST_HELD:
            continue
        if heading.startswith(claim) and _TAIL.match(heading, len(claim)):
            return claim
        is_shared = stated.count(claim) > 1
        if is_shared and ours.startswith(f"{theirs} ") and _BYLINE.match(ours, len(theirs)):
            return claim
    return heading


def _spelt_out(title: str) -> str:
    """Return a title for comparing, with "and" for the sign of it."""
    return fold_title(title.replace("&", " and "))


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


def _same(heading: str, reference: str) -> bool:
    """Say whether a heading is a stated title."""
    return fold_title(heading) == fold_title(reference)


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
    ours, theirs = _words(heading), _words(reference)
    if len(ours) < _FEWEST_WORDS:
        return False
    return len(ours & theirs) >= _SHARED_WORDS * min(len(ours), len(theirs))


def _words(title: str) -> set[str]:
    """Return the words of a title, single letters left out: "M&A" is no two words."""
    return {word for word in fold_title(title).split() if len(word) > 1 or not word.isascii()}


def fold_title(text: str) -> str:
    """Return a title for comparing: lower case, words only."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
