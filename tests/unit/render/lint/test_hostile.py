"""Messages made to keep the linter busy for ever, or to break it: there is a report all the same."""

from __future__ import annotations

from datetime import date

import pytest

from broadsheet.render.lint.email import lint_email
from broadsheet.render.lint.support import SupportData
from patience import patience

TODAY = date(2026, 11, 20)
DEEP = "<div class=a>" * 200 + "<p>x</p>" * 20


def lint(html, **more):
    with patience(60):
        return lint_email(html, SupportData(), today=TODAY, **more)


@pytest.mark.parametrize(
    "html",
    [
        "<p style='width:" + "calc(" * 5_000 + "'>x",
        "<style>a{width:" + "calc(" * 20_000 + "}</style><p>x",
        "<style>" + "@media all{" * 5_000 + "</style><p>x",
        "<style>" + ":is(" * 5_000 + "a" + ")" * 5_000 + "{color:red}</style><p>x",
        "<style>" + "div " * 500 + "{color:red}</style><p>x",
        "<style>" + "a:has(b:has(c)) " * 200 + "{color:red}</style><p>x",
        "<style>.z ~ .a ~ p{color:red}</style>" + "<i class=a></i>" * 1_500 + "<p>x",
        "<style>.z " + ".a " * 8 + "p, i:has(b){color:red}</style>" + DEEP + "<i>y",
    ],
    ids="own-style sheet media is long has siblings tower".split(),
)
def test_styles_are_followed_only_so_far(html):
    assert {fault.rule for fault in lint(html).faults} >= {"headings"}


@pytest.mark.parametrize("colour", ["#fefefe", "black"])
def test_selectors_of_several_parts_are_followed_to_their_end(colour):
    html = f"<style>.a .a div > p ~ p {{ color: {colour} }}</style>{DEEP}"
    found = [fault.message for fault in lint(html).faults if fault.rule == "contrast"]
    assert len(found) == (colour != "black")


def test_of_many_style_blocks_the_first_are_looked_at_and_all_are_counted():
    block = "<style>" + "b{float:left}" * 7_000 + "</style>"
    late = "<style>i{display:flex}</style>"
    report = lint(block * 3 + late)
    assert report.sizes["styles"] == 3 * 91_000 + len("i{display:flex}")
    assert "css-float" in report.undescribed
    assert "css-display-flex" not in report.undescribed
    assert "css-display-flex" in lint(block + late).undescribed


def test_thousands_of_links_are_looked_for_in_a_long_text():
    links = [f"https://x.example/{number}" for number in range(20_000)]
    html = "".join(f'<a href="{link}">story</a>' for link in links)
    text = "".join(f"<{link}>, read:{link}/ {'y ' * 300}\n" for link in links[:600])
    text = text.replace(f"<{links[0]}>", "")
    found = [fault.message for fault in lint(html, text=text).faults if fault.rule == "text"]
    assert f"19400 links are missing in the text part: {links[600]}" in found
