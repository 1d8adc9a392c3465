"""How much of one article is analysed, and that the rest is named."""

from __future__ import annotations

import pytest

from broadsheet.analyse.reach import MOST_CHARACTERS, find_beyond_reach, within_reach
from deskwork import article

HALF = "x" * (MOST_CHARACTERS - 500)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The yard opened.", 16),
        ("y" * MOST_CHARACTERS, MOST_CHARACTERS),
        ("y" * MOST_CHARACTERS + ".", MOST_CHARACTERS),
        (f"{HALF}. Next\n\nA paragraph. More and more {HALF}", len(HALF) + 7),
        (f"{HALF}. A paragraph. More and more {HALF}", len(HALF) + 14),
        (f"{HALF} some words and{HALF}", len(HALF) + 12),
    ],
    ids=["short", "as long as may be", "one too many", "paragraph", "sentence", "word"],
)
def test_an_article_is_read_to_the_last_end_within_reach(text: str, kept: int):
    whole = article(text)
    part = within_reach(whole)
    assert part.text == text[:kept]
    assert part.id == whole.id


def test_what_lies_beyond_is_named():
    long, short = article("The yard opened. " * 10_000), article("The yard opened.")
    (found,) = find_beyond_reach([short, long])
    assert found.message == "only the first 99,993 of 170,000 characters were analysed"
    assert (found.check, found.article_id) == ("article_cut", long.id)
