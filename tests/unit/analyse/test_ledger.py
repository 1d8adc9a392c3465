from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadsheet.analyse.expectations import read_forecasts
from broadsheet.analyse.ledger import choose_watch, open_items, resolve_due, still_open
from broadsheet.model.editions import past_of
from broadsheet.model.insights import Due, WatchItem, WatchState
from deskwork import NOW, WEEK, article, cite, edition_from

ANNOUNCED = article(
    "Lumen Quay has finished the cable work at Estervik. The charging quay is expected to open on "
    "19 October 2026, the company said.",
    title="Estervik charging quay set to open on 19 October",
    published=NOW - timedelta(days=3),
)
LATER = NOW + 2 * WEEK


def past():
    return past_of((edition_from([[ANNOUNCED]]),))


def resolve(past, articles, *, now):
    return resolve_due(past, articles, read_forecasts(articles), now=now)


def news(text, *, title="Estervik news", day=8):
    return article(
        text, title=title, publisher="Tidewater Wire", published=NOW + timedelta(days=day)
    )


def test_an_announced_date_stays_open_until_its_day_has_passed():
    assert resolve(past(), [], now=NOW + WEEK) == []
    (item,) = still_open(past(), [], now=NOW + WEEK)
    assert item.due.end == date(2026, 10, 19)


def test_what_was_announced_and_reported_happened():
    report = news(
        "Lumen Quay opened its charging quay at Estervik on Monday, as promised. It rained."
    )
    (item,) = resolve(past(), [report], now=LATER)
    assert item.state is WatchState.HAPPENED
    assert item.outcome == "Lumen Quay opened its charging quay at Estervik on Monday, as promised."
    assert [one.article_id for one in item.evidence] == [ANNOUNCED.id, report.id]


def test_an_outcome_that_leans_is_told_by_the_opening_of_its_report():
    report = news(
        "Lumen Quay started its charging quay at Estervik. The crowd saw it opened on Monday, and "
        "Lumen Quay was proud of that charging quay at Estervik.",
    )
    (item,) = resolve(past(), [report], now=LATER)
    assert item.outcome == "Lumen Quay started its charging quay at Estervik."


@pytest.mark.parametrize(
    "text",
    [
        "Lumen Quay will open its charging quay at Estervik soon.",  # still ahead
        "The herring came early to Estervik and Lumen Quay was pleased.",  # another matter
        "A charging quay opened at Sandvik on Monday, as promised.",  # somebody else's
        "Kelvig opened a shop. Sandvik slept.",
    ],
)
def test_without_a_report_there_is_no_news(text):
    (item,) = resolve(past(), [news(text, title="Elsewhere")], now=LATER)
    assert (item.state, item.outcome) == (WatchState.NO_NEWS, "No report of it since.")
    assert [one.article_id for one in item.evidence] == [ANNOUNCED.id]


def test_a_new_date_moves_an_expectation_even_before_its_day():
    moved = news(
        "Lumen Quay has postponed the opening of the charging quay at Estervik from 19 October to "
        "23 November.",
        day=2,
    )
    (item,) = resolve(past(), [moved], now=NOW + timedelta(days=4))
    assert item.state is WatchState.SLIPPED
    assert "23 November" in item.outcome


def test_another_forecast_of_the_owner_moves_nothing():
    other = news("Lumen Quay will replace the plugs at Storvann by 15 December 2026.", day=2)
    assert resolve(past(), [other], now=NOW + timedelta(days=4)) == []


def test_a_move_of_something_else_moves_nothing():
    other = news("Lumen Quay has postponed a party from 3 December to 20 December 2026.", day=2)
    assert resolve(past(), [other], now=NOW + timedelta(days=4)) == []


def test_an_outcome_is_told_once():
    first = edition_from([[ANNOUNCED]])
    report = news("Lumen Quay opened its charging quay at Estervik on Monday, as promised.")
    second = edition_from([[report]], past=[first], now=LATER)
    assert [item.state for item in second.watch] == [WatchState.HAPPENED]
    assert open_items(past_of((first, second))) == []
    assert resolve(past_of((first, second)), [report], now=LATER + WEEK) == []


def test_a_settled_item_is_not_still_open():
    moved = news(
        "Lumen Quay postponed the opening of the Estervik quay from 19 October to 2 November."
    )
    settled = resolve(past(), [moved], now=NOW + timedelta(days=4))
    assert still_open(past(), settled, now=NOW + timedelta(days=4)) == []


