"""The lead image of a web page: as the page states it, else the first picture in its article.

What is stated for programs (JSON-LD, Open Graph, Twitter cards, microdata) is believed before what
is shown, because publishers choose it to stand for the article. What it shows and whose it is often
stands only beside the picture itself: there it is looked up when the page shows the same picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from lxml import etree

from broadsheet.model.articles import LeadImage
from broadsheet.read.images import (
    Candidate,
    credit_in,
    first_picture,
    has_picture_name,
    pixels,
    plain_alt,
    plain_credit,
    stem_of,
)
from broadsheet.read.markup import resolve_url
from broadsheet.read.shown_texts import class_of
from broadsheet.read.structured import Meta, names_of, text_value

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-orig-file", "data-url")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PICTURES = ("img", "amp-img")
_MAIN_PARTS: Any = etree.XPath("//*[@itemprop='articleBody' or @role='main']")
_ITEM_PROPERTY: Any = etree.XPath("//*[@itemprop='image']")
_IMAGE_SOURCE: Any = etree.XPath("//link[@rel='image_src']/@href")
_ASIDE = frozenset({"nav", "footer", "aside", "li", "button", "menu", "select"})
_NOT_LEAD = re.compile(
    r"(?:^|[\s_-])(?:author|avatar|byline|bio|related|recommend\w*|sidebar|share|sharing|social"
    r"|newsletter|promo\w*|advert\w*|ads?|comments?|logo|icon|emoji|gravatar|profile|teaser|sponsor"
    r"|badge|popular|trending|nav\w*|footer|masthead|wp-smiley)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CREDIT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|attribution|courtesy|photo-?by|source)"
    r"(?=$|[\s_-])|(?:image|photo|picture)[_-]?(?:credit|copyright|source)|credit$",
    re.IGNORECASE,
)
_CREDIT_PROPERTIES = frozenset({"copyrightHolder", "creditText", "author", "creator"})
_CAPTION_NAMES = re.compile(r"caption|legende|bildunterschrift|pie-de-foto", re.IGNORECASE)
_MOST_IMAGES = 200
_MOST_STATED = 10
_MOST_WORDS = 400
_HIGHEST = 8
_LONGEST_CAPTION = 1_000
_LONGEST_SET = 20_000
_WIDE_ENOUGH = 300


def page_image(tree: Any, meta: Meta, node: Mapping[str, Any], *, url: str) -> LeadImage | None:
    """Return a page's lead image; None when it has none that is a picture.

    Args:
        tree: The parsed page.
        meta: Its meta elements.
        node: Its article in JSON-LD, empty for none.
        url: Where it came from: the base of relative addresses, unless the page names another.
    """
    based = tree.find("head/base")
    base = url if based is None else resolve_url(based.get("href") or "", url)
    stated = first_picture(_stated(tree, meta, node), base=base)
    if stated is None:
        element = next(_shown(tree, base), None)
        return None if element is None else first_picture(sources_of(element), base=base)
    stem = stem_of(stated.url)
    if not stem:
        return stated
    for one in _json_ld(node):
        if stem in one.address:
            stated = _told(stated, one, "json-ld")
    if stated.alt and stated.credit:
        return stated
    for element in islice(tree.iter(*_PICTURES), _MOST_IMAGES):
        if any(stem in value for value in element.values()):
            for shown in islice(sources_of(element), 1):
                return _told(stated, shown, shown.found_in)
    return stated


def _told(image: LeadImage, beside: Candidate, place: str) -> LeadImage:
    """Return an image with the words that stand beside the same picture in another place."""
    alt, credit = plain_alt(beside.alt), plain_credit(beside.credit)
    if alt and not image.alt:
        image = replace(image, alt=alt, alt_found_in=place)
    if credit and not image.credit:
        image = replace(image, credit=credit, credit_found_in=place)
    return image


def _stated(tree: Any, meta: Meta, node: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield what the page states for programs, most trusted first."""
    yield from _open_graph(meta)
    yield from _json_ld(node)
    for name in ("twitter:image", "twitter:image:src"):
        for address in meta.all(name)[:1]:
            yield Candidate(
                address=address, found_in="twitter:image", alt=meta.first("twitter:image:alt")
            )
    for element in _ITEM_PROPERTY(tree)[:_MOST_STATED]:
        yield from _microdata(element)
    for address in _IMAGE_SOURCE(tree)[:1]:
        yield Candidate(address=str(address), found_in="image_src")
    for name in ("parsely-image-url", "sailthru.image.full", "thumbnail"):
        for address in meta.all(name)[:1]:
            yield Candidate(address=address, found_in="meta")


