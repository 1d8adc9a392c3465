from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.analyse.clauses import split_clauses
from broadsheet.analyse.expectations import (
    find_expectations,
    find_stale_forecasts,
    find_unread,
    merge_expectations,
    read_forecasts,
    shared,
)
from broadsheet.analyse.forecasts import find_forecasts, looks_ahead
from deskwork import NOW, article, story

CASES = Path(__file__).parents[2] / "cases" / "expectations"
FORECASTS = YAML(typ="safe").load(CASES / "forecasts.yaml")
AHEAD = YAML(typ="safe").load(CASES / "ahead.yaml")
OWNERS = YAML(typ="safe").load(CASES / "owners.yaml")
PUBLISHED = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)


def expect(articles, **more):
    return find_expectations(read_forecasts(articles), **more)


@pytest.mark.parametrize("case", FORECASTS, ids=lambda case: case["text"][:40])
def test_a_forecast_is_a_cue_bound_to_a_date_in_its_clause(case):
    found = find_forecasts(case["text"], language=case.get("language", "en"), as_of=PUBLISHED)
    assert [one.period.end for one in found] == case["due"]


@pytest.mark.parametrize("case", AHEAD, ids=lambda case: case["text"][:40])
def test_a_sentence_looks_ahead_with_a_date_or_without(case):
    found = looks_ahead(case["text"], language=case.get("language", "en"), as_of=PUBLISHED)
    assert found is case["ahead"]


def test_without_a_date_of_publication_only_the_words_tell():
    assert looks_ahead("The yard will open on Friday.", language="en")
    assert not looks_ahead("The yard could open on Friday.", language="en")


def test_what_is_merely_possible_is_not_waited_for():
    source = article("The yard could move to Halmere in 2028.", published=PUBLISHED)
    assert expect([source], now=NOW) == []


@pytest.mark.parametrize("case", OWNERS, ids=lambda case: case["owner"])
def test_a_watch_item_names_whom_it_concerns(case):
    source = article(case["text"], title=case.get("title", "News"), published=PUBLISHED)
    (item,) = expect([source], now=PUBLISHED)
    assert item.owner == case["owner"]


def test_clauses_cover_the_sentence_in_order():
    sentence = "The yard waits; the port, which is full, said so: nobody moves – not yet."
    spans = split_clauses(sentence)
    assert [span.of(sentence) for span in spans] == sorted(
        (span.of(sentence) for span in spans), key=sentence.index
    )
    assert "".join(span.of(sentence) for span in spans) == sentence


def test_an_expectation_is_the_sentence_with_its_date_and_evidence():
    text = "It rained. Voltara Cells will publish its report on 4 November."
    source = article(text, published=PUBLISHED)
    (item,) = expect([source], now=NOW)
    assert item.text == "Voltara Cells will publish its report on 4 November."
    assert (item.due.start, item.due.end) == (date(2026, 11, 4), date(2026, 11, 4))
    assert item.evidence[0].quote == text[item.evidence[0].start : item.evidence[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "Voltara Cells will publish its report on 4 October 2026.",  # past
        "The contract will end in December 2046.",  # beyond what one watches
        "In diesem Jahr rechnet Voltara mit 2.600 Packs.",  # long under way
    ],
)
def test_what_is_past_or_far_or_under_way_is_not_watched(text):
    language = "de" if text.startswith("In") else "en"
    source = article(text, published=PUBLISHED, language=language)
    assert expect([source], now=NOW) == []


def test_an_undated_article_announces_nothing():
    assert expect([article("It will open on 4 November 2026.", published=None)], now=NOW) == []


def test_two_things_in_one_sentence_are_two_items_with_their_own_words():
    text = "Shareholders vote on 27 November 2026, and closing is planned for 30 June 2027."
    items = expect([article(text, published=PUBLISHED)], now=NOW)
    assert [item.text for item in items] == [
        "Shareholders vote on 27 November 2026.",
        "Closing is planned for 30 June 2027.",
    ]


def test_a_relative_clause_is_not_torn_from_its_sentence():
    text = (
        "Halsund Ferries holds an option for four ships, which it must use before 30 June 2027, "
        "and Norrvik Yards will deliver the first of them by 31 December 2028."
    )
    items = expect([article(text, published=PUBLISHED)], now=NOW)
    assert items[0].text == text
    assert items[1].text == "Norrvik Yards will deliver the first of them by 31 December 2028."


