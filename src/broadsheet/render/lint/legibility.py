"""Contrast of a message's text in the light theme and in its own dark one (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from broadsheet.render.lint.appearance import Looked, has_dark_theme, looks
from broadsheet.render.lint.faults import Fault, Grade, Part
from broadsheet.render.lint.usage import Document, line_of
from broadsheet.render.tokens import TEXT_CONTRAST, contrast

#: Large text needs less: 24 px, or bold from 18.66 px.
LARGE_CONTRAST = 3.0
_LARGE, _LARGE_BOLD = 24.0, 18.66
_MOST_PAIRS = 200
_REMEDY = "make the letters darker or the ground lighter, or the other way round"
_REMEDY_DARK = (
    "set both colour and background in the dark rules, with !important: a style on the element "
    "stands above a rule without it"
)


def check_contrast(document: Document, light: Sequence[Looked]) -> Iterator[Fault]:
    """Yield text that is hard to read, each pair of colours once for each theme.

    Args:
        document: The message.
        light: Its texts as they look in the light theme.
    """
    themes: list[tuple[bool, Iterable[Looked]]] = [(False, light)]
    if has_dark_theme(document):
        themes.append((True, looks(document, dark=True)))
    for dark, looked in themes:
        seen: set[tuple[str, str, bool]] = set()
        for element, text, look in looked:
            ink, ground = look.ink, look.ground
            large = look.size >= _LARGE or (look.bold and look.size >= _LARGE_BOLD)
            if not look.shown or ink is None or ground is None or (ink, ground, large) in seen:
                continue
            if len(seen) >= _MOST_PAIRS:
                break
            seen.add((ink, ground, large))
            ratio = contrast(ink, ground)
            if ratio < (LARGE_CONTRAST if large else TEXT_CONTRAST):
                theme = " in the dark theme" if dark else ""
                said = " ".join(text.split())[:40]
                yield Fault(
                    rule="contrast",
                    grade=Grade.WARN,
                    part=Part.MESSAGE,
                    message=f"{ink} on {ground} is {ratio:.1f} to 1{theme}: “{said}”",
                    line=line_of(element),
                    remedy=_REMEDY_DARK if dark else _REMEDY,
                )
