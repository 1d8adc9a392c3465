"""What the linter says of messages, case by case, and of ours."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from broadsheet.render.lint.clients import ask
from broadsheet.render.lint.email import lint_email, lint_text
from broadsheet.render.lint.faults import Grade
from broadsheet.render.lint.support import FAMILIES, Support, SupportData, read_support
from broadsheet.render.lint.usage import find_usage, parse
from broadsheet.render.lint.vocabulary import HARMLESS
from editions import sample_edition

ROOT = Path(__file__).parents[4]
DATA = read_support((ROOT / "src/broadsheet/render/lint/caniemail.json").read_bytes())
TODAY = date(2026, 11, 20)
CASES = YAML(typ="safe").load(
    (ROOT / "tests" / "cases" / "render" / "lint.yaml").read_text(encoding="utf-8")
)
LONG = "Words that are read by people and weighed by filters. " * 8
FRAME = (
    '<!DOCTYPE html><html lang="en"><head><title>T</title>{head}</head><body><h1>Morning</h1>'
    '{body}<p>{long}</p><p><a href="https://x.example/unsubscribe">Leave this list</a></p></body>'
)


def lint(html, **more):
    return lint_email(html, DATA, today=TODAY, **more)


def said(report, level=Grade.WARN):
    return [(fault.rule, fault.grade.value, fault.message) for fault in report.of(level)]


@pytest.fixture(scope="module")
def rendering(templates):
    return render(sample_edition(), Style(), templates, base_url="https://briefs.example")


@pytest.fixture(scope="module")
def report(rendering):
    return lint(
        rendering.html, text=rendering.text, subject=rendering.subject, images=rendering.images
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_message_has_just_these_faults(case):
    html = FRAME.replace("{head}", case.get("head", "")).replace("{body}", case["html"])
    html = html.replace("{long}", LONG)
    expected = case["faults"]
    found = said(lint(html), Grade(case.get("level", "warn")))
    for rule, grade, words in expected:
        assert any(
            (rule, grade) == (one, weight) and words in message for one, weight, message in found
        ), (words, found)
    assert len(found) == len(expected), found


def test_our_own_message_has_no_fault_worth_a_warning(report):
    assert said(report) == []


def test_our_body_uses_what_every_family_can_show(report):
    unsupported = {each.family: each.body_unsupported for each in report.families}
    for family in ("Gmail", "Apple Mail", "Outlook (Word)", "Samsung Email", "Thunderbird"):
        assert unsupported[family] == ()
    for family in ("Outlook (new, web, mobile)", "Yahoo and AOL", "Proton Mail", "Fastmail"):
        assert set(unsupported[family]) <= {"html-body"}
    assert set(unsupported["Gmail mobile webmail"]) <= {"css-display-none"}


def test_our_head_only_loses_what_it_is_there_for(report):
    lost = {slug for each in report.families for slug in each.head_unsupported}
    assert lost <= {
        "css-at-media",
        "css-at-media-prefers-color-scheme",
        "html-meta-color-scheme",
        "css-selector-attribute",
        "html-style",
    }


def test_our_message_keeps_its_sizes(report, rendering):
    assert report.sizes["html"] == len(rendering.html.encode()) <= 75_000
    assert report.sizes["styles"] <= 8_192
    assert report.sizes["images"] <= 300_000
    assert report.undescribed == ()
    assert report.data_date == date(2026, 5, 13)


def test_faults_come_heaviest_first_and_name_lines_and_programs():
    html = "<html lang=en><head><title>x</title></head>\n<body>\n<div style='display:grid'>x</div>"
    report = lint(html)
    grades = [list(Grade).index(fault.grade) for fault in report.faults]
    assert grades == sorted(grades)
    grid = next(fault for fault in report.faults if "grid" in fault.message)
    assert (grid.line, grid.grade) == (3, Grade.ERROR)
    assert "Outlook (Word)" in grid.clients


def test_a_message_too_large_is_an_error_before_gmail_cuts_it():
    def sized(count):
        return [message for rule, _, message in said(lint("<p>" + "x" * count)) if rule == "size"]

    assert sized(70_000) == []
    assert "of at most 90,000" in sized(80_000)[0]
    assert "may cut it off" in sized(95_000)[0]
    assert "cuts it off" in sized(110_000)[0]


def test_style_blocks_have_their_own_limit():
    def grades(count):
        head = "<style>" + ".a{color:#111}" * count + "</style>"
        return [
            grade
            for rule, grade, _ in said(lint(FRAME.format(head=head, body="", long=LONG)))
            if rule == "styles"
        ]

    assert grades(100) == []
    assert grades(700) == ["warn"]
    assert grades(1_300) == ["error"]


def test_many_and_heavy_pictures_are_reported():
    picture = '<img src="https://x.example/a.png" alt="" width="1" height="1">'
    report = lint(picture * 21, images={"a.png": b"x" * 300_001})
    messages = " ".join(message for rule, _, message in said(report) if rule == "images")
    assert "21 pictures" in messages
    assert "300,001 bytes" in messages


def test_pictures_and_hardly_any_text_are_distrusted():
    def distrusted(size):
        html = (
            f'<style>{".a{color:#111111}" * 40}</style><img src="https://x.example/a.png" {size}>'
        )
        return any(rule == "trust" for rule, _, _ in said(lint(html)))

    assert distrusted('width="600" height="800"')
    assert distrusted("")
    assert not distrusted('width="120px" height="40"')


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("", "no subject"),
        ("FREE FERRIES FOR ALL", "all capitals"),
        ("Ferries!! Now!", "shouts"),
        ("Only $$$ today", "shouts"),
        ("Re: the ferries", "pretends"),
        ("AW: die Fähren", "pretends"),
    ],
)
def test_a_subject_filters_distrust(subject, words):
    html = FRAME.format(head="", body="", long=LONG)
    assert any(
        rule == "subject" and words in message
        for rule, _, message in said(lint(html, subject=subject))
    )
    assert said(lint(html, subject="Torskar orders twelve ferries")) == []
    assert (
        said(lint(html, subject="x" * 200), Grade.NOTE)[-1][2] == "the subject has 200 characters"
    )


def test_the_text_part_is_held_against_the_html():
    html = FRAME.format(
        head="", body='<a href="https://x.example/report">the report</a>', long=LONG
    )

    def messages(text):
        return [
            message
            for rule, _, message in said(lint(html, text=text), Grade.NOTE)
            if rule == "text"
        ]

    whole = "https://x.example/report\nhttps://x.example/unsubscribe\n"
    assert messages(whole) == []
    assert messages(" ") == ["there is no plain text part"]
    assert "1 links are missing in the text part: https://x.example/report" in messages(
        "https://x.example/unsubscribe"
    )
    assert "1 lines of the text part are longer than 78 columns" in messages(whole + "x " * 40)
    assert "1 lines of the text part are longer than 78 columns" in messages(whole + "港" * 40)
    assert messages(whole + "港" * 39) == []
    assert "the text part holds zero-width characters" in messages(whole + "\u200b")


def test_a_message_nobody_can_leave():
    assert ("unsubscribe", "warn", "no way to leave the list is named") in said(lint("<p>x"))
    assert not any(
        rule == "unsubscribe" for rule, _, _ in said(lint("<p>Zum Abbestellen antworten."))
    )


def test_what_is_no_message_at_all_is_an_error():
    def content(html):
        return [(grade, words) for rule, grade, words in said(lint(html)) if rule == "content"]

    assert content("") == [("error", "the message is empty: no words and no pictures")]
    assert content("<p>&nbsp;&zwnj;</p>")[0][1].startswith("the message is empty")
    assert content("just words") == [("error", "there is no HTML in it")]
    assert content("<p>" + "\x01\x02x" * 40)[0][1].startswith("this is no text")
    assert content('<img src="https://x.example/a.png">') == []


def test_of_what_is_too_long_or_too_deep_the_beginning_is_judged_and_its_size_is_true():
    long = "<p>" + "words " * 350_000
    report = lint(long)
    assert report.sizes["html"] == len(long)
    rules = {rule for rule, _, _ in said(report)}
    assert {"size", "content"} <= rules
    assert "unsubscribe" not in rules
    assert "content" in {rule for rule, _, _ in said(lint("<div>" * 300 + "x"))}


def test_of_very_many_colours_only_the_first_are_judged():
    html = "".join(f'<p style="color:#ffff{number:02x}">x</p>' for number in range(250))
    assert sum(rule == "contrast" for rule, _, _ in said(lint(html))) == 200


def test_pictures_sent_along_are_looked_into():
    html = (
        '<img src="cid:a" alt="" width="1" height="1"><img src="cid:b" alt="" width="1" height="1">'
    )
    kinds = {
        "a": b"RIFF\x10\0\0\0WEBPVP8 ",
        "c": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "d": b"\x89PNG\r\n",
        "e": b"\0\0\0\x1cftypavif",
        "f": b"\0\0\0\x18ftypheic",
    }
    words = [message for rule, _, message in said(lint(html, images=kinds)) if rule == "images"]
    assert words == [
        "a picture that is not attached: cid:b",
        "a is WebP, which not every program shows",
        "c is SVG, which not every program shows",
        "e is AVIF, which not every program shows",
        "f is HEIF, which not every program shows",
    ]


def test_a_message_of_words_alone_is_judged_by_its_words():
    report = lint_text("Ferries leave at nine.\n", subject="Ferries")
    assert [(fault.grade, fault.message) for fault in report.faults] == [
        (Grade.NOTE, "there is no HTML part, only text")
    ]
    rules = [fault.rule for fault in lint_text(" ", subject="FERRIES FOR ALL").faults]
    assert rules == ["content", "subject"]


def test_a_correct_mail_of_another_house_has_no_fault_worth_a_warning():
    html = (ROOT / "tests" / "cases" / "render" / "correct_mail.html").read_text(encoding="utf-8")
    report = lint(html)
    assert said(report) == []
    assert {fault.grade for fault in report.faults} == {Grade.NOTE}


def test_every_error_of_support_names_a_remedy_and_where_to_read_on():
    report = lint("<div style='display:flex;color:rgba(0,0,0,.9);visibility:hidden'>x")
    faults = [fault for fault in report.of(Grade.ERROR) if fault.rule == "unsupported"]
    assert len(faults) == 3
    assert all("caniemail.com/features/" in fault.remedy for fault in faults)
    assert any(fault.remedy.startswith("lay it out with tables") for fault in faults)


#: Elements, attributes and pictures that carry a feature not named after them.
USES = {
    "html-aria": '<p {}="x">x</p>',
    "html-button-reset": '<button type="reset">x</button>',
    "html-button-submit": "<button>x</button>",
    "html-h1-h6": "<h3>x</h3>",
    "html-lists": "<ul><li>x</li></ul>",
    "html-semantics": "<article>x</article>",
    "html-image-maps": "<map><area></map>",
    "html-anchor-links": '<a href="#x">x</a>',
    "html-mailto-links": '<a href="mailto:a@x.example">x</a>',
    "html-meta-color-scheme": '<meta name="color-scheme" content="light">',
    "html-comments": "<p>x<!-- y --></p>",
    "html-doctype": "<!DOCTYPE html><p>x</p>",
    "html-loading-attribute": '<img loading="lazy">',
    "html-popover": "<p popover>x</p>",
    "html-srcset": '<img srcset="a.png 2x">',
    "html-style": "<style>a{color:red}</style>",
    "css-inert-attribute": "<p inert>x</p>",
    "css-display-none": "<p style='display:none'>x</p>",
    "css-display-flex": "<p style='display:flex'>x</p>",
    "css-display-grid": "<p style='display:grid'>x</p>",
    "css-important": "<p style='color:red !important'>x</p>",
    "css-comments": "<style>/* x */ a{color:red}</style>",
    "css-nesting": "<style>a{b{color:red}}</style>",
    "css-variables": "<p style='--a:1'>x</p>",
    "css-border-inline-block-individual": "<p style='border-inline-start:0'>x</p>",
    "css-border-inline-block-longhand": "<p style='border-inline-width:0'>x</p>",
    "css-border-inline-block": "<p style='border-inline:0'>x</p>",
    "css-border-radius-logical": "<p style='border-start-start-radius:1px'>x</p>",
    "css-block-inline-size": "<p style='block-size:1px'>x</p>",
    "css-column-layout-properties": "<p style='column-fill:auto'>x</p>",
    "css-grid-template": "<p style='grid-template-rows:none'>x</p>",
    "css-left-right-top-bottom": "<p style='left:0'>x</p>",
    "css-margin-block-start-end": "<p style='margin-block-start:0'>x</p>",
    "css-margin-inline-start-end": "<p style='margin-inline-end:0'>x</p>",
    "css-margin-inline-block": "<p style='margin-inline:0'>x</p>",
    "css-padding-block-start-end": "<p style='padding-block-end:0'>x</p>",
    "css-padding-inline-start-end": "<p style='padding-inline-start:0'>x</p>",
    "css-padding-inline-block": "<p style='padding-block:0'>x</p>",
    "css-scroll-snap": "<p style='scroll-snap-type:x'>x</p>",
    "css-intrinsic-size": "<p style='width:min-content'>x</p>",
    "css-sytem-ui": "<p style='font-family:system-ui'>x</p>",
    "css-modern-color": "<p style='color:oklch(1 0 0)'>x</p>",
    "css-unit-calc": "<p style='width:calc(1px)'>x</p>",
    "css-unit-initial": "<p style='width:initial'>x</p>",
    "css-unit-percent": "<p style='width:1%'>x</p>",
    "css-rgb": "<p style='color:rgb(0,0,0)'>x</p>",
    "css-rgba": "<p style='color:rgba(0,0,0,0)'>x</p>",
    "css-selector-adjacent-sibling": "<style>a+b{color:red}</style>",
    "css-selector-attribute": "<style>[a]{color:red}</style>",
    "css-selector-chaining": "<style>a.b{color:red}</style>",
    "css-selector-child": "<style>a>b{color:red}</style>",
    "css-selector-class": "<style>.a{color:red}</style>",
    "css-selector-descendant": "<style>a b{color:red}</style>",
    "css-selector-general-sibling": "<style>a~b{color:red}</style>",
    "css-selector-grouping": "<style>a,b{color:red}</style>",
    "css-selector-id": "<style>#a{color:red}</style>",
    "css-selector-type": "<style>a{color:red}</style>",
    "css-selector-universal": "<style>*{color:red}</style>",
    "image-base64": '<img src="data:image/png;base64,AA">',
    "image-jpg": '<img src="a.jpeg">',
    "image-heif": '<img src="a.heic">',
}
#: What no markup shows: another format of mail, a record in the DNS, brighter whites in a JPEG.
OUTSIDE = {"amp", "bimi", "image-hdr"}


def written(slug):
    """Return HTML that uses a feature, by its table or by the way such features are named."""
    kind, _, name = slug.partition("-")
    rest = name.partition("-")[2]
    forms = {
        "image": f'<img src="https://x.example/a.{name}">',
        "html-input": f'<input type="{rest}">',
        "html-aria": f'<p {name}="x">x</p>',
        "css-unit": f"<p style='width:1{rest}'>x</p>",
        "css-function": f"<p style='width:{rest}(1px)'>x</p>",
        "css-at": f"<style>@{rest} {{a{{color:red}}}}</style>",
        "css-pseudo": f"<style>a{':' * (1 + name.startswith('pseudo-element'))}"
        f"{rest.partition('-')[2]}{'(b)' * rest.endswith(('-has', '-not', '-lang'))}{{color:red}}</style>",
    }
    if slug in USES:
        return USES[slug]
    if slug.startswith("css-at-media-"):
        asked = slug.removeprefix("css-at-media-").replace("device", "-webkit-device")
        return f"<style>@media ({asked}:x){{a{{color:red}}}}</style>"
    if slug.endswith("-gradient"):
        return f"<p style='background:{name}(red,blue)'>x</p>"
    found = forms.get("-".join(slug.split("-")[:2])) or forms.get(kind)
    if found:
        return found
    return (
        f"<p style='{name}:inherit'>x</p>"
        if kind == "css"
        else f"<{name}>x</{name}><p {name}='x'>x</p>"
    )


@pytest.mark.parametrize("slug", sorted(set(DATA.features) - OUTSIDE))
def test_every_feature_of_the_data_can_be_asked_and_has_its_answers(slug):
    document = parse(written(slug))
    usage = find_usage(document)
    assert slug in {*usage.body, *usage.head}
    worst = {family: DATA.features[slug].in_family(family) for family in FAMILIES}
    for result in ask(usage, DATA):
        known = {
            DATA.features[slug].answers[pair]
            for pair in FAMILIES[result.family]
            if pair in DATA.features[slug].answers
        } - {Support.UNKNOWN}
        assert worst[result.family] is (
            next(answer for answer in Support if answer in known) if known else Support.UNKNOWN
        )
        if slug in usage.body and slug not in HARMLESS:
            listed = {
                Support.NO: result.body_unsupported,
                Support.PARTLY: result.body_partial,
                Support.UNKNOWN: result.body_unknown,
            }
            for answer, slugs in listed.items():
                assert (slug in slugs) == (worst[result.family] is answer)


def test_every_program_of_the_data_with_answers_worth_it_belongs_to_a_family():
    asked = {pair for pairs in FAMILIES.values() for pair in pairs}
    counted = Counter(pair for feature in DATA.features.values() for pair in feature.answers)
    assert asked <= set(counted)
    # Programs with a few tests say too little.
    assert {pair for pair, count in counted.items() if count > 100} - asked == set()


def test_what_is_missing_around_a_message():
    rules = {rule for rule, _, _ in said(lint("x"))}
    assert {"language", "title", "headings"} <= rules


@pytest.mark.parametrize(
    "html", ["", " ", "\x00", "<!-- -->", "<?xml version='1.0'?>", "<html/>", "\ud800"]
)
def test_what_is_no_message_is_reported_not_refused(html):
    assert {fault.rule for fault in lint(html).faults} >= {"headings"}


def test_without_data_everything_is_unknown_and_nothing_fails(rendering):
    empty = lint_email(rendering.html, SupportData(), today=TODAY)
    assert all(fault.rule != "unsupported" for fault in empty.faults)
    assert "css-padding" not in {slug for each in empty.families for slug in each.body_unsupported}
    assert "css-color" not in empty.undescribed
    assert "html-table" in empty.undescribed
    assert empty.stale


def test_a_program_the_data_does_not_know_is_unknown():
    content = (
        b'{"data": [{"slug": "css-padding", "stats": {"gmail": {"ios": {"2020": "y"}}}},'
        b' {"slug": "html-div", "stats": {"gmail": {"ios": {"2020": "n #1"}}}}]}'
    )
    found = lint_email("<div style='padding:1px'>x", read_support(content), today=TODAY)
    by_family = {each.family: each for each in found.families}
    assert by_family["Gmail"].body_unsupported == ("html-div",)
    assert by_family["Apple Mail"].body_unknown == (
        "css-padding",
        "css-unit-px",
        "html-body",
        "html-div",
    )


def test_every_rule_is_in_the_reference(report):
    reference = (ROOT / "docs" / "reference" / "lint.md").read_text(encoding="utf-8")
    folder = ROOT / "src" / "broadsheet" / "render" / "lint"
    sources = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    rules = set(re.findall(r'(?:_fault\(|rule=)"(\w+)"', sources))
    assert {"contrast", "links", "content", "unsupported"} <= rules
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in reference] == []


def test_the_data_ships_with_its_licence_beside_it():
    folder = ROOT / "src" / "broadsheet" / "render" / "lint"
    licence = (folder / "caniemail-LICENSE.txt").read_text(encoding="utf-8")
    assert "MIT License" in licence
    assert len(DATA.features) > 300
