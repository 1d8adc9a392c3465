"""What holds of tokens whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render.tokens import TEXT_CONTRAST, contrast, dark_palette, light_palette

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(colours)
def test_text_is_readable_on_every_ground_of_both_themes(accent):
    for palette in (light_palette(accent), dark_palette(accent)):
        for ground in (palette.card, palette.tile, palette.tint, palette.page):
            for ink in (palette.ink, palette.body, palette.muted, palette.accent, palette.link):
                assert contrast(ink, ground) >= TEXT_CONTRAST
        for ink in (palette.up, palette.down):
            assert contrast(ink, palette.tile) >= TEXT_CONTRAST
