from __future__ import annotations

from broadsheet.analyse.centrality import choose_central
from deskwork import article

FERRIES = "Halsund Ferries has ordered eight electric ferries from the Lindhavn yard."
HARBOUR = "The harbour chess club of Greyholm beat its guests from the mainland on Sunday."


def told(text: str, publisher: str, *, day: int = 1):
    return article(f"{text} It was day {day}.", title="News", publisher=publisher)


def test_few_articles_are_all_read():
    held = [told(FERRIES, "Harbour Ledger"), told(HARBOUR, "Island Post")]
    assert choose_central(held, limit=2) == [0, 1]
    assert choose_central([], limit=2) == []


def test_what_most_articles_tell_is_central():
    held = [told(HARBOUR, "Skarn Mail"), *(told(FERRIES, f"Paper {n}") for n in range(5))]
    assert choose_central(held, limit=5) == [1, 2, 3, 4, 5]


def test_each_family_is_heard_once_before_one_is_heard_twice():
    held = [told(FERRIES, "Harbour Ledger", day=n) for n in range(1, 6)]
    held.append(told(HARBOUR, "Island Post"))
    assert 5 in choose_central(held, limit=2)


def test_articles_without_words_come_last():
    held = [article("", title="", publisher=f"Paper {n}") for n in range(3)]
    assert choose_central([*held, told(FERRIES, "Island Post")], limit=1) == [3]
    assert choose_central(held, limit=2) == [0, 1]
