"""How the text of a message looks: its own styles and its sheets, cascaded and inherited.

After CSS Cascading Level 4: sheets by specificity, then the element's own style, then what is
`!important` in that order. Media rules count where they are for every screen, or for the theme that
is asked for. What nobody can tell (a gradient, a picture behind the text) is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import cssselect2  # type: ignore[import-untyped]
import tinycss2
import tinycss2.color4

from broadsheet.render.lint.usage import Document, legible

#: Elements beyond this many are not looked at; no mail has as many.
MOST_ELEMENTS = 20_000
#: Most pairs of an element and a rule that are held against each other.
_MOST_MATCHES = 4_000_000
#: Most steps from an element to one around it, taken for selectors such as `.a .b`.
_MOST_STEPS = 10_000_000
_PROPERTIES = frozenset(
    "color background background-color background-image font font-size font-weight display "
    "visibility opacity max-height height max-width width overflow color-scheme".split()
)
_HEADING_SIZES = {"h1": 32.0, "h2": 24.0, "h3": 18.7}
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "rem": 16.0}
_BOLD = frozenset({"bold", "bolder", "700", "800", "900"})
_PLAIN = frozenset("table tbody thead tr td div p span br img i em".split())
_NEVER_SHOWN = frozenset({"script", "style", "template", "title", "head"})
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})(px|pt|pc|rem|em|%)\Z")
_FRACTION = re.compile(r"0?\.\d{1,6}\Z")
_ZERO = re.compile(r"0(?:\.0+)?(?:px|em|rem|pt|%)?\Z")
#: What browsers and mail programs give a link that has no colour of its own.
_LINK = (0.0, 0.0, 0.933, 1.0)
_EVERY_SCREEN = frozenset({"", "all", "screen", "only screen"})

Colour = tuple[float, float, float, float]
_Declaration = tuple[str, str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What text inherits: colours as #RRGGBB, size in px; `gone` where it is not shown."""

    ink: str | None = "#000000"
    ground: str | None = "#FFFFFF"
    size: float = 16.0
    bold: bool = False
    gone: bool = False
    veiled: bool = False

    @property
    def shown(self) -> bool:
        """Whether a reader sees the text."""
        return not (self.gone or self.veiled or self.size == 0)


#: An element with text of its own, that text, and how it looks.
Looked = tuple[Any, str, Look]


def looks(document: Document, *, dark: bool) -> Iterator[Looked]:
    """Yield every element that has text of its own, that text, and its look, in their order.

    Args:
        document: The message.
        dark: Whether the reader's program asks for dark colours.
    """
    body = document.root.find("body")
    if body is None:
        return
    wrapped = _bounded(_MOST_STEPS).from_html_root(document.root)
    elements = [each for _, each in zip(range(MOST_ELEMENTS), wrapped.iter_subtree(), strict=False)]
    matcher = _matcher(document, dark=dark, most=_MOST_MATCHES // len(elements))
    # Where the message says it knows dark colours, nobody can tell the ones it does not set.
    unset = dark and _knows_dark(document)
    above = {document.root: Look(ink=None, ground=None) if unset else Look()}
    for wrapper in elements:
        element = wrapper.etree_element
        parent = element.getparent()
        inherited = above[document.root if parent is None else parent]
        look = _look(element, _styles(wrapper, matcher), inherited)
        above[element] = look
        text = "".join(part for part in (element.text, *(child.tail for child in element)) if part)
        if text.strip("\u00a0\u00ad\u034f\u200b\u200c\u200d\u2007\ufeff \t\r\n·"):
            yield element, text, look


def has_dark_theme(document: Document) -> bool:
    """Whether the message has rules of its own for dark colours."""
    return any(_asks_for_dark(rule) for rule in _rules(document) if rule.type == "at-rule")


def _knows_dark(document: Document) -> bool:
    for meta in document.root.iter("meta"):
        if (meta.get("name") or "").lower() == "color-scheme":
            return "dark" in (meta.get("content") or "").lower()
    return False


def _rules(document: Document) -> Iterator[Any]:
    for _, css in document.styles:
        yield from tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)


def _asked(rule: Any) -> str:
    return " ".join(tinycss2.serialize(rule.prelude).lower().split())


