"""Input made to break the reading of page dates is survived in bounded time."""

from __future__ import annotations

from broadsheet.read.pages import read_page
from patience import patience


def test_a_page_of_dates_without_end_is_survived() -> None:
    html = "<html><body><h1>Berths</h1>" + "<p>8 October 2026 " * 20_000
    with patience():
        read_page(html.encode(), url="https://www.fjordlight.example/a")
