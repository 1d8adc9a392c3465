"""What looks ahead, what was over when it was published: precision and recall on our own gold."""

from __future__ import annotations

import pytest

from broadsheet.analyse.expectations import find_stale_forecasts, read_forecasts
from broadsheet.analyse.forecasts import find_forecasts, looks_ahead
from broadsheet.text.sentences import split_sentences
from quality.corpora import FLOORS, corpora, report, say, stories
from quality.gold_rows import article_with, rows, score, tabulate

pytestmark = pytest.mark.quality


def test_sentences_that_look_ahead():
    parts: dict[str, list[tuple[bool, bool]]] = {"all": []}
    for number, row in enumerate(rows("forward-looking"), start=1):
        found = looks_ahead(row["text"], language=row["language"], as_of=row["published"])
        told = (row["forward"], found)
        # The grammar was improved while looking at the even lines only.
        unseen = "even lines" if number % 2 == 0 else "odd lines (not looked at)"
        for part in ("all", row["language"], unseen):
            parts.setdefault(part, []).append(told)
    tabulate("looking ahead", parts)
    precision, recall = score(parts["all"])
    report("forward_looking", {"precision": precision, "recall": recall})


def test_the_dates_of_what_lies_ahead():
    told = []
    for row in rows("forward-looking"):
        found = find_forecasts(row["text"], language=row["language"], as_of=row["published"])
        ends = [one.period.end.isoformat() for one in found]
        due = row.get("due", "")
        right = bool(due) and any(end.startswith(due) for end in ends)
        told += [(True, right)] * bool(due) + [(False, True)] * (bool(ends) and not right)
    tabulate("dates of forecasts", {"all": told})
    precision, recall = score(told)
    report("forecast_dates", {"precision": precision, "recall": recall})


def test_forecasts_that_were_over():
    parts: dict[str, list[tuple[bool, bool]]] = {"all": []}
    for number, row in enumerate(rows("stale"), start=1):
        article = article_with(row["text"], row)
        told = (row["stale"], bool(find_stale_forecasts(read_forecasts([article]))))
        unseen = "even lines" if number % 2 == 0 else "odd lines (not looked at)"
        for part in ("all", row["language"], unseen):
            parts.setdefault(part, []).append(told)
    tabulate("stale forecasts", parts)
    precision, recall = score(parts["all"])
    report("stale", {"precision": precision, "recall": recall})


def test_false_alarms_of_staleness_in_real_news():
    """Every hit counts as false, so this is the most it can be."""
    told = [one for row in stories(corpora()) for one in row["articles"] if one.dated][::2]
    sentences = sum(len(split_sentences(one.text)) for one in told)
    alarms = 10_000 * len(find_stale_forecasts(read_forecasts(told))) / sentences
    most = FLOORS["stale_alarms"]["most_per_10000"]
    say(f"stale_alarms: {alarms:.2f} in 10,000 of {sentences} sentences (at most {most})")
    assert alarms <= most
