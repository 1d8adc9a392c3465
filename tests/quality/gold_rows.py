"""Our own labelled sentences (see gold/GUIDELINE.md): always at hand, so never skipped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from broadsheet.model.articles import Article, article_id
from quality.corpora import say

GOLD = Path(__file__).parent / "gold"


def rows(name: str) -> list[dict[str, Any]]:
    """Return the labelled rows of a file, `published` as a time."""
    lines = (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_row(json.loads(line)) for line in lines]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "published": datetime.fromisoformat(row["published"]).replace(hour=9, tzinfo=UTC),
    }


def article_with(
    text: str, row: dict[str, Any], *, publisher: str = "Ledger", title: str = "News"
) -> Article:
    """Return an article that holds one labelled sentence."""
    url = f"https://{publisher.lower()}.example/one"
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher=publisher,
        family=publisher,
        language=row["language"],
        published=row["published"],
    )


def score(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Return precision and recall, in percent, of (labelled, found) pairs."""
    told = list(pairs)
    hits = sum(gold and found for gold, found in told)
    precision = 100 * hits / max(1, sum(found for _, found in told))
    return precision, 100 * hits / max(1, sum(gold for gold, _ in told))


def tabulate(title: str, parts: dict[str, list[tuple[bool, bool]]]) -> None:
    """Print precision and recall of each part of a task."""
    say(f"{title:<28}{'rows':>6}{'P':>8}{'R':>8}")
    for name, pairs in parts.items():
        precision, recall = score(pairs)
        say(f"  {name:<26}{len(pairs):>6}{precision:>8.1f}{recall:>8.1f}")
