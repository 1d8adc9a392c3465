"""Everything measured in one run. `make bench`, or `python -m bench 1000 5000`.

The main job from files to a printed edition; each step of the analysis, with what quantulum3, sumy
and datasketch need for the same work beside it; and what the claim check catches.

Each size runs in a fresh process, so that peak memory means something; CPU time, not wall time,
because the machine is shared. The growth column divides cost per article by that of the first size:
1.0 is linear.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.analysis import report as report_analysis
from bench.corruptions.__main__ import report as report_corruptions
from bench.newsroom import write_files

SIZES = (1000, 5000)
BRIEFING = """
title: "Bench Weekly"
timezone: UTC
sources:
  - folder: "articles/*.md"
window: {span: week, max_age: 10d}
"""


def _run(*arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.worker", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def _start_up() -> None:
    print("start-up, best of 5 (seconds, wall)")
    for label, command in (
        ("python -c pass", [sys.executable, "-c", "pass"]),
        ("broadsheet --version", [sys.executable, "-m", "broadsheet", "--version"]),
        ("broadsheet --help", [sys.executable, "-m", "broadsheet", "--help"]),
    ):
        best = min(_timed(command) for _ in range(5))
        print(f"  {label:24} {best:6.3f}")


def _timed(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - started


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    _start_up()
    first: dict[str, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "briefings").mkdir()
            (root / "briefings" / "bench.yaml").write_text(BRIEFING, encoding="utf-8")
            write_files(root / "briefings" / "articles", size)
            figures = _run(str(root))
        total = sum(value for key, value in figures.items() if key.startswith("cpu "))
        peak = figures["peak MB"]
        print(f"\n{size:,} articles to a finished edition: {total:.1f} CPU-s, peak {peak:.0f} MB")
        print(f"  {'stage':30}{'CPU-s':>8}{'share':>8}{'articles/s':>12}{'growth':>8}")
        for key, value in figures.items():
            if not key.startswith("cpu "):
                continue
            per_article = value / size
            first.setdefault(key, max(per_article, 1e-9))
            rate, growth = size / max(value, 1e-9), per_article / first[key]
            print(f"  {key[4:]:30}{value:8.2f}{value / total:8.0%}{rate:12,.0f}{growth:8.2f}")
    report_analysis([str(size) for size in sizes] if sys.argv[1:] else [])
    report_corruptions()


if __name__ == "__main__":
    main()
