"""Dates as written in many languages, and the lines of a page that tell one to its reader."""

from __future__ import annotations

import pytest

from broadsheet.model.articles import GUESSED
from broadsheet.read.date_lines import VISIBLE, DateLine, DayReader, find_date_lines
from broadsheet.read.main_text import parse_html
from broadsheet.read.month_names import MONTHS
from broadsheet.read.structured import Meta
from broadsheet.read.timestamps import parse_timestamp
from patience import patience

IN_MANY_LANGUAGES = """
Thu, 08 Oct 2026 09:35:00 GMT
Do, 08 Okt 2026 11:35:00 +0200
jeu., 8 octobre 2026 à 09h35 UTC
jueves, 8 de octubre de 2026, 09:35 GMT
gio, 08 ott 2026 11:35:00 +0200
quinta-feira, 8 de outubro de 2026 às 09:35 GMT
do, 08 okt 2026 11:35:00 +0200
tors, 08 okt 2026 11:35:00 +0200
tor, 8. okt 2026 11:35:00 +0200
to, 8. lokakuuta 2026 klo 09.35 GMT
czw., 08 paź 2026 11:35:00 +0200
Čt, 08 říj 2026 11:35:00 +0200
2026. október 8. 09:35 GMT
joi, 8 octombrie 2026, 09:35 GMT
Per, 08 Eki 2026 12:35:00 +0300
чт, 08 окт 2026 12:35:00 +0300
четверг, 8 октября 2026 г., 12:35 MSK
чт, 8 жовтня 2026 р. 12:35 EEST
Πέμ, 08 Οκτ 2026 12:35:00 +0300
Πέμπτη, 8 Οκτωβρίου 2026 12:35 EEST
Kamis, 8 Oktober 2026 09:35 UTC
الخميس، 8 أكتوبر 2026 09:35 UTC
2026年10月8日(木) 18時35分 JST
2026年10月8日 17:35 +0800
2026년 10월 8일 18:35 KST
10/08/2026 09:35 GMT, month first
08.10.2026 09:35 GMT
8/10/26 09:35 GMT, day first
Thu, 08 Oct 26 09:35:00 GMT
2026/10/08 09:35 UTC
2026-10-08T09:35:00Z
""".strip().splitlines()


@pytest.mark.parametrize("line", IN_MANY_LANGUAGES)
def test_one_moment_in_many_languages(line: str) -> None:
    text, _, order = line.partition("GMT, ")
    text += "GMT" if order else ""
    stamp = parse_timestamp(text, month_first=order == "month first" if order else None)
    assert stamp.moment is not None, text
    assert stamp.moment.isoformat() == "2026-10-08T09:35:00+00:00"
    assert stamp.note == ""
    assert stamp.has_day
    assert stamp.has_time


def test_every_month_of_every_language_is_known_once() -> None:
    assert len(MONTHS) > 300
    assert set(MONTHS.values()) == set(range(1, 13))
    for word in ("october", "oktober", "ottobre", "lokakuuta", "pazdziernika", "октября", "أكتوبر"):
        assert parse_timestamp(f"8 {word} 2026").moment is not None, word


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("18/10/2026", "2026-10-18"),
        ("10/18/2026", "2026-10-18"),
        ("10/10/2026", "2026-10-10"),
        ("8.10.2026", "2026-10-08"),
        ("Thu, 10/18/2026 - 11:38", "2026-10-18"),
    ],
)
def test_figures_that_settle_their_order(text: str, day: str) -> None:
    moment = parse_timestamp(text).moment
    assert moment is not None
    assert moment.date().isoformat() == day


def test_figures_that_leave_their_order_open_are_no_date() -> None:
    stamp = parse_timestamp("10/8/2026")
    assert stamp.moment is None
    assert stamp.is_open
    assert "which number is the month" in stamp.note


def test_a_year_alone_names_no_day() -> None:
    assert not parse_timestamp("2026").has_day
    assert not parse_timestamp("2026-10").has_day


@pytest.mark.parametrize(
    "text", ["8 " * 30, "a" * 79, "1" * 79, "8 October " + "2026 " * 13, "-:" * 39]
)
def test_hostile_dates_are_refused_at_once(text: str) -> None:
    with patience():
        assert parse_timestamp(text).moment is None


def lines_of(html: str, *, title: str = "Four berths", lang: str = "en-GB") -> list[DateLine]:
    tree = parse_html(f"<html lang='{lang}'>{html}</html>")
    return find_date_lines(tree, title=title, days=DayReader(tree, Meta(tree)))


def told(lines: list[DateLine]) -> list[tuple[str, bool, str]]:
    return [(line.moment.date().isoformat(), line.is_update, line.source) for line in lines]


def test_a_page_without_a_body_has_no_date_lines() -> None:
    assert lines_of("<frameset><frame src='x'></frameset>") == []


def test_dates_on_one_line_are_told_apart_by_what_stands_before_each() -> None:
    html = (
        "<h1>Four berths</h1><p><span>Words and pictures by Ida Strand, Lindhavn, 8 October 2026"
        "</span> <span>and with a new map, updated by the desk on 12 October 2026</span></p>"
    )
    assert told(lines_of(html)) == [
        ("2026-10-08", False, VISIBLE), ("2026-10-12", True, VISIBLE),
    ]  # fmt: skip


def test_an_impossible_date_is_no_date_line() -> None:
    assert lines_of("<h1>Four berths</h1><p>38 October 2026</p><p>31 Febtober 2026</p>") == []


def test_the_dates_of_a_list_of_teasers_are_not_the_pages() -> None:
    item = "<section><h3>Ten</h3><time>8 October 2026</time></section>"
    assert lines_of(f"<h1>Four berths</h1>{item * 3}") != []
    assert lines_of(f"<h1>Four berths</h1>{item * 4}") == []


def test_a_page_of_many_dates_is_searched_up_to_a_limit() -> None:
    item = "".join(f"<p class='c{n}'>8 October 2026</p>" for n in range(1_000))
    with patience():
        assert len(lines_of(f"<h1>Four berths</h1>{item}")) == 40


def test_many_dates_above_the_headline_cost_little() -> None:
    with patience(10):
        assert lines_of("<span>8 October 2026</span>" * 40_000 + "<h1>Four berths</h1>") == []


def test_a_date_of_open_order_is_a_guess_where_the_page_does_not_say_which_english() -> None:
    html = "<h1>Four berths</h1><p>10/8/2026</p>"
    assert told(lines_of(html, lang="en")) == [("2026-10-08", False, GUESSED)]
    assert told(lines_of(html, lang="en-US")) == [("2026-10-08", False, VISIBLE)]
    assert told(lines_of(html, lang="de")) == [("2026-08-10", False, VISIBLE)]
