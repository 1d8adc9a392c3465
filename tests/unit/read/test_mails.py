"""Mails: the article, the links worth following, and bounded work on what means harm."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.model.articles import Document
from broadsheet.model.briefings import Source, SourceKind
from broadsheet.read.mail_bodies import (
    html_body,
    is_worth_following,
    plain_links,
    without_labels,
)
from broadsheet.read.mails import MOST_LINKS, read_mail
from broadsheet.read.sources import articles_of
from patience import patience

LINKS = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "mails" / "links.yaml")
NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
PROSE = "The yard in Torskar launched a ferry with room for 40 cars on Friday."
ADDRESS = "imaps://desk%40quay.example@imap.quay.example/Letters;UIDVALIDITY=7/;UID=3"
LETTER = f"""<html><body>
<div style="display:none;max-height:0">A preview that nobody sees on the page.</div>
<div hidden>Hidden too</div><span style="FONT-SIZE: 0px">and this</span>
<table><tr><td><h1><a href="https://torskar.example/hull">A hull</a></h1><p>{PROSE}
<a href="https://torskar.example/hull">Read more</a></p>
<p style="color:red">Also: <a href="https://click.letter.example/c/9?u=7">Fares rise</a>
<a href="https://torskar.example/picture"><img src="x.png"></a></p></td></tr></table>
<p><a href="https://torskar.example/leave/77">No more mail</a> <a href="https://torskar.example/x/1">Unsubscribe</a></p>
</body></html>"""


def mail(body: str = PROSE, subtype: str = "plain", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Torskar Letter <letter@torskar.example>"
    message["Subject"] = "A hull"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body, subtype=subtype)
    return message.as_bytes()


@pytest.mark.parametrize(("url", "about"), LINKS["follow"])
def test_a_link_that_may_lead_to_an_article(url: str, about: str) -> None:
    assert is_worth_following(url, about)


@pytest.mark.parametrize(("url", "about"), LINKS["leave"])
def test_a_link_that_does_something_is_left_alone(url: str, about: str) -> None:
    assert not is_worth_following(url, about)


def test_what_a_mail_hides_is_not_read() -> None:
    text, links = html_body(LETTER)
    assert text.startswith(f"A hull\n\n{PROSE}")
    assert not {"preview", "Hidden", "this"} & set(text.split())
    assert [url for url, _ in links][:2] == ["https://torskar.example/hull"] * 2
    assert "https://torskar.example/picture" not in dict(links)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Unsubscribe | Manage preferences | Privacy policy", ""),
        ("Follow us on Twitter | Facebook · Instagram", ""),
        ("Hier abmelden", ""),
        ("The berths cost more. Read more →", "The berths cost more."),
        ("“Too dear.” Weiterlesen »", "“Too dear.”"),
        ("Customers may unsubscribe within 14 days, the court said.", None),
        ("Twitter | A headline about the port", None),
        ("Read more", None),
        ("Facebook " * 100, None),
    ],
)
def test_lines_of_links_are_no_text(text: str, kept: str | None) -> None:
    whole = f"First.\n\n{text}\n\nLast."
    expected = whole if kept is None else "\n\n".join(filter(None, ("First.", kept, "Last.")))
    assert without_labels(whole) == expected


def test_bodies_that_are_none() -> None:
    assert html_body("  ") == ("", [])
    assert html_body("<!-- nothing -->") == ("", [])
    assert html_body("<div>" * 3_000 + "Deep")[0] == "Deep"
    assert html_body("<html hidden><body>Whole</body></html>")[0] == "Whole"


def test_links_of_plain_text() -> None:
    found = plain_links("Read https://a.example/one, then\nUnsubscribe: <https://a.example/two>.")
    assert found == [
        ("https://a.example/one", "Read "),
        ("https://a.example/two", "Unsubscribe: <"),
    ]


def test_links_come_once_in_order_without_those_that_leave() -> None:
    raw = mail(LETTER, "html", List_Unsubscribe="<https://torskar.example/leave/77>, <mailto:x@y>")
    assert read_mail(raw, url="a.eml").links == (
        "https://torskar.example/hull",
        "https://click.letter.example/c/9?u=7",
    )
    many = "".join(f"<a href='https://a.example/{n}'>One</a>" for n in range(80))
    reading = read_mail(mail(f"<p>{PROSE}</p>{many}", "html"), url="a.eml")
    assert len(reading.links) == MOST_LINKS
    assert [one.message for one in reading.problems] == ["has 80 links, the first 50 used"]


@pytest.mark.parametrize(
    ("headers", "url"),
    [
        ({"Message_ID": "<45.7@torskar.example>"}, "mid:45.7@torskar.example"),
        ({"Message_ID": "<4 5>"}, "mid:m-"),
        (
            {"Archived_At": "<https://torskar.example/letters/45>"},
            "https://torskar.example/letters/45",
        ),
        ({"Archived_At": "<ftp://torskar.example/45>", "Message_ID": "<a/b>"}, "mid:a%2Fb"),
        ({}, "mid:m-"),
    ],
)
def test_the_address_of_a_message_says_nothing_of_its_reader(headers: dict, url: str) -> None:
    article = read_mail(mail(**headers), url=ADDRESS).article
    assert article.url.startswith(url)
    assert "desk" not in article.url
    assert read_mail(mail(), url="mail/a.eml").article.url == "mail/a.eml"


def test_a_mailbox_gives_the_mail_or_the_pages_it_links_to() -> None:
    def read(content: bytes, *, follow: bool) -> tuple[list[str], list[str]]:
        box = Source(kind=SourceKind.MAILBOX, location="x", name="Letters", follow=follow)
        found = articles_of(box, Document(url=ADDRESS, content=content, fetched_at=NOW))
        return [article.source for article in found.articles], [url for url, _ in found.links]

    assert read(mail(LETTER, "html"), follow=False) == (["Letters"], [])
    links = ["https://torskar.example/hull", "https://click.letter.example/c/9?u=7"]
    assert read(mail(LETTER, "html"), follow=True) == (
        [],
        [*links, "https://torskar.example/leave/77"],
    )
    assert read(mail(), follow=True) == (["Letters"], [])


def test_endless_headers_are_cut() -> None:
    raw = b"From: " + b"(" * 400_000 + b"\r\nSubject: " + b"tide =?utf-8?q?x?= " * 50_000
    with patience():
        article = read_mail(raw + b"\r\n\r\nThe tide.", url="a.eml").article
    assert len(article.title) < 5_000
