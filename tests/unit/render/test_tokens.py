"""Colours stay readable whatever accent a house chooses."""

from __future__ import annotations

import pytest

from broadsheet.errors import RenderError
from broadsheet.render.charts import SCREEN_INK
from broadsheet.render.tokens import (
    accent_in_text,
    contrast,
    dark_palette,
    light_palette,
    readable,
)


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_the_house_accent_is_left_as_it_is():
    assert light_palette("#9e1b32").accent == "#9E1B32"


@pytest.mark.parametrize("ink", [SCREEN_INK.line, SCREEN_INK.dot])
def test_chart_inks_show_on_light_and_dark(ink):
    for palette in (light_palette("#9E1B32"), dark_palette("#9E1B32")):
        assert contrast(ink, palette.tile) >= 3


def test_where_no_mixture_reads_the_far_end_is_taken():
    assert readable("#808080", "#FFFFFF", "#000000", toward="#777777") == "#777777"


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345G", "", "#1234567", "123456#"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(RenderError, match="not a colour"):
        light_palette(colour)


@pytest.mark.parametrize("accent", ["#9E1B32", "#F2C94C", "#ffffff"])
def test_an_accent_is_given_to_words_as_far_as_they_can_be_read(accent):
    shown = accent_in_text(accent)
    assert contrast(shown, "#FFFFFF") >= 4.5
    assert (shown == accent.upper()) is (accent == "#9E1B32")
