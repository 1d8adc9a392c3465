"""Logos: what is no picture, too large, damaged or elsewhere is told, and harms nothing."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageDraw

from broadsheet.errors import ConfigError
from broadsheet.model.renderings import Ground
from broadsheet.shell.pictures.darkroom import make_logo, open_darkroom
from broadsheet.shell.pictures.logos import MOST_BYTES, LogoReader

INK, WHITE, RED = (22, 32, 42, 255), (255, 255, 255, 255), (200, 60, 80, 255)
CANARY = "the-canary-sings-7c1f"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
#: A profile that is none, and will not be packed any smaller.
NOISE = b"".join(zlib.crc32(bytes([n % 256, n // 256])).to_bytes(4, "big") for n in range(30_000))


def drawn(size=(400, 100), ink=RED, ground=(0, 0, 0, 0), margin=0) -> Image.Image:
    picture = Image.new("RGBA", size, ground)
    box = (margin, margin, size[0] - margin - 1, size[1] - margin - 1)
    ImageDraw.Draw(picture).rectangle(box, fill=ink)
    return picture


def round_one(ink) -> Image.Image:
    picture = Image.new("RGBA", (400, 100), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, 399, 99), fill=ink)
    return picture


def saved(picture: Image.Image, form: str = "PNG", **options) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """Return a valid PNG of any size, all white, in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compress(b"\0" * ((width + 7) // 8 + 1) * height, 1)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def svg(inside: str, head: str = 'viewBox="0 0 100 20"') -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {head}>'
        f'<rect width="100" height="20" fill="#C83C50"/>{inside}</svg>'
    ).encode()


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (saved(drawn()), (192, 48)),
        (saved(drawn((1000, 100))), (200, 20)),
        (saved(drawn((60, 20))), (60, 20)),
        (saved(drawn((3, 2000))), (1, 48)),
        (saved(drawn((480, 180), margin=40)), (192, 48)),
        (saved(drawn().convert("RGB"), "JPEG"), (192, 48)),
        (saved(drawn().convert("RGB").convert("CMYK"), "JPEG"), (192, 48)),
        (saved(drawn().convert("L"), "JPEG"), (192, 48)),
        (saved(drawn(), "WEBP", lossless=True), (192, 48)),
        (saved(drawn(), "GIF"), (192, 48)),
        (saved(drawn().convert("P"), "PNG"), (192, 48)),
        (svg(""), (200, 40)),
        (b'<?xml version="1.0"?>\n' + svg(""), (200, 40)),
        (b"\xef\xbb\xbf" + svg(""), (200, 40)),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">' + svg(""), (200, 40)),
        (saved(drawn(), icc_profile=SRGB), (192, 48)),
        (saved(drawn().convert("CMYK"), "JPEG", icc_profile=NOISE, dpi=(300, 300)), (192, 48)),
    ],
    ids=(
        "png wide small thin margins jpeg cmyk grey webp gif palette svg xml mark doctype profile "
        "noise"
    ).split(),
)
def test_every_format_becomes_a_png_of_twice_its_size_at_most(content, size):
    logo = make_logo(content)
    assert (logo.width, logo.height) == size
    picture = opened(logo.png)
    assert picture.format == "PNG"
    assert not picture.info
    assert picture.width <= 2 * logo.width
    assert make_logo(content) == logo


def test_an_svg_may_refer_to_itself():
    inside = (
        '<linearGradient id="g"><stop stop-color="#123456"/></linearGradient>'
        '<rect width="9" height="9" fill="url( \'#g\' )"/><use href="#g"/>'
    )
    assert make_logo(svg(inside)).width == 200


def test_of_an_animation_the_first_picture_is_shown():
    frames = [drawn(ink=RED, ground=WHITE), drawn(ink=INK, ground=WHITE)]
    for form in ("GIF", "WEBP"):
        content = saved(frames[0], form, save_all=True, append_images=frames[1:], duration=50)
        red, _, blue = opened(make_logo(content).png).convert("RGB").getpixel((50, 20))
        assert red > 150 > blue


