from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.compose.codec import (
    canonical_bytes,
    content_hash,
    edition_document,
    edition_from_json,
    edition_of,
    edition_to_json,
)
from broadsheet.compose.draft import Draft
from broadsheet.compose.edition import freeze, next_number
from broadsheet.compose.explanation import explain
from broadsheet.compose.headline import choose_dek, with_headline
from broadsheet.compose.placement import place_stories
from broadsheet.compose.schema import edition_schema
from broadsheet.compose.verification import verify, verify_edition
from broadsheet.errors import NothingToPublish, ReadError, TamperedEdition
from broadsheet.model.articles import LeftOut
from broadsheet.model.briefings import EmptyRule, Section, SectionKind, StoryRule
from broadsheet.model.editions import Past, past_of
from broadsheet.model.stories import Takeaway
from deskwork import BRIEFING, NOW, WEEK, article, cite, draft_of, edition_from, story
from editions import sample_edition

FERRIES = article(
    "Halsund Ferries carried 318,000 passengers in the week. Fog cancelled 61 departures.\n\n"
    "Lumen Quay will open a berth at Estervik on 19 October 2026. “We waited long,” the port said.",
    title="Ferries carry more in spite of fog",
)
PACKS = article(
    "Voltara Cells shipped 1,240 battery packs.", title="Packs", publisher="Skerry Post"
)


@pytest.fixture(scope="module")
def edition():
    first = edition_from([[FERRIES], [PACKS]])
    moved = article(
        "Halsund Ferries carried 322,500 passengers in the week. Lumen Quay opened the berth at Estervik "
        "on Monday, as promised. Fog cancelled 3 departures.",
        title="Ferries carry more without fog",
        published=NOW + timedelta(days=8),
    )
    return edition_from([[moved]], past=[first], now=NOW + 2 * WEEK)


# --- Codec -----------------------------------------------------------------------------------


def test_an_edition_survives_its_json(edition):
    data = edition_to_json(edition)
    assert edition_from_json(data) == edition
    assert edition_to_json(edition_from_json(data)) == data
    assert data.endswith(b"}\n")


def test_the_sample_edition_survives_as_well():
    sample = sample_edition()
    document = edition_document(sample)
    whole = replace(sample, id=content_hash(document))
    assert edition_from_json(edition_to_json(whole)) == whole


def test_decimals_are_plain_and_times_end_in_z(edition):
    whole = replace(
        edition, made_at=datetime(2026, 10, 12, 7, 30, tzinfo=timezone(timedelta(hours=2)))
    )
    assert edition_document(whole)["made_at"] == "2026-10-12T05:30:00Z"
    naive = replace(edition, made_at=datetime(2026, 10, 12, 5, 30))
    assert edition_document(naive)["made_at"] == "2026-10-12T05:30:00Z"
    figure = replace(edition.figures[0], value=Decimal("3.2E+6"))
    document = edition_document(replace(edition, figures=(figure,)))
    assert document["figures"][0]["value"] == "3200000"
    dates = [item["due"]["end"] for item in edition_document(edition)["watch"]]
    assert dates == ["2026-10-19"]


def test_text_is_kept_as_it_is_and_a_lone_surrogate_keeps_its_place():
    assert "ä“".encode() in canonical_bytes({"text": "ä“"})
    assert canonical_bytes({"text": "a\ud800b"}) == canonical_bytes({"text": "a?b"})


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"schema": 1}'], ids=repr
)
def test_what_is_no_edition_is_refused(data):
    with pytest.raises(ReadError):
        edition_from_json(data)
    assert [one.check for one in verify(data)] == ["readable"]


def test_a_changed_edition_is_refused(edition):
    data = edition_to_json(edition)
    with pytest.raises(TamperedEdition):
        edition_from_json(data.replace(b"322,500", b"922,500"))
    with pytest.raises(TamperedEdition):
        edition_from_json(data + b"\n")


def test_an_edition_follows_the_published_schema(edition):
    schema = edition_schema()
    assert schema["$id"] == edition.schema
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(json.loads(edition_to_json(edition)))
    assert list(validator.iter_errors({"schema": edition.schema}))


# --- Verification ----------------------------------------------------------------------------


def test_an_edition_holds(edition):
    assert verify(edition_to_json(edition)) == []


