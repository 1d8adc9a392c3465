from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.duplicates import drop_duplicates
from broadsheet.model.articles import LeadImage
from deskwork import NOW, article

NOUNS = ("ferry", "quay", "cable", "battery", "tariff", "harbour", "captain", "winter", "permit")
VERBS = ("moves", "delays", "buys", "repairs", "loads", "lights", "opens", "rents", "paints")


def report(seed: int, sentences: int = 30) -> str:
    """Return an original text of about ten words a sentence, different for every seed."""
    draw = random.Random(seed)
    return "\n\n".join(
        f"The {draw.choice(NOUNS)} {draw.choice(VERBS)} a {draw.choice(NOUNS)} beside the"
        f" {draw.choice(NOUNS)} {draw.choice(NOUNS)} number {draw.randrange(10_000)}."
        for _ in range(sentences)
    )


def days_ago(days: float):
    return NOW - timedelta(days=days)


def test_the_same_address_is_one_article_and_the_earliest_stays():
    early = replace(article(report(1), published=days_ago(3)), url="https://quay.example/a")
    late = replace(article(report(2), published=days_ago(1)), url="https://quay.example/a")
    result = drop_duplicates([late, early])
    assert result.kept == (early,)
    assert [(one.reason, one.title) for one in result.left_out] == [("duplicate", late.title)]
    assert result.copies == {}


def test_of_one_article_read_twice_the_fuller_reading_stays():
    teaser = replace(article("Eight ferries were ordered."), url="https://quay.example/a")
    full = replace(article(report(1)), url="https://quay.example/a")
    assert drop_duplicates([teaser, full]).kept == (full,)


def test_the_same_words_elsewhere_are_the_same_article():
    original = article(report(1), publisher="Harbour Ledger", published=days_ago(2))
    shouted = article(report(1).upper(), publisher="Island Post", published=days_ago(1))
    (kept,) = drop_duplicates([shouted, original]).kept
    assert kept.id == original.id
    assert kept.also_at == (shouted.url,)


def test_the_one_that_stays_has_the_picture_of_the_other_where_it_has_none():
    image = LeadImage(url="https://quay.example/fog.jpg", found_in="og:image")
    other = LeadImage(url="https://quay.example/hall.jpg", found_in="og:image")
    early = replace(article(report(1), published=days_ago(3)), url="https://quay.example/a")
    late = replace(early, published=days_ago(1), image=image)
    later = replace(early, published=days_ago(0.5), image=other)
    assert drop_duplicates([late, later, early]).kept == (replace(early, image=image),)
    assert drop_duplicates([late, replace(early, image=other)]).kept[0].image == other


def test_addresses_already_known_are_addresses_too():
    original = replace(article(report(1), published=days_ago(2)), also_at=("https://x.example/1",))
    other = replace(article(report(2), published=days_ago(1)), url="https://x.example/1")
    result = drop_duplicates([original, other])
    assert result.kept == (original,)


def test_a_stub_is_the_same_only_under_the_same_title():
    stub = "Read the full story on our site."
    first = article(stub, title="Ferries ordered", publisher="Harbour Ledger")
    second = article(stub, title="Cable laid", publisher="Harbour Ledger")
    third = article(stub, title="Ferries ordered", publisher="Island Post")
    result = drop_duplicates([first, second, third])
    assert {one.title for one in result.kept} == {"Ferries ordered", "Cable laid"}
    assert len(result.kept) == 2


def test_empty_texts_under_different_titles_stay_apart():
    result = drop_duplicates([article("", title="One"), article("", title="Two")])
    assert len(result.kept) == 2


