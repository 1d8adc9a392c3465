"""What a page says about itself in JSON-LD (schema.org) and meta elements."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet.read.markup import plain_title

_ARTICLE_TYPES = frozenset({
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle",
    "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "techarticle",
    "scholarlyarticle", "liveblogposting", "socialmediaposting", "advertisercontentarticle",
    "report", "webpage",
})  # fmt: skip
_REFERRING = ("author", "creator", "publisher")
_PARSELY = {
    "title": "parsely-title", "pub_date": "parsely-pub-date", "author": "parsely-author",
    "authors": "parsely-author",
}  # fmt: skip
_MOST_NODES = 2_000
_MOST_REFERENCES = 20
_MOST_SCRIPTS = 30
_LONGEST_SCRIPT = 500_000
_NOT_A_NAME = re.compile(r"https?://|@|^\d+$")
_WRAPPING = re.compile(r"^\s*(?:/\*\s*|//\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?"
                       r"|(?:/\*\s*|//\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*$")  # fmt: skip
_LAST_COMMA = re.compile(r",\s*([}\]])")


def json_ld(tree: Any) -> dict[str, Any]:
    """Return the page's article node, the richest of several; empty when there is none."""
    scripts = tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]")
    nodes = [
        node
        for script in scripts[:_MOST_SCRIPTS]
        for node in _nodes(_parsed(script.text_content()))
    ]
    best: dict[str, Any] = {}
    best_score = (0, 0)
    for node in nodes:
        kinds = type_names(node)
        known = sum(key in node for key in ("headline", "datePublished", "author", "publisher"))
        score = (1 if kinds == {"webpage"} else 2, known)
        if kinds & _ARTICLE_TYPES and known and score > best_score:
            best, best_score = node, score
    return best | {key: _resolved(best[key], nodes) for key in _REFERRING if key in best}


def _resolved(value: Any, nodes: Sequence[Mapping[str, Any]]) -> Any:
    """Return a value, or what it refers to by `@id` alone: the node of that name (JSON-LD 1.1)."""
    if isinstance(value, list):
        return [_resolved(item, nodes) for item in value[:_MOST_REFERENCES]]
    if not isinstance(value, dict) or value.get("name") or not value.get("@id"):
        return value
    named = (node for node in nodes if node.get("@id") == value["@id"] and node.get("name"))
    return next(named, value)


def type_names(node: Mapping[str, Any]) -> frozenset[str]:
    """Return the types of a JSON-LD node, in lower case, without their vocabulary."""
    return frozenset(str(kind).lower().rpartition("/")[2] for kind in _as_list(node.get("@type")))


def names_of(value: Any) -> tuple[str, ...]:
    """Return the names in a schema.org person or organisation value, whatever shape it has."""
    names: list[str] = []
    for item in _as_list(value)[:20]:
        name = item.get("name") if isinstance(item, dict) else item
        for part in _as_list(name):
            text = plain_title(part) if isinstance(part, str) else ""
            if text and len(text) <= 120 and not _NOT_A_NAME.search(text) and text not in names:
                names.append(text)
    return tuple(names)


def text_value(node: Mapping[str, Any], key: str) -> str:
    """Return a text value of a node; empty when it is missing or of another kind."""
    for value in _as_list(node.get(key)):
        if isinstance(value, dict):
            value = value.get("@value") or value.get("name")  # noqa: PLW2901
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


class Meta:
    """The meta elements of a page by lower-cased name, property or itemprop."""

    def __init__(self, tree: Any) -> None:
        self._values: dict[str, list[str]] = {}
        for element in tree.xpath("//meta[@content]")[:_MOST_NODES]:
            content = " ".join(element.get("content", "").split())
            for key in ("property", "name", "itemprop", "http-equiv"):
                name = element.get(key, "").strip().lower()
                if name and content:
                    self._values.setdefault(name, []).append(content)
        self._read_parsely()

    def _read_parsely(self) -> None:
        """Take what the older Parse.ly element states as JSON (docs.parse.ly, "parsely-page")."""
        page = _parsed(self.first("parsely-page"))
        if not isinstance(page, dict):
            return
        for key, name in _PARSELY.items():
            for value in _as_list(page.get(key))[:_MOST_REFERENCES]:
                if isinstance(value, str) and value.strip():
                    self._values.setdefault(name, []).append(" ".join(value.split()))

    def first(self, *names: str) -> str:
        """Return the first value of the first name that has one."""
        return next((self._values[name][0] for name in names if name in self._values), "")

    def like(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """Return every value of the names that match a pattern, in the order of the page."""
        found = (values for name, values in self._values.items() if pattern.fullmatch(name))
        return tuple(value for values in found for value in values)

    def all(self, *names: str) -> tuple[str, ...]:
        """Return every value of the names, in their order."""
        return tuple(value for name in names for value in self._values.get(name, ()))


def _parsed(text: str) -> Any:
    text = _WRAPPING.sub("", text[: _LONGEST_SCRIPT + 1]).strip().rstrip(";")
    if not text or len(text) > _LONGEST_SCRIPT:
        return None
    for attempt in (str, html.unescape, _without_last_commas):
        try:
            return json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _without_last_commas(text: str) -> str:
    """Return JSON without the commas that JavaScript allows behind the last of a list."""
    return _LAST_COMMA.sub(r"\1", text)


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON-LD document, breadth first, bounded."""
    waiting = deque([data])
    seen = 0
    while waiting and seen < _MOST_NODES:
        item = waiting.popleft()
        seen += 1
        if isinstance(item, dict):
            yield item
            waiting.extend(item.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
            posts = _as_list(item.get("blogPost"))
            waiting.extend(posts if len(posts) == 1 else [])  # of more, none is the page's own
        elif isinstance(item, list):
            waiting.extend(item[:_MOST_NODES])


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
