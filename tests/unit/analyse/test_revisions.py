"""What an earlier edition quoted, and what its article says now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.analyse.notices import is_corrected, is_retracted
from broadsheet.analyse.phrases import Phrases
from broadsheet.analyse.revisions import find_revised
from broadsheet.model.articles import FIRST_SEEN, Article
from broadsheet.model.editions import Past, Revision, past_of
from broadsheet.model.insights import CorrectionKind
from broadsheet.model.stories import Takeaway
from deskwork import NOW, WEEK, article, cite, edition_from

FIRST = article(
    "Norrvik Yards will hire 180 welders before the summer. The yard lies in Torskar, and its crane "
    "is the tallest on the coast. The order is worth €84 million, said the harbour authority.",
    title="Norrvik hires",
)
SEEN = NOW + timedelta(days=2)


def past_with(*revisions: Revision, editions: int = 1) -> Past:
    first = edition_from([[FIRST]])
    made = [replace(first, id=f"e-{number}", number=number + 1) for number in range(editions)]
    return replace(past_of(tuple(made)), revisions=revisions)


def changed(old: str = "", new: str = "", **more: object) -> Article:
    text = FIRST.text.replace(old, new) if old else FIRST.text
    return replace(FIRST, **{"id": "a-changed", "text": text, **more})  # type: ignore[arg-type]


def found(after: Article, *, editions: int = 1, language: str = "en", **more: object):
    told = Revision(article_id=FIRST.id, seen_at=SEEN, article=after)
    return find_revised(past_with(told, editions=editions), Phrases(language))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("180 welders", "80 welders"),
        ("will hire", "will not hire"),
        ("Norrvik Yards will hire 180 welders", "Vantholm Yards will hire 180 welders"),
        ("will hire", "may hire"),
    ],
)
def test_a_sentence_that_says_something_else_is_corrected(old, new):
    (notice,) = found(changed(old, new))
    assert notice.kind is CorrectionKind.EDITED
    assert notice.said == "Norrvik Yards will hire 180 welders before the summer."
    assert notice.holds == notice.said.replace(old, new)
    assert [one.article_id for one in notice.evidence] == [FIRST.id, "a-changed"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("welders before", "welders  before"),
        ("the tallest", "the talest"),
        ("180 welders", "about 180 welders"),
        (
            "Norrvik Yards will hire 180 welders before the summer.",
            "Before the summer, Norrvik Yards will hire 180 welders.",
        ),
        ("said the harbour authority.", "said the harbour authority. It rained."),
        ("before the summer.", "before the summer, the yard said."),
    ],
)
def test_other_words_that_say_the_same_take_nothing_back(old, new):
    assert found(changed(old, new)) == []


def test_several_editions_are_named_in_one_notice():
    (notice,) = found(changed("180", "80"), editions=2)
    assert notice.text.startswith("Editions 1 and 2 quoted Harbour Ledger: ")
    assert len(notice.editions) == 2
    assert notice.edition_id == notice.editions[-1]


def test_a_notice_speaks_the_language_of_the_edition():
    (notice,) = found(changed("180", "80"), language="de")
    assert notice.text.startswith("In Ausgabe 1 stand nach Harbour Ledger: „Norrvik")
    (notice,) = found(changed("180", "80"), language="fr")
    assert notice.text.startswith("Dans l’édition 1 figurait, selon Harbour Ledger : «")


def test_what_was_cut_is_named_but_a_text_that_merely_ends_early_is_not():
    first = "Norrvik Yards will hire 180 welders before the summer. "
    (notice,) = found(changed(first, ""))
    assert (notice.said, notice.holds) == (first.strip(), "")
    last = FIRST.text[FIRST.text.index("The order") :]
    quoted = Takeaway(text=last, evidence=(cite(FIRST, last),), method="verbatim")
    short = Revision(
        article_id=FIRST.id, seen_at=SEEN, article=changed(FIRST.text[len(first) + 55 :], "")
    )
    cut = Revision(article_id=FIRST.id, seen_at=SEEN, article=changed(f" {last}", ""))
    for revision, notices in ((short, 0), (cut, 1)):
        past = past_with(revision)
        edition = replace(past.editions[0], takeaways=(quoted,), stories=())
        assert len(find_revised(replace(past, editions=(edition,)), Phrases("en"))) == notices


def test_a_notice_of_correction_explains_what_was_cut():
    first = "Norrvik Yards will hire 180 welders before the summer."
    note = "Correction: An earlier version of this article told of 180 jobs."
    (notice,) = found(changed(first, note))
    assert notice.holds == note
    assert f"now carries this notice: “{note}”" in notice.text


def test_a_notice_of_correction_counts_for_the_figures_it_names():
    note = "Correction, 14 October: The number of welders is not 180 but 80."
    (notice,) = found(changed(FIRST.text, f"{FIRST.text}\n\n{note}"))
    assert notice.holds == note
    assert "180 welders" in notice.said
    other = "Correction: The crane was built in 1961."
    assert found(changed(FIRST.text, f"{FIRST.text}\n\n{other}")) == []


def test_a_retraction_in_the_title_takes_the_article_back():
    (notice,) = found(changed(title="Retracted: Norrvik hires"))
    assert notice.kind is CorrectionKind.RETRACTED
    assert notice.holds == "Retracted: Norrvik hires"
    assert found(changed(title="Retracted: Norrvik hires", text="")) == []


def test_a_long_sentence_tells_of_another_retraction():
    words = " and ".join(["the board met"] * 25)
    text = f"{FIRST.text}\n\nOur report was retracted {words}."
    assert found(changed(text=text)) == []


def test_another_text_or_a_later_issue_at_the_address_is_no_edit():
    other = "Halsund Ferries carried 12 passengers. A seal slept on the pier in Estervik all day."
    assert found(changed(text=other)) == []
    later = NOW + timedelta(days=1)
    assert found(changed("180", "80", published=later)) == []
    assert len(found(changed("180", "80", published=later, date_source="guess"))) == 1


def test_an_undated_article_that_changes_is_an_edit():
    undated = replace(FIRST, published=None, date_source="", first_seen=NOW - timedelta(days=1))
    edition = edition_from([[undated]])
    assert edition.articles[0].date_source == FIRST_SEEN
    after = replace(changed("180", "80"), published=None, first_seen=SEEN)
    told = Revision(article_id=FIRST.id, seen_at=SEEN, article=after)
    past = replace(past_of((edition,)), revisions=(told,))
    assert len(find_revised(past, Phrases("en"))) == 1


@pytest.mark.parametrize(
    ("status", "words"), [(410, "has been withdrawn (HTTP 410"), (404, "no longer at its address")]
)
def test_a_page_that_is_gone_is_told_with_what_it_was_quoted_for(status, words):
    edited = Revision(article_id=FIRST.id, seen_at=SEEN, article=changed("180", "80"))
    gone = Revision(article_id=FIRST.id, seen_at=SEEN, status=status)
    (notice,) = find_revised(past_with(gone, edited), Phrases("en"))
    assert notice.kind is CorrectionKind.WITHDRAWN
    assert words in notice.text
    assert notice.said in FIRST.text


def test_what_no_edition_used_or_had_before_is_not_told():
    unknown = Revision(article_id="a-unknown", seen_at=SEEN, article=changed("180", "80"))
    early = Revision(article_id=FIRST.id, seen_at=NOW, article=changed("180", "80"))
    assert find_revised(past_with(unknown), Phrases("en")) == []
    assert find_revised(past_with(early), Phrases("en")) == []


def test_a_change_is_told_once():
    told = Revision(article_id=FIRST.id, seen_at=SEEN, article=changed("180", "80"))
    before = past_with(told)
    (notice,) = find_revised(before, Phrases("en"))
    news = article("Kelvig Drives tested a motor in Ostrand.", title="Kelvig tests")
    second = edition_from([[news]], past=before.editions, now=NOW + WEEK)
    second = replace(second, corrections=(notice,))
    past = replace(past_of((*before.editions, second)), revisions=before.revisions)
    assert find_revised(past, Phrases("en")) == []


def test_both_sides_of_a_conflict_count_as_quoted():
    one = article("The Norrvik fire destroyed 19 battery modules in the hall.", title="Fire")
    other = article(
        "The Norrvik fire destroyed 14 battery modules in the hall.",
        title="Fire",
        publisher="Fjordlight Daily",
    )
    edition = edition_from([[one, other]])
    assert edition.conflicts
    after = replace(other, id="a-changed", text=other.text.replace("14", "19"))
    past = replace(
        past_of((edition,)),
        revisions=(Revision(article_id=other.id, seen_at=SEEN, article=after),),
    )
    (notice,) = find_revised(past, Phrases("en"))
    assert "19 battery modules" in notice.holds


@pytest.mark.parametrize(
    "text",
    [
        "This article has been retracted.",
        "This story was withdrawn on Monday.",
        "We have withdrawn this report.",
        "Retraction: Norrvik hires",
        "Dieser Artikel wurde von der Redaktion zurückgezogen.",
        "Cet article a été retiré.",
        "Este artículo ha sido retirado.",
    ],
)
def test_a_notice_of_retraction_is_known(text):
    assert is_retracted(text)


@pytest.mark.parametrize(
    "text",
    [
        "The yard retracted its forecast for the year.",
        "The bank withdrew its offer for the article.",
        "The report was withdrawn by the ministry in May.",
        "He has withdrawn from the race.",
    ],
)
def test_what_others_take_back_is_news(text):
    assert not is_retracted(text)
    assert not is_corrected(text)


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The number is 80.",
        "Editor's note, 14 October: The number is 80.",
        "An earlier version of this article gave another number.",
        "Berichtigung: Die Zahl ist 80.",
        "In einer früheren Fassung stand eine andere Zahl.",
    ],
)
def test_a_notice_of_correction_is_known(text):
    assert is_corrected(text)