def edited(text: str, kind: str) -> str:
    """Return a re-publication of a text: cut, framed or lightly edited."""
    words = text.split(" ")
    draw = random.Random(5)
    if kind == "cut":
        return " ".join(words[: len(words) * 2 // 5])
    if kind == "framed":
        return f"{report(90, 3)}\n\n{text}\n\n{report(91, 3)}"
    return " ".join("otherwise" if draw.random() < 0.08 else word for word in words)


@pytest.mark.parametrize("kind", ["cut", "framed", "edited"])
def test_another_publishers_copy_stays_and_is_told(kind: str):
    original = article(report(1), publisher="Harbour Ledger", published=days_ago(2))
    copy = article(edited(report(1), kind), publisher="Island Post", published=days_ago(1))
    result = drop_duplicates([copy, original])
    assert result.kept == (original, copy)
    assert result.copies == {original.id: (copy.id,)}


def test_a_familys_copy_of_itself_goes():
    original = article(
        report(1), publisher="Harbour Ledger", family="Quay Group", published=days_ago(2)
    )
    copy = article(
        edited(report(1), "edited"),
        publisher="Quay Radio",
        family="Quay Group",
        published=days_ago(1),
    )
    result = drop_duplicates([copy, original])
    (kept,) = result.kept
    assert (kept.id, kept.also_at) == (original.id, (copy.url,))
    (gone,) = result.left_out
    assert gone.reason == "near_duplicate"
    assert "Harbour Ledger" in gone.detail


def test_a_much_longer_later_version_replaces_the_first():
    first = article(report(1, 15), published=days_ago(2))
    grown = article(f"{report(1, 15)}\n\n{report(2, 15)}", published=days_ago(1))
    result = drop_duplicates([first, grown])
    assert [one.id for one in result.kept] == [grown.id]
    assert result.kept[0].also_at == (first.url,)


def test_a_series_with_new_figures_is_no_copy():
    def weekly(total: int, load: int, delay: int) -> str:
        return (
            f"Ferries between Halsund and the outer islands carried {total} passengers in the week, the"
            f" harbour office says in its weekly bulletin on traffic along the coast. The average load"
            f" was {load} percent of the seats on offer in all boats that sailed on the two routes. Boats"
            f" were late on {delay} crossings, mostly in the evening, when the current in the sound is"
            f" strongest and the quay in Lindhavn is shared with the cable ship. The next bulletin"
            f" follows on Monday, as it does every week, on the page of the harbour office."
        )

    first = article(weekly(4120, 61, 9), published=days_ago(8))
    second = article(weekly(4475, 66, 4), published=days_ago(1))
    repeated = article(weekly(4475, 66, 4) + " More soon.", published=days_ago(0.5))
    result = drop_duplicates([first, second, repeated])
    assert [one.id for one in result.kept] == [first.id, second.id]


@pytest.mark.parametrize("length", [30, 90])
def test_reports_that_share_one_statement_are_no_copies(length: int):
    statement = report(50, 4)
    one = article(f"{report(1, length)}\n\n{statement}", publisher="Harbour Ledger")
    two = article(f"{report(2, length)}\n\n{statement}", publisher="Island Post")
    result = drop_duplicates([one, two])
    assert (len(result.kept), result.copies) == (2, {})


def test_long_lists_of_different_things_with_one_paragraph_in_common_are_no_copies():
    statement = report(50, 4)
    one = article(" ".join(f"item{n}" for n in range(900)) + statement, publisher="Harbour Ledger")
    two = article(" ".join(f"part{n}" for n in range(900)) + statement, publisher="Island Post")
    assert drop_duplicates([one, two]).copies == {}


def test_a_notice_under_very_many_reports_makes_no_copies_of_them():
    notice = report(50, 2)
    many = [
        article(f"{report(seed, 8)}\n\n{notice}", title=f"Report {seed}")
        for seed in range(100, 170)
    ]
    assert len(drop_duplicates(many).kept) == 70


def test_a_short_notice_is_a_copy_only_when_nearly_all_of_it_is():
    notice = "The evening boat from Halsund to Storvann is cancelled until Friday because of the gale in the sound."
    again = article(f"{notice} Take care.", publisher="Island Post", published=days_ago(1))
    other = article(
        "The evening boat from Halsund to Storvann is on time again after repairs at the yard in Lindhavn.",
        publisher="Cable News",
        published=days_ago(1),
    )
    original = article(notice, published=days_ago(2))
    result = drop_duplicates([original, again, other])
    assert result.copies == {original.id: (again.id,)}


def test_a_line_or_two_is_too_little_to_be_a_copy():
    first = article("The evening boat is cancelled until Friday.", title="Gale")
    second = article("The evening boat is cancelled until Friday evening.", title="Storm")
    result = drop_duplicates([first, second])
    assert (len(result.kept), result.copies) == (2, {})


def test_three_copies_count_with_one_original():
    outlets = ["Harbour Ledger", "Island Post", "Cable News"]
    first, second, third = (
        article(f"{report(1)} {outlet}.", publisher=outlet, published=days_ago(3 - day))
        for day, outlet in enumerate(outlets)
    )
    assert drop_duplicates([third, second, first]).copies == {first.id: (second.id, third.id)}


def test_undated_articles_come_after_dated_ones():
    dated = article(report(1), publisher="Harbour Ledger", published=days_ago(1))
    undated = article(report(1), publisher="Island Post", published=None)
    assert [one.id for one in drop_duplicates([undated, dated]).kept] == [dated.id]


def test_nothing_in_nothing_out():
    result = drop_duplicates([])
    assert (result.kept, result.left_out, result.copies) == ((), (), {})


ARTICLES = st.lists(
    st.builds(
        lambda seed, kind, outlet, age, address: replace(
            article(
                report(seed) if kind == "whole" else edited(report(seed), kind),
                publisher=outlet,
                family=outlet if outlet != "Quay Radio" else "Harbour Ledger",
                published=None if age is None else days_ago(age),
                title=f"Report {seed}",
            ),
            **({"url": f"https://quay.example/{address}"} if address else {}),
        ),
        st.integers(1, 3),
        st.sampled_from(["whole", "cut", "framed", "edited"]),
        st.sampled_from(["Harbour Ledger", "Quay Radio", "Island Post"]),
        st.one_of(st.none(), st.integers(0, 6)),
        st.integers(0, 3),
    ),
    max_size=8,
)


@given(ARTICLES, st.randoms(use_true_random=False))
def test_dropping_twice_drops_no_more_and_order_does_not_matter(articles, draw):
    once = drop_duplicates(articles)
    assert drop_duplicates(once.kept).kept == once.kept
    assert len(once.kept) + len(once.left_out) == len(articles)
    shuffled = list(articles)
    draw.shuffle(shuffled)
    assert drop_duplicates(shuffled).kept == once.kept
