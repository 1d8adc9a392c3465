from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.clean.urls import TRACKING_PARAMETERS, canonical_url, strip_tracking

CASES = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "urls" / "canonical.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["url"])
def test_case(case: dict[str, str]) -> None:
    assert canonical_url(case["url"]) == case["canonical"]


def test_a_link_keeps_what_a_server_may_need() -> None:
    link = "http://www.quay.example:8080/News/?b=2&utm_source=mail&a=1&fbclid=z#top"
    assert strip_tracking(link) == "http://www.quay.example:8080/News/?b=2&a=1"
    assert strip_tracking(" notes/a file.md ") == "notes/a file.md"


def test_the_table_is_of_the_size_it_claims() -> None:
    assert len(TRACKING_PARAMETERS) >= 60
    assert all(name == name.lower() for name in TRACKING_PARAMETERS)
