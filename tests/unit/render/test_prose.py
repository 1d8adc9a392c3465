"""Words from outside: inert, cut, and set in lines."""

from __future__ import annotations

import pytest

from broadsheet.render.prose import (
    columns,
    inert,
    language_tag,
    safe_url,
    set_lines,
    tied,
    underline,
)


def test_long_text_is_cut_at_a_word():
    assert inert("one two three four five six", limit=20) == "one two three four…"
    assert inert("x" * 50, limit=10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://outlet.example/a?b=c#d", True),
        ("HTTP://outlet.example/", True),
        ("javascript:alert(1)", False),
        ("https://outlet.example/a b", False),
        ('https://outlet.example/"onclick=', False),
        ("file:///etc/hostname", False),
        ("https://outlet.example/" + "x" * 2_000, False),
    ],
)
def test_only_web_addresses_are_followed(url, kept):
    assert safe_url(url) == (url if kept else "")


@pytest.mark.parametrize(
    ("language", "tag"),
    [("de", "de"), ("zh-Hans", "zh-Hans"), ("und", "en"), ("", "en"), ('e"n', "en")],
)
def test_languages_are_tags_or_the_editions_own(language, tag):
    assert language_tag(language, "en") == tag


def test_an_address_is_never_broken():
    url = "https://outlet.example/" + "x" * 100
    assert set_lines(f"see {url} there", "* ") == f"* see\n  {url}\n  there"


def test_a_word_wider_than_the_line_is_broken():
    assert set_lines("x" * 100, "* ") == "* " + "x" * 76 + "\n  " + "x" * 24


def test_following_lines_may_have_an_indent_of_their_own():
    assert set_lines("a " * 50, "> ", "> ").split("\n")[1].startswith("> a")


def test_the_last_two_words_of_a_title_stay_together():
    assert tied("Torskar orders ferries") == "Torskar orders\u00a0ferries"
    assert tied("Ferries leave") == "Ferries leave"
    assert tied("One two internationalisation") == "One two internationalisation"


def test_wide_characters_take_two_columns_and_combining_ones_none():
    assert columns("ferry") == 5
    assert columns("渡轮") == 4
    assert columns("e\u0301\u200b") == 1
    assert underline("渡轮") == "----"
    assert underline("渡" * 80) == "-" * 78


def test_a_line_of_chinese_ends_at_the_column_and_not_before_its_comma():
    text = "渡轮" * 19 + "，港口（明天）开放。" + " Torskar 公司" + "《" * 9
    lines = set_lines(text, "* ").split("\n")
    assert lines[0] == "* " + "渡轮" * 18 + "渡"
    assert lines[1].startswith("  轮，港口（明天）开放。 Torskar 公司")
    assert "".join(line[2:] for line in lines).replace(" ", "") == text.replace(" ", "")


def test_an_opening_mark_stays_with_what_it_opens():
    assert set_lines("x" * 76 + "《海》") == "x" * 76 + "\n《海》"


def test_what_has_no_width_is_a_character_of_its_line_all_the_same():
    lines = set_lines("\U0001f6f3\ufe0f " * 60 + "e\u0301" * 200).splitlines()
    assert max(map(len, lines)) <= 78
