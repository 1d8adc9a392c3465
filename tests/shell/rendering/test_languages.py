"""Editions in scripts we ship no face for: the right shapes where there are any, else a loud word."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from broadsheet.shell.config.templates import load_templates
from broadsheet.shell.pdf.printer import WeasyPrinter
from editions import sample_edition
from printing import HAVE_CJK


def in_language(language: str, headline: str = "十二艘电动渡轮"):
    edition = replace(sample_edition(), language=language, headline=headline)
    return render(edition, Style(), load_templates())


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("zh", "SC"),
        ("zh-Hans", "SC"),
        ("zh-Hant", "TC"),
        ("zh-TW", "TC"),
        ("ja", "JP"),
        ("ko", "KR"),
    ],
)
def test_each_script_is_printed_in_its_own_shapes(language, script):
    rendering = in_language(language)
    style = rendering.print_html.split("</style>")[0]
    tags = [
        tag
        for tag in re.findall(r":lang\(([\w-]+)\) \{ font-family: \"Source", style)
        if language == tag or language.startswith(f"{tag}-")
    ]
    rule = style[style.index(f':lang({tags[-1]}) {{ font-family: "Source') :].split("}")[0]
    assert f'"Noto Serif CJK {script}", "Noto Sans CJK {script}"' in rule
    heads = re.findall(r'@bottom-right \{ font-family: Inter, "Noto Sans CJK (\w\w)"', style)
    assert heads[-1] == script
    assert "Georgia,sans-serif" in rendering.html
    assert "html:lang(zh-Hant)" in rendering.web


def test_other_languages_name_no_faces_in_the_heads():
    rendering = in_language("de", "Zwölf Fähren")
    style = rendering.print_html.split("</style>")[0]
    assert "CJK" not in re.sub(r":lang\([^}]*\}", "", style)
    assert "Georgia,sans-serif" not in rendering.html


def test_a_chinese_edition_is_printed_in_chinese_shapes_or_the_missing_face_is_named():
    with WeasyPrinter() as printer:
        pdf = printer.print(in_language("zh"))
        complaints = printer.complaints
    if not HAVE_CJK:
        assert len(complaints) == 1
        assert "Chinese, Japanese or Korean" in complaints[0]
        assert "apt install fonts-noto-cjk" in complaints[0]
        return
    assert complaints == ()
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = {
            str(font.BaseFont)
            for page in document.pages
            for font in page.Resources.get("/Font", {}).values()
        }
    assert any("CJK-SC" in font for font in fonts)
    assert not any("CJK-JP" in font for font in fonts)
