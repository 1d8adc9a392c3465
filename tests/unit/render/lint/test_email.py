"""What the linter says of messages, case by case, and of ours."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.model.briefings import Style
from broadsheet.render.editions import render
from broadsheet.render.lint.email import lint_email
from broadsheet.render.lint.faults import Grade
from broadsheet.render.lint.support import SupportData, read_support
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
    html = FRAME.format(
        head=case.get("head", ""), body=case["html"].replace("{long}", LONG), long=LONG
    )
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
    html = '<img src="https://x.example/a.png" alt="all of it" width="1" height="1">'
    assert any(rule == "trust" for rule, _, _ in said(lint(html)))


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
    assert "1 lines of the text part are longer than 78" in messages(whole + "x " * 40)
    assert "the text part holds zero-width characters" in messages(whole + "\u200b")


def test_a_message_nobody_can_leave():
    assert ("unsubscribe", "warn", "no way to leave the list is named") in said(lint("<p>x"))
    assert not any(
        rule == "unsubscribe" for rule, _, _ in said(lint("<p>Zum Abbestellen antworten."))
    )


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
    assert by_family["Apple Mail"].body_unknown == ("css-padding", "html-div")


def test_every_rule_is_in_the_reference(report):
    reference = (ROOT / "docs" / "reference" / "lint.md").read_text(encoding="utf-8")
    source = (ROOT / "src/broadsheet/render/lint/message.py").read_text(encoding="utf-8")
    rules = set(re.findall(r'_fault\("(\w+)"', source)) | {"contrast"}
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in reference] == []


def test_the_data_ships_with_its_licence_beside_it():
    folder = ROOT / "src" / "broadsheet" / "render" / "lint"
    licence = (folder / "caniemail-LICENSE.txt").read_text(encoding="utf-8")
    assert "MIT License" in licence
    assert len(DATA.features) > 300
