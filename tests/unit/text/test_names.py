from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.text.names import find_names, names_checkable

CASES = Path(__file__).parents[2] / "cases" / "names"
PLAIN = "Voltara Cells opened a plant in Estervik. The plant makes cells for boats."


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, json.loads(line), id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize(("language", "case"), _cases())
def test_a_text_yields_its_names(language: str, case: Any) -> None:
    text = case["text"]
    assert [span.of(text) for span in find_names(text, language=language)] == case["names"]


@pytest.mark.parametrize(
    ("text", "language", "checkable"),
    [
        (PLAIN, "en", True),
        (PLAIN.upper(), "en", False),
        (PLAIN.lower(), "en", False),
        ("Voltara Opens Plant in Estervik as Demand for Cells Grows", "en", False),
        ("渡轮今天从霍尔松出发前往外岛，乘客很多。", "zh", False),
        ("เรือเฟอร์รี่ออกจากท่าเรือในวันนี้", "th", False),
        ("नौका आज बंदरगाह से रवाना हुई", "hi", False),
        ("Der Konzern Nordkai baut bei Halle ein neues Werk", "de", True),
        ("Voltara", "en", False),
        ("", "en", False),
    ],
)
def test_capitals_tell_names_only_in_mixed_case(text: str, language: str, checkable: bool) -> None:
    assert names_checkable(text, language=language) is checkable
