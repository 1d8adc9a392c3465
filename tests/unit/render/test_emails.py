"""What is done to the e-mail's HTML on its way: places to break, and nothing in the wrong place."""

from __future__ import annotations

import pytest

from broadsheet.errors import RenderError
from broadsheet.model.briefings import Style
from broadsheet.render.emails import inline, render_email
from broadsheet.render.presentation import present
from editions import sample_edition

PAGE = "<html><head></head><body><p>{}</p></body></html>"
BREAK = "\u200b"


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("Donaudampfschifffahrtsgesellschaft", 2),
        ("a" * 24, 0),
        ("\u6e2f\u53e3\u59d4\u5458\u4f1a" * 20, 0),
        ("\ud638\ub974" * 20 + "\u3042\u30a2\uff0c" * 20, 0),
        ("&amp;" * 30, 0),
        ("https://outlet.example/" + "x" * 30, 4),
    ],
)
def test_long_words_get_places_to_break_where_a_script_has_none(text, breaks):
    assert inline(PAGE.format(text)).count(BREAK) == breaks


def test_attributes_and_styles_are_left_alone():
    kept = f'<a href="https://outlet.example/{"x" * 60}" title="{"y" * 60}">z</a>'
    assert BREAK not in inline(PAGE.format(kept))


def test_a_template_too_large_whatever_is_left_out_is_told():
    view = present(sample_edition(), Style())
    templates = {"email.html.j2": PAGE.format("words " * 16_000)}
    with pytest.raises(RenderError, match=r"larger than 90,000 bytes.*shorten the template"):
        render_email(view, templates, online=False)
