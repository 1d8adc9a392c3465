"""The score of a claim check: faults caught, by kind, and false alarms on faithful rewrites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.corruptions.controls import make_controls
from bench.corruptions.faults import make_cases
from bench.corruptions.material import Case, read_sentences
from broadsheet.analyse.claims import check_claim
from broadsheet.model.findings import Finding, Level

Check = Callable[[Case], Sequence[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The verdicts on the cases of a kind; `soft` counts those with warnings alone."""

    kind: str
    cases: int
    hard: int
    soft: int
    unseen: tuple[Case, ...] = ()

    @property
    def found(self) -> int:
        return self.hard + self.soft

    @property
    def share(self) -> float:
        return 100 * self.found / self.cases if self.cases else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All kinds of fault and all kinds of control."""

    faults: tuple[Tally, ...]
    controls: tuple[Tally, ...]

    @property
    def caught(self) -> float:
        """Percent of all faults with a finding."""
        return _share(self.faults)

    @property
    def alarms(self) -> float:
        """Percent of all controls with a finding."""
        return _share(self.controls)


def _share(tallies: Sequence[Tally]) -> float:
    return 100 * sum(one.found for one in tallies) / sum(one.cases for one in tallies)


def check(case: Case) -> list[Finding]:
    """Check a case with Broadsheet's own check."""
    return check_claim(case.claim, case.cited, language=case.language)


def score(*, reserve: bool = False, most: int | None = None, checker: Check = check) -> Score:
    """Score a check on the suite, or on the cases held in reserve (at most so many of a kind)."""
    sentences = read_sentences()
    part = 1 if reserve else 0
    return Score(
        faults=tuple(
            _tally(kind, split[part][:most], checker, wanted=True)
            for kind, split in make_cases(sentences).items()
        ),
        controls=tuple(
            _tally(kind, split[part][:most], checker, wanted=False)
            for kind, split in make_controls(sentences).items()
        ),
    )


def _tally(kind: str, cases: Sequence[Case], checker: Check, *, wanted: bool) -> Tally:
    """Count verdicts; `unseen` are the cases that went wrong: missed faults or false alarms."""
    hard = soft = 0
    unseen = []
    for case in cases:
        findings = checker(case)
        if any(finding.level is Level.ERROR for finding in findings):
            hard += 1
        elif findings:
            soft += 1
        if bool(findings) is not wanted:
            unseen.append(case)
    return Tally(kind=kind, cases=len(cases), hard=hard, soft=soft, unseen=tuple(unseen))
