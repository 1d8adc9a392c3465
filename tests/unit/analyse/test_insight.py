from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadsheet.analyse.insight import compose_insight
from broadsheet.analyse.insight_figures import figure_lines
from broadsheet.analyse.insight_lines import Material, build_line, is_anchored
from broadsheet.analyse.insight_outlook import expectation_lines
from broadsheet.analyse.interpretations import find_gaps, find_interpretations
from broadsheet.analyse.openers import Openers
from broadsheet.analyse.wording import stands_alone
from broadsheet.model.editions import past_of
from broadsheet.model.insights import Block, Confidence, Due, Kind, WatchItem, WatchState
from deskwork import NOW, WEEK, article, cite, edition_from, story


def week_of(week):
    """Return the stories of one week: a lead three papers tell, a market report, an essay."""
    day = NOW + week * WEEK - timedelta(days=2)
    packs, pax = 1_240 + 70 * week, 318_000 - 4_000 * week
    lead = [
        article(
            f"The Norrvik fire of week {week} destroyed {number} battery modules. Halsund Ferries "
            f"carried {pax:,} passengers in the week. Saltmere Storage lent a battery."
            + (
                f" Tarnholm Shipping said it counted {90 + week} freight calls."
                * (name == "Harbour Ledger")
            ),
            title=f"Fire number {week} at Norrvik Yards",
            publisher=name,
            published=day,
        )
        for name, number in (
            ("Tidewater Wire", 14),
            ("Fjordlight Daily", 19),
            ("Harbour Ledger", 14),
        )
    ]
    market = article(
        f"Voltara Cells shipped {packs:,} battery packs in the week. The annex "
        "at Lindhavn is slated to open in March 2025.",
        title=f"Market report {week}",
        publisher="Tidewater Business",
        published=day,
    )
    essay = article(
        "We expect the yard, not the operator, to carry the risk of late batteries. Kelvig Drives would "
        "not disclose the price. That suggests nobody knows.",
        title=f"Essay {week} on risk",
        publisher="Coastline Review",
        published=day,
    )
    return [lead, [market], [essay]]


@pytest.fixture(scope="module")
def editions():
    made = []
    for week in range(4):
        made.append(edition_from(week_of(week), past=made, now=NOW + week * WEEK, words=600))
    return made


def lines(edition, block):
    return [one for one in edition.insights if one.block is block]


def test_every_line_is_typed_sourced_and_says_why(editions):
    for edition in editions:
        for insight in edition.insights:
            assert insight.evidence
            assert insight.reason
            assert is_anchored(insight.text)
            assert insight.text.lstrip("“")[0].isupper()


def test_the_blocks_come_in_reading_order(editions):
    order = [list(Block).index(insight.block) for insight in editions[-1].insights]
    assert order == sorted(order)


def test_a_moved_figure_is_a_sentence_with_its_change(editions):
    texts = [one.text for one in lines(editions[1], Block.FIGURES)]
    assert (
        "Voltara Cells shipped 1,310 battery packs in the week, up 5.6% on the 1,240 reported on "
        "10 October." in texts
    )


def test_the_fourth_value_is_placed_on_record(editions):
    texts = [one.text for one in lines(editions[3], Block.FIGURES)]
    assert sum(", the highest of four values on record, " in text for text in texts) == 1
    assert sum(", the lowest of four values on record, " in text for text in texts) == 1


def test_a_lead_told_by_several_names_them(editions):
    (first, *_) = lines(editions[0], Block.WHAT_CHANGED)
    assert first.confidence is Confidence.HIGH
    assert "Tidewater Wire, Fjordlight Daily and Harbour Ledger" in first.text


def test_a_name_on_the_rise_is_noted():
    quiet = edition_from([[article("A seal slept on the pier of Greyholm.", title="Seal news")]])
    loud = edition_from(week_of(1), past=[quiet], now=NOW + WEEK, words=600)
    texts = [one.text for one in lines(loud, Block.WHAT_CHANGED)]
    assert any(
        "is mentioned by three publishers, against none in the last edition." in t for t in texts
    )