@settings(deadline=None)
@given(st.data())
def test_one_changed_byte_anywhere_is_found(edition_bytes, data):
    at = data.draw(st.integers(0, len(edition_bytes) - 1))
    other = data.draw(st.integers(1, 255))
    changed = bytearray(edition_bytes)
    changed[at] ^= other
    assert verify(bytes(changed))


@pytest.fixture(scope="module")
def edition_bytes(edition):
    return edition_to_json(edition)


def rehashed(edition):
    return edition_to_json(replace(edition, id=content_hash(edition_document(edition))))


def checks_failed(edition):
    return {one.check for one in verify(rehashed(edition))}


def test_a_new_id_does_not_hide_what_was_changed(edition):
    first, *rest = edition.articles
    assert "article_id" in checks_failed(
        replace(edition, articles=(replace(first, text=first.text + " More."), *rest))
    )
    assert "evidence" in checks_failed(replace(edition, articles=tuple(rest)))
    takeaway = edition.takeaways[0]
    wrong = replace(takeaway.evidence[0], quote="Nobody said this.")
    assert "evidence" in checks_failed(
        replace(edition, takeaways=(replace(takeaway, evidence=(wrong,)),))
    )
    assert "takeaway" in checks_failed(
        replace(edition, takeaways=(replace(takeaway, evidence=()),))
    )
    assert "takeaway" in checks_failed(
        replace(edition, takeaways=(replace(takeaway, text="Passengers carried Halsund."),))
    )
    metric = replace(edition.metrics[0], value=Decimal(1))
    assert "metric" in checks_failed(replace(edition, metrics=(metric,)))


def test_a_shortened_takeaway_holds(edition):
    takeaway = edition.takeaways[0]
    short = replace(takeaway, text="Halsund Ferries carried 322,500 passengers.")
    assert verify(rehashed(replace(edition, takeaways=(short,)))) == []


def test_coverage_must_add_up(edition):
    coverage = edition.coverage
    for wrong in (
        replace(coverage, read=99),
        replace(coverage, used=0, read=0),
        replace(coverage, dropped={"off_topic": 1}, read=coverage.read + 1),
    ):
        assert checks_failed(replace(edition, coverage=wrong)) == {"coverage"}


def test_a_field_nobody_knows_is_found(edition):
    document = edition_document(edition)
    document["note"] = "smuggled"
    document["id"] = content_hash(document)
    assert [one.check for one in verify(canonical_bytes(document))] == ["fields"]
    document = edition_document(edition)
    document["number"] = str(document["number"])
    document["id"] = content_hash(document)
    assert verify(canonical_bytes(document))


def test_conflicts_are_verified_like_the_rest():
    assert {one.check for one in verify_edition(sample_edition())} >= {"article_id"}


# --- Freezing --------------------------------------------------------------------------------


def test_numbers_follow_each_other(edition):
    assert next_number(Past()) == 1
    assert edition.number == 2
    assert next_number(past_of((edition,))) == 3


def test_equal_drafts_freeze_to_equal_editions():
    draft = draft_of(FERRIES)
    assert freeze(draft, number=4) == freeze(draft, number=4)
    assert freeze(draft, number=4).id != freeze(draft, number=5).id


def test_coverage_counts_used_and_names_why_the_rest_was_not():
    draft = replace(
        draft_of(FERRIES),
        articles=(FERRIES, PACKS, article("Off.", title="Off", publisher="Wire")),
        reasons={PACKS.id: "story_limit"},
        left_out=(LeftOut(reason="off_topic", title="Giveaway"),),
        silent_sources=("Kabelblatt",),
        failed_sources={"Wire": "timed out"},
        unread={"too_slow": 2, "paywalled": 1},
    )
    edition = freeze(draft, number=1)
    assert edition.coverage.read == 4
    assert edition.coverage.used == 1
    assert edition.coverage.dropped == {"not_selected": 1, "off_topic": 1, "story_limit": 1}
    assert edition.coverage.publishers == 1
    assert list(edition.coverage.unread.items()) == [("paywalled", 1), ("too_slow", 2)]
    assert [one.id for one in edition.articles] == [FERRIES.id]


def test_articles_only_the_history_needs_are_kept_but_not_used():
    whole = edition_from([[FERRIES], [PACKS]])
    draft = replace(draft_of(FERRIES), articles=(FERRIES, PACKS), figures=whole.figures)
    edition = freeze(draft, number=1)
    assert {one.id: one.used for one in edition.articles} == {FERRIES.id: True, PACKS.id: False}
    assert edition.coverage.dropped == {"not_selected": 1}


