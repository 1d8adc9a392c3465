"""Input no newsroom would print: nothing may raise, get lost or take for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from broadsheet.analyse.takeaways import select_takeaways
from broadsheet.analyse.trimming import is_subsequence, trim_sentence
from broadsheet.clean.duplicates import drop_duplicates
from broadsheet.errors import NothingToPublish
from broadsheet.group.stories import group_stories
from broadsheet.model.articles import Article
from broadsheet.model.briefings import Section, SectionKind
from broadsheet.model.editions import Edition
from broadsheet.pipeline.making import make_edition
from broadsheet.text.languages import identify_language
from broadsheet.text.names import find_names, names_checkable
from broadsheet.text.sentences import split_sentences
from broadsheet.text.similarity import shingle_sketch
from broadsheet.text.words import content_words
from deskwork import BRIEFING, NOW, article
from patience import patience

PLAIN = "Halsund Ferries has ordered eight electric ferries from the Lindhavn yard for 2.1 billion crowns."
PROSE = " ".join(
    f"Boat {n} of the Halsund fleet carried {n * 7} guests to pier {n} on Monday."
    for n in range(40)
)
TABLE = "| Line | 2024 | 2025 |\n|---|---:|---:|\n" + "\n".join(
    f"| North {n} | {n * 12}.{n} | {n * 13} % |" for n in range(40)
)
NUMBERS = "\n".join("\t".join(str(row * column) for column in range(12)) for row in range(40))
CODE = "\n".join(f"for (int i = {n}; i < {n * 2}; ++i) {{ x[i] = y * {n}.0f; }}" for n in range(80))
RESIDUE = json.dumps([{"id": n, "price": n * 1.5, "at": "2026-10-01T00:00:00Z"} for n in range(80)])

TEXTS = {
    "one sentence": PLAIN,
    "one word": "ferry",
    "nothing": "",
    "only white space": " \n\t\u2003\u200b",
    "all capitals": PROSE.upper(),
    "no capitals": PROSE.lower(),
    "no punctuation": PROSE.replace(".", ""),
    "only punctuation": "... !!! ?? —— ,,, " * 200,
    "mixed languages": f"{PLAIN} Die Werft baut acht Fähren. 渡轮今天从霍尔松出发。 Le chantier construit huit"
    " ferries. العبارات تبحر اليوم. เรือเฟอร์รี่ออกจากท่าเรือ",
    "table with bars": TABLE,
    "table with tabs": NUMBERS,
    "code": CODE,
    "json": RESIDUE,
    "letters apart": "\u200b".join(PLAIN),
    "right to left marks": f"\u202e{PLAIN}\u202c \u2066שלום\u2069{chr(0x200F) * 50} {PLAIN}",
    "control characters": f"{PLAIN}\x00\x01\x1b[31m\x7f\x85{PLAIN}",
    "half characters": f"{PLAIN} \ud800 bad \udfff\udc80. {PLAIN}",
    "marks without end": "e" + "\u0301" * 5_000 + PLAIN,
    "pictures": "👩‍👩‍👧‍👦" * 500 + PLAIN,
    "numbers of 400 digits": f"{PLAIN} It cost ${'9' * 400} and 0.{'3' * 400} per cent, {'1,' * 400}1 times."
    f" On 3/{'2' * 400}/2026 it paid {'5' * 400} billion billion euros.",
    "impossible dates": "On 31 February 0000, in Q9 9999, on 1/1/1 and in May 99999 the ferries sailed. "
    * 20,
    "odd numerals": "²³ ½ ⅓ Ⅷ ① 10² ٣٤٥ مليون १२३ 三百万 ferries of Halsund sailed. " * 20,
    "letters that fold to more": "İ" * 500 + "ß" * 500 + "ﬁ" * 500 + f" {PLAIN}",
    "brackets without end": f"{'[(' * 1_000}{PLAIN}{'“«' * 500}",
    "commas without end": f"Halsund{', which' * 2_000}.",
    "quotes without end": "“Halsund said. " * 500,
    "an address": f"https://halsund.example/{'a/' * 2_000} {PLAIN}",
}
ORDER = replace(
    BRIEFING,
    sections=(
        Section(kind=SectionKind.LEAD, max=1),
        Section(kind=SectionKind.TAKEAWAYS, max=5, words=25),
        Section(kind=SectionKind.NUMBERS, max=8),
        Section(kind=SectionKind.STORIES, max=20),
        Section(kind=SectionKind.INSIGHT, words=300),
        Section(kind=SectionKind.WATCH, max=5),
    ),
)


def edition_of(articles: list[Article]) -> Edition | None:
    """Return the edition of the articles, None when there is nothing to publish; nothing else."""
    try:
        return make_edition(ORDER, articles, (), NOW)
    except NothingToPublish:
        return None


@pytest.fixture(params=TEXTS)
def text(request) -> str:
    return TEXTS[request.param]


def test_bad_text_is_read_without_losing_a_letter(text: str):
    spans = split_sentences(text)
    kept = "".join(span.of(text) for span in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
    names = find_names(text)
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert isinstance(names_checkable(text), bool)
    assert identify_language(text)
    assert len(shingle_sketch(text)) <= len(text)
    assert all(content_words(text))


def test_bad_text_is_grouped_and_quoted_exactly(text: str):
    bad = article(text, title="Halsund", publisher="Skarn Mail")
    held = [bad, article(PROSE, title="Halsund fleet"), article(PLAIN, title=text[:300])]
    kept = drop_duplicates(held)
    assert len(kept.kept) + len(kept.left_out) == 3
    grouped = group_stories(held)
    assert sorted(one for story in grouped for one in story.article_ids) == sorted(
        one.id for one in held
    )
    by_id = {one.id: one.text for one in held}
    for takeaway in select_takeaways(held, limit=4, max_words=25):
        (evidence,) = takeaway.evidence
        assert by_id[evidence.article_id][evidence.start : evidence.end] == evidence.quote
        assert is_subsequence(takeaway.text, evidence.quote)
    shorter = trim_sentence(text, max_words=10)
    assert shorter is None or len(shorter.split()) <= 10


def test_bad_text_makes_an_edition_or_none_and_every_article_is_accounted_for(text: str):
    edition = edition_of([article(text, title="Halsund"), article(PLAIN, title="", publisher="B")])
    assert edition is not None
    assert len(edition.articles) + sum(edition.coverage.dropped.values()) == 2


HUGE = {
    "prose": (f"{PLAIN} The quay was painted by volunteers. " * 15_000)[:2_000_000],
    "one word": "a" * 2_000_000,
    "full stops": ". " * 1_000_000,
    "empty lines": "\n" * 2_000_000,
    "brackets": "(" * 2_000_000,
}


@pytest.mark.parametrize("kind", HUGE)
def test_two_megabytes_are_read(kind: str):
    huge = article(HUGE[kind], title="Halsund fleet")
    with patience():
        assert len(drop_duplicates([huge, article(PROSE)]).kept) == 2
        assert group_stories([huge])[0].article_ids == (huge.id,)
        assert len(select_takeaways([huge], limit=3)) <= 3


def test_two_thousand_prints_of_one_text_are_one_story():
    held = [
        article(f"{PLAIN} {PROSE[:350]} Paper {n} saw it.", publisher=f"Paper {n}")
        for n in range(2_000)
    ]
    with patience():
        unique = drop_duplicates(held)
    assert len(unique.kept) == 2_000
    assert [len(copies) for copies in unique.copies.values()] == [1_999]
    (story,) = group_stories(unique.kept[:700], copies=unique.copies)
    assert story.independent_publishers == 1


def test_the_same_text_at_two_thousand_addresses_is_one_article():
    held = [article(PROSE, publisher=f"Paper {n}") for n in range(2_000)]
    unique = drop_duplicates(held)
    assert len(unique.kept) == 1
    assert len(unique.kept[0].also_at) == 1_999
    assert len(unique.left_out) == 1_999


@pytest.mark.parametrize(
    "published",
    [
        NOW + timedelta(days=400),
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))),
    ],
)
def test_dates_from_another_age_are_named_and_break_nothing(published: datetime):
    held = [
        article(PLAIN, published=published),
        article(f"{PLAIN} It sails.", publisher="Island Post"),
    ]
    assert sum(len(story.article_ids) for story in group_stories(held)) == 2
    assert len(drop_duplicates(held).kept) == 2
    edition = edition_of(held)
    assert edition is not None
    assert sum(edition.coverage.dropped.values()) == 1


def test_nothing_at_all_is_nothing_to_publish_or_an_empty_story():
    assert edition_of([]) is None
    empty = [article("", title="", publisher="")]
    assert [story.article_ids for story in group_stories(empty)] == [(empty[0].id,)]
    assert select_takeaways(empty, limit=3) == []


def test_a_hundred_articles_of_one_word_are_all_accounted_for():
    held = [article("ferry", title=f"Note {n}", publisher=f"Paper {n}") for n in range(100)]
    edition = edition_of(held)
    assert edition is not None
    assert len(edition.articles) + sum(edition.coverage.dropped.values()) == 100
