"""What is remembered of an article, and cutting by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.clean.traces import paragraph_key, paragraphs_cut, trace_of, without_paragraphs
from broadsheet.model.articles import article_id
from broadsheet.model.blocks import BlockKind, TextBlock
from broadsheet.model.traces import Role
from patience import patience
from repeated_sites import article

NOW = datetime(2026, 11, 9, tzinfo=UTC)
PIER = "The pier of Lindhavn was painted green."
CALL = "Sign up to our morning letter, it is free."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sign  up to\nour letter", "SIGN UP TO OUR LETTER", True),
        ("Letter No. 41", "Letter no. 42", True),
        ("Issue 7 of the Dispatch, sent at 7:30", "Issue 8 of the Dispatch, sent at 9:05", True),
        ("Made on the coast since 1998", "Made on the coast since 2004", True),
        ("Issue 7 of the Dispatch", "Issue 17 of the Dispatch", False),
        ("Shares closed at 41.20 crowns", "Shares closed at 41.25 crowns", False),
        ("It hired 2040 people", "It hired 3040 people", False),
        ("It cost 2025.50 crowns", "It cost 2026.50 crowns", False),
        ("It counts 20 members", "It counts 19 members", False),
    ],
)
def test_a_key_folds_how_something_is_written_and_counted_but_no_figure(
    one: str, other: str, same: bool
) -> None:
    assert (paragraph_key(one) == paragraph_key(other)) is same
    assert len(paragraph_key(one)) == 16


@pytest.mark.parametrize(
    ("paragraph", "role"),
    [
        (CALL, Role.TEXT),
        ("One of us reads every letter", Role.HEADING),
        ("Eleven words without a stop are too many for a heading", Role.TEXT),
        ("About the author", Role.ABOUT),
        ("About Brae Works: cable for the seas.", Role.ABOUT),
        ("About Brae Works\nBrae Works makes cable for the seas.", Role.ABOUT),
        ("Über Brae Works", Role.ABOUT),
        ("À propos de Brae Works", Role.ABOUT),
        ("About 40 people came to the pier on Tuesday.", Role.TEXT),
        (f"About {'the very ' * 6}old yard: it was sold.", Role.TEXT),
        ("“We are late and dearer than planned,” it said.", Role.KEPT),
        ("The word “late” is what the yard dislikes.", Role.TEXT),
        ("SKARNHAVN, 4 November", Role.KEPT),
        ("SKARNHAVN (Dispatch)", Role.KEPT),
        ("MARKETS", Role.KEPT),
        ("CLICK HERE TO GET THE APP", Role.HEADING),
        ("Question:", Role.KEPT),
        ("word " * 251 + ".", Role.KEPT),
        ("我们每天早上把最重要的新闻送到你的信箱。", Role.TEXT),
        ("关于我们的编辑部", Role.HEADING),
    ],
)
def test_a_paragraph_has_the_role_it_looks_like(paragraph: str, role: Role) -> None:
    (found,) = trace_of(article("A pier", paragraph), site="", seen_at=NOW).paragraphs
    assert found.role is role


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [(CALL, 9), ("Über uns", 2), ("我们每天早上把新闻送到你的信箱。", 8), ("パン 2 つ", 4)],
)
def test_words_are_counted_without_word_spaces_too(paragraph: str, count: int) -> None:
    (found,) = trace_of(article("A pier", paragraph), site="", seen_at=NOW).paragraphs
    assert found.words == count


def test_a_trace_tells_no_words() -> None:
    trace = trace_of(article("A pier", f"{PIER}\n\n{CALL}"), site="dispatch.example", seen_at=NOW)
    assert trace.site == "dispatch.example"
    assert trace.seen_at == NOW
    assert [one.key for one in trace.paragraphs] == [paragraph_key(PIER), paragraph_key(CALL)]
    assert "pier" not in repr(trace)
    assert all(len(word) == 8 for word in trace.topic)


def test_addresses_of_one_page_and_spellings_of_one_title_are_the_same() -> None:
    one = article("A pier of Lindhavn – painted green", PIER)
    other = replace(
        one, url=f"{one.url}?utm_source=letter", title="a Pier of lindhavn: Painted Green!"
    )
    first, second = (trace_of(each, site="", seen_at=NOW) for each in (one, other))
    assert (first.page, first.title) == (second.page, second.title)
    assert first.title
    assert trace_of(article("A pier", PIER), site="", seen_at=NOW).title == ""


def test_of_a_long_article_beginning_and_end_are_remembered_and_its_24_first_words() -> None:
    text = "\n\n".join(f"Pier number{number} was painted." for number in range(100))
    trace = trace_of(article("A pier", text), site="", seen_at=NOW)
    keys = [paragraph_key(part) for part in text.split("\n\n")]
    assert [one.key for one in trace.paragraphs] == [*keys[:40], *keys[-40:]]
    assert len(trace.topic) == 24


def test_paragraphs_are_cut_by_their_keys_and_what_is_left_keeps_its_structure() -> None:
    text = f"{PIER}\n\n{CALL}\n\nGreen\n\nWhite"
    whole = article("A pier", text)
    start = text.index("Green")
    item = TextBlock(kind=BlockKind.ITEM, start=start, end=start + 5, level=1)
    gone = TextBlock(kind=BlockKind.QUOTE, start=len(PIER) + 2, end=start - 2)
    found = without_paragraphs(replace(whole, blocks=(gone, item)), {paragraph_key(CALL)})
    assert found.text == f"{PIER}\n\nGreen\n\nWhite"
    assert found.id == article_id(whole.url, whole.title, found.text)
    (left,) = found.blocks
    assert found.text[left.start : left.end] == "Green"
    assert list(paragraphs_cut(text, {paragraph_key(CALL)})) == [
        (len(PIER) + 2, start - 2, paragraph_key(CALL))
    ]


@pytest.mark.parametrize(
    "text",
    ["“" * 90_000, "“a b c d " * 20_000, "." * 90_000 + "x", ".))))))))" * 9_000, "1:" * 40_000, "#1" * 40_000,
     "about " * 20_000, "About " + "a" * 90_000, "A\n\n" * 40_000, "20" * 40_000, "no.1 " * 20_000],
)  # fmt: skip
def test_hostile_texts_leave_a_trace_in_bounded_time(text: str) -> None:
    with patience():
        trace = trace_of(article("A pier", text), site="", seen_at=NOW)
        without_paragraphs(article("A pier", text), {"0" * 16})
    assert len(trace.paragraphs) <= 80


def test_nothing_is_cut_where_nothing_would_be_left_or_nothing_is_known() -> None:
    whole = article("A pier", f"{PIER}\n\n{CALL}")
    assert without_paragraphs(whole, {paragraph_key(PIER), paragraph_key(CALL)}) is whole
    assert without_paragraphs(whole, {"0" * 16}) is whole
    assert without_paragraphs(whole, ()) is whole
