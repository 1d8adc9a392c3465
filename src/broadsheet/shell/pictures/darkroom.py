"""What the picture process does: it decodes one picture and makes a masthead's logo of it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

import resvg_py
from lxml import etree
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from broadsheet.model.renderings import Ground, Logo
from broadsheet.render.tokens import contrast

#: The room in the masthead, in CSS pixels.
MOST_WIDTH, MOST_HEIGHT = 200, 48
#: Screens of today draw two device pixels for one CSS pixel.
SCALE = 2
#: A picture of more pixels is not decoded: 20 million are 80 MB of memory.
MOST_PIXELS = 20_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_SVG_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<svg\b|<!DOCTYPE)", re.IGNORECASE)

#: The cards a logo stands on, in light and dark colours.
_LIGHT, _DARK = "#FFFFFF", "#171D22"
#: Ink of less contrast than this against its card is as good as not there.
_FAINT = 2.0
#: Share of the ink that may be faint. A dark word beside a bright sign is lost on a dark card;
#: white in a coloured sign is not lost on a white one, so that most of it must be pale there.
_MOST_FAINT_ON_DARK, _MOST_FAINT_ON_LIGHT = 0.2, 0.7
#: A pale logo gets a dark ground that shows in every mail program, so it needs an edge: CSS pixels.
_EDGE = 6

#: What the parent is told: the logo, or why there is none and what to do about it.
Reply = Logo | tuple[str, str]


class _Refused(Exception):  # noqa: N818 - reads as what happened
    """The picture cannot be used; carries what is told, and the remedy."""


def open_darkroom(_: None) -> Callable[[bytes], Reply]:
    """Return what makes a logo of a file's bytes."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS

    def develop(content: bytes) -> Reply:
        try:
            return make_logo(content)
        except _Refused as refusal:
            message, remedy = refusal.args
            return (message, remedy)
        except MemoryError:
            return ("the picture needs more memory than it may have", _SMALLER)
        # Decoders of hostile bytes raise whatever they like; it is told, and costs this picture.
        except Exception as error:  # noqa: BLE001
            return (f"the picture is damaged: {' '.join(str(error).split())[:160]}", _EXPORT)

    return develop


_EXPORT = "export it again as PNG"
_SMALLER = f"{MOST_WIDTH * SCALE} x {MOST_HEIGHT * SCALE} pixels are all that is shown"


def make_logo(content: bytes) -> Logo:
    """Return a picture as PNG, at most 200 x 48 CSS pixels in size and twice that in pixels.

    Its colours are those of sRGB, and nothing but the pixels is kept of the file. Transparent
    margins are cut off, of an animation the first picture is taken, and nothing is enlarged. A logo
    that would not be seen on a dark card is laid on white, one that would not be seen on a white
    card on dark. Equal bytes give equal bytes.

    Raises:
        Exception: the bytes are no picture that can be shown, for whatever reason.
    """
    picture = _drawn(content) if _SVG_START.match(content[:400]) is not None else _decoded(content)
    picture = picture.crop(_ink_box(picture))
    ground = _ground_for(picture)
    edge = _EDGE if ground is Ground.DARK else 0
    width, height = _shown_size(picture, edge)
    pixels = (min(width * SCALE, picture.width), min(height * SCALE, picture.height))
    picture = picture.resize(pixels, Image.Resampling.LANCZOS)
    if ground is not Ground.NONE:
        margin = round(edge * picture.width / width)
        picture = _laid_on(picture, _DARK if edge else _LIGHT, margin)
    out = BytesIO()
    picture.save(out, "PNG", compress_level=9, icc_profile=None)
    return Logo(png=out.getvalue(), width=width + 2 * edge, height=height + 2 * edge, ground=ground)


def _decoded(content: bytes) -> Image.Image:
    """Return the picture upright in RGBA."""
    with warnings.catch_warnings():
        # A picture over the limit is an error, not a warning.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=_FORMATS) as found:
                return _in_screen_colours(ImageOps.exif_transpose(found))
        except UnidentifiedImageError:
            raise _Refused(
                "this is no picture that can be read", "save it as PNG, JPEG, WebP, GIF or SVG"
            ) from None
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise _Refused(
                f"the picture has more than {MOST_PIXELS:,} pixels",
                _SMALLER,
            ) from None