MANY = article(
    " ".join(
        f"Lumen Quay will open berth {name} on {day} November 2026."
        for day, name in enumerate(
            ("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Holly"), 2
        )
    ),
    title="Lumen Quay opens eight berths",
)


def test_what_was_not_shown_is_not_forgotten():
    first = edition_from([[MANY]])
    assert len(first.watch) == 6
    assert len(first.ledger) == 8
    settled = resolve(past_of((first,)), [], now=NOW + 5 * WEEK)
    assert len(settled) == 8


def test_the_ledger_carries_over_what_no_article_repeats():
    first = edition_from([[MANY]])
    other = article(
        "It rained in Estervik all week long.", title="Rain", published=NOW + timedelta(days=3)
    )
    second = edition_from([[other]], past=[first], now=NOW + WEEK)
    assert [one.text for one in second.ledger] == [one.text for one in first.ledger]
    kept = {one.id: one.used for one in second.articles}
    assert kept == {other.id: True, MANY.id: False}


def test_announced_again_it_is_one_in_its_newest_words():
    first = edition_from([[ANNOUNCED]])
    again = article(
        "The charging quay at Estervik will open on 19 October 2026, Lumen Quay said again.",
        title="Estervik charging quay still set to open on 19 October",
        published=NOW + timedelta(days=2),
    )
    second = edition_from(
        [[again], [news("It rained in Kelvig.", day=1)]], past=[first], now=NOW + timedelta(days=4)
    )
    (item,) = second.ledger
    assert item.text == again.text
    assert {one.article_id for one in item.evidence} == {again.id, ANNOUNCED.id}


def test_editions_from_before_the_ledger_tell_what_they_showed():
    first = replace(edition_from([[ANNOUNCED]]), ledger=())
    assert open_items(past_of((first,))) == list(first.watch)
    assert open_items(past_of(())) == []


SOURCE = article("It will come.", title="Ahead")
PROOF = (cite(SOURCE, "It will come."),)


def item(text, end, *, start=None, state=WatchState.OPEN, evidence=PROOF):
    return WatchItem(
        text=text, due=Due(start=start or end, end=end), evidence=evidence, state=state
    )


def test_outcomes_take_at_most_half_and_silence_one_place():
    settled = [
        item("silent one", date(2026, 10, 1), state=WatchState.NO_NEWS),
        item("silent two", date(2026, 10, 2), state=WatchState.NO_NEWS),
        item("done", date(2026, 10, 3), state=WatchState.HAPPENED),
    ]
    ahead = [item(f"ahead {day}", date(2026, 10, day)) for day in range(20, 28)]
    chosen = choose_watch(settled, ahead, limit=6)
    assert [one.text for one in chosen] == [
        "done", "silent one", "ahead 20", "ahead 21", "ahead 22", "ahead 23",
    ]  # fmt: skip


def test_outcomes_fill_what_the_calendar_leaves_free():
    settled = [item(f"silent {n}", date(2026, 10, n), state=WatchState.NO_NEWS) for n in (1, 2, 3)]
    assert len(choose_watch(settled, [], limit=6)) == 3
    assert choose_watch([], [], limit=6) == []


def test_fine_and_near_dates_come_before_coarse_and_far_ones():
    ahead = [
        item("a quarter", date(2026, 12, 31), start=date(2026, 10, 1)),
        item("a far day", date(2027, 6, 30)),
        item("a near day", date(2026, 10, 30)),
        item("It leans on another sentence", date(2026, 10, 29)),
    ]
    assert [one.text for one in choose_watch([], ahead, limit=1)] == ["a near day"]
    assert [one.text for one in choose_watch([], ahead, limit=2)] == [
        "It leans on another sentence", "a near day",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (
            "Lumen Quay opened its charging quay at Estervik for all the ferries.",
            WatchState.HAPPENED,
        ),
        ("Lumen Quay put a bench beside its charging quay at Estervik.", WatchState.NO_NEWS),
    ],
)
def test_a_report_need_not_name_the_day_but_must_share_the_matter(text, state):
    others = [
        article(f"Seals slept on pier {n}.", title="Seals", published=NOW + timedelta(days=8))
        for n in range(9)
    ]
    (settled,) = resolve(past(), [news(text), *others], now=LATER)
    assert settled.state is state


def test_of_two_reports_the_closer_one_is_told():
    close = "Lumen Quay opened its charging quay at Estervik on Monday, as promised."
    distant = "Lumen Quay opened doors at Estervik on Monday."
    (settled,) = resolve(past(), [news(f"{close} {distant}")], now=LATER)
    assert settled.outcome == close


