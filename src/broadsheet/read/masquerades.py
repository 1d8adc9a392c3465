"""Documents that are not what they say they are: data, feeds and noise where a page should be.

An extractor finds words in anything, so what is no text is told before it is asked.
"""

from __future__ import annotations

import json
import re

from broadsheet.read.charsets import decode

BINARY = "is a binary file, not text"
JSON = "is data (JSON), not a page"
FEED = "is a feed, not a page"

_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"\x1f\x8b",
    b"\x7fELF", b"OggS\x00", b"\x00\x00\x00\x1cftyp", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf",
    *(b"ID3" + version for version in (b"\x02", b"\x03", b"\x04")),
    b"\xfd7zXZ", b"wOFF", b"wOF2",
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 4_000
_MOST_CONTROL = 0.03
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed|rdf:RDF)\b")
_LONGEST_JSON = 5_000_000


def text_refusal(content: bytes) -> str:
    """Return why a document is no text at all; empty when it may be."""
    if content.startswith(_SIGNATURES):
        return BINARY
    sample = decode(content[:_SAMPLE]).text
    if len(_CONTROL.findall(sample)) > max(4, len(sample) * _MOST_CONTROL):
        return BINARY
    return ""


def page_refusal(content: bytes) -> str:
    """Return why a document is no web page; empty when it may be one."""
    refusal = text_refusal(content)
    if refusal:
        return refusal
    start = content[:_SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in {b"{", b"["} and _is_json(content):
        return JSON
    return FEED if _FEED.match(_COMMENT.sub("", decode(content[:_SAMPLE]).text)) else ""


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content[:_LONGEST_JSON])
    except RecursionError:
        return True
    except ValueError:
        return False
    return True
