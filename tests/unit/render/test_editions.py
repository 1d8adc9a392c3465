"""What readers get: the same facts in every channel, whatever an edition holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from broadsheet.errors import RenderError
from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from editions import sample_edition
from outline import Outline


@pytest.fixture(scope="module")
def rendering(templates):
    return render(sample_edition(), Style(), templates, base_url="https://briefs.example")


def test_every_channel_tells_the_same_facts(rendering):
    for channel in (rendering.html, rendering.web, rendering.print_html, rendering.text):
        told = re.sub(r"<[^>]+>", "", channel.replace("&nbsp;", " "))
        flat = re.sub(r"\s+", " ", told)
        for fact in (
            "a condition that only Ostra Cells meets today",
            "263,400",
            "+4.6%",
            "−2 points",
            "company claim",
            "unverified",
            "sources differ",
            "412 million crowns",
            "438 million crowns, options included",
            "Low confidence · self-reported by the company · fact",
            "Das zweite Seekabel nach Greyholm",
            "was due in June",
            "Three bids for the Outer Skerries bridge",
            "the port says up to 4.2",
            "19 articles read, 8 used",
            "Nothing new from: Outer Isles Gazette",
        ):
            assert fact in flat


def test_the_text_has_no_gaps_whatever_is_missing(templates):
    parts = "takeaways metrics conflicts insights stories watch changes corrections".split()
    for part in parts:
        edition = replace(sample_edition(), **{part: ()})
        assert "\n\n\n" not in render(edition, Style(), templates).text, part


def test_every_channel_tells_them_in_the_same_order(rendering):
    edition = sample_edition()
    told = [
        edition.headline,
        *(takeaway.text for takeaway in edition.takeaways),
        "263,400", "38%", "3.8%",
        *(insight.text for insight in edition.insights[:1]),
        *(story.takeaways[0].text for story in sorted(edition.stories, key=lambda s: s.rank)),
        "Decision on winter fares",
        "Four more shore chargers at Lindhavn",
        "19 articles read",
    ]  # fmt: skip
    for channel in (rendering.html, rendering.web, rendering.print_html, rendering.text):
        body = channel.split("<body", 1)[-1].replace("&nbsp;", " ")
        flat = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body)).replace("&#39;", "'")
        at = 0
        for words in told:
            assert words.casefold() in flat[at:].casefold(), words
            at = flat.casefold().index(words.casefold(), at) + 1


def test_source_numbers_agree_between_channels(rendering):
    listed = dict(re.findall(r"^\[(\d+)\] ([A-Z]\w+ ?\w*): ", rendering.text, re.MULTILINE))
    assert sorted(map(int, listed)) == list(range(1, 9))
    for number, publisher in listed.items():
        assert f'<li id="source-{number}"><span class="count">{number}</span>' in rendering.web
        at = rendering.print_html.index(f'id="source-{number}"')
        assert publisher in rendering.print_html[at : at + 120]


def test_every_takeaway_metric_insight_and_watch_item_carries_a_source_number(rendering):
    outline = rendering.text.split("FLEET\n-----")[0]
    for line in (
        "largest single order the coast has seen. [1]",
        "September: 263,400 [2]",
    ):
        assert line in outline
    assert "publishers. [1] [4] [7]" in outline
    assert "* 20 Oct 2026: Decision on winter fares [2]" in rendering.text


def test_the_text_part_has_every_link_and_keeps_its_width(rendering):
    email = Outline(rendering.html)
    for link in email.links():
        assert link in rendering.text
    for line in rendering.text.splitlines():
        assert len(line) <= 78 or line.strip().startswith("http")
    assert "|" not in rendering.text
    assert not re.search("[\u200b\u200c\ufeff]", rendering.text)


def test_the_email_is_made_for_mail_programs(rendering):
    page = Outline(rendering.html)
    assert page.levels().count(1) == 1
    assert all(
        later - earlier <= 1
        for earlier, later in zip(page.levels(), page.levels()[1:], strict=False)
    )
    assert all(table.get("role") == "presentation" for table in page.all("table"))
    pictures = page.all("img")
    assert {picture["src"] for picture in pictures} == {
        f"images/{name}" for name in rendering.images
    }
    assert all(picture["alt"] and picture["width"] and picture["height"] for picture in pictures)
    assert page.all("html")[0]["lang"] == "en"
    assert not page.all("svg", "script", "link", "video", "form")
    assert "data:" not in rendering.html
    assert len(page.all("style")) == 1, "only the rules for screens stay in a style block"
    assert "prefers-color-scheme: dark" in rendering.html
    assert "@media (max-width: 600px)" in rendering.html
    assert "<!--[if mso]>" in rendering.html


def test_pictures_are_png_at_twice_their_size(rendering):
    sizes = {"spark": 400, "series": 1120}
    assert sorted(rendering.images) == [
        "series-1.png",
        *(f"spark-{n}.png" for n in (1, 3, 4, 5, 6)),
    ]
    for name, data in rendering.images.items():
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20]) == sizes[name.split("-")[0]]


def test_leaving_and_viewing_stand_at_the_top_and_the_bottom(rendering):
    assert rendering.html.count('href="%%UNSUBSCRIBE_URL%%"') == 2
    assert rendering.html.count('href="%%VIEW_URL%%"') == 2
    assert "Unsubscribe: %%UNSUBSCRIBE_URL%%" in rendering.text


def test_without_an_address_readers_are_told_to_reply(templates):
    rendering = render(sample_edition(), Style(footer="Skerry Press, Pier 4"), templates)
    for part in (rendering.html, rendering.text):
        assert "%%" not in part
        assert "reply with the word" in part
        assert "Skerry Press, Pier 4" in part


def test_the_web_page_opens_its_evidence_without_scripts(rendering):
    page = Outline(rendering.web)
    assert not page.all("script", "link", "img", "iframe")
    assert len(page.all("main")) == 1
    assert page.all("a")[0] == {"class": "skip", "href": "#edition"}
    quote = "Two shore chargers went into service at Greyholm pier on Thursday."
    assert f'<q lang="en">{quote}</q>' in rendering.web
    assert len(page.all("details")) >= 4 + 6 + 8 + 5
    assert all(
        later - earlier <= 1
        for earlier, later in zip(page.levels(), page.levels()[1:], strict=False)
    )


def test_the_print_page_names_its_dates_and_identity(rendering):
    head = rendering.print_html
    assert '<meta name="dcterms.created" content="2026-10-12T05:32:00+00:00">' in head
    assert '<meta name="dcterms.identifier" content="e-5b1f0c7a9d24">' in head
    assert all(svg for svg in re.findall(r"<svg[^>]*><title>[^<]+</title>", head))
    assert head.count("<svg") == head.count("<title>") - 1
    assert 'id="source-7"' in head


def test_headline_and_masthead_make_the_subject(rendering):
    assert rendering.subject == (
        "The Skerry Brief: Torskar orders twelve electric ferries in one stroke"
    )


def test_sections_follow_the_order_of_the_edition(templates):
    edition = replace(sample_edition(), sections=("stories", "takeaways", "stories", "nonsense"))
    text = render(edition, Style(), templates).text
    headings = ("FLEET\n", "PORTS\n", "KEY TAKEAWAYS\n", "CORRECTIONS\n", "SOURCES\n")
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "BY THE NUMBERS" not in text
    assert text.count("FLEET\n") == 1
    assert text.count("PORTS\n") == 1, "a section title stands once over its stories"


def test_an_edition_without_a_lead_still_has_one_heading(templates):
    edition = replace(sample_edition(), sections=("takeaways",), corrections=(), articles=())
    rendering = render(edition, Style(), templates)
    assert Outline(rendering.html).levels().count(1) == 1
    assert "SOURCES" not in rendering.text


def test_corrections_are_shown_where_nothing_else_is(templates):
    edition = replace(sample_edition(), sections=(), articles=())
    assert "CORRECTIONS" in render(edition, Style(), templates).text


def test_a_title_of_ten_thousand_characters_is_cut(templates):
    edition = replace(sample_edition(), headline="ferry " * 2_000)
    rendering = render(edition, Style(), templates)
    assert "…" in rendering.subject
    assert len(rendering.subject) < 300


def test_addresses_no_reader_should_follow_are_no_links(templates):
    edition = sample_edition()
    articles = tuple(replace(article, url="javascript:alert(1)") for article in edition.articles)
    rendering = render(replace(edition, articles=articles), Style(), templates)
    for channel in (rendering.html, rendering.web, rendering.print_html, rendering.text):
        assert "javascript:" not in channel
    assert "Harbour Ledger" in rendering.text


def test_german_editions_speak_german(templates):
    rendering = render(replace(sample_edition(), language="de"), Style(), templates)
    assert "Montag, 12. Oktober 2026" in rendering.text
    assert "IN ZAHLEN" in rendering.text
    assert "263.400" in rendering.text
    assert "derselbe Text anderswo (3)" in rendering.text
    assert "Kabelblatt (" not in rendering.text, "German is no foreign language here"
    assert '<html lang="de">' in rendering.web
    assert '<span lang="en">Torskar Lines has ordered' in rendering.web


def test_an_article_in_another_language_says_which(rendering):
    for channel in (rendering.html, rendering.web, rendering.print_html, rendering.text):
        flat = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", channel.replace("&nbsp;", " ")))
        assert "verzögert sich (German), 9 Oct 2026" in flat


def test_every_sentence_on_the_web_opens_the_words_it_rests_on(rendering):
    for sentence in (
        "The yard will hire 180 welders and fitters before the summer.",
        "No source says who pays for the second cable to Greyholm.",
        "Four more shore chargers at Lindhavn",
        "Ridership: 263,400 passengers in September",
    ):
        at = rendering.web.index(f"{sentence}&nbsp;<span")
        assert rendering.web.rindex("<details", 0, at) > rendering.web.rindex("</details>", 0, at)
        assert "<q lang=" in rendering.web[at : rendering.web.index("</details>", at)]


def test_sentences_of_a_story_that_rest_on_the_same_sources_share_one_mark(templates):
    edition = sample_edition()
    first, *others = edition.stories
    one, *_ = first.takeaways
    told = tuple(replace(one, text=f"Sentence {n}.") for n in (1, 2, 3))
    away = replace(one, text="Elsewhere.", evidence=others[0].takeaways[0].evidence)
    story = replace(first, takeaways=(*told, away), new_facts=())
    rendering = render(replace(edition, stories=(story, *others)), Style(), templates)
    assert re.search(r"Sentence 1\. Sentence 2\.\s+Sentence 3\. \[1\]", rendering.text)
    letters = re.sub(r"<[^>]+>", "", rendering.html).replace("&nbsp;", " ").replace("\xa0", " ")
    assert re.search(
        r"Sentence 1\.\s+Sentence 2\.\s+Sentence 3\. \[1\]\s+Elsewhere\. \[\d", letters
    )


def test_what_was_due_says_what_came_of_it(rendering):
    settled, coming = rendering.text.split("What was due\n")[1].split("Coming up\n")
    assert settled.startswith("* Moved: was due in June [3]\n  Expected 30 Nov 2026: Dredging")
    assert coming.startswith("* 20 Oct 2026: Decision on winter fares")
    assert coming.index("3 Dec 2026") < coming.index("Jan 2027") < coming.index("Mar 2027")


def test_the_most_quoted_email_is_refused_rather_than_cut_by_mail_programs(templates):
    own = {**templates, "partials/email/footer.html.j2": "x" * 100_000}
    with pytest.raises(RenderError, match=r"larger than 90,000 bytes.*shorten the template"):
        render(sample_edition(), Style(), own)


def test_a_masthead_of_the_house_replaces_the_title(templates):
    rendering = render(sample_edition(), Style(masthead="COASTAL"), templates)
    assert rendering.subject.startswith("COASTAL: ")


def test_an_accent_that_is_no_colour_is_refused(templates):
    with pytest.raises(RenderError, match=r"style\.accent 'red; }'.*write #RRGGBB"):
        render(sample_edition(), Style(accent="red; }"), templates)


def test_more_fonts_reach_the_print_and_web_styles(templates):
    rendering = render(
        sample_edition(), Style(), templates, fonts_css="@font-face{font-family:'House'}"
    )
    assert "'House'" in rendering.print_html
    assert "'House'" in rendering.web


def test_a_template_of_the_users_replaces_one_section(templates):
    own = {**templates, "partials/email/takeaways.html.j2": "<tr><td>In brief</td></tr>"}
    assert "<td>In brief</td>" in render(sample_edition(), Style(), own).html


def test_equal_editions_render_to_equal_bytes(templates):
    once = render(sample_edition(), Style(), templates, base_url="https://briefs.example")
    again = render(
        sample_edition(),
        Style(),
        dict(reversed(templates.items())),
        base_url="https://briefs.example",
    )
    assert once == again