def test_the_same_date_again_moves_nothing():
    again = news("Lumen Quay has postponed nothing: the charging quay at Estervik is expected to open on "
                 "19 October 2026.", day=2)  # fmt: skip
    assert resolve(past(), [again], now=NOW + timedelta(days=4)) == []


def test_a_small_part_of_the_matter_is_not_the_matter():
    announced = article(
        "The Maritime Agency will publish its full inspection report on pumps, valves and hoses by "
        "19 October 2026.",
        title="Agency inspects harbour fire",
        published=NOW - timedelta(days=3),
    )
    before = past_of((edition_from([[announced]]),))
    other = news("The Maritime Agency sold pumps after the harbour fire.", title="Sale")
    (settled,) = resolve(before, [other], now=LATER)
    assert settled.state is WatchState.NO_NEWS


def test_what_is_announced_again_is_one_item():
    again = article("The report comes on 4 November.", publisher="Tidewater Wire")
    twice = [
        item("The report will come on 4 November.", date(2026, 11, 4)),
        item(
            "The report will come on 4 November.",
            date(2026, 11, 4),
            evidence=(cite(again, again.text),),
        ),
    ]
    (only,) = choose_watch([], twice, limit=6)
    assert len(only.evidence) == 2


# How rare a word is shows only among other news.
ELSEWHERE = [
    news(f"The lighthouse keeper of {place} painted the tower and counted birds.", title=place)
    for place in ("Torskar", "Greyholm", "Lindhavn", "Skarnhavn", "Ostrand", "Estervik", "Storvann")
]
BILLING = article(
    "Lumen Quay found in a rehearsal that its software counted an hour twice.\n\n"
    "The company values the affected sessions at €41,000. Corrected invoices are to follow by "
    "30 October.",
    title="The night ferry that sailed the same hour twice",
    published=NOW + timedelta(days=2),
)


def test_a_thing_that_is_awaited_is_no_party_and_belongs_to_the_party_named_before():
    before = past_of((edition_from([[BILLING]], now=NOW + WEEK),))
    report = news(
        "Ferries were full. Lumen Quay took €4.2 million. The company also sent out the corrected "
        "invoices on Friday, as promised.",
        title="Half-term break sets a record",
        day=19,
    )
    (item,) = resolve(before, [report, *ELSEWHERE], now=NOW + 3 * WEEK)
    assert item.state is WatchState.HAPPENED
    assert "sent out the corrected invoices" in item.outcome
    other = news(
        "Kelvig Drives also sent out the corrected invoices on Friday, as promised.",
        title="Kelvig bills",
        day=19,
    )
    (item,) = resolve(before, [other, *ELSEWHERE], now=NOW + 3 * WEEK)
    assert item.state is WatchState.NO_NEWS


def test_a_thing_named_after_a_party_belongs_to_it():
    told = article(
        "Voltara Cells made an offer. Voltara shareholders vote on 27 October 2026.",
        title="An offer on the coast",
        published=NOW - timedelta(days=3),
    )
    before = past_of((edition_from([[told]]),))
    report = news("Voltara shareholders approved it in the vote on 27 October.", day=16)
    (item,) = resolve(before, [report, *ELSEWHERE], now=NOW + 3 * WEEK)
    assert item.state is WatchState.HAPPENED


def test_a_thing_without_any_party_is_looked_for_under_its_own_name():
    told = article(
        "Corrected invoices are to follow by 30 October.",
        title="corrected invoices to follow",
        published=NOW - timedelta(days=3),
    )
    before = past_of((edition_from([[told]]),))
    (item,) = resolve(before, [news("It rained on Friday.", day=19)], now=NOW + 3 * WEEK)
    assert item.state is WatchState.NO_NEWS


def test_the_party_that_moves_a_date_may_be_named_a_sentence_before():
    told = article(
        "Brackwater Grid will decide by 15 December whether ferries need fixed charging slots.",
        title="Estervik moves the peak",
        published=NOW - timedelta(days=3),
    )
    before = past_of((edition_from([[told]]),))
    report = news(
        "Brackwater Grid has seven megawatts left. The company will publish charging slot rules for "
        "ferries on 25 November, three weeks earlier than planned.",
        title="Seven megawatts left",
        day=16,
    )
    (item,) = resolve(before, [report, *ELSEWHERE], now=NOW + 3 * WEEK)
    assert item.state is WatchState.SLIPPED
    assert "25 November" in item.outcome
