"""Input made to break the reading of residue is survived in bounded time."""

from __future__ import annotations

import pytest

from broadsheet.clean.residue import clean_text
from patience import patience


@pytest.mark.parametrize(
    "text",
    ["{" * 50_000, '{"a":' * 20_000, "<a " * 50_000, "&amp;" * 30_000, "1A" * 30_000, "»" * 50_000,
     "[caption " * 30_000, "\n \n" * 50_000, "subscribe to " * 20_000, "By " + "A" * 100, "By " + "Aa " * 40,
     '"a":' * 20_000 + "}", "." * 50_000 + "{" * 400,
     '{"a":' * 20_000 + "}" * 20_000, "&" + "amp;" * 30_000 + "lt;", "By Ida Strand\n\n" * 5_000, '{"a": 1} ' * 10_000],
)  # fmt: skip
def test_hostile_texts_are_read_to_the_end(text: str) -> None:
    with patience():
        clean_text(text)
