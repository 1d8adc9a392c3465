from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.model.articles import article_id
from broadsheet.read.main_text import main_text
from broadsheet.read.pages import read_page
from broadsheet.read.titles import strip_site

CASES = Path(__file__).parents[2] / "cases" / "pages"
EXPECTATIONS = sorted(CASES.glob("*.expected.json"))
PLAIN = ("title", "url", "language", "publisher", "family", "date_source")


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.name.split(".expected")[0])
def test_case(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.read_text("utf-8"))
    article = read_page(
        (CASES / expected["input"]).read_bytes(),
        url=expected["url"],
        content_type=expected.get("content_type"),
    )
    if expected.get("none"):
        assert article is None
        return
    assert article is not None
    for name in PLAIN:
        assert getattr(article, name) == expected.get(name, getattr(article, name)), name
    for name in ("published", "updated"):
        moment = getattr(article, name)
        if name in expected:
            assert (moment and moment.isoformat()) == expected[name], name
    assert list(article.authors) == expected.get("authors", list(article.authors))
    assert article.title.startswith(expected.get("title_starts", ""))
    assert all(part in article.text for part in expected.get("text_has", []))
    assert not any(part in article.text for part in expected.get("text_lacks", []))
    assert article.id == article_id(article.url, article.title, article.text)


def failing(*args: object, **options: object) -> None:
    raise RuntimeError("a parser gave up")


def test_a_failing_extractor_costs_neither_the_page_nor_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("trafilatura.extract", failing)
    monkeypatch.setattr("htmldate.find_date", failing)
    article = read_page(
        (CASES / "undated.html").read_bytes(), url="https://www.fjordlight.example/a"
    )
    assert article is not None
    assert "6.8 metres" in article.text
    assert article.published is None


def test_main_text_of_nothing_is_empty() -> None:
    assert main_text("").text == ""
    assert main_text("<html><body><b>x</b></body></html>").text in {"", "x"}


@pytest.mark.parametrize(
    ("title", "publisher", "host", "short"),
    [
        ("The port grows | Fjordlight Daily", "Fjordlight Daily", "", "The port grows"),
        ("The port grows - FjordlightDaily", "Fjordlight Daily", "", "The port grows"),
        ("The port grows - fjordlight", "", "www.fjordlight.example", "The port grows"),
        ("Fjordlight Daily: the port", "Fjordlight Daily", "", "Fjordlight Daily: the port"),
        ("Fjordlight Daily | The port grows", "Fjordlight Daily", "", "The port grows"),
        ("The port of Lindhavn grows | Coast", "", "", "The port of Lindhavn grows"),
        ("Ports | What comes next on the coast", "", "", "Ports | What comes next on the coast"),
        ("The port grows - and pays", "", "", "The port grows - and pays"),
        ("The port grows |", "", "", "The port grows |"),
        ("The port", "The port", "", "The port"),
    ],
)
def test_site_names_are_cut_off_titles(title: str, publisher: str, host: str, short: str) -> None:
    assert strip_site(title, publisher=publisher, host=host) == short
