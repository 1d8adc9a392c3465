"""The engine's complaints, gathered so that they name a remedy."""

from __future__ import annotations

from broadsheet.shell.pdf.complaints import explain


def missing(*codes):
    return [
        f'.notdef glyph rendered for Unicode string unsupported by fonts: "{chr(code)}" '
        f"(U+{code:04X})"
        for code in codes
    ]


def test_missing_glyphs_are_gathered_by_script_with_the_font_to_install():
    cjk, emoji, hebrew, other = explain(missing(0x6F22, 0x6F22, 0x1F6A2, 0x5D0, 0x378))
    assert cjk.startswith("no glyph for 1 Chinese, Japanese or Korean characters")
    assert "漢 (U+6F22)" in cjk
    assert "apt install fonts-noto-cjk" in cjk
    assert "fonts-noto-color-emoji" in emoji
    assert "Hebrew" in hebrew
    assert "□ (U+0378)" in other


def test_a_long_list_is_cut_and_a_line_break_is_a_box():
    (line,) = explain(missing(0x0A, *range(0x24C2, 0x24E0)))
    assert "no glyph for 31 uncommon characters" in line
    assert "□ (U+000A)" in line
    assert "and 19 more" in line


def test_other_complaints_stay_as_they_are_once():
    said = ["Ignored `x: y`", "Failed to load image", "Ignored `x: y`"]
    assert explain(said) == ("Ignored `x: y`", "Failed to load image")
    assert explain([]) == ()


def test_a_surrogate_is_a_box():
    (line,) = explain(
        ['.notdef glyph rendered for Unicode string unsupported by fonts: "?" (U+D800)']
    )
    assert "□ (U+D800)" in line
