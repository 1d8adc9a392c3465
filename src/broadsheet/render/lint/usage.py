"""Which features a message uses: in its body, where they must work, and in its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import tinycss2
from lxml import etree, html

from broadsheet.render.lint.vocabulary import (
    AT_RULES,
    ATTRIBUTES,
    ELEMENTS,
    FUNCTIONS,
    IMAGE_TYPES,
    KEYWORDS,
    MEDIA_FEATURES,
    NOTHING_LOST,
    PLAIN_ELEMENTS,
    PLAIN_PROPERTIES,
    PROPERTIES,
    VALUES,
)

#: A message beyond this many characters is no message; what follows is not looked at.
MOST_CHARACTERS = 2_000_000
#: Styles are looked at up to this many characters; mail programs drop longer ones anyway.
_MOST_STYLE = 100_000
#: Brackets in brackets beyond this are not looked into: what reads them calls itself for each.
_DEEPEST_BRACKETS = 50
_BRACKET = re.compile(r"[][(){}]")
_DEEPEST = 20
#: The feature that hides, which counts itself wherever it stands.
_HIDES = "css-display-none"
_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MSO_HIDE = re.compile(r"mso-hide\s*:\s*all", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Features by slug, each with the line it is first used on.

    `unseen` are those of the body that only what `display: none` hides uses, `past_word` those that
    only that uses or what `mso-hide: all` hides from Outlook's Word.
    """

    body: dict[str, int] = field(default_factory=dict)
    head: dict[str, int] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    past_word: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed message: its root element, its text as given, and its style blocks by line.

    `size` is that of the whole, in bytes; `style_size` that of all its style blocks, in characters,
    of which `styles` holds what can be looked at; `cut` says that not all of it could be looked at;
    `mended` are the lines of end tags that end nothing, or not what was last begun.
    """

    root: html.HtmlElement
    source: str
    styles: tuple[tuple[int, str], ...]
    doctype: bool
    size: int = 0
    style_size: int = 0
    cut: bool = False
    mended: tuple[int, ...] = ()


def parse(source: str) -> Document:
    """Return a message's document; whatever it is, there is a root element."""
    text = source[:MOST_CHARACTERS]
    readable = text.replace("\x00", "")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = html.document_fromstring(
            readable.encode("utf-8", "replace") or b"<html></html>", parser
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        root = html.document_fromstring(b"<html><body></body></html>", parser)
    blocks = [
        (line_of(element), "".join(str(part) for part in element.itertext()))
        for element in root.iter("style")
    ]
    styles, room = [], _MOST_STYLE
    for line, css in blocks:
        styles.append((line, legible(css[:room])))
        room = max(room - len(css), 0)
    return Document(
        root=root,
        source=text,
        styles=tuple(styles),
        doctype="<!doctype" in text[:1_000].lower(),
        size=len(source.encode("utf-8", "replace")),
        style_size=sum(len(css) for _, css in blocks),
        cut=len(source) > len(text) or _too_deep(parser),
        mended=tuple(
            int(entry.line)
            for entry in parser.error_log
            if entry.type_name == "ERR_TAG_NAME_MISMATCH"
        ),
    )


def legible(css: str) -> str:
    """Return CSS up to where it is too long, or its brackets nest too deep, to be looked at."""
    depth, text = 0, css[:_MOST_STYLE]
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "([{" else max(depth - 1, 0)
        if depth > _DEEPEST_BRACKETS:
            return text[: bracket.start()]
    return text


def _too_deep(parser: html.HTMLParser) -> bool:
    """Whether the parser gave up on elements in elements in elements."""
    return any("depth" in entry.message.lower() for entry in parser.error_log)


def line_of(element: Any) -> int:
    """Return the line an element begins on, 0 when nobody knows."""
    return int(element.sourceline or 0)


def find_usage(document: Document) -> Usage:
    """Return the features a message uses.

    Features of `<head>` and of style blocks are the head's, wherever the blocks stand: a mail
    program that drops them must still show the body.
    """
    usage = Usage()
    if document.doctype:
        usage.body["html-doctype"] = 1
    in_head = _elements_of_head(document.root)
    hidden, unworded = _hidden(document.root, _NONE), _hidden(document.root, _MSO_HIDE)
    shown: set[str] = set()
    shown_to_word: set[str] = set()
    for element in document.root.iter():
        line = line_of(element)
        if not isinstance(element.tag, str):
            usage.body.setdefault("html-comments", line)
        else:
            headed = element in in_head or element.tag == "style"
            found = usage.head if headed else usage.body
            for slug in _of_element(element):
                found.setdefault(slug, line)
                if element not in hidden:
                    shown.add(slug)
                    if element not in unworded:
                        shown_to_word.add(slug)
    usage.unseen.update(usage.body.keys() - shown - {_HIDES})
    usage.past_word.update(usage.body.keys() - shown_to_word - {_HIDES})
    for line, css in document.styles:
        for slug, offset in _of_sheet(css):
            usage.head.setdefault(slug, line + offset)
    return usage


def _elements_of_head(root: html.HtmlElement) -> frozenset[html.HtmlElement]:
    return frozenset(element for head in root.iter("head") for element in head.iter())


def _hidden(root: html.HtmlElement, way: re.Pattern[str]) -> frozenset[html.HtmlElement]:
    """Return what stands in elements that a style of theirs hides."""
    return frozenset(
        inner
        for element in root.iter()
        if isinstance(element.tag, str) and way.search(element.get("style") or "")
        for inner in element.iter()
    )


def _of_element(element: html.HtmlElement) -> Iterator[str]:
    tag = str(element.tag)
    if tag == "input":
        yield f"html-input-{element.get('type', 'text')}"
    elif tag == "button":
        yield f"html-button-{element.get('type', 'submit')}"
    elif tag not in PLAIN_ELEMENTS and ":" not in tag:
        yield ELEMENTS.get(tag, f"html-{tag}")
    if tag == "meta" and (element.get("name") or "").lower() == "color-scheme":
        yield "html-meta-color-scheme"
    for name, value in element.attrib.items():
        yield from _of_attribute(str(name), str(value), tag)


def _of_attribute(name: str, value: str, tag: str) -> Iterator[str]:
    if name == "style":
        yield from of_declarations(value)
    elif name == "href" and tag == "a":
        if value.startswith("#") and value != "#":
            yield "html-anchor-links"
        elif value.lower().startswith("mailto:"):
            yield "html-mailto-links"
    elif name == "src" and tag == "img":
        yield from _of_image(value)
    elif name in ATTRIBUTES:
        yield ATTRIBUTES[name]
        if name == "background":
            yield from _of_image(value)


def _of_image(address: str) -> Iterator[str]:
    if address.lower().startswith("data:"):
        yield "image-base64"
        address = address[5:].partition(";")[0].replace("image/", ".").replace("+xml", "")
    ending = address.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()
    if ending in IMAGE_TYPES:
        yield IMAGE_TYPES[ending]


@lru_cache(maxsize=4_096)
def of_declarations(style: str) -> tuple[str, ...]:
    """Return the features a list of declarations uses, each once, in their order."""
    found: dict[str, None] = {}
    for item in tinycss2.parse_blocks_contents(legible(style), skip_whitespace=True):
        if item.type == "declaration":
            found.update(dict.fromkeys(_of_declaration(item)))
    return tuple(found)


def _of_declaration(item: Any) -> Iterator[str]:
    name = item.lower_name
    if name.startswith("--"):
        yield "css-variables"
        return
    if name.startswith("mso-"):
        return
    written = tinycss2.serialize(item.value).strip().lower()
    if (name, written) in VALUES:
        yield VALUES[name, written]
    elif written in NOTHING_LOST.get(name, ()):
        return
    elif name not in PLAIN_PROPERTIES:
        yield PROPERTIES.get(name, f"css-{name}")
    if item.important:
        yield "css-important"
    yield from _of_values(item.value, 0)


def _of_values(tokens: Iterable[Any], depth: int) -> Iterator[str]:
    for token in tokens:
        if token.type == "dimension":
            yield f"css-unit-{token.lower_unit}"
        elif token.type == "percentage":
            yield "css-unit-percent"
        elif token.type == "ident" and token.lower_value in KEYWORDS:
            yield KEYWORDS[token.lower_value]
        elif token.type == "url":
            yield from _of_image(token.value)
        elif token.type == "function" and depth < _DEEPEST:
            if token.lower_name in FUNCTIONS:
                yield FUNCTIONS[token.lower_name]
            if token.lower_name == "url":
                yield from _of_image("".join(str(each.value) for each in token.arguments))
            yield from _of_values(token.arguments, depth + 1)


def _of_sheet(css: str) -> Iterator[tuple[str, int]]:
    if "/*" in css:
        yield "css-comments", 0
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    yield from _of_rules(rules, 0)


def _of_rules(rules: Iterable[Any], depth: int) -> Iterator[tuple[str, int]]:
    for rule in rules:
        line = max(rule.source_line - 1, 0)
        if rule.type == "at-rule":
            found = [AT_RULES.get(rule.lower_at_keyword, f"css-at-{rule.lower_at_keyword}")]
            found += _of_query(rule.prelude)
            yield from ((slug, line) for slug in found)
            if rule.content is not None and depth < _DEEPEST:
                nested = tinycss2.parse_blocks_contents(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                yield from _of_rules(nested, depth + 1)
        elif rule.type == "qualified-rule":
            yield from ((slug, line) for slug in of_selector(rule.prelude))
            inner = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
            if any(item.type == "qualified-rule" for item in inner):
                yield "css-nesting", line
            yield from ((slug, line) for slug in _of_contents(inner))
        elif rule.type == "declaration":
            yield from ((slug, line) for slug in _of_declaration(rule))


def _of_contents(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        if item.type == "declaration":
            yield from _of_declaration(item)


def _of_query(prelude: Iterable[Any]) -> list[str]:
    asked = [
        token.lower_value
        for block in prelude
        if block.type == "() block"
        for token in block.content
        if token.type == "ident"
    ]
    return [MEDIA_FEATURES[name] for name in asked if name in MEDIA_FEATURES]


_COMBINATORS = {
    ">": "css-selector-child",
    "+": "css-selector-adjacent-sibling",
    "~": "css-selector-general-sibling",
    ",": "css-selector-grouping",
    "*": "css-selector-universal",
}


def of_selector(tokens: Iterable[Any]) -> list[str]:
    """Return the features of a selector (the tokens before a block)."""
    found: list[str] = []
    # What a compound selector has so far, and whether white space stood before this token.
    compound, spaced, colons, dotted = 0, False, 0, False
    for token in tokens:
        if token.type == "whitespace":
            spaced = compound > 0
            continue
        if token.type == "literal" and token.value in _COMBINATORS:
            found.append(_COMBINATORS[token.value])
            compound, spaced = int(token.value == "*"), False
            continue
        if spaced:
            found.append("css-selector-descendant")
            compound, spaced = 0, False
        if token.type == "literal":
            colons = colons + 1 if token.value == ":" else 0
            dotted = token.value == "."
            continue
        if colons and token.type in {"ident", "function"}:
            name = token.lower_value if token.type == "ident" else token.lower_name
            found.append(f"css-pseudo-{'element' if colons > 1 else 'class'}-{name}")
        else:
            found += _of_simple(token, dotted=dotted, chained=compound > 0)
        compound, colons, dotted = compound + 1, 0, False
    return found


def _of_simple(token: Any, *, dotted: bool, chained: bool) -> list[str]:
    found = ["css-selector-chaining"] if chained and (dotted or token.type == "hash") else []
    if token.type == "[] block":
        return ["css-selector-attribute"]
    if token.type == "hash":
        return [*found, "css-selector-id"]
    if token.type == "ident":
        return [*found, "css-selector-class" if dotted else "css-selector-type"]
    return found