def test_an_earlier_article_is_kept_for_its_evidence(edition):
    assert {one.used for one in edition.articles if one.id == FERRIES.id} == {False}
    assert edition.article(FERRIES.id).text == FERRIES.text
    with pytest.raises(KeyError):
        edition.article("a-nothing")


def test_too_few_stories_are_no_edition():
    briefing = replace(BRIEFING, empty=EmptyRule(min_stories=2))
    with pytest.raises(NothingToPublish, match="1 stories, 2 needed"):
        freeze(replace(draft_of(FERRIES), briefing=briefing), number=1)


def test_too_few_stories_name_the_sources_that_failed():
    briefing = replace(BRIEFING, empty=EmptyRule(min_stories=2))
    failed = {f"Wire {number}": f"wire{number}.example: timed out" for number in range(5)}
    draft = replace(draft_of(FERRIES), briefing=briefing, failed_sources=failed)
    with pytest.raises(NothingToPublish, match=r"; failed: wire0.*, wire2\S+ timed out, 2 more"):
        freeze(draft, number=1)


# --- Headline and placement ------------------------------------------------------------------


def test_the_headline_is_the_lead_s_title_and_the_dek_another_sentence():
    draft = draft_of(FERRIES)
    assert draft.headline == FERRIES.title
    assert draft.dek.text == "Lumen Quay will open a berth at Estervik on 19 October 2026."
    assert draft.dek.evidence == (cite(FERRIES, draft.dek.text),)


def test_when_all_is_said_the_dek_repeats_a_later_takeaway_before_the_first():
    draft = draft_of(FERRIES)
    said = tuple(
        Takeaway(text=text, evidence=(cite(FERRIES, text),), method="verbatim")
        for text in (
            "Halsund Ferries carried 318,000 passengers in the week.",
            "Lumen Quay will open a berth at Estervik on 19 October 2026.",
        )
    )
    assert with_headline(replace(draft, takeaways=said)).dek.text == said[1].text
    only = article("One sentence that is all this article has to say.", title="Short")
    assert draft_of(only).dek.text == ""


def test_the_dek_is_in_the_language_of_the_edition():
    german = article(
        "Die Küste bekommt acht neue Fähren, und zwar schon bald.", title="Acht", language="de"
    )
    one = story(german, FERRIES)
    draft = replace(draft_of(german, FERRIES), stories=(one,), takeaways=())
    assert with_headline(draft).dek.evidence[0].article_id == FERRIES.id
    alone = replace(draft, stories=(story(german),))
    assert with_headline(alone).dek.evidence[0].article_id == german.id


def test_without_stories_the_briefing_s_title_stands():
    draft = Draft(
        briefing=BRIEFING, period=draft_of(FERRIES).period, made_at=NOW, articles=(), stories=()
    )
    assert (with_headline(draft).headline, with_headline(draft).dek.text) == ("Coast Weekly", "")


def test_a_sentence_without_words_of_weight_is_no_overlap():
    empty = article("… … … … … … … … and so on it is.", title="…")
    assert choose_dek(story(empty), {empty.id: empty}, said=["…"]).text != ""


def placed(told, articles, **changes):
    return place_stories(told, {one.id: one for one in articles}, replace(BRIEFING, **changes))


def pieces(count, **more):
    return [article(f"Story {n} of the coast.", title=f"Title {n}", **more) for n in range(count)]


def test_sections_take_stories_in_their_order():
    articles = [*pieces(2, publisher="A"), *pieces(2, publisher="B", tags=("china",))]
    sections = (
        Section(kind=SectionKind.LEAD, max=1),
        Section(kind=SectionKind.NUMBERS),
        Section(kind=SectionKind.STORIES, title="China", tag="china", max=1),
        Section(kind=SectionKind.STORIES, max=1),
    )
    stories = [replace(story(one), rank=n) for n, one in enumerate(articles, start=1)]
    result = placed(stories, articles, sections=sections)
    assert [(one.title, one.section, one.rank) for one in result.stories] == [
        ("Title 0", "", 1), ("Title 0", "China", 2), ("Title 1", "", 3),
    ]  # fmt: skip
    assert result.stories[1].article_ids == (articles[2].id,)
    assert result.reasons == {articles[3].id: "story_limit"}


