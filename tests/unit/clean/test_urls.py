from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from broadsheet.clean.urls import TRACKING_PARAMETERS, canonical_url, strip_tracking

CASES = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "urls" / "canonical.yaml")
PIECES = st.lists(
    st.sampled_from(
        ["http://", "HTTPS://", "www.", "m.", "amp.", "Quay.example", ":80", ":443", "/", "//", "amp",
         "index.html", "index.php", ".amp", ".html", "?", "&", "utm_source=x", "b=2", "a=1", "#top",
         "%7e", "%C3%A9", "%zz", "é", " ", "user@", "..", ";", "=", "amp=1", "+"]
    ),
    max_size=12,
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["url"])
def test_case(case: dict[str, str]) -> None:
    assert canonical_url(case["url"]) == case["canonical"]


@given(
    st.one_of(
        st.text(max_size=60),
        PIECES.map("".join),
        PIECES.map(lambda x: "https://quay.example/" + "".join(x)),
    )
)
def test_canonical_is_idempotent(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@example("https://quay.example/ #top")
@example("https://quay.example/? #top")
@given(PIECES.map(lambda pieces: "https://quay.example/" + "".join(pieces)))
def test_stripping_tracking_is_idempotent_and_keeps_the_key(url: str) -> None:
    once = strip_tracking(url)
    assert strip_tracking(once) == once


def test_a_link_keeps_what_a_server_may_need() -> None:
    link = "http://www.quay.example:8080/News/?b=2&utm_source=mail&a=1&fbclid=z#top"
    assert strip_tracking(link) == "http://www.quay.example:8080/News/?b=2&a=1"
    assert strip_tracking(" notes/a file.md ") == "notes/a file.md"


def test_the_table_is_of_the_size_it_claims() -> None:
    assert len(TRACKING_PARAMETERS) >= 60
    assert all(name == name.lower() for name in TRACKING_PARAMETERS)
