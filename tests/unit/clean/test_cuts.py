"""What cleaning cut, and what it was taken for."""

from __future__ import annotations

import pytest

from broadsheet.clean.cuts import Cut, cuts

PROSE = "The port of Lindhavn wants four new berths for electric freighters by next summer."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home » Ports » Lindhavn", "breadcrumb"),
        ("Share on Facebook", "share bar"),
        ("Tags: ports, ferries", "label"),
        ("Leave a comment", "comment form"),
        ("Sign up to our newsletter", "newsletter box"),
        ("Skip to content", "navigation"),
        ("Advertisement", "advert"),
        ("All rights reserved.", "legal notice"),
        ("You may also like", "related links"),
        ("Read more", "teaser"),
        ("window.dataLayer = window.dataLayer || [];", "residue"),
    ],
)
def test_each_cut_says_what_it_was_taken_for(line: str, kind: str) -> None:
    assert cuts(f"{PROSE}\n\n{line}\n\n{PROSE[:40]} again, it said.") == (
        Cut(text=line, kind=kind),
    )


def test_a_repeated_paragraph_is_cut_once_and_said_to_be_repeated() -> None:
    assert cuts(f"{PROSE}\n\n{PROSE}") == (Cut(text=PROSE, kind="repeated"),)


def test_clean_text_has_no_cuts() -> None:
    assert cuts(f"{PROSE}\n\nFishing crews object.") == ()
