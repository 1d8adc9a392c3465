"""Grouping as the store grows: CPU and memory for 1,000, 10,000 and 100,000 articles.

`python -m bench.grouping` (seven minutes), or with other sizes: `python -m bench.grouping 1000`.
Each row runs in its own process. Articles are openings of 12 sentences, 300 a day or, harder, all
from one week, so that a stream remembers every one. datasketch, beside them, finds copies and not
stories: the nearest a library offers. "adds MB" is what grouping needs beside the articles.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.newsroom import stored_articles
from bench.yardsticks import find_copies_with_datasketch, is_installed
from broadsheet.group.stories import group_stories
from broadsheet.group.stream import StoryStream
from broadsheet.model.articles import Article

SIZES = (1_000, 10_000, 100_000)
A_DAY = 300
SENTENCES = 12


def _stream(held: Sequence[Article]) -> int:
    stream = StoryStream()
    return len({stream.add(article) for article in held})


def _window(held: Sequence[Article]) -> int:
    return len(group_stories(held))


def _copies(held: Sequence[Article]) -> int:
    find_copies_with_datasketch([one.text for one in held])
    return len(held)


@dataclass(frozen=True)
class Work:
    """A way of grouping, and over how many days the articles are spread (0: as many as needed)."""

    group: Callable[[Sequence[Article]], int]
    days: int = 0


WORK = {
    "stream": Work(_stream),
    "stream, all in one week": Work(_stream, days=7),
    "window": Work(_window),
    "window, all in one week": Work(_window, days=7),
    "datasketch (copies)": Work(_copies),
}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


def measure(name: str, count: int) -> dict[str, float]:
    work = WORK[name]
    days = work.days or count // A_DAY + 1
    held = stored_articles(count, days=days, sentences=SENTENCES)
    held.sort(key=lambda one: (one.published, one.id))
    work.group(held[:100])  # imports and loads
    before = _resident()
    begun = time.process_time()
    stories = work.group(held)
    cpu = time.process_time() - begun
    return {"cpu": cpu, "peak MB": _peak(), "added MB": _peak() - before, "stories": stories}


def _run(name: str, count: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.grouping", "measure", name, str(count)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def report(sizes: Sequence[int]) -> None:
    """Print a row for each way of grouping and each size."""
    print(f"\ngrouping openings of {SENTENCES} sentences")
    print(f"  {'':26}{'articles':>10}{'CPU ms each':>13}{'growth':>8}{'adds MB':>9}{'peak MB':>9}")
    for name in WORK:
        if "datasketch" in name and not is_installed("datasketch"):
            print(f"  {name:26} not installed: pip install .[bench]")
            continue
        first = 0.0
        for count in sizes:
            found = _run(name, count)
            cost = found["cpu"] / count * 1000
            first = first or cost
            print(
                f"  {name:26}{count:10,}{cost:13.3f}{cost / first:8.2f}"
                f"{found['added MB']:9.0f}{found['peak MB']:9.0f}",
                flush=True,
            )


def main() -> None:
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        report([int(argument) for argument in sys.argv[1:]] or SIZES)


if __name__ == "__main__":
    main()
