from __future__ import annotations

from decimal import Decimal

import pytest

from broadsheet.analyse.figure_rows import same_value
from broadsheet.analyse.figures import figures_on_record
from broadsheet.analyse.phrases import Phrases
from broadsheet.analyse.series import series_of
from broadsheet.model.figures import Bound, Figure
from deskwork import article


def records(*texts, **more):
    articles = [article(text, publisher=f"Paper {n}", **more) for n, text in enumerate(texts)]
    return figures_on_record(articles, copies={})


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("Voltara Cells shipped 1,240 battery packs in the week to 2 October.",
         "Voltara Cells: battery packs shipped", 1240),
        ("The Skerry Exchange coastal cell index closed at $84.20 per kilowatt-hour on Friday.",
         "Skerry Exchange: coastal cell index, per kilowatt-hour", Decimal("84.20")),
        ("Halsund Ferries carried 318,000 passengers on its electric routes.",
         "Halsund Ferries: passengers carried", 318000),
        ("Brackwater Grid recorded 46.2 megawatts of peak harbour demand in the week.",
         "Brackwater Grid: peak harbour demand, megawatts", Decimal("46.2")),
        ("Lumen Quay took €3.4 million in charging revenue in the week.",
         "Lumen Quay: charging revenue", 3400000),
        ("Saltmere Storage employs 410 people in Torskar.",
         "Saltmere Storage: people employed", 410),
        ("Voltara Cells has agreed to buy Saltmere Storage for €640 million.",
         "Saltmere Storage: purchase price", 640000000),
        ("Halsund Ferries has ordered eight vessels from Norrvik Yards for NOK 2.1 billion.",
         "Halsund Ferries: order value", 2100000000),
        ("Orrefjord Capital owns 62% of Saltmere Storage today.",
         "Orrefjord Capital: stake in Saltmere Storage", 62),
        ("Voltara Cells will pay €410 million in cash this year.",
         "Voltara Cells: payment in cash", 410000000),
    ],
)  # fmt: skip
def test_a_figure_has_a_label_a_reader_understands(text, label, value):
    found = {record.label: record.value for record in records(text)}
    assert found[label] == value


def test_the_evidence_is_the_whole_sentence():
    (record,) = records("It rained. Halsund Ferries carried 318,000 passengers. It was cold.")
    assert record.evidence[0].quote == "Halsund Ferries carried 318,000 passengers."


def test_one_value_in_two_papers_is_one_record_with_both():
    sentence = "Halsund Ferries carried 318,000 passengers."
    (record,) = records(sentence, f"{sentence} It rained.")
    assert record.families == ("Paper 0", "Paper 1")
    assert len(record.evidence) == 2


def test_values_that_differ_are_records_apart():
    found = records(
        "Halsund Ferries carried 318,000 passengers.", "Halsund Ferries carried 309,000 passengers."
    )
    assert [record.value for record in found] == [318000, 309000]


def test_a_limit_is_not_merged_with_a_value_beyond_it():
    found = records(
        "Halsund Ferries carried over 300,000 passengers.",
        "Halsund Ferries carried 318,000 passengers.",
    )
    assert len(found) == 2


def test_ranges_and_movements_are_kept_apart():
    found = records(
        "Halsund Ferries carried 300 to 400 passengers.", "Halsund Ferries carried 300 passengers."
    )
    assert len(found) == 2


def test_the_same_week_on_week_series_has_one_key():
    first = records("Voltara Cells shipped 1,240 battery packs in the week to 2 October.")
    later = records("Voltara Cells shipped 1,310 battery packs in the week to 9 October.")
    month = records("Voltara Cells shipped 5,120 battery packs in September.")
    assert first[0].key == later[0].key != month[0].key


def test_what_a_sentence_only_compares_with_is_not_recorded():
    found = records("Halsund Ferries carried 318,000 passengers, against 309,000 passengers.")
    assert [record.value for record in found] == [318000]


@pytest.mark.parametrize(
    "text",
    [
        "A crossing lasts 34 minutes.",  # a length of time of nobody
        "Halsund Ferries did not carry 318,000 passengers.",
        "it is 12.",
    ],
)
def test_what_cannot_be_published_is_not_recorded(text):
    assert records(text, title="on the water") == []


def test_undated_articles_put_nothing_on_record():
    assert records("Halsund Ferries carried 318,000 passengers.", published=None) == []


def test_the_subject_of_a_pronoun_is_the_one_before():
    found = records("Tarnholm Shipping had a good week. It carried 318,000 passengers.")
    assert found[0].subject == "Tarnholm Shipping"


def test_without_a_name_nearby_the_title_names_the_subject():
    found = records("The quay cost €38 million in the end.", title="Lumen Quay opens a berth")
    assert found[0].subject == "Lumen Quay"


def test_a_short_name_is_its_only_longer_one():
    found = records("Voltara Cells met the press. Voltara shipped 1,240 battery packs.")
    assert found[0].subject == "Voltara Cells"