def test_a_conflict_shows_both_and_is_low(editions):
    (line, *_) = lines(editions[0], Block.CONFLICTS)
    assert "14 battery modules in Tidewater Wire" in line.text
    assert "19 battery modules in Fjordlight Daily" in line.text
    assert line.confidence is Confidence.LOW


def test_a_stale_forecast_is_quoted_with_its_date(editions):
    texts = [one.text for one in lines(editions[0], Block.CONFLICTS)]
    assert any(
        "slated to open in March 2025" in text and "10 October 2026" in text for text in texts
    )


def test_a_judgement_is_quoted_attributed_and_low(editions):
    (line, *_) = lines(editions[0], Block.INTERPRETATIONS)
    assert line.kind is Kind.JUDGEMENT
    assert line.confidence is Confidence.LOW
    assert line.text == (
        "Coastline Review: “We expect the yard, not the operator, to carry the risk of late batteries.”"
    )


def test_what_is_open_and_what_is_taken_on_trust_is_said(editions):
    found = lines(editions[0], Block.NOT_ESTABLISHED)
    assert any("would not disclose the price" in one.text for one in found)
    assert any(one.kind is Kind.ASSUMPTION and "Tarnholm Shipping" in one.text for one in found)


def test_the_budget_drops_whole_lines_and_keeps_every_block(editions):
    short = edition_from(week_of(0), words=90)
    total = sum(len(one.text.split()) for one in short.insights)
    assert total <= 90
    full = {one.text for one in editions[0].insights}
    assert {one.text for one in short.insights} <= full
    assert len({one.block for one in short.insights}) >= 4


def test_no_opener_becomes_a_tic(editions):
    texts = [
        one.text for edition in editions for one in edition.insights if "“" not in one.text[:1]
    ]
    own = [text for text in texts if text.split(":")[0] != "Coastline Review"]
    begins = Counter(" ".join(text.split()[:2]) for text in own)
    assert max(begins.values()) <= 0.2 * len(own) + 1


def test_no_closer_becomes_a_tic(editions):
    for edition in editions:
        ends = Counter(" ".join(one.text.split()[-2:]) for one in edition.insights)
        assert max(ends.values()) <= 0.2 * len(edition.insights) + 1


def test_openers_take_turns():
    openers = Openers()
    forms = ["Open now: a", "Still open: a"]
    assert [openers.pick(forms) for _ in range(3)] == [
        "Open now: a",
        "Still open: a",
        "Open now: a",
    ]


def test_nothing_is_composed_from_nothing():
    (only,) = [article("it rained all day and nobody came.", title="rain")]
    assert edition_from([[only]]).insights == ()


@pytest.mark.parametrize(
    "text",
    [
        "The director said: “We expect the price to fall.”",
        "We expect the price to fall, Lumen Quay said.",
        "The price fell.",
        "We expect rain.",  # too short to say anything
    ],
)
def test_what_others_say_is_not_the_outlet_s_view(text):
    assert find_interpretations([article(text)]) == []


def test_the_clearest_view_of_each_article_comes_first():
    weak = article("The wider question is whether the grid of the coast can follow so quickly.")
    strong = article(
        "We think flexible charging will become a condition rather than a courtesy here."
    )
    german = article(
        "Wir erwarten, dass die Preise an der Küste bald wieder steigen werden.", language="de"
    )
    french = article("Nous attendons une baisse des prix sur toute la côte.", language="fr")
    texts = [one.text for one in find_interpretations([weak, strong, german, french])]
    assert sorted(texts[:2]) == sorted([german.text, strong.text])
    assert texts[2] == weak.text


def test_gaps_are_told_once_and_prefer_sentences_that_stand_alone():
    one = article(
        "It has not said who pays for it. Lumen Quay has not said who pays for the cable."
    )
    copy = article("Lumen Quay has not said who pays for the cable.", publisher="Skerry Post")
    leaning = article("It is unclear who pays for the second cable.", publisher="Kabelblatt")
    quoting = article("“It is unclear,” Lumen Quay said to all who asked.", publisher="Wire")
    spanish = article("No está claro quién paga por el segundo cable.", language="es")
    texts = [remark.text for remark in find_gaps([one, copy, leaning, quoting, spanish])]
    assert texts == ["Lumen Quay has not said who pays for the cable.", leaning.text]


