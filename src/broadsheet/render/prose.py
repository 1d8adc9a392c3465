"""Making text from outside safe to show, and setting plain text in lines."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

#: A title or label longer than this is cut: it would push everything else off the page.
TITLE_LIMIT = 240
TEXT_LIMIT = 1_200
#: The plain part keeps to this width (RFC 5322 §2.1.1 asks for at most 78 characters).
LINE_WIDTH = 78

# Control characters, lone surrogates, and the bidirectional embeddings, overrides and isolates by
# which a title can reorder what follows it. Zero-width spaces and joiners at odd places go too.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]"
)
_UNPAIRED = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_URL = re.compile(r"https?://[^\s<>\"'\\^`{|}\x00-\x20\x7f]+\Z", re.IGNORECASE)
_SEPARATORS = re.compile(r"(?<=[/?&=_-])(?=.)")
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


def breakable(address: str) -> Markup:
    """Return an address as markup that breaks after its separators before it breaks in a word."""
    parts = (escape(part) for part in _SEPARATORS.split(address))
    return Markup("<wbr>").join(parts)


def set_lines(text: str, indent: str = "", hanging: str | None = None) -> str:
    """Return text broken into lines of at most 78 characters; only a URL may stand over.

    Args:
        text: One paragraph.
        indent: What the first line begins with.
        hanging: What the other lines begin with, spaces as wide as `indent` when None.
    """
    follow = " " * len(indent) if hanging is None else hanging
    lines: list[str] = []
    line = indent
    empty = True
    for word in _pieces(text, LINE_WIDTH - max(len(indent), len(follow))):
        if not empty and len(line) + 1 + len(word) > LINE_WIDTH:
            lines.append(line)
            line, empty = follow, True
        line += word if empty else f" {word}"
        empty = False
    lines.append(line)
    return "\n".join(lines)


def _pieces(text: str, width: int) -> list[str]:
    pieces: list[str] = []
    for word in text.split():
        if len(word) <= width or _URL.match(word):
            pieces.append(word)
        else:
            pieces.extend(word[at : at + width] for at in range(0, len(word), width))
    return pieces
