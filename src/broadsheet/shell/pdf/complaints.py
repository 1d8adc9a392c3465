"""What the PDF engine complains about, told so that somebody can do something about it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MISSING = re.compile(r'\.notdef glyph rendered .*"\s*\(U\+([0-9A-F]+)\)', re.DOTALL)
_MOST_SHOWN = 12

#: Ranges of characters, what they are, and the Debian package whose font has them.
_SCRIPTS: tuple[tuple[tuple[tuple[int, int], ...], str, str], ...] = (
    (
        (
            (0x2E80, 0x9FFF),
            (0xAC00, 0xD7FF),
            (0xF900, 0xFAFF),
            (0xFE30, 0xFFEF),
            (0x20000, 0x323AF),
        ),
        "Chinese, Japanese or Korean",
        "fonts-noto-cjk",
    ),
    (
        ((0x2600, 0x27BF), (0x1F000, 0x1FAFF)),
        "symbol or emoji",
        "fonts-noto-color-emoji",
    ),
    (
        ((0x0590, 0x08FF), (0x0900, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF)),
        "Hebrew, Arabic, Indic or South-East Asian",
        "fonts-noto-core",
    ),
)
_OTHER = ("uncommon", "fonts-noto-core")


def explain(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the engine's complaints, each once, the missing glyphs gathered by script.

    A page with a hundred missing characters is one sentence that names some of them and the font
    to install; everything else stays as the engine says it.
    """
    missing: dict[tuple[str, str], list[int]] = {}
    others: dict[str, None] = {}
    for line in lines:
        found = _MISSING.search(line)
        if found:
            code = int(found[1], 16)
            codes = missing.setdefault(_script_of(code), [])
            if code not in codes:
                codes.append(code)
        else:
            others[line] = None
    return (*(_sentence(script, codes) for script, codes in missing.items()), *others)


def _script_of(code: int) -> tuple[str, str]:
    for ranges, name, package in _SCRIPTS:
        if any(first <= code <= last for first, last in ranges):
            return name, package
    return _OTHER


def _sentence(script: tuple[str, str], codes: list[int]) -> str:
    name, package = script
    shown = ", ".join(f"{_letter(code)} (U+{code:04X})" for code in codes[:_MOST_SHOWN])
    more = f" and {len(codes) - _MOST_SHOWN} more" if len(codes) > _MOST_SHOWN else ""
    return (
        f"no glyph for {len(codes)} {name} characters, which are printed as empty boxes: "
        f"{shown}{more}; install a font that has them (Debian and Ubuntu: apt install {package})"
    )


def _letter(code: int) -> str:
    """Return a character that can be shown on a terminal, or a box."""
    letter = chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "□"
    return letter if letter.isprintable() else "□"
