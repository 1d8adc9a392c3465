from __future__ import annotations

import pytest

from broadsheet.group.titles import choose_title
from deskwork import article


@pytest.mark.parametrize(
    ("titles", "chosen"),
    [
        (["Why you should watch this ferry!", "Halsund orders ferries"], "Halsund orders ferries"),
        (
            ["BREAKING: ferries ordered", "Halsund orders eight ferries"],
            "Halsund orders eight ferries",
        ),
        (["“It is a great day,” says yard", "Yard wins ferry order"], "Yard wins ferry order"),
        (["", "Yard wins ferry order"], "Yard wins ferry order"),
        (["Ferries", "Yard wins order for eight ferries"], "Yard wins order for eight ferries"),
        (
            ["Halsund orders ferries " + "and more " * 12, "Yard wins ferry order"],
            "Yard wins ferry order",
        ),
        (["Halsund orders ferries", "Yard builds ferries now"], "Halsund orders ferries"),
    ],
)
def test_a_plain_short_headline_is_preferred(titles: list[str], chosen: str) -> None:
    articles = [article(f"Text {i}.", title=title) for i, title in enumerate(titles)]
    assert choose_title(articles, [0.5] * len(titles)) == chosen


def test_the_article_closest_to_the_others_names_the_story() -> None:
    articles = [
        article("One.", title="Cod prices and ferries"),
        article("Two.", title="Halsund orders ferries"),
    ]
    assert choose_title(articles, [0.2, 0.9]) == "Halsund orders ferries"


def test_an_article_alone_names_itself() -> None:
    assert choose_title([article("One.", title="Storvann!")], [0.0]) == "Storvann!"
