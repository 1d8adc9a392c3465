from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.analyse.conflicts import disputed_values, find_conflicts
from broadsheet.analyse.figures import figures_on_record
from deskwork import article, story

CASES = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "conflicts" / "pairs.yaml")


def conflicts_in(texts, families=("Harbour Ledger", "Fjordlight Daily"), titles=()):
    titles = titles or ["News from the coast"] * len(texts)
    articles = [
        article(text, publisher=f"Paper {index}", family=family, title=title)
        for index, (text, family, title) in enumerate(zip(texts, families, titles, strict=True))
    ]
    records = figures_on_record(articles, copies={})
    by_id = {one.id: one for one in articles}
    return find_conflicts(records, [story(*articles)], by_id)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_publishers_conflict_only_over_the_same_quantity(case):
    families = case.get("families", ["Harbour Ledger", "Fjordlight Daily"])
    found = conflicts_in(case["texts"], families, case.get("titles", ()))
    assert [claim.text for conflict in found for claim in conflict.claims] == case["conflict"]


def test_a_claim_names_its_publisher_and_cites_its_sentence():
    (conflict,) = conflicts_in(
        [
            "The Norrvik fire destroyed 14 battery modules.",
            "The Norrvik fire destroyed 19 battery modules.",
        ]
    )
    assert [claim.publisher for claim in conflict.claims] == ["Paper 0", "Paper 1"]
    assert conflict.claims[1].evidence.quote == "The Norrvik fire destroyed 19 battery modules."
    assert sorted(value for _, _, value in disputed_values([conflict])) == [14, 19]


def test_three_versions_are_one_conflict():
    texts = [f"The Norrvik fire destroyed {number} battery modules." for number in (14, 19, 23)]
    (conflict,) = conflicts_in(texts, ("Ledger", "Daily", "Post"))
    assert [claim.text for claim in conflict.claims] == [
        f"{n} battery modules" for n in (14, 19, 23)
    ]


def test_stories_apart_are_not_compared():
    one = article("The Norrvik fire destroyed 14 battery modules.", publisher="Ledger")
    two = article("The Norrvik fire destroyed 19 battery modules.", publisher="Daily")
    records = figures_on_record([one, two], copies={})
    by_id = {one.id: one, two.id: two}
    assert find_conflicts(records, [story(one), story(two)], by_id) == []


def test_a_record_without_its_article_conflicts_with_nothing():
    one = article("The Norrvik fire destroyed 14 battery modules.", publisher="Ledger")
    two = article("The Norrvik fire destroyed 19 battery modules.", publisher="Daily")
    records = figures_on_record([one, two], copies={})
    assert find_conflicts(records, [story(one, two)], {two.id: two}) == []