def test_what_leans_on_its_surroundings_is_quoted_with_them():
    source = article(
        "Kelvig Drives asks for three metres between racks. That suggests the yards of the coast "
        "will have to build larger halls.\n\nIt also costs money. We think the second number will "
        "matter longer to all of them.\n\nLumen Quay measured 94 decibels. It is unclear who pays.",
        title="Larger halls ahead",
    )
    (view,) = find_interpretations([source])
    assert view.is_clear
    assert view.text.startswith("Kelvig Drives asks")
    (gap,) = find_gaps([source])
    assert gap.text == "Lumen Quay measured 94 decibels. It is unclear who pays."
    assert gap.said == "It is unclear who pays."


def test_what_leans_on_what_cannot_be_quoted_gets_its_title():
    essay = article(
        "We think the second number will matter longer to all of them.\n\nNo independent laboratory has "
        "confirmed that figure.",
        title="Two numbers of Kelvig Drives",
        publisher="Coastline Review",
    )
    made = edition_from([[essay]], words=200)
    assert [one.text for one in made.insights] == [
        (
            "Coastline Review, on “Two numbers of Kelvig Drives”: “We think the second number will "
            "matter longer to all of them.”"
        ),
        (
            "“No independent laboratory has confirmed that figure.” (Coastline Review, on “Two numbers "
            "of Kelvig Drives”)"
        ),
    ]


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Lumen Quay opened the berth.", True),
        ("It opened the berth.", False),
        ("The quay is expected to open on 19 October 2026.", False),
        ("The guarantee for the Halsund order goes to a vote.", True),
        ("The Port of Estervik opened.", True),
        ("No laboratory has confirmed that figure.", False),
        ("The Coastal Authority awarded it the contract.", False),
        ("Cheaper ore accounted for half of that, Voltara said.", False),
    ],
)
def test_a_sentence_stands_alone_when_it_names_what_it_is_about(sentence, alone):
    assert stands_alone(sentence) is alone


def following(first, second, *, title="Week at the quay"):
    """Return the second of two editions, a week apart, of one paper's sentences."""
    one = edition_from([[article(first, title=f"{title} one")]], words=600)
    later = article(second, title=f"{title} two", published=NOW + timedelta(days=5))
    return edition_from([[later]], past=[one], now=NOW + WEEK, words=600)


@pytest.mark.parametrize(
    ("first", "second", "line"),
    [
        (
            "Lumen Quay took €3.4 million in charging revenue in the week.",
            "Lumen Quay took €3.5 million in charging revenue in the week.",
            (
                "Lumen Quay's charging revenue rose 2.9% to €3.5 million; the report of 10 October "
                "gave €3.4 million."
            ),
        ),
        (
            "The Skerry Exchange coastal cell index closed at $84.20 per kilowatt-hour on Friday.",
            "The Skerry Exchange coastal cell index closed at $82.75 per kilowatt-hour on Friday.",
            (
                "Skerry Exchange's coastal cell index fell 1.7% to $82.75 per kilowatt-hour; "
                "the report of 10 October gave $84.20."
            ),
        ),
        (
            "Norrvik Yards recorded 46.2 megawatts of peak harbour demand in the week.",
            "Norrvik Yards recorded 47.8 megawatts of peak harbour demand in the week.",
            (
                "Norrvik Yards' peak harbour demand rose 3.5% to 47.8 megawatts; "
                "the report of 10 October gave 46.2 megawatts."
            ),
        ),
        (
            "Lumen Quay took €3.4 million in charging revenue in the week.",
            "Lumen Quay took €3.4 million in charging revenue in the week. It rained.",
            "Lumen Quay's charging revenue stands at €3.4 million, unchanged since 10 October.",
        ),
        (
            "Halsund Ferries carried 318,000 passengers in the week.",
            "Halsund Ferries carried 318,000 passengers in the week. It rained.",
            "Halsund Ferries carried 318,000 passengers in the week, as many as reported on 10 October.",
        ),
        (
            "Brackwater Grid recorded 0 megawatts of peak harbour demand in the week.",
            "Brackwater Grid recorded 12 megawatts of peak harbour demand in the week.",
            (
                "Brackwater Grid's peak harbour demand rose to 12 megawatts; the report of 10 October "
                "gave 0 megawatts."
            ),
        ),
    ],
)
def test_each_kind_of_figure_is_said_in_its_own_way(first, second, line):
    made = following(first, f"{second} Fog cancelled 61 departures at Lindhavn.")
    assert line in [one.text for one in lines(made, Block.FIGURES)]


