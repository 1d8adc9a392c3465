from __future__ import annotations

import pytest

from broadsheet.read.extractors import balanced_text, stop_word_text, tagged_text
from broadsheet.read.gravity import running_text
from broadsheet.read.main_text import MainText, main_text, parse_html
from patience import patience

FIRST = (
    "The port of Lindhavn will build four berths with shore power by 2028, the company said, "
    "and pay for them from its own cash flow."
)
SECOND = (
    "Fjordlight Energy signed the contract on Tuesday; the work begins in March and is to cost "
    "82 million crowns, a tenth less than planned."
)
THIRD = (
    "Two ferries that call there every day have been ready for a cable since last autumn, and "
    "their owner expects to save a third of its fuel."
)
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
MENU = (
    "<ul>" + "".join(f"<li><a href='/{n}'>Section number {n}</a></li>" for n in range(20)) + "</ul>"
)


PRODUCTS = "".join(
    f"<div class='card'><h3>Lamp {n}</h3><span>From {n}9 crowns, in stock today</span></div>"
    for n in range(12)
)
DISPUTED = f"<div class='box'>{PRODUCTS}</div><div>{STORY}</div><table>{PRODUCTS}</table>"


def page(body: str) -> str:
    return f"<html><head><title>Berths</title></head><body>{body}</body></html>"


def gravity(body: str) -> str:
    return running_text(parse_html(page(body))).text


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


def asked(found: MainText) -> list[str]:
    return [candidate.name for candidate in found.candidates]


def test_a_clear_page_is_read_with_full_confidence() -> None:
    found = main_text(page(f"<nav>{MENU}</nav><article>{STORY}</article><footer>{MENU}</footer>"))
    assert paragraphs(found.text) == [FIRST, SECOND, THIRD]
    assert found.confidence > 0.99
    assert found.candidate == "gravity"
    assert asked(found) == ["gravity", "resiliparse"]


def test_a_page_on_which_the_extractors_disagree_is_read_with_less_confidence() -> None:
    found = main_text(page(DISPUTED))
    assert FIRST in found.text
    assert found.confidence < 0.95
    assert "trafilatura-generous" in asked(found)


def test_two_that_agree_are_not_believed_when_they_leave_out_much_of_the_page() -> None:
    short = "".join(f"<li>Berth {n} lies at the outer quay of the port.</li>" for n in range(12))
    found = main_text(page(f"<article>{STORY}</article><nav><ul>{short}</ul></nav>"))
    assert paragraphs(found.text) == [FIRST, SECOND, THIRD]
    assert asked(found) == ["gravity", "resiliparse", "trafilatura"]


@pytest.mark.parametrize("html", ["", "   ", "<html></html>"])
def test_nothing_gives_nothing(html: str) -> None:
    assert main_text(html) == MainText()


@pytest.mark.parametrize(
    "furniture",
    [
        f"<div class='related-stories'><p>{'Other news of the coast. ' * 3}</p></div>",
        f"<div id='newsletter-box'><p>{'Get the coast by mail. ' * 3}</p></div>",
        f"<div class='u-hidden' hidden><p>{'You cannot see this. ' * 3}</p></div>",
        f"<p style='display: none'>{'You cannot see this. ' * 3}</p>",
        f"<p aria-hidden='true'>{'You cannot see this. ' * 3}</p>",
        f"<aside><p>{'Our offers of the week. ' * 3}</p></aside>",
        "<figure><img src='a.png'><figcaption>The quay at night</figcaption></figure>",
        "<script>var quay = 'at night';</script><button>Listen</button>",
        "<object><p>Your browser shows no films of the quay.</p></object>",
        "<ul><li><a href='/a'>Another story of the day</a></li></ul>",
        "<p><a href='/b'>Read this too</a></p>",
        "<h1>Lindhavn plans four berths</h1>",
        "<!-- a remark of the typesetter -->",
    ],
)
def test_furniture_inside_the_story_is_left_out(furniture: str) -> None:
    text = gravity(f"<article><p>{FIRST}</p>{furniture}<p>{SECOND}</p><p>{THIRD}</p></article>")
    assert paragraphs(text) == [FIRST, SECOND, THIRD]


