from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.analyse.trimming import is_subsequence, trim_sentence

CASES = Path(__file__).parents[2] / "cases" / "takeaways" / "trimming.jsonl"


def _cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [
        pytest.param(row, id=f"{number}-{row.get('why', 'safe')}")
        for number, row in enumerate(rows, 1)
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_sentence_loses_only_what_it_can_spare(case: Any) -> None:
    trimmed = trim_sentence(
        case["text"], max_words=case["max_words"], language=case.get("language", "en")
    )
    assert trimmed == case["trimmed"]


@pytest.mark.parametrize(
    ("shorter", "source", "holds"),
    [
        ("The yard builds boats.", "The old yard, says Aune, builds eight boats.", True),
        ("Boats builds.", "The yard builds boats.", False),
        ("The yard builds ships.", "The yard builds boats.", False),
        ("", "The yard builds boats.", True),
    ],
)
def test_the_words_must_come_from_the_source_in_its_order(
    shorter: str, source: str, holds: bool
) -> None:
    assert is_subsequence(shorter, source) is holds


CLAUSES = st.lists(
    st.sampled_from([
        "the yard builds boats", ", which leak,", " (in time)", ", saying so", ", hoping for more",
        " — as ever — ", "“not yet, which hurts”", " for Halsund", ", while it rains", "After a long winter, ",
        ", not paint", " may", ".", "(", "”", ",",
    ]),
    max_size=10,
).map("".join)  # fmt: skip


@given(CLAUSES, st.integers(0, 20))
def test_whatever_is_left_is_short_and_from_the_source(sentence: str, limit: int) -> None:
    trimmed = trim_sentence(sentence, max_words=limit)
    if trimmed is not None:
        assert len(trimmed.split()) <= limit
        assert is_subsequence(trimmed, sentence)
        assert trimmed.count("not") == sentence.count("not")
        assert trimmed.count("may") == sentence.count("may")
        assert trimmed.count("saying") == sentence.count("saying")
