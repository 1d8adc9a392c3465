"""Takeaways: ROUGE F1 against human round-ups of three outlets, cut at 75 words, beside the leads."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from broadsheet.analyse.takeaways import select_takeaways
from broadsheet.model.articles import Article
from broadsheet.text.sentences import split_sentences
from quality.corpora import corpora, report, say, stories
from quality.rouge import rouge

pytestmark = pytest.mark.quality

WORDS = 75


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