def _asks_for_dark(rule: Any) -> bool:
    asked = _asked(rule).replace(" ", "")
    return rule.lower_at_keyword == "media" and "prefers-color-scheme:dark" in asked


def _matcher(document: Document, *, dark: bool, most: int) -> cssselect2.Matcher:
    matcher, count = cssselect2.Matcher(), 0
    for rule in _applying(document, dark=dark):
        declared = tuple(_declarations(rule.content))
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude) if declared else []
        # Python refuses what the longest of them are made into.
        except (cssselect2.SelectorError, SyntaxError, RecursionError):
            continue
        for selector in selectors:
            count += 1
            if selector.pseudo_element is None and count <= most:
                matcher.add_selector(selector, declared)
    return matcher


class _Spent(Exception):  # noqa: N818 - reads as what happened
    """Selectors have looked around more than is good for them."""


def _bounded(most: int) -> type[cssselect2.ElementWrapper]:
    """Return a kind of element whose surroundings can be asked for so many times, all in all.

    A selector of five parts is tried with every five elements above another, which in a deep
    message are more than anybody can wait for.
    """
    left = most

    def counted(found: Iterable[Any]) -> Iterator[Any]:
        nonlocal left
        for each in found:
            left -= 1
            if left < 0:
                raise _Spent
            yield each

    class Bounded(cssselect2.ElementWrapper):  # type: ignore[misc]
        @property
        def ancestors(self) -> Iterator[Any]:
            return counted(_chain(self, "parent"))

        @property
        def previous_siblings(self) -> Iterator[Any]:
            return counted(_chain(self, "previous"))

        def iter_children(self) -> Iterator[Any]:
            return counted(super().iter_children())

    return Bounded


def _chain(element: Any, way: str) -> Iterator[Any]:
    """Yield what is reached from an element by one of its links, again and again."""
    while (element := getattr(element, way)) is not None:
        yield element


def _applying(document: Document, *, dark: bool) -> Iterator[Any]:
    """Yield the rules that hold, those inside of media rules for every screen or for the theme."""
    for rule in _rules(document):
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.content and _holds(rule, dark=dark):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from (each for each in inner if each.type == "qualified-rule")


def _holds(rule: Any, *, dark: bool) -> bool:
    every = rule.lower_at_keyword == "media" and _asked(rule) in _EVERY_SCREEN
    return every or (dark and _asks_for_dark(rule))


def _declarations(content: Any) -> Iterator[_Declaration]:
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration" and item.lower_name in _PROPERTIES:
            yield (
                item.lower_name,
                tinycss2.serialize(item.value).strip().lower(),
                bool(item.important),
            )


@lru_cache(maxsize=4_096)
def _own(style: str) -> tuple[_Declaration, ...]:
    return tuple(_declarations(tinycss2.parse_component_value_list(legible(style))))


def _styles(wrapper: Any, matcher: cssselect2.Matcher) -> dict[str, str]:
    """Return the winning value of each property, `background` and `font` taken apart."""
    element = wrapper.etree_element
    plain: list[tuple[str, str]] = []
    heavy: list[tuple[str, str]] = []
    try:
        matched = sorted(matcher.match(wrapper), key=lambda one: one[:2])
    except _Spent:
        matched = []
    sheets = [declared for *_, declared in matched]
    for declared in (*sheets, _own(element.get("style") or "")):
        for name, value, important in declared:
            (heavy if important else plain).extend(_apart(name, value))
    return dict((*_attributes(element), *plain, *heavy))


def _attributes(element: Any) -> list[tuple[str, str]]:
    """Return what attributes set; every rule of a style stands above them."""
    found = []
    if element.get("bgcolor"):
        found.append(("background-color", str(element.get("bgcolor")).lower()))
    if element.get("background"):
        found.append(("background-image", "url()"))
    name = {"font": "color", "body": "text"}.get(str(element.tag), "")
    if name and element.get(name):
        found.append(("color", str(element.get(name)).lower()))
    return found


