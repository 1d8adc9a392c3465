"""Design tokens: colours of both themes, and the contrast rules they are held to."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.errors import RenderError

#: Least contrast of text against its ground (WCAG 2.2, success criterion 1.4.3).
TEXT_CONTRAST = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one theme as #RRGGBB. `accent` is readable as text on every ground here.

    `rule` is a hairline on the card, `edge` one on the tint.
    """

    ink: str
    body: str
    muted: str
    rule: str
    page: str
    card: str
    tile: str
    tint: str
    edge: str
    link: str
    up: str
    down: str
    accent: str


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2 definition)."""
    weights = (0.2126, 0.7152, 0.0722)
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return sum(weight * part for weight, part in zip(weights, linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2 definition)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, *grounds: str, toward: str) -> str:
    """Return `colour`, mixed with `toward` just as far as text on all `grounds` needs.

    `toward` (#RRGGBB) is returned when no mixture reaches the contrast.
    """
    for step in range(21):
        mixed = _mix(colour, toward, step / 20)
        if all(contrast(mixed, ground) >= TEXT_CONTRAST for ground in grounds):
            return mixed
    return toward


def _mix(one: str, other: str, share: float) -> str:
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def check_colour(colour: str) -> str:
    """Return the colour in upper case; RenderError unless it is #RRGGBB."""
    digits = colour[1:]
    if (
        len(digits) != 6
        or colour[:1] != "#"
        or any(d not in "0123456789abcdefABCDEF" for d in digits)
    ):
        raise RenderError(
            "the accent is not a colour", what=f"style.accent {colour!r}", remedy="write #RRGGBB"
        )
    return colour.upper()


def light_palette(accent: str) -> Palette:
    """Return the light theme around an accent (#RRGGBB), darkened as far as reading needs."""
    page, card, tile, tint = "#EEF1F3", "#FFFFFF", "#F6F8F9", "#F7F3EC"
    return Palette(
        ink="#16202A",
        body="#27323D",
        muted="#5B6670",
        rule="#D9DEE3",
        page=page,
        card=card,
        tile=tile,
        tint=tint,
        edge="#E3DACA",
        link="#0B3954",
        up="#0F7B4F",
        down="#B3261E",
        accent=readable(check_colour(accent), page, card, tile, tint, toward="#000000"),
    )


def accent_in_text(accent: str) -> str:
    """Return the accent as words are set in it on light grounds; darker than given if it is pale.

    Raises:
        RenderError: it is no colour.
    """
    return light_palette(accent).accent


def dark_palette(accent: str) -> Palette:
    """Return the dark theme around an accent (#RRGGBB), lightened as far as reading needs."""
    page, card, tile, tint = "#10151A", "#171D22", "#1F272D", "#221E19"
    return Palette(
        ink="#F2F4F5",
        body="#D5DBE0",
        muted="#A3AFB9",
        rule="#343E46",
        page=page,
        card=card,
        tile=tile,
        tint=tint,
        edge="#40382F",
        link="#8EC5EA",
        up="#5FD3A0",
        down="#FF9A93",
        accent=readable(check_colour(accent), page, card, tile, tint, toward="#FFD9DF"),
    )
