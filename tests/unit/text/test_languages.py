from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.text.languages import identify_language

CASES = Path(__file__).parents[2] / "cases" / "languages"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_sentence_tells_its_language(path: Path) -> None:
    sentences = YAML(typ="safe").load(path)
    assert len(sentences) == 3
    assert [identify_language(sentence) for sentence in sentences] == [path.stem] * 3


@pytest.mark.parametrize("text", ["", "   ", "Ferry", "1,200 + 3,400 = 4,600", "OK, go.", "渡轮"])
def test_too_few_letters_tell_nothing(text: str) -> None:
    assert identify_language(text) == "und"


@pytest.mark.parametrize(
    "text",
    [
        "Mueller Dupont Garcia Rossi Tanaka Kowalski Ivanov",
        "Xk2 Zq9 AB-12 GTIN 4006381333931 SKU RTX QLED",
        "https://www.example.org/path/index.html?id=22",
        "La compagnie a commandé huit navires. La compañía encargó ocho barcos nuevos.",
        "Die Werft baut acht neue Fähren. The yard builds eight new ferries for the line.",
    ],
)
def test_names_codes_and_two_languages_in_one_are_no_language(text: str) -> None:
    assert identify_language(text) == "und"


@pytest.mark.parametrize(
    "text",
    [
        "The yard builds eight new ferries. The first sails in spring, the last in winter.",
        "The yard builds eight new ferries for the shipping line. Bravo!",
        "The yard builds eight new ferries for the shipping line",
    ],
)
def test_sentences_of_one_language_agree(text: str) -> None:
    assert identify_language(text) == "en"


def test_eighteen_languages_and_more_have_their_sentences() -> None:
    assert len(list(CASES.glob("*.yaml"))) >= 18


def test_what_follows_a_long_opening_does_not_matter() -> None:
    opening = "The ferry company opened a new route to the outer islands. " * 20
    assert identify_language(opening + "Die Reederei hat eine Strecke eröffnet. " * 500) == "en"
