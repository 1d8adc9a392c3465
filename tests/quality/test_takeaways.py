"""Takeaways: ROUGE F1 against human round-ups beside the leads, and an editor's judgements."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from broadsheet.analyse.takeaways import select_takeaways
from broadsheet.model.articles import Article
from broadsheet.text.sentences import split_sentences
from deskwork import article
from quality.corpora import corpora, report, say, stories
from quality.rouge import rouge

pytestmark = pytest.mark.quality

WORDS = 75
GOLD = Path(__file__).parent / "gold" / "takeaways.yaml"
PICKED = 2
LONGEST = 25


def test_takeaways_say_more_of_the_event_than_the_leads():
    told = [story for story in stories(corpora()) if len(story["articles"]) == 3]
    ours = leads = (0.0, 0.0)
    for story in told:
        chosen = " ".join(one.text for one in select_takeaways(story["articles"], limit=5))
        ours = _plus(ours, chosen, story["summary"])
        leads = _plus(leads, _leads(story["articles"]), story["summary"])
    r1, r2 = (100 * total / len(told) for total in ours)
    lead1, lead2 = (100 * total / len(told) for total in leads)
    say(f"{len(told)} stories; leads {lead1:.2f} / {lead2:.2f}, takeaways {r1:.2f} / {r2:.2f}")
    report("takeaways", {"rouge_1_gain": r1 - lead1, "rouge_2_gain": r2 - lead2})


def _plus(total: tuple[float, float], text: str, summary: str) -> tuple[float, float]:
    cut = " ".join(text.split()[:WORDS])
    return total[0] + rouge(cut, summary, n=1), total[1] + rouge(cut, summary, n=2)


def _leads(articles: list[Article]) -> str:
    openings = [
        [span.of(article.text) for span in split_sentences(article.text[:3000])]
        for article in articles
    ]
    return " ".join(one for row in zip_longest(*openings, fillvalue="") for one in row)


def test_takeaways_are_what_an_editor_would_print():
    judged = YAML(typ="safe").load(GOLD)
    picked = printed = refused = first = 0
    for story in judged:
        articles, marks = _judged(story)
        seen: set[str] = set()
        chosen = select_takeaways(articles, limit=PICKED, max_words=LONGEST)
        for place, takeaway in enumerate(chosen):
            mark = marks[takeaway.evidence[0].quote]
            picked += 1
            printed += mark.startswith("+") and mark not in seen
            refused += mark == "-"
            first += place == 0 and mark == "+1"
            if mark == "-" or mark in seen:
                say(f"{story['story']}: {mark} {takeaway.text}")
            seen.add(mark)
    say(f"{len(judged)} judged stories, {picked} sentences picked")
    report(
        "takeaway_judgements",
        {
            "printed": 100 * printed / picked,
            "not_refused": 100 * (1 - refused / picked),
            "event_first": 100 * first / len(judged),
            "picked": 100 * picked / (PICKED * len(judged)),
        },
    )


def _judged(story: dict[str, Any]) -> tuple[list[Article], dict[str, str]]:
    """Return the articles of a judged story, and the mark of each sentence."""
    marks: dict[str, str] = {}
    articles = []
    for row in story["articles"]:
        pairs = [sentence.split(" ", 1) for sentence in row["sentences"]]
        marks.update({text: mark for mark, text in pairs})
        articles.append(
            article(
                " ".join(text for _, text in pairs),
                title=row["title"],
                publisher=row["outlet"],
                language=story.get("language", "en"),
            )
        )
    return articles, marks