def test_a_new_sum_is_given_as_its_source_wrote_it():
    told = "Tarnholm Shipping has won a contract worth kr 3.6 billion."
    papers = [article(told), article(f"{told} Yes.", publisher="Skerry Post")]
    made = edition_from([papers], words=600)
    assert [one.text for one in lines(made, Block.FIGURES)] == [
        (
            "Two independent publishers give the same figure: Tarnholm Shipping has won a contract "
            "worth kr 3.6 billion."
        )
    ]


def test_what_fell_due_is_reported_in_the_outlook():
    announced = [
        article("Lumen Quay will open the quay at Estervik on 16 October 2026.", title="Quay one"),
        article("Saltmere Storage will close the Torskar loan by 14 October 2026.", title="Loan"),
        article("Kelvig Drives will name a chairman on 15 October 2026.", title="Chair"),
        article("Orrefjord Capital will sell a farm on 13 October 2026.", title="Farm"),
        article("Brackwater Grid will publish harbour data in December 2026.", title="Data"),
    ]
    one = edition_from([[piece] for piece in announced], words=600)
    report = article(
        "Lumen Quay opened the quay at Estervik on Friday, as promised. Fog cancelled 61 departures.",
        title="A quay opens",
        published=NOW + timedelta(days=5),
    )
    made = edition_from([[report]], past=[one], now=NOW + WEEK, words=600)
    texts = [line.text for line in lines(made, Block.EXPECTATIONS)]
    assert (
        "Announced for 16 October, and done: Lumen Quay opened the quay at Estervik on Friday, "
        "as promised." in texts
    )
    assert sum("No report yet" in text or "unreported so far" in text for text in texts) == 2
    assert (
        "Next, by 31 December 2026: Brackwater Grid will publish harbour data in December 2026."
        in texts
    )


def test_an_outcome_that_cannot_be_read_alone_comes_with_its_announcement():
    announced = article(
        "The Skerry Exchange will publish its stock survey on 16 October 2026.", title="Survey due"
    )
    one = edition_from([[announced]], words=600)
    report = article(
        "It ended the rally, the Skerry Exchange said of its stock survey, published on Friday.",
        title="Rally over at the Skerry Exchange",
        published=NOW + timedelta(days=5),
    )
    made = edition_from([[report]], past=[one], now=NOW + WEEK, words=600)
    (line,) = lines(made, Block.EXPECTATIONS)
    assert line.text == f"“{announced.text}” Reported since: {report.text}"
    assert {evidence.article_id for evidence in line.evidence} == {announced.id, report.id}


def test_a_figure_several_give_is_told_under_its_title_when_it_leans():
    told = "The contract is worth kr 3.6 billion."
    papers = [
        article(told, title="Tarnholm Shipping wins the Skerries"),
        article(f"{told} Yes.", title="Tarnholm Shipping wins", publisher="Skerry Post"),
    ]
    (line,) = lines(edition_from([papers], words=600), Block.FIGURES)
    assert line.text == (
        "Two independent publishers give the same figure on “Tarnholm Shipping wins the Skerries”: "
        "The contract is worth kr 3.6 billion."
    )


def test_what_is_new_on_the_point_of_a_story_is_told_with_the_last_telling():
    first = article(
        "Norrvik Yards closed battery hall 2 after the fire of Tuesday.",
        title="Norrvik Yards closes battery hall 2",
    )
    later = article(
        "Norrvik Yards reopened battery hall 2 on 14 October after repairs.",
        title="Norrvik Yards reopens battery hall 2",
        published=NOW + timedelta(days=5),
    )
    one = edition_from([[first]], words=600)
    made = edition_from([[later]], past=[one], now=NOW + WEEK, words=600)
    assert [line.text for line in lines(made, Block.WHAT_CHANGED)] == [
        f"Since the edition of 12 October: {later.text}"
    ]


