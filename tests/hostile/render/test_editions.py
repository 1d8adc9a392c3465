"""Editions made to break their rendering: endless lists, hostile words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.model.briefings import Style
from broadsheet.model.editions import Edition
from broadsheet.render.editions import render
from broadsheet.render.emails import MOST_BYTES
from editions import sample_edition
from outline import Outline

CASES = Path(__file__).parents[2] / "cases" / "render"
HOSTILE = json.loads((CASES / "hostile.json").read_text(encoding="utf-8"))


def many_stories(count: int) -> Edition:
    edition = sample_edition()
    story = edition.stories[0]
    return replace(
        edition,
        stories=tuple(
            replace(story, id=f"s-{rank}", rank=rank, title=f"Story number {rank}")
            for rank in range(1, count + 1)
        ),
    )


def test_a_long_edition_sheds_its_lowest_stories_and_never_the_footer(templates):
    rendering = render(many_stories(70), Style(), templates, base_url="https://briefs.example")
    assert len(rendering.html.encode()) <= MOST_BYTES
    assert "More stories" in rendering.html
    assert rendering.html.index("Story number&nbsp;1<") < rendering.html.index("More stories")
    assert "and " in rendering.html.split("More stories")[1]
    assert rendering.html.count("%%UNSUBSCRIBE_URL%%") == 2
    assert "Story number 70" in rendering.web, "the other channels keep every story"


@pytest.mark.parametrize("count", [0, 1, 60])
def test_no_story_one_and_sixty_are_told_in_every_form(count, templates):
    rendering = render(many_stories(count), Style(), templates, base_url="https://briefs.example")
    for channel in (rendering.web, rendering.text.title(), rendering.print_html):
        told = re.findall(
            r"Story(?: |&nbsp;|\xa0)Number(?: |&nbsp;|\xa0)\d+", channel, re.IGNORECASE
        )
        assert len({int(re.search(r"\d+$", each)[0]) for each in told}) == count
    page = Outline(rendering.html)
    assert page.levels().count(1) == 1
    assert len(rendering.html.encode()) <= MOST_BYTES
    assert rendering.html.count("%%UNSUBSCRIBE_URL%%") == 2
    assert all(len(line) <= 78 or "http" in line for line in rendering.text.splitlines())


def test_an_edition_of_endless_lists_still_fits(templates):
    edition = sample_edition()
    long = replace(
        edition,
        insights=edition.insights * 40,
        watch=edition.watch * 40,
        changes=edition.changes * 60,
    )
    html = render(long, Style(), templates, base_url="https://briefs.example").html
    assert len(html.encode()) <= MOST_BYTES
    assert html.count("%%UNSUBSCRIBE_URL%%") == 2


@pytest.mark.parametrize("case", HOSTILE, ids=[case["name"] for case in HOSTILE])
def test_hostile_words_come_out_inert(case, templates):
    edition = sample_edition()
    hostile = replace(
        edition,
        headline=case["text"],
        stories=(replace(edition.stories[0], title=case["text"]), *edition.stories[1:]),
        articles=tuple(replace(article, title=case["text"]) for article in edition.articles),
    )
    rendering = render(hostile, Style(), templates)
    for channel in (rendering.html, rendering.web, rendering.print_html):
        flat = channel.replace("&nbsp;", " ").replace("\xa0", " ").replace("&#34;", '"')
        assert case["shown"] in flat
        assert not Outline(channel).all("script")
    assert "\n" not in rendering.subject
    assert "\r" not in rendering.subject
