"""What holds of claims whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.analyse.claims import check_claim


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gets_an_answer(claim: str, cited: str) -> None:
    for finding in check_claim(claim, [cited]):
        assert 0 <= finding.start <= finding.end <= len(claim)


@given(st.integers(13, 10**9), st.integers(13, 10**9))
def test_any_other_number_is_found_out(told: int, true: int) -> None:
    findings = check_claim(
        f"Halsund sold {told:,} seats last week.", [f"Halsund sold {true:,} seats last week."]
    )
    assert bool(findings) == (told != true)
