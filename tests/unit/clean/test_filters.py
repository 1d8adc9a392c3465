from __future__ import annotations

import pytest

from broadsheet.clean.filters import apply_filters
from broadsheet.model.articles import Article
from broadsheet.model.briefings import Filters


def article(
    text: str = "", *, title: str = "T", language: str = "en", tags: tuple[str, ...] = ()
) -> Article:
    return Article(
        id="a", url="https://wire.example/a", title=title, text=text, publisher="Tidewater Wire",
        family="Tidewater", language=language, tags=tags,
    )  # fmt: skip


def reason(filters: Filters, one: Article) -> str:
    kept, left_out = apply_filters([one], filters)
    assert len(kept) + len(left_out) == 1
    return left_out[0].reason if left_out else ""


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("ferry", "The Ferry sails.", True),
        ("ferry", "The ferryman sails.", False),
        ("ferry", "The (ferry) sails", True),
        ("ferry", "the ferry-boat", True),
        ("electric vehicle", "Electric\n vehicle sales", True),
        ("electric vehicle", "electric motor vehicle", False),
        ("straße", "Die STRASSE ist zu", True),
        ("café", "Ein Cafe\u0301 am Quai", True),
        ("voltara's", "Voltara’s plant", True),
        ("ﬁsh", "Fish market", True),
        ("フェリー", "港のフェリーが出る", True),
        ("船", "電動船が増える", True),
        ("c++", "Written in C++ today", True),
        ("c++", "Written in C+++", True),
        (".*", "anything", False),
    ],
)
def test_words_and_phrases(phrase: str, text: str, found: bool) -> None:
    assert reason(Filters(any=(phrase,)), article(text)) == ("" if found else "filtered_topic")
    assert reason(Filters(none=(phrase,)), article(text)) == ("filtered_word" if found else "")


def test_title_and_tags_count_as_text() -> None:
    filters = Filters(any=("shipping",))
    assert reason(filters, article(title="Shipping news")) == ""
    assert reason(filters, article(tags=("shipping",))) == ""
    assert reason(filters, article()) == "filtered_topic"


def test_the_detail_names_the_unwanted_word() -> None:
    _, left_out = apply_filters([article("A Bakery GIVEAWAY today")], Filters(none=("giveaway",)))
    assert left_out[0].detail == "giveaway"
    assert (left_out[0].title, left_out[0].publisher) == ("T", "Tidewater Wire")


@pytest.mark.parametrize(
    ("language", "passes"),
    [("en", True), ("en-GB", True), ("de", False), ("und", True), ("", True)],
)
def test_languages(language: str, passes: bool) -> None:
    expected = "" if passes else "filtered_language"
    assert reason(Filters(languages=("EN",)), article("x", language=language)) == expected


def test_no_filters_keep_everything_in_order() -> None:
    both = [article("one"), article("two")]
    assert apply_filters(both, Filters()) == (both, [])
    assert apply_filters(both, Filters(any=(" ",), none=("",))) == (both, [])
