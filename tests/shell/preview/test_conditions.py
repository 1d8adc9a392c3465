"""What the preview's switches take away."""

from __future__ import annotations

import pytest

from broadsheet.shell.preview.conditions import Conditions, seen
from patience import patience

PAGE = (
    "<html><head><style>a{}\n@media (prefers-color-scheme: dark){b{}}</style></head>"
    '<body><img width="1" src="images/a.png" alt="Up"></body></html>'
)


def test_without_styles_no_style_block_is_left():
    assert "<style" not in seen(PAGE, Conditions(styles=False))


@pytest.mark.parametrize("html", ["<style>" * 100_000, "<img " * 200_000])
def test_a_template_that_ends_nothing_is_shown_all_the_same(html):
    with patience(20):
        assert "<style" not in seen(html, Conditions(styles=False, images=False))


def test_blocked_images_show_their_words():
    html = seen(PAGE, Conditions(images=False))
    assert " src=" not in html
    assert 'alt="Up"' in html


@pytest.mark.parametrize(("scheme", "rule"), [("dark", "@media all"), ("light", "@media not all")])
def test_the_scheme_is_the_switchs_not_the_machines(scheme, rule):
    assert rule in seen(PAGE, Conditions(scheme=scheme))


def test_forced_dark_inverts_the_page():
    assert "invert(1)" in seen(PAGE, Conditions(scheme="forced"))
    assert "invert(1)" not in seen(PAGE, Conditions(scheme="dark"))
