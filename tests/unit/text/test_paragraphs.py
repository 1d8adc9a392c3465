from __future__ import annotations

import pytest

from broadsheet.text.paragraphs import bare, counterparts, spans_of


def test_bare_text_is_the_same_in_any_spacing() -> None:
    assert bare(" North\u00a01 |\n6.5\u200b M\u00adW ") == bare("North 1 6.5 MW") == "North16.5MW"
    assert bare("| |") == ""


@pytest.mark.parametrize(
    ("known", "wanted", "places"),
    [
        ("a b c", "a b c", [0, 1, 2]),
        ("a b c d", "b d", [1, 3]),
        ("a b a c", "b a", [1, 2]),
        ("a b a", "a a a", [0, 2, None]),
        ("b a", "a b", [1, None]),
        ("share north share one", "one", [3]),
        ("a north&amp;south b", "a north&south b", [0, 1, 2]),
        ("a share north&amp;south b", "a north&south b", [0, 2, 3]),
        ("a share print b", "a other b", [0, None, 3]),
        ("a share northprint b", "a north b", [0, 2, 3]),
        ("share northsouth", "north south", [0, 1]),
        ("share northsouth x", "north x", [1, 2]),
        ("", "a", [None]),
        ("a", "", []),
    ],
)
def test_paragraphs_are_found_again(known: str, wanted: str, places: list[int | None]) -> None:
    assert counterparts(known.split(), wanted.split()) == places


def test_parts_are_found_by_their_letters() -> None:
    text = "x | North 1  | 6.5 MW y"
    spans = spans_of(text, 2, len(text) - 2, [6, 5])
    assert [text[start:end] for start, end in spans] == ["North 1", "6.5 MW"]
    assert spans_of("ab", 0, 2, [1, 5, 1]) == [(0, 1), (1, 2), (2, 2)]
