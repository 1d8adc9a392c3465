from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from broadsheet.analyse.claims import check_claim
from broadsheet.model.findings import Level

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "claims"


def _cases() -> list[Any]:
    return [
        pytest.param(json.loads(line), id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


@pytest.mark.parametrize("case", _cases())
def test_a_claim_is_found_out_for_the_right_reason_only(case: Any) -> None:
    findings = check_claim(case["claim"], case["cited"], language=case.get("language", "en"))
    hard = {finding.check for finding in findings if finding.level is Level.ERROR}
    soft = {finding.check for finding in findings if finding.level is Level.WARN}
    told = [finding.message for finding in findings]
    assert set(case["checks"]) <= hard, told
    assert bool(hard) == bool(case["checks"]), told
    assert soft >= set(case.get("soft", ())), told
    if not case["checks"] and "soft" not in case:
        assert not soft, told


def test_findings_point_into_the_claim() -> None:
    claim = "Halsund sold 14 ferries to Kesterlin Marine."
    findings = check_claim(claim, ["Halsund sold 12 ferries."])
    assert [claim[finding.start : finding.end] for finding in findings if finding.end] == [
        "14 ferries",
        "Kesterlin Marine",
    ]
    assert all(finding.item == claim for finding in findings)


def test_a_small_derived_count_is_soft() -> None:
    (finding,) = check_claim(
        "The two yards, Halsund and Norrvik, merged.", ["Halsund and Norrvik merged their yards."]
    )
    assert finding.level is Level.WARN


def test_what_is_no_sentence_is_refused() -> None:
    for claim in ("Halsund sold boats. " * 200, "Halsund sold 5 boats, " * 50):
        (finding,) = check_claim(claim, ["Halsund sold 5 boats."])
        assert finding.level is Level.ERROR
        assert check_claim(claim, [claim]) == []


def _sample_sentences() -> list[str]:
    notes = (ROOT / "briefings" / "sample" / "notes").glob("*.md")
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(notes))
    found = re.findall(r"(?m)^(?![#>*\-`|{]|\w+:)(.{40,300}?[.!?])(?: |$)", text)
    return found[:60]


@pytest.mark.parametrize("sentence", _sample_sentences())
def test_newsroom_sentences_support_themselves(sentence: str) -> None:
    assert check_claim(sentence, [sentence]) == []
    assert check_claim(f"  {sentence}\n", ["Another one.", sentence]) == []