def test_a_value_in_the_middle_has_no_place_on_record():
    made = []
    for week, packs in enumerate((1_000, 1_300, 1_100, 1_200)):
        source = article(
            f"Voltara Cells shipped {packs:,} battery packs in the week.",
            title=f"Week {week} at Voltara Cells",
            published=NOW + week * WEEK - timedelta(days=2),
        )
        made.append(edition_from([[source]], past=made, now=NOW + week * WEEK, words=600))
    assert [line.text for line in lines(made[3], Block.FIGURES)] == [
        "Voltara Cells shipped 1,200 battery packs in the week, up 9.1% on the 1,100 reported on 24 October."
    ]


def test_what_is_new_beside_the_point_of_a_story_is_not_told_of_it():
    first = article(
        "The Skerry Exchange index stood still. Halsund Ferries sailed.", title="Index stands still"
    )
    later = article(
        "The Skerry Exchange index stood still. Bellmark Mutual hired 61 nurses.",
        title="Index stands still again",
        published=NOW + timedelta(days=5),
    )
    one = edition_from([[first]], words=600)
    made = edition_from([[later]], past=[one], now=NOW + WEEK, words=600)
    assert made.stories[0].continues
    assert lines(made, Block.WHAT_CHANGED) == []


def test_a_line_without_anything_to_check_is_not_built():
    material = Material(stories=(), articles={}, now=NOW)
    assert build_line(material, Block.FIGURES, "nothing at all.", [], value=1.0) is None


def test_a_mean_of_earlier_mentions_is_said_in_words():
    def mention(count, week):
        return [
            article(
                f"Saltmere Storage lent {week + 20} batteries in the week. Nobody minded, said paper {number}.",
                title=f"Loan {week} seen by {number}",
                publisher=f"Paper {number}",
                published=NOW + week * WEEK - timedelta(days=2),
            )
            for number in range(count)
        ]

    made = []
    for week, count in enumerate((1, 1, 4)):
        made.append(
            edition_from([mention(count, week)], past=made, now=NOW + week * WEEK, words=600)
        )
    texts = [one.text for one in lines(made[2], Block.WHAT_CHANGED)]
    assert (
        "Saltmere Storage is mentioned by four publishers, against one on average over the last two "
        "editions." in texts
    )


def test_a_copied_text_is_no_further_voice():
    told = "Saltmere Storage lent the Torskar battery to the port. It rained."
    papers = [article(told, title=f"Loan {n}", publisher=f"Paper {n}") for n in range(4)]
    quiet = edition_from([[article("A seal slept on the pier of Greyholm.", title="Seal")]])
    material = Material(
        stories=[story(*papers)],
        articles={one.id: one for one in papers},
        now=NOW,
        past=past_of((quiet,)),
        copies={papers[0].id: (papers[2].id, papers[3].id)},
    )
    texts = [one.text for one in compose_insight(material, words=200)]
    assert texts == ["New in the lead: “Loan 0”, reported independently by Paper 0 and Paper 1."]


def test_a_story_whose_earlier_telling_is_unknown_is_not_dated():
    source = article("Norrvik Yards counted 31 workers at the fire.", title="Fire again")
    one = replace(story(source), continues="s-gone", new_facts=(source.text,))
    material = Material(stories=[one], articles={source.id: source}, now=NOW)
    assert compose_insight(material, words=200) == []


def outcome_line(state, text, outcome, *, owner="Brackwater Grid", turned=False):
    """Return the line that tells what became of an expectation of an article."""
    source = article(f"{text} {outcome}", title="Grid news")
    item = WatchItem(
        text=text,
        due=Due(start=date(2026, 10, 9), end=date(2026, 10, 9)),
        evidence=(cite(source, text), cite(source, outcome)),
        owner=owner,
        state=state,
        outcome=outcome,
    )
    first = replace(item, outcome="Brackwater Grid will decide by 9 October, and did decide.")
    watch = [*([first] if turned else []), item]
    material = Material(stories=[], articles={source.id: source}, now=NOW, watch=watch)
    return expectation_lines(material, Openers())[-1].insight.text


