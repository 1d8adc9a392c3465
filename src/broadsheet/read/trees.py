"""XML from strangers, as a tree: entities inert, nothing loaded, what can be saved is saved."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5

from lxml import etree

Element = etree._Element  # noqa: SLF001 - the class has no public name

_ROOT = re.compile(
    r"<\?xml\b|<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|entry|opml|urlset|sitemapindex)\b",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>")
_ENTITY = re.compile(
    r"""<!ENTITY\s+([A-Za-z_][\w.-]{0,40})\s+(?:"([^"<>%&]{0,64})"|'([^'<>%&]{0,64})')\s*>"""
)
_PLAIN_NUMBER = r"#(?:x27|0?3[489]|160|8\d{3}|x20[0-9a-f]{2});"  # the same to HTML and XML
_ODD_NUMBER = re.compile(rf"&#(?!{_PLAIN_NUMBER[1:]})".encode())
_AMPERSAND = re.compile(
    rf"&(?!{_PLAIN_NUMBER})(?:#(\d{{1,8}}|[xX][0-9a-fA-F]{{1,7}});|([A-Za-z][\w.-]{{0,40}});)?"
)
_TAG = re.compile(r"<[A-Za-z][^<>]{0,4000}>")
_UNQUOTED = re.compile(r"""=([^\s"'<>]{1,1000})(?=\s|/?>)""")
_BARE = re.compile(r"<(?=[\s\d=])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "&<>\"'"})
_MOST_SUBSTITUTIONS = 100_000
_LONGEST_DOCTYPE = 100_000

