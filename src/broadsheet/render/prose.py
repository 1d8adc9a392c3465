"""Making text from outside safe to show, and setting plain text in lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: A title or label longer than this is cut: it would push everything else off the page.
TITLE_LIMIT = 240
TEXT_LIMIT = 1_200
#: The plain part keeps to this many columns (RFC 5322 §2.1.1 asks for at most 78 characters).
LINE_WIDTH = 78

# Control characters, lone surrogates, and the bidirectional embeddings, overrides and isolates by
# which a title can reorder what follows it. Zero-width spaces and joiners at odd places go too.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]"
)
_UNPAIRED = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_URL = re.compile(r"https?://[^\s<>\"'\\^`{|}\x00-\x20\x7f]+\Z", re.IGNORECASE)
# A wide character with the punctuation that belongs to it, or a run of narrow ones.
_WIDE = (
    "\u1100-\u115f\u2e80-\u2fff\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003fffd"
)
_OPENING = "\u3008\u300a\u300c\u300e\u3010\u3014\uff08\uff3b\uff5b"
_CLOSING = (
    "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
    "\uff3d\uff5d"
)
_UNBROKEN = re.compile(
    f"[{_OPENING}]{{0,4}}(?:[{_WIDE}]|[^{_WIDE}{_OPENING}]+)[{_CLOSING}]{{0,4}}|[{_OPENING}]+"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")


def inert(text: str, *, limit: int = TEXT_LIMIT) -> str:
    """Return the text on one line, without characters that act on what surrounds them, cut."""
    shown = " ".join(_UNPAIRED.sub("\ufffd", _INVISIBLE.sub("", text[: limit * 4])).split())
    if len(shown) <= limit:
        return shown
    cut = shown[: limit - 1]
    space = cut.rfind(" ", limit * 3 // 4)
    return (cut[:space] if space > 0 else cut) + "…"


def safe_url(url: str) -> str:
    """Return an http(s) URL as it is, and "" for anything a reader should not be sent to."""
    return url if len(url) <= 2_000 and _URL.match(url) else ""


def language_tag(language: str, otherwise: str) -> str:
    """Return a language as a BCP 47 tag, `otherwise` where it is none or undetermined."""
    return language if _LANGUAGE.match(language) and language != "und" else otherwise


def tied(text: str) -> str:
    """Return a title whose last two words stay together, so that no line holds one short word."""
    before, space, last = text.rpartition(" ")
    return f"{before}\u00a0{last}" if space and " " in before and len(last) <= 12 else text


def columns(text: str) -> int:
    """Return how many columns text takes in a fixed-width face (Unicode UAX #11).

    Wide and full-width characters take two, combining and invisible ones none.
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def underline(text: str, mark: str = "-") -> str:
    """Return a line as wide as the text, within a line's width."""
    return mark * min(columns(text), LINE_WIDTH)


def set_lines(text: str, indent: str = "", hanging: str | None = None) -> str:
    """Return text in lines of at most 78 columns and characters; only a URL may stand over.

    Text in wide characters breaks between any two of them, but no line begins with their closing
    punctuation or ends with an opening one.

    Args:
        text: One paragraph.
        indent: What the first line begins with.
        hanging: What the other lines begin with, spaces as wide as `indent` when None.
    """
    follow = " " * _room(indent) if hanging is None else hanging
    lines: list[str] = []
    line, width, empty = indent, _room(indent), True
    for piece, spaced in _pieces(text, LINE_WIDTH - max(_room(indent), _room(follow))):
        gap = " " if spaced and not empty else ""
        taken = len(gap) + _room(piece)
        if not empty and width + taken > LINE_WIDTH:
            lines.append(line)
            line, width, gap = follow, _room(follow), ""
            taken = _room(piece)
        line, width, empty = f"{line}{gap}{piece}", width + taken, False
    lines.append(line)
    return "\n".join(lines)


def _room(text: str) -> int:
    """Return what text takes of a line, where what has no width is a character all the same."""
    if text.isascii():
        return len(text)
    return sum(max(_columns_of(character), 1) for character in text)


def _pieces(text: str, width: int) -> Iterator[tuple[str, bool]]:
    """Yield what is not broken, and whether a space stands before it."""
    for word in text.split():
        if _URL.match(word):
            yield word, True
            continue
        parts = _UNBROKEN.findall(word) if not word.isascii() else [word]
        for number, part in enumerate(parts):
            for at, piece in enumerate(_fitted(part, width)):
                yield piece, number == at == 0


def _fitted(part: str, width: int) -> Iterator[str]:
    """Yield the part, in pieces that take at most `width`."""
    piece, taken = "", 0
    for character in part:
        wide = _room(character)
        if taken + wide > width:
            yield piece
            piece, taken = "", 0
        piece, taken = piece + character, taken + wide
    yield piece