def _open_graph(meta: Meta) -> Iterator[Candidate]:
    """Yield the pictures of Open Graph; sizes and texts belong to them when as many are given."""
    addresses = (
        meta.all("og:image") or meta.all("og:image:url") or meta.all("og:image:secure_url")
    )[:_MOST_STATED]
    widths, heights, alts = (meta.all(f"og:image:{name}") for name in ("width", "height", "alt"))
    for place, address in enumerate(addresses):
        yield Candidate(
            address=address,
            found_in="og:image",
            width=pixels(_at(widths, place, len(addresses))),
            height=pixels(_at(heights, place, len(addresses))),
            alt=_at(alts, place, len(addresses)),
        )


def _at(values: tuple[str, ...], place: int, count: int) -> str:
    return values[place] if len(values) == count else (*values, "")[0] if not place else ""


def _json_ld(node: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield the pictures of a schema.org article: addresses, or ImageObjects with more to say."""
    for name in ("image", "primaryImageOfPage", "thumbnailUrl"):
        value = node.get(name)
        for item in (value if isinstance(value, list) else [value])[:_MOST_STATED]:
            if isinstance(item, str):
                yield Candidate(address=item, found_in="json-ld")
            elif isinstance(item, dict):
                yield _image_object(item)


def _image_object(item: Mapping[str, Any]) -> Candidate:
    people = (
        names_of(item.get(name)) for name in ("creator", "author", "copyrightHolder", "provider")
    )
    credit = text_value(item, "creditText") or next((names[0] for names in people if names), "")
    return Candidate(
        address=text_value(item, "url") or text_value(item, "contentUrl"),
        found_in="json-ld",
        width=_side(item.get("width")),
        height=_side(item.get("height")),
        alt=text_value(item, "caption") or text_value(item, "description"),
        credit=credit or text_value(item, "copyrightNotice"),
    )


def _side(value: Any) -> int | None:
    """Return a side in pixels: schema.org has numbers, texts and quantities of it."""
    value = value.get("value") if isinstance(value, dict) else value
    return pixels(str(value)) if isinstance(value, str | int | float) else None


def _microdata(element: Any) -> Iterator[Candidate]:
    """Yield the picture an `itemprop=image` names: itself, or the one inside it."""
    for one in (element, *islice(element.iter("img", "meta", "link", "amp-img"), _MOST_STATED)):
        if one.tag in _PICTURES:
            yield from sources_of(one, found_in="itemprop")
        elif one is element or one.get("itemprop") in {"url", "contentUrl"}:
            address = one.get("content") or one.get("href")
            if address:
                yield Candidate(address=address, found_in="itemprop")


def _shown(tree: Any, base: str) -> Iterator[Any]:
    """Yield the pictures the article shows, in order."""
    container = next(tree.iter("article", "main"), None)
    if container is None:
        container = next(iter(_MAIN_PARTS(tree)), None)
    within = tree if container is None else container
    for element in islice(within.iter(*_PICTURES), _MOST_IMAGES):
        has_words = container is not None and plain_alt(element.get("alt") or "")
        if (
            (has_words or _figure_of(element) is not None or _says_it_is_large(element))
            and not _is_aside(element, within)
            and first_picture(sources_of(element), base=base) is not None
        ):
            yield element


def _is_aside(element: Any, within: Any) -> bool:
    """Say whether a picture belongs to something beside the article, or leads to another."""
    is_figure = False
    for one in (element, *islice(element.iterancestors(), 2 * _HIGHEST)):
        if one is within:
            return False
        is_figure = is_figure or one.tag in {"figure", "picture"}
        if one.tag in _ASIDE or _NOT_LEAD.search(_names_on(one)):
            return True
        if one.tag == "a" and not is_figure and _leads_away(one):
            return True
    return False


def _leads_away(anchor: Any) -> bool:
    address = anchor.get("href") or ""
    return bool(address) and not address.startswith("#") and not has_picture_name(address)


def _says_it_is_large(element: Any) -> bool:
    width = pixels(element.get("width"))
    return (width is not None and width >= _WIDE_ENOUGH) or any(
        size >= _WIDE_ENOUGH for size, _ in _set_of(element)
    )


def sources_of(element: Any, found_in: str = "") -> Iterator[Candidate]:
    """Yield the addresses of a picture shown, the one that is no stand-in first."""
    caption, credit = _beside(element)
    place = found_in or ("figure" if _figure_of(element) is not None else "img")
    addresses = [element.get(name) for name in (*_LAZY, "src")]
    addresses += [address for _, address in _set_of(element)]
    for address in addresses:
        if address:
            yield Candidate(
                address=address,
                found_in=place,
                width=pixels(element.get("width")),
                height=pixels(element.get("height")),
                alt=plain_alt(element.get("alt") or "") or caption,
                credit=credit,
            )


def _set_of(element: Any) -> list[tuple[float, str]]:
    """Return the sizes and addresses of a `srcset`, its picture's other sources' too; large first.

    Widths count in pixels, densities as multiples of what a picture has at least.
    """
    holders = [element]
    for above in islice(element.iterancestors("picture"), 1):
        holders += islice(above.iter("source"), _MOST_STATED)
    found: list[tuple[float, str]] = []
    for holder in holders:
        for name in _SETS:
            words = (holder.get(name) or "")[:_LONGEST_SET].split()
            for address, size in pairwise(words):
                number, unit = size.rstrip(",")[:-1], size.rstrip(",")[-1:]
                if unit in {"w", "x"} and number.replace(".", "", 1).isdecimal():
                    found.append((float(number[:8]), address.lstrip(",")))
    return sorted(found, key=lambda one: -one[0])


def _beside(element: Any) -> tuple[str, str]:
    """Return the caption of a picture and its credit."""
    figure = _figure_of(element)
    if figure is None:
        return "", ""
    caption, credit = "", ""
    asked = 0
    for part in islice(figure.iter("*"), _MOST_WORDS):
        if (caption and credit) or asked >= _MOST_STATED:
            break
        names = _names_on(part)
        marked = _CREDIT_NAMES.search(names) or part.get("itemprop") in _CREDIT_PROPERTIES
        if part is not figure and marked and not credit:
            credit = plain_credit(_words_of(part))
            asked += 1
        elif not caption and (
            part.tag == "figcaption" or (part is not figure and _CAPTION_NAMES.search(names))
        ):
            caption = _words_of(part)
            asked += 1
    caption, told = credit_in(caption)
    if credit and caption.endswith(credit):
        caption = caption.removesuffix(credit).rstrip(" |([–—:")
    return plain_alt(caption), credit or told


def _figure_of(element: Any) -> Any:
    """Return what holds a picture and its caption; None when nothing does."""
    for ancestor in islice(element.iterancestors(), _HIGHEST):
        if ancestor.tag == "figure" or "wp-caption" in (ancestor.get("class") or ""):
            return ancestor
    return None


def _names_on(element: Any) -> str:
    return f"{class_of(element)} {(element.get('id') or '')[:_LONGEST_CAPTION]}"


def _words_of(element: Any) -> str:
    pieces = (str(piece)[:_LONGEST_CAPTION] for piece in islice(element.itertext(), _MOST_WORDS))
    return " ".join(" ".join(pieces).split())[:_LONGEST_CAPTION]
