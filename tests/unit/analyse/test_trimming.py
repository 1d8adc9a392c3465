from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

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