def _in_screen_colours(picture: Image.Image) -> Image.Image:
    """Return the picture in RGBA as its colour profile says, or as if it had none if that fails."""
    profile = picture.info.get("icc_profile")
    if picture.mode not in {"CMYK", "RGB", "RGBA", "L"}:
        picture = picture.convert("RGBA")
    told = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):
            given, screen = (
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
            )
            picture = ImageCms.profileToProfile(picture, given, screen, outputMode=told) or picture
    return picture.convert(told).convert("RGBA")


def _drawn(content: bytes) -> Image.Image:
    """Return an SVG drawn at the size it is needed in."""
    root = _checked_svg(content)
    svg = etree.tostring(root, encoding="unicode")
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    if len(box) != 4 or not (0 < box[2] < 1e6 and 0 < box[3] < 1e6):
        raise _Refused("the SVG has no viewBox to tell its size by", _EXPORT)
    # At twice the pixels that are shown, so that cutting margins off leaves enough of them.
    scale = 2 * min(MOST_WIDTH * SCALE / box[2], MOST_HEIGHT * SCALE / box[3])
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=max(1, round(box[2] * scale)),
        height=max(1, round(box[3] * scale)),
        skip_system_fonts=True,
    )
    return _decoded(bytes(png))


_POINTS_OUTSIDE = re.compile(r"@import|url\((?!\s*[\"']?\s*#)", re.IGNORECASE)


def _checked_svg(content: bytes) -> etree._Element:
    """Return an SVG that refers to nothing but itself."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _Refused(f"the SVG is damaged: {error.msg}", _EXPORT) from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):
        raise _Refused("the SVG declares entities of its own", _EXPORT)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in {"image", "feImage", "foreignObject"}:
            raise _Refused("the SVG holds pictures, which may come from elsewhere", _EXPORT)
        if name in {"text", "tspan"}:
            raise _Refused("the SVG holds text, whose font may be missing", "turn text into paths")
        texts = {str(key): str(value) for key, value in element.attrib.items()}
        links = [value for key, value in texts.items() if etree.QName(key).localname == "href"]
        words = " ".join((element.text or "", element.tail or "", *texts.values()))
        if any(not link.startswith("#") for link in links) or _POINTS_OUTSIDE.search(words):
            raise _Refused("the SVG refers to something outside itself", _EXPORT)
    return root


def _ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    if box is None:
        raise _Refused("the picture is empty: all of it is transparent", _EXPORT)
    return box


def _shown_size(picture: Image.Image, edge: int) -> tuple[int, int]:
    """Return the size on the page, in CSS pixels, without the edge; nothing is enlarged."""
    room = (MOST_WIDTH - 2 * edge, MOST_HEIGHT - 2 * edge)
    scale = min(room[0] / picture.width, room[1] / picture.height, 1.0)
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def _ground_for(picture: Image.Image) -> Ground:
    """Return the ground a picture needs to be seen on light and dark cards alike."""
    if picture.getchannel("A").getextrema()[0] == 255:
        return Ground.NONE
    small = picture.resize((min(picture.width, 60), min(picture.height, 24)), Image.Resampling.BOX)
    raw = small.tobytes()
    pixels = [(f"#{raw[at : at + 3].hex()}", raw[at + 3]) for at in range(0, len(raw), 4)]
    ink = sum(alpha for _, alpha in pixels) or 1
    faint = {
        card: sum(alpha for colour, alpha in pixels if contrast(colour, card) < _FAINT) / ink
        for card in (_DARK, _LIGHT)
    }
    if faint[_LIGHT] > _MOST_FAINT_ON_LIGHT:
        return Ground.DARK
    return Ground.LIGHT if faint[_DARK] > _MOST_FAINT_ON_DARK else Ground.NONE


def _laid_on(picture: Image.Image, ground: str, margin: int) -> Image.Image:
    size = (picture.width + 2 * margin, picture.height + 2 * margin)
    sheet = Image.new("RGBA", size, ground)
    sheet.alpha_composite(picture, (margin, margin))
    return sheet.convert("RGB")
