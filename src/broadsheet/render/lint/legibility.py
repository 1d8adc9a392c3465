"""Contrast of a message's text in the light theme and in its own dark one (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import tinycss2
import tinycss2.color4
from lxml import html

from broadsheet.render.lint.faults import Fault, Grade, Part
from broadsheet.render.lint.usage import MOST_STYLE, Document, line_of
from broadsheet.render.tokens import TEXT_CONTRAST, contrast

#: Large text needs less: 24 px, or bold from 18.66 px.
LARGE_CONTRAST = 3.0
_LARGE, _LARGE_BOLD = 24.0, 18.66
_PX = re.compile(r"([0-9.]+)px\Z")
_SIMPLE = re.compile(r"(?:[a-z0-9]*)\.([A-Za-z_][\w-]*)\Z")
_HEADING_SIZES = {"h1": 32.0, "h2": 24.0, "h3": 18.7}


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What text inherits. A colour nobody can tell (a gradient, a picture) is None."""

    ink: str | None = "#000000"
    ground: str | None = "#FFFFFF"
    size: float = 16.0
    bold: bool = False


_Rules = Mapping[str, tuple[tuple[str, str], ...]]


def check_contrast(document: Document) -> Iterator[Fault]:
    """Yield text that is hard to read, each pair of colours once for each theme."""
    body = document.root.find("body")
    if body is None:
        return
    dark = _dark_rules(document)
    for theme, rules in (("", {}), (" in the dark theme", dark)):
        if theme and not dark:
            return
        seen: set[tuple[str, str]] = set()
        for element, state in _texts(body, rules):
            ink, ground = state.ink, state.ground
            if ink is None or ground is None or (ink, ground) in seen:
                continue
            seen.add((ink, ground))
            large = state.size >= _LARGE or (state.bold and state.size >= _LARGE_BOLD)
            ratio = contrast(ink, ground)
            if ratio < (LARGE_CONTRAST if large else TEXT_CONTRAST) and len(seen) <= 200:
                said = " ".join(element.text_content().split())[:40]
                yield Fault(
                    rule="contrast",
                    grade=Grade.WARN,
                    part=Part.MESSAGE,
                    message=f"{ink} on {ground} is {ratio:.1f} to 1{theme}: “{said}”",
                    line=line_of(element),
                )


def _texts(body: html.HtmlElement, rules: _Rules) -> Iterator[tuple[html.HtmlElement, _State]]:
    """Yield every element with text of its own, and how that text looks. Hidden parts are not."""
    waiting = [(body, _State())]
    while waiting:
        element, above = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        state = _state(element, above, rules)
        if state is None:
            continue
        own = [element.text, *(child.tail for child in element)]
        if any((part or "").strip("\u00a0\u200b\u200c \t\r\n·") for part in own):
            yield element, state
        waiting += [(child, state) for child in reversed(element)]


def _state(element: html.HtmlElement, above: _State, rules: _Rules) -> _State | None:
    """Return how text in this element looks; None when it is not shown."""
    tag = str(element.tag)
    styles = dict(_declared(element.get("style") or ""))
    for name in (element.get("class") or "").split():
        styles |= dict(rules.get(name, ()))
    if styles.get("display") == "none" or tag in {"script", "style", "template"}:
        return None
    state = above
    if tag in _HEADING_SIZES:
        state = replace(state, size=_HEADING_SIZES[tag], bold=True)
    ground = styles.get("background-color") or styles.get("background") or element.get("bgcolor")
    if "background-image" in styles or element.get("background"):
        state = replace(state, ground=None)
    elif ground and ground != "transparent":
        state = replace(state, ground=hex_colour(ground))
    ink = styles.get("color") or element.get("color")
    if ink and ink != "inherit":
        state = replace(state, ink=hex_colour(ink))
    size = _PX.match(styles.get("font-size", ""))
    if size and size[1].count(".") <= 1 and size[1] != ".":
        state = replace(state, size=float(size[1]))
    weight = "bold" if tag in {"b", "strong", "th"} else styles.get("font-weight", "")
    if weight:
        state = replace(state, bold=weight in {"bold", "bolder", "700", "800", "900"})
    return state


@lru_cache(maxsize=4_096)
def _declared(style: str) -> tuple[tuple[str, str], ...]:
    items = tinycss2.parse_blocks_contents(style[:MOST_STYLE], skip_whitespace=True)
    return tuple(
        (item.lower_name, tinycss2.serialize(item.value).strip().lower())
        for item in items
        if item.type == "declaration"
    )


@lru_cache(maxsize=512)
def hex_colour(text: str) -> str | None:
    """Return a CSS colour as #RRGGBB; None for what is no opaque colour."""
    try:
        parsed: Any = tinycss2.color4.parse_color(text)
        if parsed is None or isinstance(parsed, str) or parsed.alpha < 1:
            return None
        red, green, blue = parsed.to("srgb").coordinates
    # An open-ended grammar of colours: what it cannot convert, we cannot judge.
    except (RuntimeError, ValueError, TypeError):
        return None
    return "#" + "".join(
        f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in (red, green, blue)
    )


def _dark_rules(document: Document) -> _Rules:
    """Return declarations by class name inside `@media (prefers-color-scheme: dark)`."""
    rules: dict[str, tuple[tuple[str, str], ...]] = {}
    for _, css in document.styles:
        for rule in tinycss2.parse_stylesheet(css[:MOST_STYLE], skip_whitespace=True):
            if rule.type != "at-rule" or rule.lower_at_keyword != "media" or not rule.content:
                continue
            asked = tinycss2.serialize(rule.prelude).lower().replace(" ", "")
            if "prefers-color-scheme:dark" in asked:
                _collect(rule.content, rules)
    return rules


def _collect(content: Any, rules: dict[str, tuple[tuple[str, str], ...]]) -> None:
    for inner in tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True):
        if inner.type != "qualified-rule":
            continue
        declared = _declared(tinycss2.serialize(inner.content))
        for selector in tinycss2.serialize(inner.prelude).split(","):
            found = _SIMPLE.match(selector.strip())
            if found:
                rules[found[1]] = (*rules.get(found[1], ()), *declared)
