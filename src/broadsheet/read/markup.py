"""HTML from strangers: made safe, or made plain.

`sanitise` lets through the markup of running text and nothing that acts, loads or looks: no
scripts, handlers, styles, forms, frames, images, no addresses other than http, https and mailto.
`plain_text` gives paragraphs separated by blank lines. Both bound nesting first, because HTML
parsers take quadratic time on deep trees.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

import nh3
from lxml import etree
from lxml import html as lxml_html

MAX_NESTING = 2_000
_LONGEST_ADDRESS = 8_000
_LONGEST_TITLE = 2_000
_SAFE_NESTING = 200

_TAGS = {
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption",
    "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt",
    "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
    "ins", "kbd", "li", "main", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small",
    "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_DROPPED_WITH_CONTENT = {
    "script", "style", "noscript", "iframe", "object", "embed", "template", "svg", "math", "select",
    "textarea", "title", "audio", "video", "canvas", "noembed", "noframes", "xmp", "plaintext",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto"}
_BLOCKS = frozenset({
    "li", "tr",
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "ul",
})  # fmt: skip
_SILENT = frozenset(_DROPPED_WITH_CONTENT | {"head", "button", "input", "option"})
_VOID_OR_IMPLIED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead",
    "tfoot", "rt", "rp", "colgroup",
})  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|big|blink|blockquote|br|cite|code|del|dfn|div|em|font|h[1-6]|hr|i|img"
    r"|ins|kbd|li|mark|marquee|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|tt|u|ul|var|wbr"
    r"|script|style|iframe|svg|object|embed|form|input|button|link|meta|base|video|audio)"
    r"(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"<(script|style|iframe|svg|object|noscript|template)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE
)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9/._~%?&=+,-]*)?")
_ZERO_WIDTH = re.compile(r"[\u200b\u2060\ufeff]")


def nesting(markup: str) -> int:
    """Return how deep elements nest at most; those that close by themselves do not count."""
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        if match.group(2).lower() in _VOID_OR_IMPLIED:
            continue
        if not match.group(1):
            depth += 1
            if depth > deepest:  # noqa: PLR1730 - called for every tag: `max` takes twice as long
                deepest = depth
        elif depth:
            depth -= 1
    return deepest


def nests_beyond(markup: str, depth: int = MAX_NESTING) -> bool:
    """Say whether elements nest deeper than that. Few pages do; their few tags are soon counted."""
    tags = markup.count("<")
    return tags > depth and tags - markup.count("</") > depth and nesting(markup) > depth


def sanitise(markup: str, *, base: str = "") -> str:
    """Return the safe part of a piece of HTML, its links resolved against `base`.

    Markup nested deeper than any text needs loses all its tags.
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    if nests_beyond(markup, _SAFE_NESTING):
        markup = html.escape(html.unescape(_ANY_TAG.sub(" ", markup)), quote=False)

    has_links = ("href" in markup or "HREF" in markup) and is_web_address(base)
    return _cleaner(base if has_links else "").clean(markup).strip()


@lru_cache(maxsize=64)
def _cleaner(base: str) -> nh3.Cleaner:
    """Return what sanitises, links resolved against a base; making one costs more than using it.

    A base that only looks like an address, such as `https://<quay>/`, is none.
    """
    try:
        return _new_cleaner(base)
    except ValueError:
        return _new_cleaner("")


def _new_cleaner(base: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        url_relative=("rewrite_with_base", base) if base else None,
        link_rel=None,
    )


def resolve_url(url: str, base: str) -> str:
    """Return the absolute form of a link; as given when it cannot be resolved."""
    url = url.strip()
    if not base or not url or url.startswith(("https://", "http://")):
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def is_web_address(url: str) -> bool:
    """Say whether a URL is http(s), names a host, and is no longer than servers need take.

    (8,000 characters: RFC 9110, 4.1.)
    """
    if len(url) > _LONGEST_ADDRESS:
        return False
    if _PLAIN_ADDRESS.fullmatch(url):
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def plain_text(markup: str) -> str:
    """Return the text of HTML: paragraphs, list items and table rows joined by blank lines."""
    if "<" not in markup:
        return _fold_lines(html.unescape(markup))
    if nests_beyond(markup, _SAFE_NESTING):
        return _fold_lines(html.unescape(_ANY_TAG.sub(" ", markup)))
    page = f"<html><body>{xml_safe(markup)}</body></html>"
    return element_text(lxml_html.document_fromstring(page))


def element_text(root: etree._Element, *, without: Collection[etree._Element] = ()) -> str:
    """Return the text under an element, as `plain_text` does for HTML source.

    Args:
        root: The element.
        without: Elements below it whose text is left out, but not the text behind them.
    """
    return _fold_lines("".join(_pieces(root, without)))


def plain_title(title: str) -> str:
    """Return a title as one line of plain text: known tags removed, entities decoded, space folded.

    Only tags that exist are removed, so that "x < y > z" survives. At most 2,000 characters.
    """
    title = title[:_LONGEST_TITLE]
    if "<" in title:
        title = _KNOWN_TAG.sub(" ", _ACTIVE.sub(" ", title)) if _is_spaced(title) else _join(title)
    title = html.unescape(title)
    return " ".join((title if title.isascii() else _ZERO_WIDTH.sub("", title)).split())


def _join(title: str) -> str:
    return _KNOWN_TAG.sub("", _ACTIVE.sub("", title))


def _is_spaced(title: str) -> bool:
    """Say whether a title holds tags that stand between words, as line breaks do."""
    return bool(re.search(r"<(?:br|p|div|li)\b", title, re.IGNORECASE))


def _pieces(root: etree._Element, without: Collection[etree._Element] = ()) -> Iterator[str]:
    """Yield text with blank lines around blocks and line feeds around lines."""
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if skipped is None:
                yield _one_line(element.tail)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped is None and (tag in _SILENT or element in without):
                skipped = element
            elif skipped is None:
                yield _mark(tag)
                yield element.text or "" if tag == "pre" else _one_line(element.text)
        elif skipped is None or skipped is element:
            silent = skipped is element
            skipped = None
            yield "" if silent or tag == "br" else _mark(tag)
            if element is not root:
                yield _one_line(element.tail)


def _mark(tag: str) -> str:
    if tag in _BLOCKS:
        return "\n\n"
    return {"br": "\n", "td": " ", "th": " "}.get(tag, "")


def _one_line(text: str | None) -> str:
    return text.replace("\n", " ") if text else ""


def _fold_lines(text: str) -> str:
    """Trim every line, fold its white space, drop invisible characters and runs of blank lines."""
    paragraphs = _BLANK_LINES.split(_ZERO_WIDTH.sub("", text))
    cleaned = (
        "\n".join(line for line in map(_line, paragraph.split("\n")) if line)
        for paragraph in paragraphs
    )
    return "\n\n".join(paragraph for paragraph in cleaned if paragraph)


def _line(line: str) -> str:
    return " ".join(line.split())


def xml_safe(text: str) -> str:
    """Drop the characters libxml2 refuses."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
