"""The sample newsroom: each thing hidden in it (briefings/sample/README.md) is dealt with as promised."""

from __future__ import annotations

from decimal import Decimal

import pytest

from broadsheet.compose.codec import edition_to_json
from broadsheet.compose.verification import verify
from broadsheet.model.editions import Edition
from broadsheet.model.insights import Block, WatchState
from newsroom import Newsroom


@pytest.fixture
def editions(newsroom: Newsroom) -> dict[int, Edition]:
    return {edition.number: edition for edition in newsroom.editions}


def files(newsroom: Newsroom, number: int) -> dict[str, str]:
    folder = newsroom.app.folder(newsroom.editions[number - 1])
    return {
        name: (folder / name).read_text(encoding="utf-8")
        for name in ("email.html", "email.txt", "index.html", "edition.json")
    }


def left_out(edition: Edition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in edition.left_out:
        found.setdefault(item.reason, []).append(item.title)
    return found


def test_every_edition_is_whole_and_verifies(editions: dict[int, Edition]) -> None:
    assert sorted(editions) == [1, 2, 3, 4, 5, 6]
    for edition in editions.values():
        assert verify(edition_to_json(edition)) == []
        assert 3 <= len(edition.takeaways) <= 5
        assert 6 <= len(edition.metrics) <= 8
        assert len(edition.insights) >= 6
        assert len(edition.watch) >= 3
        coverage = edition.coverage
        assert coverage.read == coverage.used + sum(coverage.dropped.values())
        assert sum(coverage.dropped.values()) == len(edition.left_out)


@pytest.mark.parametrize(
    ("number", "word", "families"),
    [
        (1, "Halsund", 4),
        (2, "shore power", 4),
        (3, "Norrvik", 3),
        (4, "Estervik", 3),
        (5, "Tarnholm", 4),
        (6, "Saltmere", 4),
    ],
)
def test_the_lead_is_the_event_most_outlets_report(
    editions: dict[int, Edition], number: int, word: str, families: int
) -> None:
    lead = editions[number].stories[0]
    assert word in lead.title
    assert lead.independent_publishers >= families
    assert editions[number].headline == lead.title


def test_a_reprint_of_wire_text_counts_once(editions: dict[int, Edition]) -> None:
    lead = editions[3].stories[0]
    publishers = {editions[3].article(key).publisher for key in lead.article_ids}
    assert {"Tidewater Wire", "Coastline Energy Review"} <= publishers
    assert len(publishers) == 4
    assert lead.independent_publishers == 3


def test_a_copy_inside_a_family_is_left_out_and_named(editions: dict[int, Edition]) -> None:
    (title,) = left_out(editions[6])["near_duplicate"]
    assert "640 million" in title


def test_the_same_address_with_tracking_parameters_is_one_article(
    editions: dict[int, Edition],
) -> None:
    (title,) = left_out(editions[4])["duplicate"]
    assert "Clock change" in title
    (kept,) = (article for article in editions[4].articles if article.title == title)
    assert "utm_" not in kept.url


def test_series_carry_change_and_history(editions: dict[int, Edition]) -> None:
    for number, edition in editions.items():
        (index,) = (metric for metric in edition.metrics if "cell index" in metric.label)
        assert len(index.history) == number
    values = [point.value for point in index.history]
    assert values == [Decimal(v) for v in ("84.20", "82.75", "85.90", "86.40", "83.10", "79.60")]
    assert index.currency == "USD"
    assert index.change is not None
    assert (index.change.direction, index.change.delta) == ("down", Decimal("-3.50"))
    assert index.previous == Decimal("83.10")


def test_differing_sources_are_both_shown(editions: dict[int, Edition], newsroom: Newsroom) -> None:
    for number, figures in (
        (3, {"14 battery modules", "19 battery modules"}),
        (6, {"410 people", "560 people"}),
    ):
        (conflict,) = editions[number].conflicts
        assert {claim.text for claim in conflict.claims} == figures
        for text in files(newsroom, number).values():
            assert all(figure.split()[0] in text for figure in figures)
    for number in (1, 2, 4, 5):
        assert editions[number].conflicts == ()


def test_forecasts_past_their_time_are_told_as_such_only(editions: dict[int, Edition]) -> None:
    for number, words in ((5, "first half of 2025"), (6, "March 2026")):
        (finding,) = (one for one in editions[number].findings if one.check == "stale_forecast")
        assert words in finding.item
        edition = editions[number]
        told = [one.text for story in edition.stories for one in story.takeaways]
        told += [one.text for one in (*edition.takeaways, *edition.watch, edition.dek)]
        assert not [text for text in told if words in text]
        (line,) = (one for one in edition.insights if words in one.text)
        assert line.block is Block.CONFLICTS
        assert "had passed" in line.reason
    for number in (1, 2, 3, 4):
        assert not [one for one in editions[number].findings if one.check == "stale_forecast"]


@pytest.mark.parametrize(
    ("number", "words", "state"),
    [
        (3, "dredging plan by 16 October", WatchState.NO_NEWS),
        (4, "open on 19 October", WatchState.HAPPENED),
        (4, "Sirelle on the Greyholm route on 26 October", WatchState.SLIPPED),
        (5, "name the winner on 28 October", WatchState.HAPPENED),
        (6, "half-year report on 4 November", WatchState.HAPPENED),
        (6, "fire report by 6 November", WatchState.SLIPPED),
    ],
)
def test_the_ledger_tells_what_became_of_expectations(
    editions: dict[int, Edition], number: int, words: str, state: WatchState
) -> None:
    (item,) = (item for item in editions[number].watch if words in item.text)
    assert item.state is state


def test_undated_articles_are_used_once_and_marked(
    editions: dict[int, Edition], newsroom: Newsroom
) -> None:
    undated = [article for article in editions[1].articles if article.date_source == "first_seen"]
    assert {article.title for article in undated} == {
        "The keepers of the harbour meters",
        "How a ferry charges in eleven minutes",
    }
    later = {
        article.title
        for number in (2, 3, 4, 5, 6)
        for article in editions[number].articles
        if article.used
    }
    assert not later & {article.title for article in undated}
    assert "1998" not in files(newsroom, 1)["email.txt"]


def test_german_articles_are_read_and_kept_apart(editions: dict[int, Edition]) -> None:
    german = [article for article in editions[1].articles if article.language == "de"]
    assert [article.publisher for article in german] == ["Kabelblatt"]
    for edition in editions.values():
        languages = {article.id: article.language for article in edition.articles}
        for takeaway in edition.takeaways:
            assert languages[takeaway.evidence[0].article_id] == "en"
        assert languages[edition.dek.evidence[0].article_id] == "en"


def test_page_furniture_and_code_reach_nobody(
    editions: dict[int, Edition], newsroom: Newsroom
) -> None:
    residue = ("ImageObject", "Home »", "Leave a comment", "Subscribe to our newsletter")
    for edition in editions.values():
        for article in edition.articles:
            assert not [one for one in residue if one in article.text]
    for number in range(1, 7):
        for text in files(newsroom, number).values():
            assert not [one for one in residue if one in text]


def test_hostile_markup_is_inert(editions: dict[int, Edition], newsroom: Newsroom) -> None:
    (article,) = (
        one for one in editions[3].articles if "Kelvig drive passes bench test" in one.title
    )
    assert "<" not in article.title + article.text
    assert "alert(" not in article.title + article.text
    told = files(newsroom, 3)
    for name in ("email.html", "index.html"):
        text = told[name].lower()
        assert "kelvig drive passes" in text
        for danger in ("<script", "onerror", "javascript:", "<iframe", "\u200f"):
            assert danger not in text


def test_off_topic_items_are_filtered_and_counted(editions: dict[int, Edition]) -> None:
    for number, word in ((2, "giveaway"), (4, "football"), (5, "giveaway")):
        (item,) = (one for one in editions[number].left_out if one.reason == "filtered_word")
        assert item.detail == word


def test_a_story_without_a_new_fact_is_not_told_again(editions: dict[int, Edition]) -> None:
    assert any("Torskar" in story.title for story in editions[1].stories)
    (title,) = left_out(editions[2])["repeated_story"]
    assert "Torskar" in title
    assert not any("Torskar" in story.title for story in editions[2].stories)


def test_a_running_story_comes_back_with_its_new_facts(editions: dict[int, Edition]) -> None:
    for number in (4, 5, 6):
        (story,) = (
            one
            for one in editions[number].stories
            if "Norrvik" in one.title and "fire" in one.title
        )
        assert story.continues == story.id
        assert story.id in {one.id for one in editions[number - 1].stories}
        assert story.new_facts
        told = [
            evidence.quote
            for other in editions[number - 1].stories
            for takeaway in other.takeaways
            for evidence in takeaway.evidence
        ]
        assert story.new_facts[0] not in told


def test_a_corrected_figure_is_taken_back_in_the_next_edition(editions: dict[int, Edition]) -> None:
    (correction,) = editions[5].corrections
    assert "4,860 battery packs from 5,120" in correction.text
    assert correction.edition_id == editions[1].id
    assert not any(editions[number].corrections for number in (1, 2, 3, 4, 6))


def test_interpretations_are_verbatim_and_attributed(editions: dict[int, Edition]) -> None:
    seen = 0
    for edition in editions.values():
        for line in edition.insights:
            if line.block is Block.INTERPRETATIONS:
                seen += 1
                (evidence,) = line.evidence
                assert f"“{evidence.quote}”" in line.text
                assert edition.article(evidence.article_id).publisher in line.text
    assert seen >= 6


def test_all_channels_tell_the_same_facts(editions: dict[int, Edition], newsroom: Newsroom) -> None:
    for number, edition in editions.items():
        told = files(newsroom, number)
        flat = {name: " ".join(text.split()) for name, text in told.items()}
        for takeaway in edition.takeaways:
            words = takeaway.text.split("’")[0].split("'")[0]
            assert all(words in flat[name] for name in ("email.txt", "email.html", "index.html"))
        assert len(told["email.html"].encode()) < 90_000
        assert max(len(line) for line in told["email.txt"].splitlines() if "://" not in line) <= 78
