"""The masthead's picture: beside its name or instead of it, and never the only bearer of the name."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from broadsheet.model.briefings import Style
from broadsheet.model.renderings import Ground, Logo
from broadsheet.render.editions import render
from broadsheet.render.lint.email import lint_email
from broadsheet.render.lint.faults import Grade
from broadsheet.render.lint.support import read_support
from broadsheet.render.mastheads import show_logo
from editions import sample_edition
from outline import Outline

SUPPORT = Path(__file__).parents[3] / "src/broadsheet/render/lint/caniemail.json"


def png(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#9E1B32").save(out, "PNG")
    return out.getvalue()


def logo(width: int = 180, height: int = 40, ground: Ground = Ground.NONE) -> Logo:
    return Logo(png=png(2 * width, 2 * height), width=width, height=height, ground=ground)


@pytest.mark.parametrize(
    ("width", "alt", "beside", "said"),
    [
        (180, "", False, "Skerry"),
        (180, "The brief of the skerries", False, "The brief of the skerries"),
        (80, "", False, "Skerry"),
        (79, "", True, ""),
        (40, "An anchor\u202e", True, "An anchor"),
    ],
)
def test_a_word_stands_for_the_name_and_a_sign_beside_it(width, alt, beside, said):
    shown = show_logo(logo(width), alt=alt, masthead="Skerry")
    assert (shown.beside, shown.alt) == (beside, said)


@pytest.mark.parametrize("width", [180, 40])
def test_every_channel_shows_the_logo_and_tells_the_name(templates, width):
    rendering = render(sample_edition(), Style(), templates, logo=logo(width))
    assert rendering.images["logo.png"] == png(2 * width, 80)
    mail = next(img for img in Outline(rendering.html).all("img") if "logo" in img["src"])
    page = Outline(rendering.web).all("img")[0]
    sheet = Outline(rendering.print_html).all("img")[0]
    assert (mail["src"], mail["width"], mail["height"]) == ("images/logo.png", str(width), "40")
    assert page["src"].startswith("data:image/png;base64,")
    assert sheet["src"] == "asset:images/logo.png"
    assert sheet["alt"] == "The Skerry Brief", "print knows no decoration"
    for channel in (rendering.html, rendering.web, rendering.print_html):
        head = channel[channel.index("<body") :].split("<h1", 1)[0]
        assert "The Skerry Brief" in head
    assert rendering.text.startswith("THE SKERRY BRIEF\n")
    assert mail["alt"] == page["alt"] == ("The Skerry Brief" if width == 180 else "")


def test_a_dark_logo_stands_on_white_in_dark_colours(templates):
    def dark_rules(ground: Ground) -> str:
        html = render(sample_edition(), Style(), templates, logo=logo(ground=ground)).html
        return html[html.index("prefers-color-scheme") :].split("</style>")[0]

    assert ".chip" in dark_rules(Ground.LIGHT)
    for ground in (Ground.LIGHT, Ground.NONE, Ground.DARK):
        rendering = render(sample_edition(), Style(), templates, logo=logo(ground=ground))
        marked = [
            "chip" in channel.split("<body")[1] for channel in (rendering.html, rendering.web)
        ]
        assert marked == [ground is Ground.LIGHT] * 2


@pytest.mark.parametrize("width", [180, 40])
def test_a_mail_with_a_logo_has_no_fault_worth_a_warning(templates, width):
    rendering = render(
        sample_edition(), Style(), templates, base_url="https://b.example", logo=logo(width)
    )
    report = lint_email(
        rendering.html,
        read_support(SUPPORT.read_bytes()),
        today=date(2026, 11, 20),
        text=rendering.text,
        subject=rendering.subject,
        images=rendering.images,
    )
    assert report.of(Grade.WARN) == ()


def test_words_of_the_style_stay_words(templates):
    hostile = Style(logo_alt='"><script>x</script>', masthead="<b>Skerry</b>", footer="{{ 7 * 7 }}")
    rendering = render(sample_edition(), hostile, templates, logo=logo())
    for channel in (rendering.html, rendering.web, rendering.print_html):
        assert not Outline(channel).all("script")
        assert "&lt;b&gt;Skerry" in channel
        assert "{{ 7 * 7 }}" in channel
        assert Outline(channel).all("img")[0]["alt"] == '"><script>x</script>'


def test_without_a_logo_there_is_no_trace_of_one(templates):
    rendering = render(sample_edition(), Style(logo="logo.png", logo_alt="x"), templates)
    for channel in (rendering.html, rendering.web, rendering.print_html):
        assert "logo" not in channel
    assert "logo.png" not in rendering.images
