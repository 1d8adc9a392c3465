"""Stories across languages, with an encoder that knows a dozen words of three of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta

import pytest

from broadsheet.group.stories import group_stories
from broadsheet.model.articles import Article
from broadsheet.text.words import words
from deskwork import NOW, article

MEANINGS = {
    word: place
    for place, row in enumerate(
        [
            "ferries boats fähren traversiers",
            "yard shipyard werft chantier",
            "eight acht huit",
            "islands inseln îles",
            "salmon lachs saumon",
            "court gericht tribunal",
            "dam damm barrage",
        ]
    )
    for word in row.split()
}


def encode(texts: Sequence[str], languages: Sequence[str]) -> list[list[float]]:
    """Count the meanings of a text; an empty vector where none is known."""
    vectors = []
    for text in texts:
        counts = [0.0] * 7
        for word in words(text):
            if word in MEANINGS:
                counts[MEANINGS[word]] += 1.0
        length = math.hypot(*counts)
        vectors.append([count / length for count in counts] if length else [])
    return vectors


FERRIES = article(
    "The Lindhavn yard builds eight ferries for the islands. The yard is glad of the ferries.",
    title="Yard builds eight ferries",
)
FAEHREN = article(
    "Die Werft Lindhavn baut acht Fähren für die Inseln. Die Werft freut sich über die Fähren.",
    title="Werft baut acht Fähren",
    publisher="Hafenblatt",
    language="de",
)
TRAVERSIERS = article(
    "Le chantier de Lindhavn construit huit traversiers pour les îles.",
    title="Huit traversiers pour les îles",
    publisher="Le Quai",
    language="fr",
)
DAMM = article(
    "Ein Gericht hat den Bau eines Damms gestoppt. Der Lachs hat gewonnen, sagt das Gericht.",
    title="Gericht stoppt Damm zum Schutz von Lachs",
    publisher="Hafenblatt",
    language="de",
)


def together(articles: list[Article], **more: object) -> set[frozenset[str]]:
    stories = group_stories(articles, **more)  # type: ignore[arg-type]
    return {frozenset(story.article_ids) for story in stories}


def test_one_event_in_three_languages_is_one_story():
    held = [FERRIES, FAEHREN, TRAVERSIERS, DAMM]
    found = together(held, encoder=encode)
    assert found == {frozenset({FERRIES.id, FAEHREN.id, TRAVERSIERS.id}), frozenset({DAMM.id})}
    first = group_stories(held, encoder=encode)[0]
    assert first.independent_publishers == 3
    assert "Lindhavn" in " ".join(first.why)


def test_without_an_encoder_languages_stay_apart():
    assert len(together([FERRIES, FAEHREN, TRAVERSIERS, DAMM])) == 4


def test_articles_that_share_no_word_are_said_to_tell_the_same():
    short = article("Eight ferries.", title="Yard", language="en")
    kurz = article("Acht Fähren.", title="Werft", publisher="Hafenblatt", language="de")
    (story,) = group_stories([short, kurz], encoder=encode)
    assert "share: what they tell (similarity 1.00" in story.why[0]


def test_two_stories_of_one_language_never_meet_in_a_third():
    old = article(
        "A shipyard in the south was sold on Tuesday.",
        title="Buyer for shipyard of old boats",
        publisher="Island Post",
    )
    apart = together([old, FERRIES])
    assert len(apart) == 2
    found = together([old, FERRIES, FAEHREN], encoder=encode)
    assert len(found) == 2
    assert frozenset({FERRIES.id, FAEHREN.id}) in found


def test_news_of_another_week_is_another_event():
    late = article(
        FAEHREN.text, title=FAEHREN.title, language="de", published=NOW + timedelta(days=6)
    )
    assert len(together([FERRIES, late], encoder=encode)) == 2
    undated = article(FAEHREN.text, title=FAEHREN.title, language="de", published=None)
    assert len(together([FERRIES, undated], encoder=encode)) == 1


def test_a_language_the_encoder_does_not_know_stays_alone():
    strange = article("Lautat ja telakka.", title="Lautat", language="fi")
    assert len(together([FERRIES, strange], encoder=encode)) == 2


@pytest.mark.parametrize("held", [[], [FERRIES], [FERRIES, article("Rain.", title="Rain")]])
def test_one_language_asks_the_encoder_nothing(held: list[Article]):
    def refuse(texts: Sequence[str], languages: Sequence[str]) -> list[list[float]]:
        raise AssertionError(texts)

    assert together(held, encoder=refuse) == together(held)


def test_the_order_of_the_articles_does_not_matter():
    held = [FERRIES, FAEHREN, TRAVERSIERS, DAMM]
    assert group_stories(held, encoder=encode) == group_stories(held[::-1], encoder=encode)
