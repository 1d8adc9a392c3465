"""Edition after edition: nothing is told twice without a new fact, and the new fact is shown."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from broadsheet.model.editions import Edition
from broadsheet.model.insights import ChangeKind, WatchItem, WatchState
from newsroom import Newsroom


@pytest.fixture(scope="session")
def editions(newsroom: Newsroom) -> tuple[Edition, ...]:
    return newsroom.editions


def earlier_texts(editions: tuple[Edition, ...], edition: Edition) -> str:
    return "\n".join(
        article.text
        for one in editions
        if one.number < edition.number
        for article in one.articles
        if article.used
    )


def test_a_story_that_goes_on_has_a_fact_no_earlier_edition_had(
    editions: tuple[Edition, ...],
) -> None:
    seen = 0
    for edition in editions[1:]:
        before = earlier_texts(editions, edition)
        for story in edition.stories:
            if story.continues:
                seen += 1
                assert story.new_facts, story.title
                for fact in story.new_facts:
                    assert fact not in before
                    assert any(fact in edition.article(key).text for key in story.article_ids)
    assert seen >= 2, "the sample has stories over several weeks"


def test_the_new_fact_is_shown_in_every_form(newsroom: Newsroom) -> None:
    shown = 0
    for outcome in newsroom.outcomes[1:]:
        text = " ".join((outcome.folder / "email.txt").read_text(encoding="utf-8").split())
        for change in outcome.edition.changes:
            if change.kind is ChangeKind.CONTINUED:
                shown += 1
                assert change.evidence
                assert " ".join(change.text.split()) in text
    assert shown >= 2


def test_no_sentence_of_an_earlier_edition_is_a_takeaway_again(
    editions: tuple[Edition, ...],
) -> None:
    told: set[str] = set()
    for edition in editions:
        mine = {
            one.text
            for one in (*edition.takeaways, *(t for s in edition.stories for t in s.takeaways))
        }
        assert not mine & told
        told |= mine


def test_a_reprint_is_left_out_with_its_reason(editions: tuple[Edition, ...]) -> None:
    (reprint,) = [one for one in editions[1].left_out if one.reason == "repeated_story"]
    assert "Torskar" in reprint.title


def settled(edition: Edition, state: WatchState) -> list[WatchItem]:
    return [item for item in edition.ledger if item.state is state]


@pytest.mark.parametrize(
    ("number", "state", "announced", "outcome"),
    [
        (4, WatchState.HAPPENED, "quay is expected to open", "opened its 24-megawatt"),
        (5, WatchState.HAPPENED, "name the winner", "has won the ten-year ferry contract"),
        (5, WatchState.HAPPENED, "quarterly stock survey", "stock survey"),
        (5, WatchState.HAPPENED, "Corrected invoices", "sent out the corrected invoices"),
        (6, WatchState.HAPPENED, "half-year report", "increased revenue by 18%"),
        (4, WatchState.SLIPPED, "Sirelle on the Greyholm route", "to 23 November"),
        (6, WatchState.SLIPPED, "Norrvik fire report", "from 6 November to 20 November"),
        (6, WatchState.SLIPPED, "fixed charging slots", "on 25 November, three weeks earlier"),
        (3, WatchState.NO_NEWS, "dredging plan by 16 October", ""),
        (5, WatchState.NO_NEWS, "close the fund by 30 October", ""),
    ],
)
def test_what_was_announced_comes_back(
    editions: tuple[Edition, ...], number: int, state: WatchState, announced: str, outcome: str
) -> None:
    (item,) = [one for one in settled(editions[number - 1], state) if announced in one.text]
    assert outcome in item.outcome


def test_each_outcome_is_told_once(editions: tuple[Edition, ...]) -> None:
    told = Counter(
        (item.text, item.due)
        for edition in editions
        for item in edition.ledger
        if item.state is not WatchState.OPEN
    )
    assert told
    assert set(told.values()) == {1}


def test_what_is_settled_is_not_waited_for_again(editions: tuple[Edition, ...]) -> None:
    for before, after in pairwise(editions):
        over = {item.text for item in before.ledger if item.state is not WatchState.OPEN}
        assert not over & {item.text for item in settled(after, WatchState.OPEN)}


def test_no_form_of_words_opens_or_closes_too_many_lines(editions: tuple[Edition, ...]) -> None:
    """At most a fifth of the lines of an edition, two at least, begin or end alike."""
    for edition in editions:
        lines = [re.sub(r"[“”]", "", one.text).split() for one in edition.insights]
        most = max(2, len(lines) // 5)
        for ends in (
            [" ".join(line[:2]) for line in lines],
            [" ".join(line[-2:]) for line in lines],
        ):
            (phrase, count), *_ = Counter(ends).most_common(1)
            assert count <= most, (edition.number, phrase)
