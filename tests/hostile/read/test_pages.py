"""Input made to break the reading of pages is survived in bounded time."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.read.pages import read_page
from patience import patience

CASES = Path(__file__).parents[2] / "cases" / "pages"


def test_the_rest_of_an_endless_page_is_ignored() -> None:
    page = (CASES / "json-ld.html").read_bytes() + b"<p>" + b"x " * 2_000_000
    article = read_page(page, url="https://www.fjordlight.example/a")
    assert article is not None
    assert len(article.text) < 3_000_000


@pytest.mark.parametrize(
    "html",
    [
        b"<p>" * 10_000,
        b"<table><tr><td>x" * 1_000,
        b"<div>" * 1_900 + b"The port plans four berths.",
        b"<a href='x'>link</a> " * 4_000,
        b'<script type="application/ld+json">' + b'{"@graph":' * 5_000,
        b"<article>" * 20_000,
        b"<h1>" + b"word " * 100_000 + b"</h1>",
        b"<meta name='author' content='" + b"and " * 50_000 + b"'>",
    ],
    ids=["paragraphs", "tables", "divs", "links", "json-ld", "articles", "heading", "author"],
)
def test_hostile_pages_are_survived_to_the_end(html: bytes) -> None:
    with patience():
        read_page(b"<html><body>" + html, url="https://www.fjordlight.example/a")
