"""Near-duplicates: recall of seven kinds of re-publication at one per cent false pairs."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from broadsheet.clean.duplicates import drop_duplicates
from broadsheet.model.articles import Article, article_id
from broadsheet.text.sentences import split_sentences
from quality.corpora import corpora, report, say, stories

pytestmark = pytest.mark.quality

SAMPLE = 150
FRAME = (
    "Welcome to our evening edition, put together by the desk for readers on the coast. ",
    " Sign up to get the best of the week in one letter, every Friday, free of charge. Terms apply.",
)


def _cut(share: float) -> Callable[[str, random.Random], str]:
    def edit(text: str, _: random.Random) -> str:
        words = text.split(" ")
        return " ".join(words[: int(len(words) * share)])

    return edit


def _framed(text: str, _: random.Random) -> str:
    return FRAME[0] * 3 + "\n\n" + text + "\n\n" + FRAME[1] * 3


def _reworded(text: str, draw: random.Random) -> str:
    return " ".join("instead" if draw.random() < 0.15 else word for word in text.split(" "))


def _typography(text: str, _: random.Random) -> str:
    return text.replace("’", "'").replace("“", '"').replace("”", '"').upper()


def _without_sentences(text: str, draw: random.Random) -> str:
    sentences = [span.of(text) for span in split_sentences(text)]
    return " ".join(one for one in sentences if draw.random() >= 0.2)


def _updated(text: str, draw: random.Random) -> str:
    sentences = [span.of(text) for span in split_sentences(text)]
    fresh = ["This report has been updated with comments from the parties involved in the matter."]
    return " ".join(fresh * 2 + sentences[: len(sentences) * 4 // 5] + fresh)


KINDS = {
    "typography": _typography,
    "framed": _framed,
    "cut_60": _cut(0.6),
    "cut_30": _cut(0.3),
    "reworded_15": _reworded,
    "sentences_dropped": _without_sentences,
    "updated": _updated,
}


def _is_copy(original: Article, other: Article) -> bool:
    result = drop_duplicates([original, other])
    return bool(result.copies or result.left_out)


def test_republications_are_found_and_reports_of_one_event_are_not():
    told = stories(corpora())
    originals = [
        article
        for story in told[::9]
        for article in story["articles"][:1]
        if len(article.text.split()) >= 250
    ][:SAMPLE]
    found: dict[str, float] = {}
    for kind, edit in KINDS.items():
        hits = 0
        for number, original in enumerate(originals):
            text = edit(original.text, random.Random(number))
            copy = Article(
                id=article_id("https://copy.example", original.title, text),
                url="https://copy.example",
                title="A different headline",
                text=text,
                publisher="Copyist",
                family="Copyist",
                language="en",
                published=original.published,
            )
            hits += _is_copy(original, copy)
        found[kind] = 100 * hits / len(originals)
    pairs = [
        (story["articles"][i], story["articles"][j])
        for story in told[::3]
        for i in range(len(story["articles"]))
        for j in range(i)
    ]
    false = 100 * sum(_is_copy(a, b) for a, b in pairs) / len(pairs)
    say(
        f"{len(originals)} originals; {len(pairs)} pairs of one event, {false:.2f} % taken for copies"
    )
    report("duplicates", found | {"told_apart": 100 - false})