@lru_cache(maxsize=4_096)
def _apart(name: str, value: str) -> tuple[tuple[str, str], ...]:
    if name == "background":
        pictured = "url(" in value or "gradient(" in value
        words = [tinycss2.serialize([each]) for each in tinycss2.parse_component_value_list(value)]
        colours = [word for word in words if colour(word) is not None]
        return (
            ("background-image", "url()" if pictured else "none"),
            ("background-color", colours[-1] if colours else "transparent"),
        )
    if name == "font":
        before, _, _ = value.partition("/")
        words = before.split()
        sizes = [word for word in words if word in _SIZES or _LENGTH.match(word)]
        size = next(iter(sizes), "")
        weight = next((word for word in words if word in _BOLD), "normal")
        return (("font-size", size), ("font-weight", weight))
    return ((name, value),)


def _look(element: Any, styles: dict[str, str], above: Look) -> Look:
    tag = str(element.tag)
    if not styles and tag in _PLAIN and element.get("hidden") is None:
        return above
    size, bold = above.size, above.bold
    if tag in _HEADING_SIZES:
        size, bold = _HEADING_SIZES[tag], True
    elif tag in {"b", "strong", "th"}:
        bold = True
    size = _size(styles.get("font-size", ""), size)
    if weight := styles.get("font-weight", ""):
        bold = weight in _BOLD if weight != "inherit" else above.bold
    ground = _ground(styles, above.ground)
    ink = _ink(element, styles, above.ink, ground)
    if _FRACTION.match(styles.get("opacity", "")):
        # It mixes with what lies behind it, and nobody can tell how.
        ink = ground = None
    return replace(
        above,
        ink=ink,
        ground=ground,
        size=size,
        bold=bold,
        gone=above.gone or tag in _NEVER_SHOWN or _is_gone(element, styles),
        veiled=_is_veiled(styles.get("visibility", ""), above=above.veiled),
    )


def _is_veiled(visibility: str, *, above: bool) -> bool:
    return visibility in {"hidden", "collapse"} if visibility not in {"", "inherit"} else above


def _is_gone(element: Any, styles: dict[str, str]) -> bool:
    """Whether an element is taken away, with everything in it."""
    clipped = styles.get("overflow", "") in {"hidden", "clip"} and any(
        _ZERO.match(styles.get(name, "")) for name in ("max-height", "height", "max-width", "width")
    )
    return (
        clipped
        or styles.get("display") == "none"
        or bool(_ZERO.match(styles.get("opacity", "")))
        or element.get("hidden") is not None
    )


def _size(text: str, above: float) -> float:
    if text in _SIZES:
        return _SIZES[text]
    if _ZERO.match(text):
        return 0.0
    found = _LENGTH.match(text)
    if not found:
        return above
    number = float(found[1])
    if found[2] in _UNITS:
        return number * _UNITS[found[2]]
    return number * above / (100.0 if found[2] == "%" else 1.0)


def _ground(styles: dict[str, str], above: str | None) -> str | None:
    if styles.get("background-image", "none") not in {"none", "initial"}:
        return None
    text = styles.get("background-color", "transparent")
    if text in {"transparent", "none", "initial", "unset"}:
        return above
    return above if text == "inherit" else _over(colour(text), above)


def _ink(element: Any, styles: dict[str, str], above: str | None, ground: str | None) -> str | None:
    text = styles.get("color", "")
    if text in {"inherit", "currentcolor", "unset"}:
        return above
    if not text:
        linked = element.tag == "a" and element.get("href") is not None and above is not None
        return _over(_LINK, ground) if linked else above
    return _over(colour(text), ground)


def _over(colour: Colour | None, ground: str | None) -> str | None:
    """Return a colour as it is seen on a ground; None where one of them is not known."""
    if colour is None or (colour[3] < 1 and ground is None):
        return None
    below = [int((ground or "#000000")[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    mixed = [
        part * colour[3] + under * (1 - colour[3])
        for part, under in zip(colour[:3], below, strict=True)
    ]
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in mixed)


@lru_cache(maxsize=1_024)
def colour(text: str) -> Colour | None:
    """Return a CSS colour as red, green, blue and alpha, 0 to 1; None for what is none."""
    try:
        parsed: Any = tinycss2.color4.parse_color(text)
        if parsed is None or isinstance(parsed, str):
            return None
        red, green, blue = parsed.to("srgb").coordinates
    # An open-ended grammar of colours: what it cannot convert, we cannot judge.
    except (RuntimeError, ValueError, TypeError):
        return None
    return red, green, blue, parsed.alpha
