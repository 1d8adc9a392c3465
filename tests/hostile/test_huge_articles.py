"""Articles of two megabytes, and one article ten thousand times: an edition all the same, in time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from broadsheet.analyse.reach import MOST_CHARACTERS, MOST_FIGURES
from broadsheet.compose.verification import verify_edition
from broadsheet.model.briefings import Section, SectionKind
from broadsheet.model.editions import Edition
from broadsheet.pipeline.making import make_edition
from deskwork import BRIEFING, NOW, article
from patience import patience

SIZE = 2_000_000
PLAIN = "Halsund Ferries has ordered eight ferries from the Lindhavn yard for 2.1 billion crowns."
ORDER = replace(
    BRIEFING,
    sections=(
        Section(kind=SectionKind.LEAD, max=1),
        Section(kind=SectionKind.TAKEAWAYS, max=5, words=25),
        Section(kind=SectionKind.NUMBERS, max=8),
        Section(kind=SectionKind.STORIES, max=20),
        Section(kind=SectionKind.INSIGHT, words=300),
        Section(kind=SectionKind.WATCH, max=5),
    ),
)


def prose() -> Iterator[str]:
    for n in count():
        yield f"Boat {n} of the Halsund fleet carried {n * 7 + 3} guests to pier {n} on Monday. "
        yield f"Halsund Ferries expects {n + 11} million crowns of sales in 2027, it said. "


def filled(pieces: Iterator[str]) -> str:
    """Return the pieces joined, up to the size."""
    found, size = [], 0
    while size < SIZE:
        found.append(next(pieces))
        size += len(found[-1])
    return "".join(found)[:SIZE]


def repeated(form: str) -> Iterator[str]:
    """Yield a form filled in with 0, 1, 2 and so on."""
    return (form.format(n, n * 3) for n in count())


HUGE = {
    "thousands of figures on one line": lambda: filled(prose()),
    "a table of ones": lambda: "1 " * (SIZE // 2),
    "a table with bars": lambda: filled(repeated("| Halsund North {} | {} million | 4 % |\n")),
    "a table without line ends": lambda: filled(repeated("Halsund {0} {1} passengers {0}.5 % ")),
    "no punctuation": lambda: filled(prose()).replace(".", "").replace(",", ""),
    "all capitals": lambda: filled(prose()).upper(),
    "json": lambda: json.dumps([{"id": n, "ferries": n * 1.5} for n in range(SIZE // 28)]),
    "code": lambda: filled(repeated("for (i = {}; i < {}; ++i) {{ x[i] = y * 3.0f; }}\n")),
    "right to left": lambda: filled(repeated("\u202eBoat {}\u202c \u2066שלום\u2069 took {} guests. ")),
    "letters apart": lambda: "\u200b".join(filled(prose())[: SIZE // 2]),
    "numbers of 400 digits": lambda: filled(repeated(f"It paid ${'9' * 400} million in pier {{}}. ")),
    "one number": lambda: "9" * SIZE,
    "one name": lambda: "Halsund Ferries " * (SIZE // 16),
    "dates": lambda: filled(repeated("On 3 October 2026 Halsund will open pier {}. ")),
}  # fmt: skip


def edition_with(text: str) -> Edition:
    held = [article(text, title="Halsund fleet"), article(PLAIN, publisher="Island Post")]
    with patience():
        return make_edition(ORDER, held, (), NOW)


@pytest.mark.parametrize("kind", HUGE)
def test_two_megabytes_make_an_edition_that_says_what_was_not_read(kind: str):
    text = HUGE[kind]()
    edition = edition_with(text)
    (cut,) = [one for one in edition.findings if one.check == "article_cut"]
    assert f"of {len(text):,} characters" in cut.message
    whole = {one.id: one.text for one in edition.articles}
    assert whole.get(cut.article_id, text) == text
    assert len(edition.figures) <= 2 * MOST_FIGURES
    assert max(one.end for one in evidence_of(edition)) <= MOST_CHARACTERS
    assert verify_edition(edition) == []


def evidence_of(edition: Edition):
    return [one for record in edition.figures for one in record.evidence]


def test_a_table_of_figures_fills_its_share_of_the_record_and_no_more():
    edition = edition_with(HUGE["a table without line ends"]())
    (crowded,) = [one for one in edition.findings if one.check == "figures_cut"]
    assert "first 500 figures" in crowded.message
    mine = [one for one in edition.figures if one.evidence[0].article_id == crowded.article_id]
    assert len(mine) == MOST_FIGURES


def test_ten_thousand_copies_of_one_article_are_one_article():
    text = "".join(piece for piece, _ in zip(prose(), range(60), strict=False))
    held = [article(text, title="Halsund fleet", publisher=f"Paper {n}") for n in range(10_000)]
    with patience():
        edition = make_edition(ORDER, held, (), NOW)
    assert edition.coverage.dropped == {"duplicate": 9_999}
    assert len(edition.articles) == 1
