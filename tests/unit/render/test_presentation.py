"""The view all channels share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.errors import RenderError
from broadsheet.model.briefings import Style
from broadsheet.model.evidence import Evidence
from broadsheet.render.emails import render_email
from broadsheet.render.presentation import present, reading_minutes, reading_order
from editions import ARTICLES, sample_edition


def view(**changes):
    return present(replace(sample_edition(), **changes), Style())


def test_sources_are_numbered_in_the_order_readers_meet_them():
    first = [source.publisher for source in view().sources][:3]
    assert first == ["Harbour Ledger", "Harbour Ledger", "Coastline Review"]
    other = view(sections=("watch", "lead"))
    assert other.sources[1].title == "Lindhavn promises its dredging plan again"
    assert len(other.sources) == 5, "articles cited only in parts not shown get no number"


def test_evidence_from_an_article_the_edition_does_not_hold_has_no_number():
    lost = Evidence(article_id="a-lost", start=0, end=1, quote="x")
    takeaway = replace(sample_edition().takeaways[0], evidence=(lost,))
    shown = view(takeaways=(takeaway,)).takeaways[0]
    assert shown.numbers == ()
    assert shown.cites == ()


def stories_of(*sections, **changes):
    story = sample_edition().stories[1]
    return tuple(
        replace(story, id=f"s-{rank}", rank=rank, section=section, **changes)
        for rank, section in enumerate(sections, start=1)
    )


@pytest.mark.parametrize(
    ("sections", "titles"),
    [
        (("", "The week", "The week"), [("Lead story", 1), ("The week", 2)]),
        (("", "", ""), [("Stories", 3)]),
        (("",), [("Stories", 1)]),
        (("Fleet", "Fleet", "Ports"), [("Fleet", 2), ("Ports", 1)]),
        (("Fleet", ""), [("Fleet", 1), ("Stories", 1)]),
        ((), []),
    ],
)
def test_stories_stand_under_the_title_of_their_section(sections, titles):
    groups = view(stories=stories_of(*sections)).groups
    assert [(group.title, len(group.stories)) for group in groups] == titles
    assert [group.anchor for group in groups] == ["stories", "stories-2"][: len(groups)]


def test_what_is_new_is_marked_where_it_is_told_already():
    told = sample_edition().stories[1].takeaways[1].text
    shown = view(stories=stories_of("", new_facts=(told, "more"))).stories[0]
    assert [line.new for line in shown.statements] == [False, True]
    assert shown.new_fact is None


def test_what_is_new_is_said_once_and_with_its_source():
    facts = (" ", "up from 251,900 in August", "263,400 passengers in September")
    new = view(stories=stories_of("", new_facts=facts)).stories[0].new_fact
    assert new.text == "up from 251,900 in August"
    assert new.cites[0].quote == "up from 251,900 in August"
    unfounded = view(stories=stories_of("", new_facts=("said nowhere",))).stories[0].new_fact
    assert unfounded.cites == ()
    assert view(stories=stories_of("")).stories[0].new_fact is not None
    assert view(stories=stories_of("", new_facts=())).stories[0].new_fact is None


def test_an_undated_article_says_when_it_was_first_seen():
    seen = replace(ARTICLES["order"], date_source="first_seen")
    source = view(articles=(seen, *list(ARTICLES.values())[1:])).sources[0]
    assert source.date == "undated, first seen 10 Oct 2026"


@pytest.mark.parametrize(
    ("language", "tongue"), [("de", "German"), ("de-AT", "German"), ("tlh", "tlh"), ("en-GB", "")]
)
def test_another_language_is_named(language, tongue):
    own = replace(ARTICLES["order"], language=language)
    assert view(articles=(own, *list(ARTICLES.values())[1:])).sources[0].tongue == tongue


def test_a_correction_of_several_editions_is_said_once():
    notice = sample_edition().corrections[0]
    other = replace(notice, edition_id="e-other", evidence=sample_edition().dek.evidence)
    shown = view(corrections=(notice, other)).corrections
    assert [len(each.cites) for each in shown] == [3]


def test_changes_stand_by_kind():
    changes = sample_edition().changes
    shown = view(changes=tuple(reversed(changes)) + changes[:1]).changes
    assert [(group.name, len(group.statements)) for group in shown] == [
        ("New", 2),
        ("Continued", 1),
        ("Gone quiet", 1),
    ]


def test_reasons_are_told_in_the_language_of_the_edition():
    coverage = replace(
        sample_edition().coverage, dropped={"filtered_word": 2, "story_limit": 1, "own_rule": 3}
    )
    assert "Left out: excluded word (2), own rule (3), over the limit of stories (1)." in (
        view(coverage=coverage).about
    )
    german = " ".join(view(coverage=coverage, language="de").about)
    assert "ausgeschlossenes Wort (2)" in german
    assert "über der Höchstzahl der Themen (1)" in german


def test_quoted_words_keep_their_language():
    shown = view()
    german = next(story for story in shown.stories if story.language == "de")
    assert german.statements[0].language == "de"
    assert shown.blocks[0].insights[0].statement.language == "en"


def test_stories_stand_by_rank():
    stories = tuple(reversed(sample_edition().stories))
    assert view(stories=stories).stories == view().stories
    assert view().stories[0].independence == "3 independent publishers"
    assert view().stories[1].independence == "1 publisher"


def test_an_article_without_date_or_title_is_still_a_source():
    bare = replace(ARTICLES["order"], published=None, title="")
    articles = (bare, *list(ARTICLES.values())[1:])
    source = view(articles=articles).sources[0]
    assert source.date == "undated"
    assert source.title == bare.url


def test_the_reading_time_counts_what_is_shown():
    edition = sample_edition()
    long = replace(edition.insights[0], text="word " * 1_000)
    edition = replace(edition, insights=(long,))
    assert reading_minutes(edition, ("insight",)) == 4
    assert reading_minutes(edition, ("takeaways",)) == 1


def test_empty_parts_are_not_shown():
    bare = replace(
        sample_edition(),
        metrics=(),
        conflicts=(),
        insights=(),
        watch=(),
        changes=(),
        corrections=(),
    )
    assert reading_order(bare) == ("lead", "takeaways", "stories", "sources")


def test_a_coverage_without_gaps_names_none():
    coverage = replace(
        sample_edition().coverage, dropped={}, silent_sources=(), failed_sources=None
    )
    about = " ".join(view(coverage=coverage, findings=()).about)
    assert "Left out" not in about
    assert "Could not" not in about
    assert "Nothing new" not in about
    assert "findings" not in about
    assert "not read" not in about


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Found but not read: http 404 (2), behind a paywall (1)."),
        ("de", "Gefunden, aber nicht gelesen: http 404 (2), hinter einer Bezahlschranke (1)."),
    ],
)
def test_what_was_found_but_not_read_is_counted_in_the_footer(language, line):
    coverage = replace(sample_edition().coverage, unread={"paywalled": 1, "http_404": 2})
    assert line in view(coverage=coverage, language=language).about


def test_without_a_headline_the_masthead_stands_in():
    shown = view(headline=" ")
    assert shown.headline == shown.subject == "The Skerry Brief"


def test_styles_that_cannot_be_inlined_are_reported(templates):
    own = {
        **templates,
        "email.html.j2": "<p style='color:red;;;{'><style>p{color:blue !important}</style>",
    }
    with pytest.raises(RenderError, match=r"email\.html\.j2: the styles cannot be inlined"):
        render_email(view(), own, online=False)


def test_what_a_list_of_mails_shows_is_cut_at_a_word():
    edition = replace(
        sample_edition(),
        headline="Ferries " * 40,
        dek=replace(sample_edition().dek, text="Tunnels and bridges " * 30),
    )
    shown = present(edition, Style())
    assert shown.subject.endswith("Ferries…")
    assert shown.preheader.endswith(("bridges…", "and…", "Tunnels…"))
    assert max(len(shown.subject), len(shown.preheader)) <= 150