def test_one_publisher_alone_gets_so_many_stories():
    articles = pieces(4)
    stories = [replace(story(one), rank=n) for n, one in enumerate(articles, start=1)]
    shared = replace(story(articles[3], PACKS), rank=5)
    result = placed([*stories[:3], shared], [*articles, PACKS], stories=StoryRule(per_publisher=2))
    assert [one.title for one in result.stories] == ["Title 0", "Title 1", "Title 3"]
    assert result.reasons == {articles[2].id: "per_publisher"}


def test_a_repeated_story_is_left_out_unless_the_briefing_wants_it():
    one = replace(story(FERRIES), continues="s-old")
    assert placed([one], [FERRIES]).reasons == {FERRIES.id: "repeated_story"}
    assert placed([replace(one, new_facts=("new",))], [FERRIES]).stories
    assert placed([one], [FERRIES], stories=StoryRule(repeat_only_if_new_facts=False)).stories


def test_a_boosted_word_in_a_title_moves_a_story_up():
    articles = [article(f"Story {n}.", title=title) for n, title in enumerate(
        ("Ferries", "Charging", "Battery loan agreed"), start=1)]  # fmt: skip
    stories = [replace(story(one), rank=n) for n, one in enumerate(articles, start=1)]
    rule = StoryRule(per_publisher=9, boosts={"battery loan": 4.0})
    result = placed(stories, articles, stories=rule)
    assert [one.title for one in result.stories] == ["Battery loan agreed", "Ferries", "Charging"]


# --- Explanation -----------------------------------------------------------------------------


def test_an_explanation_says_why_and_why_not(edition):
    draft = replace(
        draft_of(FERRIES, PACKS),
        left_out=(
            LeftOut(
                reason="off_topic", title="Giveaway", publisher="Skerry Post", detail="giveaway"
            ),
            LeftOut(reason="off_topic", title="", url="https://example.org/x"),
        ),
        silent_sources=("Kabelblatt",),
        failed_sources={"Wire": "timed out"},
        unread={"too_slow": 2, "paywalled": 1},
    )
    lines = explain(freeze(draft, number=1))
    text = "\n".join(lines)
    assert "Coast Weekly, edition 1" in lines[0]
    assert "2 articles, 2 independent publishers: Harbour Ledger, Skerry Post" in text
    assert "off topic: 2" in text
    assert "Giveaway, Skerry Post (giveaway)" in text
    assert "https://example.org/x" in text
    assert "found but not read: 1 paywalled, 2 too slow" in text
    assert "silent sources: Kabelblatt" in text
    assert "failed source: Wire, timed out" in text
    assert "4 read = 2 used + 2 left out" in text


def test_an_explanation_tells_what_continues_and_how_metrics_came_in(edition):
    text = "\n".join(explain(edition))
    assert f"({edition.stories[0].id})" in text
    assert "told before under this id; new: " in text
    branch = replace(edition.stories[0], id="s-own")
    text_of_branch = "\n".join(explain(replace(edition, stories=(branch,))))
    assert f"continues {branch.continues}; new: " in text_of_branch
    assert "2 values on record" in text
    assert "2026-10-19, happened, Lumen Quay will open a berth at Estervik" in text
    assert "fact, low: one publisher, Harbour Ledger; cites Harbour Ledger" in text
    sample = "\n".join(explain(sample_edition()))
    assert "Leave it out, or tell it" in sample
    assert "together because of same companies" in sample
    assert "stale_forecast" in sample
    assert "[" in sample


def test_times_are_utc_whatever_zone_they_came_in():
    draft = draft_of(FERRIES)
    zone = timezone(timedelta(hours=2))
    shifted = replace(draft.period, start=datetime(2026, 10, 5, 7, 30, tzinfo=zone))
    lines = explain(freeze(replace(draft, period=shifted), number=1))
    assert "2026-10-05 05:30" in lines[1]
    assert UTC is not None


def test_other_bytes_for_the_same_content_are_found(edition):
    assert [one.check for one in verify(edition_to_json(edition) + b" ")] == ["canonical"]


def test_a_document_nested_without_end_is_refused():
    nested: list[object] = []
    for _ in range(20_000):
        nested = [nested]
    with pytest.raises(ReadError, match="nested too deeply"):
        edition_of({"schema": nested})


def test_another_content_under_the_same_id_is_found(edition):
    document = {**edition_document(edition), "headline": "Another headline"}
    assert [one.check for one in verify(canonical_bytes(document))] == ["edition_id"]