@pytest.mark.parametrize(
    ("state", "text", "outcome", "said"),
    [
        (
            WatchState.SLIPPED,
            "The company will publish its rules on 9 October.",
            "The company will publish its rules on 25 November.",
            "Brackwater Grid, no longer 9 October: The company will publish its rules on 25 November.",
        ),
        (
            WatchState.NO_NEWS,
            "The company will publish its rules on 9 October.",
            "Seen by nobody.",
            (
                "Brackwater Grid, no report yet of what was due 9 October: “The company will publish "
                "its rules on 9 October.”"
            ),
        ),
        (
            WatchState.HAPPENED,
            "Voltara Cells will publish its rules on 9 October.",
            "Voltara Cells published rules for 12 quays.",
            "Announced for 9 October, and done: Voltara Cells published rules for 12 quays.",
        ),
        (
            WatchState.HAPPENED,
            "Voltara Cells will publish its report on 9 October.",
            "Voltara Cells earned €12 million in the half-year.",
            (
                "“Voltara Cells will publish its report on 9 October.” Reported since: Voltara Cells "
                "earned €12 million in the half-year."
            ),
        ),
    ],
)
def test_an_outcome_says_whose_and_what_it_is(state, text, outcome, said):
    owner = "Brackwater Grid" if text.startswith("The") else "Voltara Cells"
    assert outcome_line(state, text, outcome, owner=owner) == said


def test_outcomes_are_not_all_told_in_one_order():
    text = "Voltara Cells will publish its report on 9 October."
    outcome = "Voltara Cells earned €12 million in the half-year."
    said = outcome_line(WatchState.HAPPENED, text, outcome, owner="Voltara Cells", turned=True)
    assert said == f"{outcome} That was expected 9 October: “{text}”"


def test_a_new_fact_beside_the_title_is_told_under_it():
    told = article("Norrvik Yards burned on Tuesday.", title="Fire at Norrvik Yards halts refit")
    first = edition_from([[told]])
    fact = "The refit of 14 vessels in the yard was halted, and it rained on all of them."
    news = article(f"Norrvik Yards reopened. {fact}", title="Fire at Norrvik Yards halts refit")
    line = replace(story(news), continues=first.stories[0].id, new_facts=(fact,))
    material = Material(
        stories=[line], articles={news.id: news}, now=NOW + WEEK, past=past_of((first,))
    )
    (insight, *_) = compose_insight(material, words=100)
    assert insight.text == (f"“Fire at Norrvik Yards halts refit” goes on from 12 October: {fact}")


def test_a_measure_without_a_subject_moves_under_its_own_name():
    def week(value, number):
        return article(
            f"Lumen Quay took €{value} million in charging revenue in the week.",
            title="Lumen Quay counts",
            published=NOW + number * WEEK - timedelta(days=2),
        )

    first = edition_from([[week("3.4", 0)]])
    news = week("3.5", 1)
    second = edition_from([[news]], past=[first], now=NOW + WEEK)
    metric = replace(second.metrics[0], label="Charging revenue")
    material = Material(stories=[], articles={news.id: news}, now=NOW, metrics=[metric])
    (line,) = figure_lines(material, Openers())
    assert line.insight.text.startswith("Charging revenue rose 2.9% to €3.5 million; ")


def test_an_announcement_lends_its_outcome_no_confidence():
    announced = article("Voltara Cells will publish its report on 9 October.", title="Ahead")
    done = article("Voltara Cells earned €12 million.", title="Done", publisher="Tidewater Wire")
    item = WatchItem(
        text=announced.text,
        due=Due(start=date(2026, 10, 9), end=date(2026, 10, 9)),
        evidence=(cite(announced, announced.text), cite(done, done.text)),
        owner="Voltara Cells",
        state=WatchState.HAPPENED,
        outcome=done.text,
    )
    articles = {announced.id: announced, done.id: done}
    material = Material(stories=[], articles=articles, now=NOW, watch=[item])
    (line,) = expectation_lines(material, Openers())
    assert len(line.insight.evidence) == 2
    assert line.insight.confidence is Confidence.LOW
    assert line.insight.reason == "one publisher, Tidewater Wire"
