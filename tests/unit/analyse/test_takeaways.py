from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.analyse.candidates import count_words, find_candidates
from broadsheet.analyse.takeaways import select_takeaways
from broadsheet.analyse.trimming import is_subsequence
from broadsheet.model.blocks import BlockKind, TextBlock
from deskwork import NOW, article

LEDGER = article(
    "Halsund Ferries has ordered eight electric ferries from the Lindhavn yard for 2.1 billion"
    " crowns.\n\nThe first ferry is due in spring 2028 and will sail between Estervik and the outer"
    " islands.\n\nCoffee on board will stay cheap, and the old ferries will be sold to a buyer in the"
    " south.\n\nThe quay in Estervik was painted last summer by volunteers from the rowing club.",
    title="Halsund orders eight electric ferries",
    publisher="Harbour Ledger",
)
POST = article(
    "The Lindhavn yard will build eight electric ferries for Halsund Ferries, an order worth 2.1"
    " billion crowns.\n\nVoltara Cells will deliver the batteries of the ferries from its plant in"
    " Estervik.\n\nIslanders have waited for the ferries for eleven years.",
    title="Lindhavn yard to build eight ferries for Halsund",
    publisher="Island Post",
    published=NOW - timedelta(days=1),
)
CABLE = article(
    "Batteries from Voltara Cells will drive the eight ferries that Halsund Ferries ordered.\n\nThe"
    " mayor of Greyholm welcomed the plan in a long speech about winters and the sea.",
    title="Voltara batteries for Halsund ferries",
    publisher="Cable News",
)
STORY = [LEDGER, POST, CABLE]


def texts(articles, **more) -> list[str]:
    return [one.text for one in select_takeaways(articles, **({"limit": 3} | more))]


def test_the_event_itself_comes_first_and_is_told_once():
    first, *rest = texts(STORY, limit=4)
    assert "eight electric ferries" in first
    assert not any("2.1 billion" in one for one in rest)
    assert any("batteries" in one.lower() for one in rest)


def test_every_takeaway_quotes_its_article_exactly():
    held = {one.id: one.text for one in STORY}
    for takeaway in select_takeaways(STORY, limit=9, max_words=15):
        (evidence,) = takeaway.evidence
        assert held[evidence.article_id][evidence.start : evidence.end] == evidence.quote
        assert is_subsequence(takeaway.text, evidence.quote)
        assert (takeaway.method == "verbatim") == (takeaway.text == evidence.quote)


def test_no_more_than_ordered_and_nothing_from_nothing():
    assert len(texts(STORY, limit=2)) == 2
    assert texts(STORY, limit=0) == []
    assert texts([]) == []
    assert texts([article("", title="")]) == []


def test_a_long_sentence_is_trimmed_when_that_is_safe():
    long = article(
        "Halsund Ferries, which belongs to the islands, has ordered eight electric ferries from the"
        " Lindhavn yard near Estervik.",
        title="Halsund orders ferries",
    )
    (takeaway,) = select_takeaways([long], limit=3, max_words=16)
    assert takeaway.method == "trimmed"
    assert takeaway.text == (
        "Halsund Ferries has ordered eight electric ferries from the Lindhavn yard near Estervik."
    )
    assert takeaway.evidence[0].quote == long.text


def test_a_sentence_that_cannot_be_shortened_is_passed_over():
    long = article(
        "Halsund Ferries may order eight electric ferries from the Lindhavn yard if the council of the"
        " outer islands agrees to guarantee the loan.\n\nThe council of the islands meets on the loan"
        " in Storvann on Friday.",
        title="Halsund may order ferries",
    )
    assert texts([long], max_words=14) == [
        "The council of the islands meets on the loan in Storvann on Friday."
    ]