def test_a_long_sentence_gives_the_clause_that_opens_it():
    text = (
        "Lumen Quay will open the berth on 19 October 2026, because the cable that was ordered in "
        "the spring of last year has arrived at last and the divers who were booked elsewhere have "
        "come back to the coast."
    )
    (item,) = expect([article(text, published=PUBLISHED)], now=NOW)
    assert item.text == "Lumen Quay will open the berth on 19 October 2026."


def test_one_event_in_two_articles_is_one_item_with_both_as_evidence():
    one = article("The Maritime Agency will hear the ports until 18 December 2026.")
    two = article("Ports can comment until 18 December 2026.", publisher="Tidewater Wire")
    (item,) = expect([one, two], now=NOW, stories=[story(one, two)])
    assert [evidence.article_id for evidence in item.evidence] == [one.id, two.id]


def test_same_words_on_the_same_date_are_one_event_across_stories():
    one = article("The Torskar battery will enter service in March 2027.")
    two = article("Torskar: the battery will enter service in March 2027.", publisher="Skerry Post")
    other = article("The bridge will close in March 2027.", publisher="Kabelblatt")
    items = expect([one, two, other], now=NOW)
    assert [len(item.evidence) for item in items] == [2, 1]


def test_dates_that_end_together_but_start_apart_are_two_events():
    one = article("The Torskar battery will enter service in March 2027.")
    two = article("The Torskar battery will enter service on 31 March 2027.")
    assert len(expect([one, two], now=NOW)) == 2


def test_articles_in_the_language_of_the_edition_speak_first():
    german = article("Die Aktionäre sollen am 27. November 2026 abstimmen.", language="de")
    english = article("Voltara shareholders vote on 27 November 2026.")
    (item,) = expect([german, english], now=NOW, stories=[story(german, english)], language="en")
    assert item.text == "Voltara shareholders vote on 27 November 2026."


def test_merging_again_changes_nothing():
    text = "Shareholders vote on 27 November 2026, and closing is planned for 30 June 2027."
    items = expect([article(text, published=PUBLISHED)], now=NOW)
    assert merge_expectations([*items, *items]) == items


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("The hydrogen annex is slated to open in the first half of 2025.", True),
        ("A second ramp is expected in March 2026.", True),
        ("The annex is slated to open in the first half of 2027.", False),
        ("The agency postponed its report to 20 March 2026.", False),  # reports what happened
        ("The report is postponed to 20 March 2026.", False),
        ("The annex will open in June.", False),  # may be next June
        ("The company said it will open on 4 October 2026.", False),  # yesterday is not stale
    ],
)
def test_a_forecast_is_stale_when_its_time_ended_before_publication(text, stale):
    source = article(text, published=PUBLISHED)
    found = find_stale_forecasts(read_forecasts([source]))
    assert [finding.item for finding in found] == ([text] if stale else [])


def test_a_stale_finding_says_both_dates_and_where():
    source = article("It rained. The annex is slated to open in March 2026.", published=PUBLISHED)
    (finding,) = find_stale_forecasts(read_forecasts([source]))
    assert "31 March 2026" in finding.message
    assert "5 October 2026" in finding.message
    assert source.text[finding.start : finding.end] == finding.item


def test_nothing_is_shared_with_nothing():
    assert shared(frozenset(), frozenset({"a"})) == 0.0


def test_a_horizon_is_measured_from_now():
    text = "The yard will deliver the last hull in December 2031."
    source = article(text, published=PUBLISHED)
    assert expect([source], now=NOW) == []
    assert len(expect([source], now=NOW + timedelta(days=365))) == 1


def test_a_language_that_is_not_read_is_told():
    polish = [article(f"Otwarcie {n} maja.", language="pl") for n in (1, 2)]
    unknown = article("12:30", language="und")
    found = find_unread(
        [*polish, unknown, article("It rained."), article("Es regnete.", language="de")]
    )
    assert [one.message for one in found] == [
        "dates and expectations are not read in 'pl', the language of 2 articles",
        "dates and expectations are not read in 'und', the language of 1 article",
    ]
