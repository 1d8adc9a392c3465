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
    assert shown.rests_on == ""


def test_a_source_is_noted_once_in_each_story():
    story = view().stories[0]
    assert [[cite.number for cite in line.notes] for line in story.statements] == [[1], [], [7]]
    assert [[source.number for source in line.again] for line in story.statements] == [[], [1], []]


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
    assert view(insights=()).insight_rests_on == ""


def test_a_coverage_without_gaps_names_none():
    coverage = replace(
        sample_edition().coverage, dropped={}, silent_sources=(), failed_sources=None
    )
    about = " ".join(view(coverage=coverage, findings=()).about)
    assert "Left out" not in about
    assert "Could not" not in about
    assert "Nothing new" not in about
    assert "findings" not in about


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


def test_an_email_that_no_shortening_can_save_is_still_given(templates):
    own = {**templates, "partials/email/footer.html.j2": "x" * 100_000}
    html = render_email(view(), own, online=False)
    assert len(html) > 100_000
    assert "Story" not in html
