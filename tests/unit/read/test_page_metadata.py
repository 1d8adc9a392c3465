"""What pages of many makes and languages say about themselves, and what they do not say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.model.articles import GUESSED
from broadsheet.read.main_text import parse_html
from broadsheet.read.metadata import read_metadata
from broadsheet.read.page_accounts import places_of
from broadsheet.read.structured import Meta, json_ld

FOLDER = Path(__file__).parents[2] / "cases" / "page_metadata"
TEXTS: dict[str, str] = json.loads((FOLDER / "texts.json").read_text("utf-8"))
CASES = [json.loads(line) for line in (FOLDER / "cases.jsonl").read_text("utf-8").splitlines()]


def page(case: dict[str, Any]) -> str:
    return (
        f"<!DOCTYPE html><html lang='{case['language']}'><head><meta charset='utf-8'>"
        f"<title>{case['window']}</title>{case['head']}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/ports'>Ports</a></nav>"
        f"<main><article>{case['heading']}{case['top']}{TEXTS[case['language']]}{case['end']}"
        f"</article></main></body></html>"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_case(case: dict[str, Any]) -> None:
    expected: dict[str, Any] = case["expected"]
    html, url = page(case), case["url"]
    tree = parse_html(html)
    meta, node = Meta(tree), json_ld(tree)
    found = read_metadata(tree, meta, node, html=html, url=url, text="")
    for name in ("title", "date_source", "publisher"):
        assert getattr(found, name) == expected.get(name, getattr(found, name)), name
    assert found.language == case["language"]
    for name in ("published", "updated"):
        moment = getattr(found, name)
        if name in expected:
            stamp = moment.isoformat() if moment else "never"
            assert stamp.startswith(expected[name] or "never"), name
    if expected.get("undated"):
        assert found.published is None or found.date_source == GUESSED
    assert list(found.authors) == expected.get("authors", list(found.authors))
    if "author_place" in expected:
        assert places_of(tree, meta, node, found, url)["authors"] == expected["author_place"]