_NAMESPACES = {
    "": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/net/rss1.1": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss091": "",
    "http://backend.userland.com/rss092": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss": "",
    "http://www.rssboard.org/rss-specification": "",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns": "atom",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://example.com/newformat": "atom",
    "http://example.com/necho": "atom",
    "http://purl.org/echo": "atom",
    "uri/of/echo/namespace": "atom",
    "http://purl.org/pie": "atom",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://search.yahoo.com/mrss": "media",
    "http://news.yandex.ru": "yandex",
    "http://turbo.yandex.ru": "turbo",
    "http://prismstandard.org/namespaces/basic/1.2": "prism",
    "http://prismstandard.org/namespaces/basic/2.0": "prism",
    "http://prismstandard.org/namespaces/basic/2.1": "prism",
    "http://prismstandard.org/namespaces/1.2/basic": "prism",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_xml(text: str, utf8: bytes | None = None) -> Element | None:
    """Return the root of an XML text, None when there is none.

    Junk before the root and characters XML forbids are dropped; HTML's named entities and short
    literal entities of the document's own are replaced before parsing, every other declaration is
    ignored; a broken tree is read as far as it goes.

    Args:
        text: The text.
        utf8: The same text in UTF-8, where it is at hand: encoding it takes as long as parsing it.
    """
    start = _ROOT.search(text)
    if start is None:
        return None
    declared = _DECLARATION.match(text, start.start())
    begin = declared.end() if declared else start.start()
    try:
        if utf8 is None:
            utf8, start_at = text[begin:].encode(), 0
        else:
            start_at = len(text[:begin].encode())
        if _may_be_sound(utf8, start_at):
            return _parse(memoryview(utf8)[start_at:], recover=False)
    except (etree.LxmlError, UnicodeEncodeError):
        pass  # a text that is likely well-formed, as most are, and is not
    return _mended_root(text[begin:])


def _may_be_sound(utf8: bytes, begin: int) -> bool:
    """Say whether XML and we would read a text alike from there on, if it has no errors.

    HTML gives some numeric references another meaning, and a document type may declare entities.
    """
    if begin == len(utf8):
        return False
    return utf8.find(b"<!DOCTYPE", begin) < 0 and not _ODD_NUMBER.search(utf8, begin)


def _mended_root(text: str) -> Element | None:
    text, entities = _without_doctype(text)
    text = _CONTROL.sub("", _settle_entities(text, entities))
    try:
        root = _parse(text.encode(), recover=True)
        if root is not None and not len(root):  # the parser gives up at a value without quotes
            text = _TAG.sub(lambda tag: _UNQUOTED.sub(r'="\1"', tag.group()), text)
            root = _parse(text.encode(), recover=True)
    except etree.LxmlError:
        return None
    return root


def _parse(content: bytes | memoryview, *, recover: bool) -> Element | None:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=recover,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(content, parser)  # type: ignore[arg-type]  # of any buffer, in fact


def name_of(element: Element) -> str:
    """Return an element's name as `prefix:local`, in lower case, by namespace where it has one.

    RSS names have no prefix; unknown namespaces give "?".
    """
    return _name(element.tag)


@lru_cache(maxsize=4_096)
def _name(tag: object) -> str:
    tag = str(tag)  # an entity's is a function
    if tag.startswith("{"):
        namespace, _, local = tag[1:].partition("}")
        prefix = _NAMESPACES.get(namespace.lower().strip().rstrip("/#"), "?")
        return f"{prefix}:{local.lower()}" if prefix else local.lower()
    return tag.lower()


def base_of(element: Element, document_url: str) -> str:
    """Return the base URL in force at an element (XML Base), the document's URL at the top."""
    from broadsheet.read.markup import is_web_address, resolve_url

    chain = [element, *element.iterancestors()]
    base = document_url
    for node in reversed(chain):
        own = node.get(XML_BASE)
        if own:
            resolved = resolve_url(own, base)
            base = resolved if is_web_address(resolved) else base
    return base


def text_of(element: Element | None) -> str:
    """Return all text under an element; empty for None."""
    if element is None:
        return ""
    return "".join(_texts(element)) if len(element) else element.text or ""


def _texts(element: Element) -> Iterator[str]:
    for piece in element.itertext():
        yield str(piece)


def _without_doctype(text: str) -> tuple[str, dict[str, str]]:
    """Cut the document type declaration out; return its short literal entities."""
    start = text.find("<!DOCTYPE", 0, 2000)
    if start < 0:
        return text, {}
    end = text.find(">", start)
    subset = text.find("[", start, end if end > 0 else None)
    if subset >= 0:
        closing = re.compile(r"\]\s*>").search(text, subset)
        end = closing.end() - 1 if closing else -1
    if end < 0:
        return text, {}
    declared = text[start : min(end, start + _LONGEST_DOCTYPE)]
    entities = {match[1]: match[2] or match[3] or "" for match in _ENTITY.finditer(declared)}
    return text[:start] + text[end + 1 :], entities


def _settle_entities(text: str, entities: dict[str, str]) -> str:
    """Replace named entities outside CDATA by characters and escape stray ampersands.

    Marks are written as numbers: libxml2 drops `&amp;` and the like once it has met an error.
    """
    pieces: list[str] = []
    position = 0
    budget = [_MOST_SUBSTITUTIONS]

    def settle(match: re.Match[str]) -> str:
        number, name = match.groups()
        if number:
            return _numbered(number)
        value = entities.get(name) or html5.get(f"{name};") if name else None
        if value is None or (name in entities and budget[0] <= 0):
            return match.group().translate(_MARKS)
        budget[0] -= name in entities
        return value.translate(_MARKS)

    while position < len(text):
        opening = text.find("<![CDATA[", position)
        closing = text.find("]]>", opening) if opening >= 0 else -1
        if closing < 0:
            pieces.append(_AMPERSAND.sub(settle, _BARE.sub("&#60;", text[position:])))
            break
        pieces.append(_AMPERSAND.sub(settle, _BARE.sub("&#60;", text[position:opening])))
        pieces.append(text[opening : closing + 3])
        position = closing + 3
    return "".join(pieces)


@lru_cache(maxsize=4_096)
def _numbered(number: str) -> str:
    """Return the character of a numeric reference as HTML reads it, escaped; empty if none."""
    return _CONTROL.sub("", html.unescape(f"&#{number};")).translate(_MARKS)
