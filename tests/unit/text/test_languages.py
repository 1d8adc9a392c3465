from __future__ import annotations

import pytest

from broadsheet.text.languages import identify_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry company opened a new route to the outer islands on Monday."),
        ("de", "Die Reederei hat am Montag eine neue Strecke zu den Inseln eröffnet."),
        ("fr", "La compagnie a ouvert lundi une nouvelle ligne vers les îles."),
        ("es", "La compañía abrió el lunes una nueva ruta hacia las islas."),
        ("ru", "Компания открыла новый маршрут к островам в понедельник."),
        ("zh", "公司星期一开通了前往外岛的新航线。"),
        ("ja", "会社は月曜日に新しい航路を開いた。"),
        ("ko", "회사는 월요일에 섬으로 가는 새 항로를 열었다."),
    ],
)
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "Ferry", "1,200 + 3,400 = 4,600", "OK, go.", "渡轮"])
def test_too_few_letters_tell_nothing(text: str) -> None:
    assert identify_language(text) == "und"


def test_what_follows_a_long_opening_does_not_matter() -> None:
    opening = "The ferry company opened a new route to the outer islands. " * 20
    assert identify_language(opening + "Die Reederei hat eine Strecke eröffnet. " * 500) == "en"
