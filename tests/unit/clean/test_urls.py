from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from ruamel.yaml import YAML

from broadsheet.clean.redirectors import unwrapped
from broadsheet.clean.urls import TRACKING_PARAMETERS, canonical_url, strip_tracking

CASES = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "urls" / "canonical.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["url"])
def test_case(case: dict[str, str]) -> None:
    assert canonical_url(case["url"]) == case["canonical"]


def test_a_link_keeps_what_a_server_may_need() -> None:
    link = "http://www.quay.example:8080/News/?b=2&utm_source=mail&a=1&fbclid=z#top"
    assert strip_tracking(link) == "http://www.quay.example:8080/News/?b=2&a=1"
    assert strip_tracking(" notes/a file.md ") == "notes/a file.md"
    assert strip_tracking("https://t.umblr.com/redirect?z=https://quay.example/a") == (
        "https://quay.example/a"
    )


def test_a_link_tells_no_login() -> None:
    assert strip_tracking("https://ida:secret@quay.example/a") == "https://quay.example/a"


def test_an_address_that_leads_on_and_on_or_is_endless_stays() -> None:
    ring = "https://t.umblr.com/redirect?z=https://t.umblr.com/redirect"
    assert unwrapped(ring) == "https://t.umblr.com/redirect"
    long = f"https://t.umblr.com/redirect?z=https://quay.example/{'a' * 9_000}"
    assert unwrapped(long) == long
    deep = "https://quay.example/a"
    for _ in range(6):
        deep = f"https://t.umblr.com/redirect?z={quote(deep, safe='')}"
    assert unwrapped(deep) == "https://quay.example/a"
    assert unwrapped("ftp://google.com/url?q=https://quay.example/") == (
        "ftp://google.com/url?q=https://quay.example/"
    )
    assert unwrapped("http://[::1") == "http://[::1"


def test_the_table_is_of_the_size_it_claims() -> None:
    assert len(TRACKING_PARAMETERS) >= 60
    assert all(name == name.lower() for name in TRACKING_PARAMETERS)