@pytest.mark.parametrize(
    "poor",
    [
        "He said the ferries would sail between Halsund and Estervik in the spring.",
        "Halsund will sail eight of them between Estervik and the islands in spring.",
        "The company will sail ferries between Halsund and the islands in the spring.",
        "Will the ferries of Halsund sail between Estervik and the islands in spring?",
        "We at Halsund will sail the ferries between Estervik and the islands in spring.",
        "“Ferries of Halsund will sail between Estervik and the islands in spring.”",
        "and ferries of Halsund sail between Estervik and the islands in spring.",
        "Ferries of Halsund between Estervik and the islands in spring",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_no_first_choice(poor: str):
    plain = (
        "Ferries of Halsund will sail between Estervik and the islands in spring from Friday on."
    )
    told = article(f"{poor}\n\n{plain}", title="Ferries of Halsund sail in spring")
    assert texts([told], limit=1) == [plain]


@pytest.mark.parametrize(
    "furniture",
    [
        "Sign up for the morning newsletter about Halsund ferries and Estervik.",
        "Enlarge this image toggle caption Halsund ferries in Estervik on Monday.",
        "HALSUND ORDERS EIGHT ELECTRIC FERRIES FROM THE LINDHAVN YARD.",
        "Ferries ordered.",
        '{"ferries": [1, 2, 3], "halsund": {"order": 8, "yard": 1}, "q": [9, 9]}',
        "1,200 | 3,400 | 5,600 | 7,800 | 9,100 | 11,300 | 12,500 ferries",
    ],
)
def test_page_furniture_is_no_sentence(furniture: str):
    told = article(f"{furniture}\n\n{LEDGER.text}", title=LEDGER.title)
    assert furniture not in {one.text for one in find_candidates([told])}


def test_a_dateline_is_left_before_the_sentence():
    told = article("ESTERVIK (Cable News) - Halsund Ferries has ordered eight electric ferries.")
    (takeaway,) = select_takeaways([told], limit=1)
    assert takeaway.text == "Halsund Ferries has ordered eight electric ferries."
    assert takeaway.method == "verbatim"


def test_the_title_repeated_above_the_text_is_no_takeaway():
    told = article(
        "Halsund orders eight electric ferries today in Lindhavn.\n\nThe order of Halsund Ferries goes to the"
        " Lindhavn yard on Monday.",
        title="Today in Lindhavn Halsund orders eight electric ferries",
    )
    assert texts([told]) == ["The order of Halsund Ferries goes to the Lindhavn yard on Monday."]


def test_the_same_figure_is_told_once():
    stores = article(
        "Nordkai has opened six new stores in Halsund, Lindhavn and the islands this month.\n\n"
        "With six new stores the retailer Nordkai now reaches most people on the coast.\n\n"
        "Nordkai pays its staff in the north a bonus at midsummer.",
        title="Nordkai opens stores",
    )
    told = texts([stores])
    assert sum("six new stores" in one for one in told) == 1
    assert len(told) == 2


def test_support_needs_another_family():
    closing = "Nordkai will close the old depot behind the station in Storvann."
    again = "The old depot behind the station in Storvann will be closed by Nordkai."
    opening = "The retailer presented plans for spring to its staff on Monday morning."
    first = article(f"{opening}\n\n{closing}", title="Plans for spring", family="Quay Group")
    text = f"Staff heard about bonus payments from the retailer on Monday.\n\n{again}"
    ally = article(text, title="Staff and spring", publisher="Quay Radio", family="Quay Group")
    rival = article(text, title="Staff and spring", publisher="Island Post", family="Island Post")
    assert texts([first, rival], limit=1)[0] in (closing, again)
    assert texts([first, ally], limit=1) == [opening]


def test_a_short_sentence_inside_a_longer_one_is_not_told_again():
    told = article(
        "Halsund Ferries has ordered eight electric ferries from the Lindhavn yard near Estervik, where"
        " Voltara Cells makes the batteries, and wants winter service between islands, skerries and the"
        " mainland coast.\n\nVoltara Cells makes the batteries near the Estervik yard.\n\nThe rowing club painted"
        " its boathouse red on Sunday.",
        title="Halsund orders electric ferries",
    )
    found = texts([told])
    assert "Voltara Cells makes the batteries near the Estervik yard." not in found
    assert len(found) == 2


def test_only_the_opening_of_a_long_article_is_read():
    filler = " ".join(
        f"Boat number {n} of the Halsund fleet sails in line {n}." for n in range(400)
    )
    told = article(f"{filler} The very last sentence is about the harbour office.", title="Fleet")
    positions = [one.position for one in find_candidates([told])]
    assert positions == list(range(15))


@pytest.mark.parametrize(
    ("kind", "found"),
    [(BlockKind.HEADING, 1), (BlockKind.ROW, 1), (BlockKind.PREFORMATTED, 1), (BlockKind.ITEM, 2)],
)
def test_headings_and_rows_are_no_sentences(kind: BlockKind, found: int):
    told = article(
        "How the yard in Lindhavn builds eight electric ferries.\n\n"
        "The Lindhavn yard will build eight electric ferries for the islands.",
        title="Halsund",
    )
    end = told.text.index("\n")
    told = replace(told, blocks=(TextBlock(kind=kind, start=0, end=end),))
    assert len(find_candidates([told])) == found


def test_a_sentence_cut_by_the_reading_limit_is_not_used():
    told = article("Halsund " * 900 + ".", title="Fleet")
    assert find_candidates([told]) == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Eight ferries sail.", 3),
        ("Acht Fähren fahren.", 3),
        ("沃尔塔拉电池公司投产。", 5),
        ("", 0),
    ],
)
def test_words_are_counted_as_readers_count(sentence: str, count: int):
    assert count_words(sentence) == count


def test_text_without_word_spaces_has_takeaways_too():
    told = article(
        "沃尔塔拉电池公司位于埃斯特维克的新电池厂周一正式投产，年产能为两百万块电池。公司今年还将再招聘一百四十名员工。",
        title="新电池厂投产",
        language="zh",
    )
    assert len(texts([told])) == 2
    assert texts([told], max_words=15) == ["公司今年还将再招聘一百四十名员工。"]
