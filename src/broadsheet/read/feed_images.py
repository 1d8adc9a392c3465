"""The lead image of a feed's entry: Media RSS, enclosures, iTunes, Atom links, or in its content.

Media RSS: https://www.rssboard.org/media-rss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import islice

from broadsheet.model.articles import LeadImage
from broadsheet.read.images import Candidate, first_picture, has_picture_name, pixels
from broadsheet.read.trees import Element, name_of, text_of

_IMAGE = re.compile(r"<[iI][mM][gG]\b([^<>]{0,8000})>")  # found faster than one that folds case
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,30})\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+)""")
_QUOTES = frozenset({'"', "'"})
_LAZY = ("data-src", "data-lazy-src", "data-original", "src")
_SAID = frozenset({*_LAZY, "alt", "width", "height"})
_LEADING = 4_000
_STATING = frozenset({
    "media:content", "media:thumbnail", "enclosure", "atom:link", "itunes:image",
})  # fmt: skip
_MOST_MEDIA = 50
_MOST_IMAGES = 20
# Roles of Media RSS that name who wrote, not who took the picture.
_WRITERS = frozenset({"author", "writer", "reporter", "journalist", "editor"})


def entry_image(children: Mapping[str, Sequence[Element]], *, base: str) -> LeadImage | None:
    """Return the image an RSS item or Atom entry states; None when it states none.

    Args:
        children: The entry's elements by name, those inside media groups and contents included.
        base: What relative addresses are relative to.
    """
    if _STATING.isdisjoint(children):
        return None
    stated = [
        *sorted(_media(children), key=lambda one: -(one.width or 0)),
        *_enclosures(children),
        *(
            Candidate(address=node.get("href") or text_of(node), found_in="itunes:image")
            for node in children.get("itunes:image", ())
        ),
    ]
    return first_picture(stated, base=base) if stated else None


def content_image(markup: str, *, base: str) -> LeadImage | None:
    """Return the first picture in a piece of HTML; None when it does not begin with one.

    What comes after some paragraphs of text does not lead it.
    """
    return first_picture(_shown(markup), base=base) if "<" in markup else None


def _media(children: Mapping[str, Sequence[Element]]) -> Iterator[Candidate]:
    """Yield the pictures of Media RSS: the contents, then the thumbnails."""
    contents = children.get("media:content", ())[:_MOST_MEDIA]
    inside = [one for node in contents for one in node if name_of(one) == "media:thumbnail"]
    thumbnails = [*children.get("media:thumbnail", ()), *inside]
    for name, nodes in (("media:content", contents), ("media:thumbnail", thumbnails)):
        for node in nodes[:_MOST_MEDIA]:
            address = node.get("url") or ""
            if name == "media:content" and not _is_image(node, address):
                continue
            yield Candidate(
                address=address,
                found_in=name,
                width=pixels(node.get("width")),
                height=pixels(node.get("height")),
                alt=_beside(node, children, ("media:description", "media:title", "media:text")),
                credit=_beside(node, children, ("media:credit", "media:copyright")),
            )


def _is_image(node: Element, address: str) -> bool:
    medium, kind = node.get("medium", "").lower(), node.get("type", "").lower()
    if medium or kind:
        return medium == "image" or kind.startswith("image/")
    return has_picture_name(address)


def _beside(node: Element, children: Mapping[str, Sequence[Element]], names: Iterable[str]) -> str:
    """Return what is said of a picture inside its element, else beside it.

    Only a credit and a description may stand beside it: a title there is that of the entry.
    """
    for name in names:
        stated = [*(one for one in node if name_of(one) == name)]
        if name in {"media:credit", "media:description", "media:copyright"}:
            holders = list(islice(node.iterancestors(), 2))  # a group or the like, and the entry
            beside = children.get(name, ())[:_MOST_MEDIA]
            stated += [one for one in beside if one.getparent() in holders]
        for one in stated:
            words = text_of(one).strip()
            if words and one.get("role", "").lower() not in _WRITERS:
                return words
    return ""


def _enclosures(children: Mapping[str, Sequence[Element]]) -> Iterator[Candidate]:
    links = (node for node in children.get("atom:link", ()) if node.get("rel") == "enclosure")
    for node in [*children.get("enclosure", ()), *links][:_MOST_MEDIA]:
        address = node.get("url") or node.get("href") or ""
        kind = node.get("type", "").lower()
        if kind.startswith("image/") or (not kind and has_picture_name(address)):
            yield Candidate(address=address, found_in="enclosure", alt=node.get("title", ""))


def _shown(markup: str) -> Iterator[Candidate]:
    for match in islice(_IMAGE.finditer(markup, 0, _LEADING), _MOST_IMAGES):
        said = {
            low: unescape(value[1:-1] if value[0] in _QUOTES else value)
            for name, value in _ATTRIBUTE.findall(match[1])
            if (low := name.lower()) in _SAID
        }
        for name in _LAZY:
            if said.get(name):
                yield Candidate(
                    address=said[name],
                    found_in="content",
                    width=pixels(said.get("width")),
                    height=pixels(said.get("height")),
                    alt=said.get("alt", ""),
                )
