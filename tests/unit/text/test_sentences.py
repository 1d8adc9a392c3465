from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(
    st.text(alphabet=st.sampled_from("aB9.?! \n\t\r\"“”’'()-\u2028\u200b。、界é😀"), max_size=200),
    st.sampled_from(["en", "de", "zh", "und"]),
)
def test_spans_are_trimmed_ordered_and_lose_no_letter(text: str, language: str) -> None:
    spans = split_sentences(text, language=language)
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(span.of(text) for span in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


def test_offsets_count_code_points() -> None:
    text = "Die Fähre 😀 fährt. Сегодня тихо."
    assert [span.of(text) for span in split_sentences(text)] == [
        "Die Fähre 😀 fährt.",
        "Сегодня тихо.",
    ]


@pytest.mark.parametrize(
    "text",
    ["“a. " * 30_000, "a" * 400_000, "a b " * 100_000, "\n\n" * 100_000, '( " ' * 100_000],
    ids=["quotes", "one-word", "no-stop", "breaks", "brackets"],
)
def test_hostile_text_is_split_without_losing_any(text: str) -> None:
    spans = split_sentences(text)
    assert sum(span.of(text).count("a") for span in spans) == text.count("a")


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
