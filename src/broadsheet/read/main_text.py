"""The main text of a web page: what a reader came for, without navigation, adverts and comments.

Behind one function so that the way of finding it can improve without anybody noticing. Trafilatura
(A. Barbaresi, ACL 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text
Discovery and Extraction") does the work; it is given a tree and never an address to fetch.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import html as lxml_html

from broadsheet.read.markup import element_text

_LEAST_CHARACTERS = 40
_BULLET = re.compile(r"^\s*[-–—•*]\s+")


def main_text(html: str) -> str:
    """Return the main text of a page: paragraphs, list items and quotations joined by blank lines.

    Empty when there is nothing to read.
    """
    tree = parse_html(html)
    if tree is None:
        return ""
    text = _trafilatura(tree)
    if len(text) < _LEAST_CHARACTERS:
        container = next(iter(tree.xpath("//article | //main | //*[@role='main']")), None)
        text = element_text(container) if container is not None else text
    return text


def parse_html(html: str) -> Any:
    """Return the root element of a page, None when it has none."""
    try:
        return lxml_html.document_fromstring(html.encode("utf-8"), parser=_parser())
    except Exception:  # noqa: BLE001 - lxml's HTML front end raises errors of many kinds
        return None


def _parser() -> Any:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)


def _trafilatura(tree: Any) -> str:
    import trafilatura

    try:
        found = trafilatura.extract(
            tree,
            include_comments=False,
            include_tables=False,
            include_images=False,
            include_links=False,
            deduplicate=False,
            output_format="txt",
        )
    except Exception:  # noqa: BLE001 - a third party's parser on hostile input: no text
        return ""
    lines = (_BULLET.sub("", line).strip() for line in (found or "").split("\n"))
    return "\n\n".join(line for line in lines if line)
