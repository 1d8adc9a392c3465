"""Do two publishers contradict each other: precision and recall on our own gold."""

from __future__ import annotations

import pytest

from broadsheet.analyse.conflicts import find_conflicts
from broadsheet.analyse.figures import figures_on_record
from deskwork import story
from quality.corpora import report
from quality.gold_rows import article_with, rows, score, tabulate

pytestmark = pytest.mark.quality


def test_conflicting_figures():
    parts: dict[str, list[tuple[bool, bool]]] = {"all": []}
    for number, row in enumerate(rows("conflicts"), start=1):
        articles = [
            article_with(text, row, publisher=f"Paper{index}", title=text.rstrip("."))
            for index, text in enumerate(row["texts"])
        ]
        records = figures_on_record(articles, copies={})
        found = find_conflicts(records, [story(*articles)], {one.id: one for one in articles})
        told = (row["conflict"], bool(found))
        unseen = "even lines" if number % 2 == 0 else "odd lines (not looked at)"
        for part in ("all", row["language"], unseen):
            parts.setdefault(part, []).append(told)
    tabulate("conflicting figures", parts)
    precision, recall = score(parts["all"])
    report("conflicts", {"precision": precision, "recall": recall})
