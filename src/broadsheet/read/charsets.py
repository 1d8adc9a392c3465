"""From bytes to text: which encoding a feed or page is really in.

The order follows the WHATWG Encoding Standard and RFC 7303: a byte order mark, then what the
transport says, then what the document says of itself, then detection. Two facts of life overrule:
bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever a label says, and a label under which the
bytes do not decode is wrong.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = (  # how "<" followed by an ASCII character begins in the wide and EBCDIC encodings
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_SUPERSETS = {  # the WHATWG labels: what a producer means by the narrower name
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_FORBIDDEN = frozenset({"utf-7", "idna", "punycode", "raw-unicode-escape", "unicode-escape"})
_XML_DECLARATION = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE
)
_META = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DETECTION_SAMPLE = 65_536
_ENOUGH_TO_DETECT = 3
_ASCII = re.compile(r"[\x00-\x7f]+")
_ASCII_BYTES = re.compile(rb"[\x00-\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, the encoding used, and a note when a label was wrong (empty otherwise).

    `is_exact`: the bytes are the text's in UTF-8, every one of them.
    """

    text: str
    encoding: str
    note: str = ""
    is_exact: bool = False


def decode(content: bytes, *, content_type: str | None = None) -> Decoded:
    """Return the text of a feed or page; never raises.

    Args:
        content: The bytes as received.
        content_type: The Content-Type header, if any.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return Decoded(text=content[len(mark) :].decode(encoding, "replace"), encoding=encoding)
    labels = _labels(content, content_type)
    wide = _unmarked(content)
    if wide:
        labels.insert(0, wide)
    elif not content.isascii() and (text := _decoded(content, "utf-8")) is not None:
        return Decoded(text=text, encoding="utf-8", note=_contradiction(labels), is_exact=True)
    for label in labels:
        if (text := _decoded(content, label)) is not None:
            return Decoded(text=text, encoding=label)
    return _detected(content, labels)


def _labels(content: bytes, content_type: str | None) -> list[str]:
    """Return the usable encodings the header and the document name, in order of trust."""
    head = content[:4096].replace(b"\0", b"")
    found = [match.group(1) for match in _PARAMETER.finditer(content_type or "")][:1]
    for pattern in (_XML_DECLARATION, _META):
        match = pattern.search(head)
        if match:
            found.append(match.group(1).decode("ascii"))
    codec_names = (_codec(label) for label in found)
    return [name for name in codec_names if name]


def _codec(label: str) -> str:
    """Return Python's name for an encoding label, empty for an unknown or unsafe one."""
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    if not info._is_text_encoding or info.name in _FORBIDDEN:  # noqa: SLF001 - no public name
        return ""
    return _SUPERSETS.get(info.name, info.name)


def _unmarked(content: bytes) -> str:
    start = content[:4]
    return next((encoding for prefix, encoding in _UNMARKED if start.startswith(prefix)), "")


def _decoded(content: bytes, encoding: str) -> str | None:
    """Return the text of bytes, None when they are not all of an encoding."""
    try:
        return content.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _contradiction(labels: list[str]) -> str:
    wrong = [label for label in labels[:1] if label not in {"utf-8", "utf-8-sig"}]
    return f"says it is {wrong[0]}, is UTF-8" if wrong else ""


def _is_damaged(content: bytes) -> bool:
    """Say whether bytes are UTF-8 but for a few: cut in half, or pasted from elsewhere."""
    beyond = _ASCII.sub("", content[:_DETECTION_SAMPLE].decode("utf-8", "replace"))
    return len(beyond) > 3 * beyond.count("\ufffd")


def _detected(content: bytes, labels: list[str]) -> Decoded:
    """Detect the encoding; the last resort is UTF-8 with replacement characters."""
    encoding = "utf-8"
    if _decoded(content, "utf-8") is None and not _is_damaged(content):
        from charset_normalizer import from_bytes

        best = from_bytes(content[:_DETECTION_SAMPLE]).best()
        encoding = _codec(best.encoding) if best else ""
        beyond = len(_ASCII_BYTES.sub(b"", content[:_DETECTION_SAMPLE]))
        if not encoding or encoding.startswith("utf-") or beyond < _ENOUGH_TO_DETECT:
            encoding = "cp1252"  # few bytes look like UTF-16, or anything else, to a detector
    note = f"does not decode as {labels[0]}" if labels else ""
    if encoding != "utf-8":
        note = note or f"names no encoding: {encoding} assumed"
    return Decoded(text=content.decode(encoding, "replace"), encoding=encoding, note=note)