@pytest.mark.parametrize(
    ("picture", "ground", "corner"),
    [
        (round_one(INK), Ground.LIGHT, WHITE[:3]),
        (round_one(RED), Ground.NONE, None),
        (round_one(WHITE), Ground.DARK, (23, 29, 34)),
        (drawn(ink=INK, ground=WHITE, margin=20), Ground.NONE, WHITE[:3]),
    ],
    ids=["dark ink", "mid tone", "pale ink", "opaque"],
)
def test_a_logo_is_seen_on_light_and_dark_cards(picture, ground, corner):
    logo = make_logo(saved(picture))
    assert logo.ground is ground
    assert (logo.width <= 200, logo.height <= 48) == (True, True)
    if corner:
        assert opened(logo.png).convert("RGB").getpixel((1, 1)) == corner
    if ground is Ground.LIGHT:
        assert "A" not in opened(logo.png).getbands()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no picture that can be read"),
        (b"GIF89a", "no picture|damaged"),
        (b"MZ" + bytes(400), "no picture"),
        (b"%PDF-1.7\n", "no picture"),
        (saved(drawn())[:200], "damaged"),
        (saved(drawn().convert("RGB"), "JPEG")[:400], "damaged"),
        (png_of_size(10_000, 5_000), "more than 20,000,000 pixels"),
        (png_of_size(100_000, 100_000)[:4_000], "more than 20,000,000 pixels"),
        (saved(Image.new("RGBA", (40, 40))), "all of it is transparent"),
        (b"<svg", "SVG is damaged"),
        (svg("", head=""), "no viewBox"),
        (svg("", head='viewBox="0 0 1e99 3"'), "no viewBox"),
        (svg("", head='viewBox="0 0 a b"'), "damaged"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "entities of its own"),
        (svg("<text>Hi</text>"), "text, whose font"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "holds pictures"),
    ],
)
def test_what_cannot_be_a_logo_is_told_with_a_remedy(content, says):
    reply = open_darkroom(None)(content)
    message, remedy = reply
    assert re.search(says, message)
    assert remedy


@pytest.mark.parametrize(
    "inside",
    [
        '<image xlink:href="file://PLACE"/>',
        '<image href="PLACE" width="100" height="20"/>',
        '<use href="PLACE#a"/>',
        '<use xlink:href="http://127.0.0.1:9/x.svg#a"/>',
        '<rect fill="url(PLACE#a)" width="9" height="9"/>',
        "<rect style=\"fill:url('PLACE')\" width='9' height='9'/>",
        '<style>@import "PLACE";</style>',
        '<style>a<b/>@import "PLACE";</style>',
        "<style>@font-face{font-family:x;src:url(file://PLACE)}</style>",
        '<filter id="f"><feImage href="PLACE"/></filter>',
        "<foreignObject><img src='PLACE'/></foreignObject>",
        '<a href="http://127.0.0.1:9/"><rect width="9" height="9"/></a>',
    ],
)
def test_an_svg_that_reaches_out_is_refused(tmp_path, inside):
    canary = tmp_path / "canary.svg"
    canary.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><title>{CANARY}</title></svg>")
    reply = open_darkroom(None)(svg(inside.replace("PLACE", str(canary))))
    assert isinstance(reply, tuple), "refused"
    assert "outside itself" in reply[0] or "pictures" in reply[0]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    made = LogoReader(tmp_path_factory.mktemp("workspace"))
    yield made
    made.close()


def put(reader: LogoReader, name: str, content: bytes) -> str:
    (reader._root / name).write_bytes(content)
    return name


def test_a_file_is_decoded_in_another_process_and_only_once(reader):
    name = put(reader, "logo.png", saved(drawn()))
    logo = reader.read(name)
    assert logo == make_logo(saved(drawn()))
    child = reader._child
    reader._child = None
    assert reader.read(name) == logo, "the same bytes need no child"
    reader._child = child


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: None, r"cannot read the picture: No such file.*take `logo` out"),
        (lambda root: (root / "x").mkdir(), "no file"),
        (lambda root: (root / "x").symlink_to(__file__), r"outside the workspace.*copy it"),
        (lambda root: (root / "x").symlink_to(root / "x"), "cannot read the picture"),
        (lambda root: (root / "x").write_bytes(bytes(MOST_BYTES + 1)), "larger than 10,000,000"),
        (lambda root: (root / "x").write_bytes(b"<html></html>"), "no picture"),
    ],
    ids="missing folder outside circle large page".split(),
)
def test_a_file_that_cannot_be_used_is_named(tmp_path, make, says):
    make(tmp_path)
    reader = LogoReader(tmp_path)
    try:
        with pytest.raises(ConfigError, match=says) as caught:
            reader.read("x")
    finally:
        reader.close()
    assert caught.value.what == "x"
    assert caught.value.remedy


def test_a_name_no_file_can_have_is_told(tmp_path):
    with pytest.raises(ConfigError, match="cannot read the picture"):
        LogoReader(tmp_path).read("a\0.png")


def test_colours_are_shown_as_the_profile_of_the_picture_says():
    # A screen whose red lamp is green, and the other way round.
    swapped = SRGB.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    content = saved(drawn().convert("RGB"), icc_profile=swapped)
    red, green, _ = opened(make_logo(content).png).convert("RGB").getpixel((50, 20))
    assert red < 100 < green


def test_a_picture_that_takes_too_much_fails_alone(tmp_path):
    reader = LogoReader(tmp_path, memory=120 * 1024**2)
    try:
        with pytest.raises(ConfigError, match=r"could not be decoded|more memory"):
            reader.read(put(reader, "big.png", png_of_size(4_400, 4_400)))
        assert reader.read(put(reader, "small.png", saved(drawn()))).width == 192
    finally:
        reader.close()
