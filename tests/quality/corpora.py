"""The development corpora: real text to score on, never to copy. Absent, the scores are skipped."""

from __future__ import annotations

import gzip
import json
import os
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from broadsheet.model.articles import Article, article_id

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))


def say(line: str) -> None:
    """Print a line of the score sheet."""
    sys.stdout.write(f"\n{line}\n")


def corpora() -> Path:
    """Return the folder of the corpora, or skip, saying why."""
    folder = os.environ.get("BROADSHEET_CORPORA", "")
    if not folder or not Path(folder).is_dir():
        reason = f"no development corpora: BROADSHEET_CORPORA is {folder or 'not set'}"
        say(f"skipped: {reason}")
        pytest.skip(reason)
    return Path(folder)


@cache
def stories(folder: Path) -> list[dict[str, Any]]:
    """Return the stories as stored, each article as an `Article` under "articles"."""
    with gzip.open(folder / "stories-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        row["articles"] = [_article(one) for one in row["articles"]]
    return rows


def _article(row: dict[str, Any]) -> Article:
    try:
        published = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
    except (KeyError, TypeError, ValueError):
        published = None
    return Article(
        id=article_id(row["url"], row["title"], row["text"]),
        url=row["url"],
        title=row["title"],
        text=row["text"],
        publisher=row["publisher"],
        family=row["publisher"],
        language="en",
        published=published,
    )


def report(task: str, scores: dict[str, float]) -> None:
    """Print a task's scores beside their floors, and fail when one is below."""
    floors = FLOORS[task]
    say(f"{task}: " + ", ".join(f"{name} {value:.2f}" for name, value in scores.items()))
    low = {name: (scores[name], floor) for name, floor in floors.items() if scores[name] < floor}
    assert not low, f"{task} below its floor (score, floor): {low}"
