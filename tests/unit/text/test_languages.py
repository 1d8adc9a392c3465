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


def test_what_follows_a_long_opening_does_not_matter() -> None:
    opening = "The ferry company opened a new route to the outer islands. " * 20
    assert identify_language(opening + "Die Reederei hat eine Strecke eröffnet. " * 500) == "en"