@pytest.mark.parametrize(
    ("one", "other", "bounds", "same"),
    [
        ("4200000", "4180000", ("exact", "exact"), True),
        ("1240", "1241", ("exact", "exact"), False),
        ("84.20", "84.2", ("exact", "exact"), True),
        ("84.2", "84.6", ("exact", "exact"), False),
        ("1200", "1250", ("about", "exact"), True),
        ("1200", "1300", ("exact", "nearly"), False),
        ("40", "55", ("over", "exact"), True),
        ("40", "35", ("over", "exact"), False),
        ("40", "35", ("exact", "under"), False),
        ("30", "35", ("exact", "up_to"), True),
        ("40", "38", ("at_least", "exact"), False),
        ("NaN", "1", ("exact", "exact"), False),
    ],
)
def test_values_agree_within_rounding_and_bounds(one, other, bounds, same):
    got = same_value(
        Decimal(one), Decimal(other), one_bound=Bound(bounds[0]), other_bound=Bound(bounds[1])
    ) if one != "NaN" else False  # fmt: skip
    assert got is same


def figure(text, unit="", **more):
    return Figure(
        start=text.index("7"),
        end=text.index("7") + 1,
        text="7",
        value=Decimal(7),
        unit=unit,
        **more,
    )


@pytest.mark.parametrize(
    ("sentence", "more", "label"),
    [
        ("Voltara shipped 7 of the pumps.", {"unit": "pump", "measure": "steel"},
         "Voltara: pumps, steel shipped"),
        ("Voltara shipped 7.", {}, "Voltara: shipped"),
        ("Voltara earned 7 in charging fees.", {"currency": "EUR"}, "Voltara: charging fees"),
        ("Voltara earned 7 per call.", {"currency": "EUR", "per": "call"}, "Voltara: per call"),
        ("Voltara earned 7.", {"currency": "EUR"}, "Voltara"),
        ("Voltara earned 7 in total.", {"currency": "EUR"}, "Voltara"),
        ("The Voltara index stood 7.", {"measure": "Voltara index"}, "Voltara index"),
        ("Voltara has 7.", {"unit": "berth"}, "Voltara: berths"),
        ("Voltara has 7.", {"unit": "bus"}, "Voltara: bus"),
        ("Voltara has 7.", {"unit": "press"}, "Voltara: presses"),
        ("Voltara has 7.", {"unit": "ferry"}, "Voltara: ferries"),
        ("Voltara has 7.", {"unit": "quay"}, "Voltara: quays"),
        ("Voltara has 7.", {"unit": "battery expert person"}, "Voltara: battery expert people"),
        ("Voltara has 7.", {"unit": "megawatt"}, "Voltara: megawatts"),
        ("Voltara needs 7.", {"currency": "EUR", "measure": "harbours need"}, "Voltara"),
        ("Voltara needs 7.", {"currency": "EUR", "measure": "NOK"}, "Voltara"),
        ("Voltara won 7.", {"currency": "EUR", "measure": "contract"}, "Voltara: contract value"),
        ("Voltara backs 7 of the loan.", {"unit": "%", "measure": "loan"}, "Voltara: share of loan"),
        ("Voltara grew 7 in sales.", {"unit": "%", "measure": "sales"}, "Voltara: sales"),
    ],
)  # fmt: skip
def test_a_label_says_what_is_known_and_no_more(sentence, more, label):
    assert series_of(figure(sentence, **more), sentence, "Voltara", "en").label == label


def test_percentages_are_said_with_their_sign():
    (record,) = records("Orrefjord Capital owns 62% of Saltmere Storage today.")
    assert Phrases("en").value(record) == "62%"
    assert Phrases("en").value(record, Decimal(60)) == "60%"


@pytest.mark.parametrize(
    ("texts", "currency"),
    [
        (["Tarnholm Shipping won a contract worth kr 3.6 billion."], "kr"),
        (["Tarnholm Shipping won a contract worth kr 3.6 billion. A loan of NOK 9 million."], "NOK"),
        (["Tarnholm Shipping won a contract worth kr 3.6 billion.", "Kelvig owes NOK 9 million."], "NOK"),
        (["Tarnholm Shipping won a contract worth kr 3.6 billion.", "NOK or DKK?"], "kr"),
        (["Tarnholm Shipping won a contract worth SEK 3.6 billion.", "It is NOK."], "SEK"),
        (["Tarnholm Shipping won a contract worth €3.6 billion.", "It is NOK."], "EUR"),
    ],
)  # fmt: skip
def test_a_shared_sign_means_the_currency_that_the_texts_name(texts, currency):
    told = [article(text, publisher=f"Paper {at}") for at, text in enumerate(texts)]
    found = figures_on_record(told, copies={})
    assert [one.currency for one in found if one.value > 10**9] == [currency]
