"""Words from outside: inert, cut, and set in lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render.prose import inert, language_tag, safe_url, set_lines, tied


@given(st.text(), st.integers(20, 200))
def test_inert_text_is_short_one_line_and_stays_as_it_is(text, limit):
    shown = inert(text, limit=limit)
    assert len(shown) <= limit
    assert shown == " ".join(shown.split())
    assert inert(shown, limit=limit) == shown
    shown.encode()


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


@given(st.lists(st.text("ab,.-", min_size=1, max_size=200)), st.sampled_from(("", "* ", "12. ")))
def test_lines_keep_every_letter_and_the_width(words, indent):
    text = " ".join(words)
    lines = set_lines(text, indent).split("\n")
    assert all(len(line) <= 78 for line in lines)
    assert "".join("".join(lines).removeprefix(indent).split()) == text.replace(" ", "")


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
