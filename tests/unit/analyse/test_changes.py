from __future__ import annotations

from datetime import timedelta

from broadsheet.analyse.changes import list_changes, match_stories, new_fact_spans, with_outcomes
from broadsheet.model.editions import Past, past_of
from broadsheet.model.insights import ChangeKind
from deskwork import NOW, WEEK, article, edition_from, story

FIRE = article(
    "A fire broke out in battery hall 2 at Norrvik Yards on 6 October. Nobody was hurt. The hall "
    "holds battery modules for the ferry Sirelle.",
    title="Fire in Norrvik battery hall halts ferry refit",
    published=NOW - timedelta(days=3),
)
MARKET = article(
    "The cod market in Greyholm opened early. Buyers paid NOK 38 for a kilogram.",
    title="Cod market opens early",
    publisher="Skerry Post",
)


def later(text, title="Pump blamed for fire in Norrvik battery hall"):
    return article(text, title=title, published=NOW + timedelta(days=4), publisher="Tidewater Wire")


def matched(source, past=None, **more):
    past = past_of((edition_from([[FIRE], [MARKET]]),)) if past is None else past
    (one,) = match_stories([story(source)], {source.id: source}, past, now=NOW + WEEK, **more)
    return one


def test_a_story_goes_on_with_what_is_new_in_it():
    source = later(
        "A coolant pump started the fire at Norrvik Yards on 6 October, the Maritime Power Agency said. "
        "Nobody was hurt. The pump is installed in six yards and on 22 vessels."
    )
    one = matched(source)
    assert one.continues == story(FIRE).id
    assert any("22 vessels" in fact for fact in one.new_facts)
    assert "Nobody was hurt." not in one.new_facts


def test_a_reprint_has_nothing_new():
    source = later(
        "Nobody was hurt. A fire broke out in battery hall 2 at Norrvik Yards on 6 October. The hall "
        "holds battery modules for the ferry Sirelle.",
        title="Norrvik battery hall: fire halts ferry refit",
    )
    one = matched(source)
    assert one.continues is not None
    assert one.new_facts == ()


def test_another_event_of_the_same_people_is_a_new_story():
    source = later(
        "Norrvik Yards won an order for eight ferries from Halsund.",
        title="Norrvik wins a big order",
    )
    assert matched(source).continues is None


def test_without_a_past_nothing_continues():
    assert matched(later("It rained."), past=Past()).continues is None


def test_what_is_too_old_is_forgotten():
    source = later(FIRE.text, title=FIRE.title)
    assert matched(source, days=1).continues is None


def test_a_third_telling_follows_the_first_and_knows_both():
    first = edition_from([[FIRE]])
    pump = later("A coolant pump started the fire in the battery hall at Norrvik Yards on 6 October. The "
                 "pump is installed on 22 vessels.")  # fmt: skip
    second = edition_from([[pump]], past=[first], now=NOW + WEEK)
    again = article(
        "The pump is installed on 22 vessels. Norrvik Yards reopened battery hall 2 after the fire on "
        "20 October.",
        title="Norrvik battery hall reopens after fire and pump check",
        published=NOW + timedelta(days=10),
    )
    (one,) = match_stories(
        [story(again)], {again.id: again}, past_of((first, second)), now=NOW + 2 * WEEK
    )
    assert one.continues == first.stories[0].id
    assert one.new_facts == ("Norrvik Yards reopened battery hall 2 after the fire on 20 October.",)


def test_a_sentence_that_stands_alone_is_told_before_one_that_leans():
    source = later(
        "It burned 14 racks in the battery hall. Norrvik Yards counted 31 workers at the fire.",
    )
    assert matched(source).new_facts[0].startswith("Norrvik Yards counted")


def test_changes_list_new_continued_and_dropped_stories():
    pump = later(
        "A coolant pump started the fire in the battery hall at Norrvik Yards. It sits on 22 vessels."
    )
    whale = article("A whale swam into Lindhavn at noon.", title="A whale in Lindhavn", publisher="Kabelblatt",
                    published=NOW + timedelta(days=4))  # fmt: skip
    empty = article("\n", title="Nothing at all", publisher="Fjordlight Daily")
    past = past_of((edition_from([[FIRE], [MARKET]]),))
    by_id = {one.id: one for one in (pump, whale, empty)}
    stories = match_stories([story(pump), story(whale), story(empty)], by_id, past, now=NOW + WEEK)
    changes = list_changes(stories, by_id, past)
    assert [(change.kind, change.text) for change in changes] == [
        (ChangeKind.NEW, "A whale in Lindhavn"),
        (ChangeKind.CONTINUED, "It sits on 22 vessels."),
        (ChangeKind.DROPPED, "Cod market opens early"),
    ]
    assert [len(change.evidence) for change in changes] == [1, 1, 0]


def test_the_first_edition_lists_no_changes():
    assert list_changes([story(FIRE)], {FIRE.id: FIRE}, Past()) == []


def test_a_fact_is_found_where_it_stands():
    other = article("Nobody was hurt. It rained.", publisher="Skerry Post")
    one = story(other, FIRE)
    from dataclasses import replace

    one = replace(one, new_facts=("It rained.", "not in any article"))
    spans = new_fact_spans(one, {other.id: other, FIRE.id: FIRE})
    assert [(source.id, span.of(source.text)) for source, span in spans] == [
        (other.id, "It rained.")
    ]


def test_an_announced_thing_done_is_a_new_fact():
    announced = article(
        "Lumen Quay will open the charging quay at Estervik on 16 October 2026, the company said.",
        title="Charging quay at Estervik to open on 16 October",
    )
    report = later(
        "Lumen Quay opened the charging quay at Estervik on Friday, as promised.",
        title="Charging quay opens at Estervik",
    )
    first = edition_from([[announced]])
    second = edition_from([[report]], past=[first], now=NOW + WEEK)
    assert second.stories[0].new_facts == (
        "Lumen Quay opened the charging quay at Estervik on Friday, as promised.",
    )
    assert with_outcomes([story(report)], second.watch)[0].new_facts == ()
