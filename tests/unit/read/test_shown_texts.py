"""The texts a page shows, and that no part of it is searched again without end."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.read.bylines import Bylines
from broadsheet.read.date_lines import DayReader, find_date_lines
from broadsheet.read.extractors import stop_word_text
from broadsheet.read.main_text import parse_html
from broadsheet.read.page_images import page_image
from broadsheet.read.shown_texts import class_of, line_in, text_before, texts_after, texts_in
from broadsheet.read.structure import blocks_of
from broadsheet.read.structured import Meta
from patience import patience

TITLE = "Quay reopens after winter"
SMALL = "<b>x</b> " * 30_000


def body(inner: str) -> Any:
    return parse_html(f"<html><body>{inner}</body></html>")


def test_texts_in_an_element_and_after_it() -> None:
    tree = body(
        "<div id=a> One <b>two</b><script>no</script> three<button><i>no</i></button></div>"
        "four<p><template>no</template>five</p>"
    )
    first = tree.find(".//div")
    assert [text for text, _ in texts_in(first)] == ["One", "two", "three"]
    assert [holder.tag for _, holder in texts_in(first)] == ["div", "b", "div"]
    assert line_in(first) == " One two three"
    assert [text for text, _ in texts_after(first, steps=50)] == ["four", "five"]
    assert list(texts_after(first, steps=0)) == []


def test_the_text_before_an_element_is_looked_for_nearby_only() -> None:
    tree = parse_html(f"<body><p>Published</p>{'<br>' * 100}<p id='a'>8 October 2026</p></body>")
    assert text_before(tree.get_element_by_id("a")) == ""
    assert text_before(tree.find("body").find("br")) == "Published"


def test_scripts_show_no_text() -> None:
    tree = parse_html("<body><h1>Tides</h1><script>x</script><p>Low <b>water</b></p> now</body>")
    heading, script, paragraph = tree.find("body")
    silent = parse_html("<body><p><script>x</script></p><p id='a'>Low</p></body>")
    assert text_before(silent.get_element_by_id("a")) == ""
    assert [text for text, _ in texts_after(heading, steps=50)] == ["Low", "water", "now"]
    assert text_before(paragraph) == "Tides"
    assert text_before(script) == "Tides"
    behind = parse_html("<body><p>Low <b>water</b> now</p><p id='a'>High</p></body>")
    assert text_before(behind.get_element_by_id("a")) == "now"


def test_of_what_is_larger_than_a_line_only_the_beginning_is_looked_at() -> None:
    tree = body(f"<h1>{TITLE}</h1>" + "<i></i>" * 5_000 + f"<p>end</p><div>{SMALL}</div>")
    assert list(texts_after(tree.find(".//h1"), steps=200)) == []
    assert len(list(texts_in(tree.find(".//div")))) < 2_000
    assert len(line_in(tree.find(".//div"))) < 2_000
    assert len(class_of(body(f"<p class='{'a ' * 9_000}'>").find(".//p"))) == 1_000


@pytest.mark.parametrize(
    "inner",
    [
        "<div itemprop=author>" * 200 + SMALL,
        "<div> is a quay" * 45 + SMALL,
        "<span>" + "1 May 2020<br>" * 5_000 + SMALL + "</span>",
        "<div>since 1 May 2020 " * 200 + "</div>" * 200 + "<i></i>" * 40_000,
        f"<div class='{'abc-defg ' * 50_000}'>" + "<p class=author>1 May 2020 by by</p>" * 5_000,
        "<article><figure>" + "<div class=caption>" * 200 + " " * 900_000 + "</div>" * 200
        + "<img src=data:x>" * 200,
        "<article><figure>" + "<div class=caption>" * 200 + SMALL + "</div>" * 200
        + "<img src=data:x>" * 200,
        "<ul><li><b>" * 75 + SMALL,
    ],
)  # fmt: skip
def test_no_part_is_searched_again_without_end(inner: str) -> None:
    tree = body(f"<h1>{TITLE}</h1>{inner}")
    meta = Meta(tree)
    with patience(20):
        bylines = Bylines(tree, title=TITLE)
        assert bylines.marked("") == bylines.noted() == ()
        assert len(find_date_lines(tree, title=TITLE, days=DayReader(tree, meta))) <= 40
        assert page_image(tree, meta, {}, url="https://quay.example/") is None
        assert blocks_of(tree, "x") == ()


def test_very_many_short_paragraphs_have_no_good_ones() -> None:
    with patience(20):
        assert stop_word_text("<p>x</p>" * 40_000) == ""
