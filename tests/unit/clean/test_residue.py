from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.clean.residue import clean_article, clean_text, clean_title
from broadsheet.model.articles import Article, article_id
from patience import patience

CASES = YAML(typ="safe").load(
    (Path(__file__).parents[2] / "cases" / "residue" / "texts.yaml").read_text("utf-8")
)


def article(
    text: str, *, title: str = "The port grows", url: str = "https://wire.example/a"
) -> Article:
    return Article(
        id="a-old", url=url, title=title, text=text, publisher="Tidewater Wire", family="Tidewater",
        language="en",
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, str]) -> None:
    wanted = case["before"] if case.get("same") else case["after"]
    assert clean_text(case["before"]) == wanted
    assert clean_text(wanted) == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("KÃ¼ste und Hafen â€“ vier LiegeplÃ¤tze", "Küste und Hafen – vier Liegeplätze"),
        ("Itâ€™s done", "It’s done"),
        ("SÃO PAULO, Ã la carte, L’Âge d’or", "SÃO PAULO, Ã la carte, L’Âge d’or"),
        ("Küste und Hafen", "Küste und Hafen"),
    ],
)
def test_letters_broken_by_a_wrong_decoding_are_put_back(before: str, after: str) -> None:
    assert clean_title(before) == after
    assert clean_text(f"{before}.") == f"{after}."


def test_a_joiner_behind_a_dropped_joiner_goes_too() -> None:
    assert clean_text("port\u200d\u200d\u200d grows.") == "port grows."


def test_an_article_gets_the_id_of_its_clean_content() -> None:
    cleaned = clean_article(article("Home » News\n\nThe port grows by four berths."))
    assert cleaned.text == "The port grows by four berths."
    assert cleaned.id == article_id(cleaned.url, cleaned.title, cleaned.text)
    assert clean_article(cleaned) == cleaned


def test_a_first_line_that_repeats_the_title_goes() -> None:
    assert (
        clean_article(article("The Port Grows!\n\nFour berths are planned.")).text
        == "Four berths are planned."
    )
    assert clean_article(article("The port grows")).text == "The port grows"


def test_a_title_said_twice_goes_twice() -> None:
    twice = article(title="Four berths", text="Four berths\n\nFour berths!\n\nThe port wants four.")
    assert clean_article(twice).text == "The port wants four."
    assert clean_article(article(title="Four", text="Four\nFour")).text == "Four"
    dated = article(
        title="Four berths", text="Four berths\n\n8 October 2026\n\nThe port wants four."
    )
    assert clean_article(dated).text == "The port wants four."


def test_a_title_that_stands_for_the_text_is_cleaned_like_one() -> None:
    assert clean_article(article(title='Berths {"a": 1}', text="Share")).text == "Berths"
    assert clean_article(article(title='{"a": 1}', text="Share")).text == '{"a": 1}'


def test_a_text_of_residue_gives_way_to_the_title() -> None:
    assert clean_article(article("Share\n\nSubscribe")).text == "The port grows"


@pytest.mark.parametrize(
    "start",
    [
        "The port grows\n\nBy Ida Berg\n\n1 May 2026\n\n",
        "The port grows\n",
        "Quay\n\nBy Ida Berg\n\n",
    ],
)
def test_titles_and_bylines_without_end_are_dropped_together(start: str) -> None:
    with patience(20):
        text = clean_article(article(start * 5_000 + "\n\nIt grows.")).text
    assert text == ("Quay\n\nIt grows." if start.startswith("Quay") else "It grows.")


def test_a_text_that_only_repeats_its_title_keeps_it_once() -> None:
    assert clean_article(article("The port grows\n\nThe port grows!")).text == "The port grows!"


def test_the_link_loses_tracking_only() -> None:
    cleaned = clean_article(
        article("x", url="https://www.wire.example/a/?utm_source=mail&id=7#top")
    )
    assert cleaned.url == "https://www.wire.example/a/?id=7"


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("The port grows - Tidewater Wire", "The port grows"),
        ("The port grows | TIDEWATER WIRE", "The port grows"),
        ("Tidewater Wire", "Tidewater Wire"),
        ("The <b>port</b>\n grows\u200b &amp; grows", "The port grows & grows"),
        ("Ferries - and what they cost", "Ferries - and what they cost"),
    ],
)
def test_titles(title: str, clean: str) -> None:
    assert clean_title(title, publisher="Tidewater Wire") == clean
    assert clean_title(clean, publisher="Tidewater Wire") == clean


def test_a_title_without_publisher_is_only_tidied() -> None:
    assert clean_title(" A  quay - Wire ") == "A quay - Wire"
