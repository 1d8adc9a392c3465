"""What veraPDF says of a PDF, where it is installed: the validator of PDF/A and PDF/UA.

It is a Java program (https://verapdf.org) that few package managers have, so nobody has to have it:
it is asked when `verapdf` is on PATH. Its JSON report is `{"report": {"jobs": [job]}}`; a job has a
`validationResult`, by release an object or a list of them, whose `details` hold `ruleSummaries`; or
a `taskException` when the file could not be read.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from broadsheet.render.lint.faults import Fault, Grade, Part

#: Profiles it knows by the name `--flavour` takes, and the standard each stands for.
FLAVOURS: Mapping[str, str] = {
    **{f"{part}{level}": f"PDF/A-{part}{level}" for part in "123" for level in "ab"},
    **{f"{part}u": f"PDF/A-{part}u" for part in "23"},
    "4": "PDF/A-4",
    "4e": "PDF/A-4e",
    "4f": "PDF/A-4f",
    "ua1": "PDF/UA-1",
    "ua2": "PDF/UA-2",
}
#: Most seconds for one profile: Java alone needs one or two to start.
SECONDS = 120.0


def validate(content: bytes, flavours: Iterable[str], *, seconds: float = SECONDS) -> list[Fault]:
    """Return the rules of some profiles that a PDF breaks; nothing where veraPDF is not installed.

    A validator that fails, hangs or answers what cannot be read is a warning, never an exception.

    Args:
        content: The PDF.
        flavours: Names of profiles, keys of `FLAVOURS`; others are left out.
        seconds: Most time for one profile.
    """
    program = shutil.which("verapdf")
    wanted = [flavour for flavour in flavours if flavour in FLAVOURS]
    if program is None or not wanted:
        return []
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
        path = Path(folder) / "edition.pdf"
        path.write_bytes(content)
        return [fault for flavour in wanted for fault in _found(program, path, flavour, seconds)]


def _found(program: str, path: Path, flavour: str, seconds: float) -> list[Fault]:
    standard = FLAVOURS[flavour]
    try:
        done = subprocess.run(  # noqa: S603 - the validator the owner installed, without a shell
            [program, "--format", "json", "--flavour", flavour, str(path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        # A broken rule is exit code 1, with a report: the report decides, not the code.
        return [
            Fault(rule="verapdf", grade=Grade.ERROR, part=Part.PDF, message=f"{standard}: {told}")
            for told in _broken(json.loads(done.stdout))
        ]
    except subprocess.TimeoutExpired:
        reason = f"no answer within {seconds:g} seconds"
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    message = f"{standard}: veraPDF gave no judgement ({reason})"
    return [Fault(rule="verapdf", grade=Grade.WARN, part=Part.PDF, message=message)]


def _broken(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each rule broken.

    Raises:
        ValueError, LookupError, TypeError, AttributeError: it is no report, or holds no judgement.
    """
    (job,) = report["report"]["jobs"]
    if "validationResult" not in job:
        told = job.get("taskException", {}).get("exceptionMessage", "no result")
        raise ValueError(str(told))
    results = job["validationResult"]
    for result in results if isinstance(results, list) else [results]:
        rules = [
            rule
            for rule in result["details"].get("ruleSummaries", [])
            if str(rule.get("status", "failed")).lower() == "failed"
        ]
        if not rules and not result["compliant"]:
            yield "the file is not compliant"
        for rule in rules:
            words = " ".join(str(rule.get("description", "")).split())[:300]
            places = int(rule.get("failedChecks", 1))
            where = f"rule {rule['clause']}-{rule['testNumber']}, {places} times"
            yield f"{words} ({where})" if words else where
