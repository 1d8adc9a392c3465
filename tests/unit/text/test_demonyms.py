from __future__ import annotations

import pytest

from broadsheet.text.demonyms import place_of


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Austria", "Austrian"),
        ("Australian", "Australia"),
        ("Dutch", "the Netherlands"),
        ("Holland", "Netherlands"),
        ("Britons", "UK"),
        ("U.S.", "American"),
        ("US", "the United States"),
        ("Swiss", "Switzerland"),
        ("Danes", "Danish"),
        ("Filipino", "Philippines"),
        ("Türkiye", "Turkish"),
        ("South Korean", "Korea"),
        ("Poland's", "POLISH"),
    ],
)
def test_a_place_and_its_people_are_one(a: str, b: str) -> None:
    assert place_of(a) == place_of(b) is not None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Austria", "Australia"),
        ("Austrian", "Australian"),
        ("Niger", "Nigerian"),
        ("Nigerien", "Nigeria"),
        ("Slovak", "Slovenia"),
        ("Slovene", "Slovakia"),
        ("North Korean", "South Korea"),
        ("Iran", "Iraqi"),
        ("Poland", "Estervik"),
    ],
)
def test_places_that_look_alike_are_two(a: str, b: str) -> None:
    assert place_of(a) != place_of(b)


def test_a_place_has_one_name_and_what_is_none_has_no_place() -> None:
    assert place_of("Austrians") == place_of("Austria") == "austria"
    assert place_of("the USA") == "united states"
    assert place_of("Halsund Ferries") is None
    assert place_of("") is None
