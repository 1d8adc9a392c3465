"""veraPDF: its reports read, from a stand-in that answers in its format, and the real one asked."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys

import pytest

from broadsheet.render.lint.faults import Grade
from broadsheet.shell.pdf.inspection import inspect_pdf
from broadsheet.shell.pdf.verapdf import validate

RULE = {
    "ruleStatus": "FAILED",
    "specification": "ISO 14289-1:2014",
    "clause": "7.1",
    "testNumber": 3,
    "status": "failed",
    "failedChecks": 71,
    "description": "Content shall be marked as Artifact or tagged\nas real content",
    "object": "SESimpleContentItem",
    "test": "isTaggedContent == true || parentsTags.contains('Artifact') == true",
    "checks": [{"status": "failed", "context": "root/document[0]/pages[0]"}],
}


def report(**result):
    details = {"passedRules": 105, "failedRules": 0, "passedChecks": 28827, "failedChecks": 0}
    found = {"details": {**details, "ruleSummaries": []}, "jobEndStatus": "normal", **result}
    job = {"itemDetails": {"name": "edition.pdf", "size": 1}, "validationResult": [found]}
    return {"report": {"buildInformation": {"releaseDetails": []}, "jobs": [job]}}


PASSED = report(profileName="PDF/UA-1 validation profile", compliant=True)
BROKEN = report(compliant=False, details={"failedRules": 1, "ruleSummaries": [RULE]})
OLDER = {
    "report": {"jobs": [{"validationResult": BROKEN["report"]["jobs"][0]["validationResult"][0]}]}
}
UNREAD = {
    "report": {
        "jobs": [{"taskException": {"type": "PARSE", "exceptionMessage": "Couldn't parse stream"}}]
    }
}


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a program named verapdf on PATH that prints what it is told and ends with a code."""

    def install(answer: str, code: int = 0, *, before: str = "") -> None:
        program = tmp_path / "verapdf"
        program.write_text(
            f"#!{sys.executable}\nimport pathlib, sys, time\n"
            f"pathlib.Path({str(tmp_path / 'asked')!r}).open('a').write(' '.join(sys.argv[1:5]))\n"
            f"assert pathlib.Path(sys.argv[5]).read_bytes().startswith(b'%PDF')\n{before}\n"
            f"print({answer!r})\nsys.exit({code})\n",
            encoding="utf-8",
        )
        program.chmod(program.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return install


def test_it_is_asked_about_the_standards_that_are_known(stand_in, tmp_path):
    stand_in(json.dumps(PASSED))
    assert validate(b"%PDF", ["3a", "ua1", "", "9z"]) == []
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert asked == "--format json --flavour 3a--format json --flavour ua1"


@pytest.mark.parametrize("answer", [BROKEN, OLDER])
def test_a_broken_rule_is_a_fault_with_its_number(answer, stand_in):
    stand_in(json.dumps(answer), code=1)
    (fault,) = validate(b"%PDF", ["ua1"])
    assert (fault.rule, fault.grade) == ("verapdf", Grade.ERROR)
    assert fault.message == (
        "PDF/UA-1: Content shall be marked as Artifact or tagged as real content "
        "(rule 7.1-3, 71 times)"
    )


def test_a_file_that_fails_without_a_rule_fails_all_the_same(stand_in):
    stand_in(json.dumps(report(compliant=False)), code=1)
    assert [fault.message for fault in validate(b"%PDF", ["3a"])] == [
        "PDF/A-3a: the file is not compliant"
    ]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (json.dumps(UNREAD), "Couldn't parse stream"),
        ("Exception in thread main", "JSONDecodeError"),
        ("[]", "TypeError"),
        (json.dumps({"report": {"jobs": []}}), "ValueError"),
    ],
)
def test_no_judgement_is_a_warning(answer, words, stand_in):
    stand_in(answer, code=7)
    (fault,) = validate(b"%PDF", ["ua1"])
    assert fault.grade is Grade.WARN
    assert words in fault.message


def test_a_validator_that_hangs_is_left(stand_in):
    stand_in("", before="time.sleep(60)")
    (fault,) = validate(b"%PDF", ["ua1"], seconds=0.5)
    assert "no answer within 0.5 seconds" in fault.message


def test_without_the_program_nothing_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert validate(b"%PDF", ["3a"]) == []


def test_its_faults_stand_in_the_report_of_a_pdf(stand_in, pdf):
    stand_in(json.dumps(BROKEN), code=1)
    messages = [fault.message.split(":")[0] for fault in inspect_pdf(pdf).faults]
    assert messages == ["PDF/A-3a", "PDF/UA-1"]


@pytest.mark.skipif(
    shutil.which("verapdf") is None,
    reason="no verapdf on PATH (https://verapdf.org): the PDF is not judged by it",
)
def test_our_pdf_passes_the_real_one(pdf):
    assert validate(pdf, ["3a", "ua1"]) == []
