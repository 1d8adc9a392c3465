"""Plain text put back together: paragraphs whole, lists and addresses as they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.model.articles import Document
from broadsheet.read.files import read_file
from broadsheet.read.plain_lines import unwrapped

WRAPPED = """The port of Lindhavn wants four new berths for electric freighters by next
summer, its director said on Monday. The plan costs 84 million euros and
needs the consent of the county."""
WHOLE = WRAPPED.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (WRAPPED, [WHOLE]),
        (WRAPPED.replace("\n", " \r\n"), [WHOLE]),
        (f"{WRAPPED}\n{WRAPPED}", [WHOLE, WHOLE]),
        (f"{WHOLE}\n\n\n \nShort.", [WHOLE, "Short."]),
        ("Quay Letter\nPier 4\nLindhavn", ["Quay Letter\nPier 4\nLindhavn"]),
        (
            "* One point\n* Another\n  that runs on\n- Third",
            ["One point", "Another that runs on", "Third"],
        ),
        ("1. One\n2. Two\nand more", ["1. One", "2. Two and more"]),
        (
            "The ferry sails again from the quay in the old harbour on\n12. Mai, say\nall.",
            ["The ferry sails again from the quay in the old harbour on 12. Mai, say", "all."],
        ),
        (
            "The ferry sails again from the quay in the old harbour\n– once a yard – to the north.",
            [
                "The ferry sails again from the quay in the old harbour – once a yard – to the north."
            ],
        ),
        (
            "The ferry sails again from the quay in the old harbour:\n- to the north\n- to the south",
            [
                "The ferry sails again from the quay in the old harbour:",
                "to the north",
                "to the south",
            ],
        ),
        ("Berths\n======\nFour of them.", ["Berths\nFour of them."]),
        ("-----\n\nText.", ["Text."]),
        ("> " + WRAPPED.replace("\n", "\n> "), [WHOLE]),
        (f"{WRAPPED}\n\n-- \nIda Berg\nQuay Letter", [WHOLE]),
        (f"{WRAPPED}\n-- \n" + "Line.\n" * 20, None),
        ("-- \nOnly a signature", ["--\nOnly a signature"]),
        ("", [""]),
    ],
)
def test_what_was_broken_by_hand_is_whole(text: str, paragraphs: list[str] | None) -> None:
    found = unwrapped(text).split("\n\n")
    assert found == paragraphs or (paragraphs is None and found[-1].endswith("Line."))


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        (WRAPPED, WHOLE[:120], WHOLE),
        (f"Four berths\n\n{WRAPPED}", "Four berths", WHOLE),
        (f"Four berths\n{WRAPPED}", "Four berths", WHOLE),
        (f"Four berths for electric freighters are wanted now\n---\n{WRAPPED}",
         "Four berths for electric freighters are wanted now", WHOLE),
        ("Four berths\nare wanted.", "Four berths", "Four berths\nare wanted."),
    ],
)  # fmt: skip
def test_the_title_of_a_note(text: str, title: str, first: str) -> None:
    now = datetime(2026, 11, 9, tzinfo=UTC)
    (article,) = read_file(Document(url="a.txt", content=text.encode(), fetched_at=now))
    assert (article.title, article.text.split("\n\n")[0]) == (title, first)
