"""Making an edition: pure, order-free, and honest about what it left out."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.compose.codec import edition_to_json
from broadsheet.compose.verification import verify
from broadsheet.errors import EditionHeld, NothingToPublish
from broadsheet.model.articles import Article, article_id
from broadsheet.model.briefings import (
    Briefing,
    CheckRule,
    EmptyRule,
    OnError,
    Section,
    SectionKind,
    Source,
    SourceKind,
)
from broadsheet.model.editions import past_of
from broadsheet.model.windows import Window
from broadsheet.pipeline import analyse_articles, candidates, make_edition
from broadsheet.testing import MemoryArticles

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)


def article(title: str, text: str, day: int = 5, publisher: str = "Tarn Post", **more) -> Article:
    url = f"https://{publisher.lower().replace(' ', '-')}.example/{title.lower().replace(' ', '-')}"
    dated = {"published": datetime(2026, 11, day, 9, tzinfo=UTC), "date_source": "feed"}
    fields = {
        "first_seen": NOW,
        "language": "en",
        "source": "s",
        "family": publisher,
        **dated,
        **more,
    }
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher=publisher,
        **fields,
    )


ARTICLES = [
    article(
        "Brae Works opens cable plant",
        "Brae Works opened a cable plant in Skarnhavn on Tuesday. It cost €84 million and employs 240 people. "
        "Brae Works plans to open a second line by 30 June 2027.",
        day=3,
    ),
    article(
        "Cable plant starts in Skarnhavn",
        "A cable plant of Brae Works started work in Skarnhavn this week. The plant cost €84 million, the port said. "
        "It makes 1,200 kilometres of cable a year.",
        day=4,
        publisher="Harbour Sheet",
    ),
    article(
        "Torskar ferry carries fewer passengers",
        "The Torskar ferry carried 12,400 passengers in October, 6% fewer than a year ago. Rain kept day trippers at home. "
        "The operator will publish its winter timetable on 16 November 2026.",
        day=6,
        publisher="Kelp Ledger",
    ),
]
BRIEFING = Briefing(
    slug="test",
    title="Test",
    sources=(
        Source(kind=SourceKind.FOLDER, location="x", name="s"),
        Source(kind=SourceKind.FOLDER, location="y", name="quiet"),
    ),
)


def test_the_same_arguments_give_the_same_bytes_in_any_order() -> None:
    first = edition_to_json(make_edition(BRIEFING, ARTICLES, (), NOW))
    assert verify(first) == []
    for seed in range(5):
        shuffled = random.Random(seed).sample(ARTICLES, len(ARTICLES))
        assert edition_to_json(make_edition(BRIEFING, shuffled, (), NOW)) == first
    berlin = NOW.astimezone(__import__("zoneinfo").ZoneInfo("Europe/Berlin"))
    assert edition_to_json(make_edition(BRIEFING, ARTICLES, (), berlin)) == first


def test_an_encoder_merges_what_is_told_in_two_languages() -> None:
    german = article(
        "Kabelwerk in Skarnhavn eröffnet",
        "In Skarnhavn ist am Dienstag ein Kabelwerk eröffnet worden. Es kostete 84 Millionen Euro.",
        day=3,
        publisher="Hafenblatt",
        language="de",
    )
    news = [ARTICLES[0], german]

    def alike(texts, languages):
        assert set(languages) == {"de", "en"}
        return [[1.0, 0.0] for _ in texts]

    apart = make_edition(BRIEFING, news, (), NOW)
    together = make_edition(BRIEFING, news, (), NOW, encoder=alike)
    assert [story.independent_publishers for story in apart.stories] == [1, 1]
    assert [story.independent_publishers for story in together.stories] == [2]
    assert verify(edition_to_json(together)) == []


def test_the_edition_says_what_was_read_and_who_was_silent() -> None:
    old = article("An old pier", "The old pier in Torskar was closed in spring.", day=1)
    edition = make_edition(
        BRIEFING,
        [*ARTICLES, old],
        (),
        NOW,
        failed_sources={"quiet": "no connection"},
        unread={"too_slow": 1},
    )
    assert edition.coverage.read == 4
    assert dict(edition.coverage.dropped) == {"too_old": 1}
    assert edition.coverage.silent_sources == ("quiet",)
    assert edition.coverage.failed_sources == {"quiet": "no connection"}
    assert edition.coverage.unread == {"too_slow": 1}
    assert edition.stories[0].independent_publishers == 2
    assert edition.number == 1


def test_the_past_may_be_editions_or_a_past() -> None:
    first = make_edition(BRIEFING, ARTICLES, (), NOW)
    later = NOW + timedelta(days=7)
    news = [
        replace(
            article(
                "Torskar ferry recovers",
                "The Torskar ferry carried 13,900 passengers in November, the operator said on Friday.",
                day=13,
                publisher="Kelp Ledger",
            ),
            first_seen=later,
        )
    ]
    second = make_edition(BRIEFING, news, [first], later)
    assert second.number == 2
    assert edition_to_json(second) == edition_to_json(
        make_edition(BRIEFING, news, past_of((first,)), later)
    )


def test_too_little_is_no_edition() -> None:
    with pytest.raises(NothingToPublish):
        make_edition(BRIEFING, [], (), NOW)
    with pytest.raises(NothingToPublish):
        make_edition(replace(BRIEFING, empty=EmptyRule(min_stories=3)), ARTICLES, (), NOW)


def test_a_held_edition_names_what_was_found() -> None:
    stale = article(
        "Annex to open",
        "The annex is slated to open in the first half of 2025. The annex will hold 40 batteries.",
    )
    rules = CheckRule(on_error=OnError.HOLD)
    with pytest.raises(EditionHeld, match="stale_forecast"):
        make_edition(replace(BRIEFING, checks=rules), [stale], (), NOW)


def test_sections_that_are_not_ordered_stay_empty() -> None:
    order = replace(
        BRIEFING,
        sections=(Section(kind=SectionKind.LEAD, max=1), Section(kind=SectionKind.SOURCES)),
    )
    edition = make_edition(order, ARTICLES, (), NOW)
    assert len(edition.stories) == 1
    assert edition.takeaways == edition.metrics == edition.insights == edition.watch == ()
    assert edition.stories[0].takeaways


def test_what_the_last_run_had_is_not_looked_at_again() -> None:
    slot, day = NOW, timedelta(days=1)
    week_before = slot - 7 * day
    store = MemoryArticles()
    early = article("Sunday news", "A ferry was launched in Torskar.", day=1)
    undated = replace(
        article("A note", "How a pier is painted in Torskar."), published=None, date_source=""
    )
    store.add([early, undated], seen_at=week_before)
    late = article("Late news", "A crane was delivered to Lindhavn.", day=1)
    late = replace(late, published=week_before - timedelta(hours=2))
    fresh = article("Fresh news", "A quay was opened in Estervik.")
    undated_now = replace(
        article("A second note", "How a pier is cleaned."), published=None, date_source=""
    )
    store.add([late, fresh], seen_at=week_before + day)
    store.add([undated_now], seen_at=slot)
    found = [one.title for one in candidates(BRIEFING, store, slot)]
    assert sorted(found) == ["A second note", "Fresh news", "Late news"]
    titles = {
        one.title
        for one in store.between(Window(start=week_before - day, end=slot + day), sources=["s"])
    }
    assert titles == {*found, "Sunday news", "A note"}


def test_articles_can_be_analysed_without_a_briefing() -> None:
    edition = analyse_articles(ARTICLES, now=NOW + timedelta(days=400))
    assert len(edition.articles) == 3
    assert edition.coverage.used == 3
    with pytest.raises(NothingToPublish):
        analyse_articles([], now=NOW)


def test_too_few_key_takeaways_are_made_up_from_second_sentences() -> None:
    few = replace(
        BRIEFING,
        sections=(
            Section(kind=SectionKind.LEAD, max=1),
            Section(kind=SectionKind.TAKEAWAYS, min=2, max=3, words=30),
        ),
    )
    edition = make_edition(few, ARTICLES[:2], (), NOW)
    assert len(edition.stories) == 1
    assert len(edition.takeaways) == 2
    said = {one.evidence for one in edition.takeaways}
    assert not said & {one.evidence for one in edition.stories[0].takeaways}


def test_an_impossible_date_leaves_the_other_files_to_be_analysed() -> None:
    ancient = replace(ARTICLES[2], published=datetime(1, 1, 1, tzinfo=UTC))
    edition = analyse_articles([*ARTICLES[:2], ancient], now=NOW)
    assert edition.coverage.used == 2
    assert dict(edition.coverage.dropped) == {"too_old": 1}
