from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.text.sentences import split_sentences

CASES = Path(__file__).parents[2] / "cases" / "sentences"


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, json.loads(line), id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize(("language", "case"), _cases())
def test_a_text_splits_into_its_sentences(language: str, case: Any) -> None:
    text = case["text"]
    assert [span.of(text) for span in split_sentences(text, language=language)] == case["sentences"]


@pytest.mark.parametrize("language", ["", "EN", "en-GB", "xx", "tlh", "1", "\x00", "zz-Zzzz"])
def test_an_unknown_language_is_split_like_english(language: str) -> None:
    text = "Voltara opened a plant. It makes cells."
    assert split_sentences(text, language=language) == split_sentences(text, language="en")


def test_offsets_count_code_points() -> None:
    text = "Die Fähre 😀 fährt. Сегодня тихо."
    assert [span.of(text) for span in split_sentences(text)] == [
        "Die Fähre 😀 fährt.",
        "Сегодня тихо.",
    ]


@pytest.mark.parametrize(
    ("filling", "ends"),
    [
        ("line five of seven\n", "seven"),
        ("line five; ", "five;"),
        ("line five ", "five"),
        ("line", "line"),
    ],
)
def test_what_never_ends_is_cut_where_a_reader_would_pause(filling: str, ends: str) -> None:
    text = filling * 600
    spans = split_sentences(text)
    assert all(len(span.of(text)) <= 1_500 for span in spans)
    assert all(span.of(text).endswith(ends) for span in spans)
    assert sum(span.of(text).count("line") for span in spans) == 600


def test_a_long_gap_is_no_sentence() -> None:
    text = f"Voltara opened{' ' * 6_000}a plant"
    assert [span.of(text) for span in split_sentences(text)] == ["Voltara opened", "a plant"]


def test_each_row_of_a_pasted_table_stands_alone() -> None:
    text = "Line\t2024\t2025\nNorth\t12\t13\nSouth\t14\t15\n\n| Pier | Boats |\n| A | 3 |"
    assert [span.of(text) for span in split_sentences(text)] == [
        "Line\t2024\t2025",
        "North\t12\t13",
        "South\t14\t15",
        "| Pier | Boats |",
        "| A | 3 |",
    ]


def test_half_a_character_does_not_stop_the_splitter() -> None:
    text = "Voltara \ud83d opened. The plant \udc80 runs."
    assert [span.of(text) for span in split_sentences(text)] == [
        "Voltara \ud83d opened.",
        "The plant \udc80 runs.",
    ]