def test_text_in_sections_is_read_whole_and_in_order() -> None:
    body = "".join(
        f"<section><div><p>{part}</p></div></section>" for part in (FIRST, SECOND, THIRD)
    )
    assert paragraphs(gravity(f"<div>{MENU}</div><div>{body}</div>")) == [FIRST, SECOND, THIRD]


def test_a_class_name_that_marks_the_story_itself_is_not_believed() -> None:
    blocks = "".join(f"<div class='banner'><p>{part}</p></div>" for part in (FIRST, SECOND, THIRD))
    assert paragraphs(gravity(f"<div>{blocks}</div>")) == [FIRST, SECOND, THIRD]
    whole = f"<form><div class='modal'><div hidden>{STORY}</div></div></form>"
    assert paragraphs(gravity(whole)) == [FIRST, SECOND, THIRD]


def test_furniture_inside_a_disbelieved_block_still_goes() -> None:
    related = f"<div class='related'><p>{'Other news of the coast. ' * 2}</p></div>"
    text = gravity(f"<div class='banner'>{STORY}{related}</div>")
    assert paragraphs(text) == [FIRST, SECOND, THIRD]


def test_a_long_discussion_is_left_out_when_a_story_stands_beside_it() -> None:
    story = STORY + "".join(f"<p>{number}: {FIRST}</p>" for number in range(2))
    comments = (
        "<div class='comments'>" + f"<p>{SECOND} I do not think so at all.</p>" * 30 + "</div>"
    )
    assert "I do not think so" not in gravity(f"<div>{story}</div>{comments}")
    alone = gravity(f"<div><p>{FIRST}</p></div>{comments}")
    assert "I do not think so" in alone


def test_text_without_paragraph_elements_is_read() -> None:
    loose = f"<div>{FIRST}<br>{SECOND} <b>{THIRD}</b></div>"
    assert all(part in gravity(loose) for part in (FIRST, SECOND, THIRD))
    listed = "".join(f"<li>{part}</li>" for part in (FIRST, SECOND, THIRD))
    assert paragraphs(gravity(f"<ol>{listed}</ol>")) == [FIRST, SECOND, THIRD]


def test_a_page_of_links_alone_has_no_running_text() -> None:
    assert gravity(MENU) == ""


def test_reading_leaves_the_tree_as_it_was() -> None:
    tree = parse_html(page(f"<nav>{MENU}</nav>{STORY}"))
    assert running_text(tree) == running_text(tree)
    assert len(tree.xpath("//nav//a")) == 20


def test_a_tree_without_a_body_is_read_as_a_whole() -> None:
    article = parse_html(page(f"<article>{STORY}</article>")).find(".//article")
    assert paragraphs(running_text(article).text) == [FIRST, SECOND, THIRD]


def test_extractors_of_others_give_plain_paragraphs() -> None:
    html = page(f"<article>{STORY}</article>")
    assert paragraphs(tagged_text(html)) == [FIRST, SECOND, THIRD]
    long = page(f"<p>{FIRST} {SECOND} {THIRD}</p>")
    assert FIRST in stop_word_text(long)


def test_the_rows_of_a_table_come_without_its_lines() -> None:
    table = (
        "<table><tr><th>Berth</th><th>Power</th></tr><tr><td>North 1</td><td>6 MW</td></tr></table>"
    )
    rows = paragraphs(balanced_text(parse_html(page(f"<article>{STORY}{table}</article>"))))
    assert rows[-2:] == ["Berth | Power", "North 1 | 6 MW"]


def test_a_failing_extractor_is_outvoted(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: object, **options: object) -> None:
        raise RuntimeError("a parser gave up")

    monkeypatch.setattr("trafilatura.extract", failing)
    monkeypatch.setattr("justext.justext", failing)
    found = main_text(page(DISPUTED))
    assert FIRST in found.text
    assert asked(found) == ["gravity", "resiliparse"]


@pytest.mark.parametrize(
    "body",
    ["<div>x " * 1_900, "<div class='ad'>" * 1_900 + "word " * 5_000, "<span>a " * 1_900,
     "<div><p>berth</p>" * 1_900, "<blockquote>quay " * 1_900, "<a href='/'>" * 3_000],
    ids=["divs", "marked", "spans", "blocks", "quotes", "links"],
)  # fmt: skip
def test_gravity_reads_strange_pages_to_the_end(body: str) -> None:
    with patience():
        gravity(body)
