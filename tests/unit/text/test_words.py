from __future__ import annotations

import pytest

from broadsheet.text.words import content_words, fold, is_stop, stem, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voltara’s plant, opened!", ["voltara", "plant", "opened"]),
        ("It doesn't cost 1,200.50 or 3.5%", ["it", "doesn't", "cost", "1,200.50", "or", "3.5"]),
        ("the U.S. and the U.K.", ["the", "us", "and", "the", "uk"]),
        ("Müller’s U.S. Büro", ["müller", "us", "büro"]),
        ("ＦＵＬＬ width ﬁne", ["full", "width", "fine"]),
        ("L’usine d'Estervik", ["usine", "estervik"]),
        ("snake_case and_more", ["snake", "case", "and", "more"]),
        ("渡轮今天", ["渡轮", "轮今", "今天"]),
        ("船", ["船"]),
        ("Voltara 渡轮 L’usine", ["voltara", "渡轮", "usine"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("naïve cafe\u0301", ["naïve", "café"]),
        ("s'", ["s"]),
        ("'' ... —", []),
        ("", []),
    ],
)
def test_words_are_folded_and_bare(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["raise", "raised", "raises", "raising"]),
        ("en", ["company", "companies"]),
        ("en", ["plan", "planned", "planning", "plans"]),
        ("en", ["nation", "nations"]),
        ("de", ["Fähre", "Fähren"]),
        ("de", ["Meldung", "Meldungen"]),
        ("fr", ["annoncer", "annoncé", "annoncée"]),
        ("es", ["fabricar", "fabricado", "fabricando"]),
    ],
)
def test_forms_of_one_word_share_a_stem(language: str, forms: list[str]) -> None:
    assert len({stem(fold(form), language) for form in forms}) == 1


@pytest.mark.parametrize("word", ["gas", "x5", "2026", "sky", "nth"])
def test_short_words_and_codes_keep_their_shape(word: str) -> None:
    assert stem(word) == word


def test_a_language_without_rules_keeps_its_words() -> None:
    assert stems("Statki pływają", "pl") == ["statki", "pływają"]
    assert not is_stop("i", "pl")
    assert content_words("i statki", "pl") == ["i", "statki"]


def test_topic_is_what_remains_without_stop_words() -> None:
    assert content_words("The plants of Voltara were raising their prices") == [
        "plant",
        "voltara",
        "rais",
        "pric",
    ]
    assert content_words("Die Fähren der Reederei", "de") == stems("Fähren Reederei", "de")
    assert is_stop("the")
    assert not is_stop("plant")
