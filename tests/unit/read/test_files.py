from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from broadsheet.errors import ReadError
from broadsheet.model.articles import Article, Document
from broadsheet.read.files import kind_of, read_file

NOW = datetime(2026, 11, 9, 7, 30, tzinfo=UTC)
PROSE = "The port of Lindhavn wants four new berths for electric freighters by 2028, it said."


def document(
    content: str | bytes, url: str, *, media_type: str = "", charset: str | None = None
) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    return Document(url=url, content=raw, media_type=media_type, charset=charset, fetched_at=NOW)


def read(content: str | bytes, url: str, **options: str) -> Article:
    (article,) = read_file(document(content, url, **options))
    return article


@pytest.mark.parametrize(
    ("url", "media_type", "kind"),
    [
        ("notes/a.md", "", "markdown"),
        ("notes/a.MD", "text/html", "markdown"),
        ("a.eml", "", "mail"),
        ("feeds/a.xml", "", "feed"),
        ("feeds/a.json", "", "feed"),
        ("https://quay.example/a.md", "text/html; charset=utf-8", "html"),
        ("https://quay.example/a.txt?x=.md", "", "text"),
        ("https://quay.example/", "", ""),
        ("notes/a", "text/plain", "text"),
        ("notes.d/a", "", ""),
    ],
)
def test_what_a_document_is(url: str, media_type: str, kind: str) -> None:
    assert kind_of(document("", url, media_type=media_type)) == kind


@pytest.mark.parametrize(
    ("content", "url", "message"),
    [
        (b"x", "notes/a.xlsx", "not a document Broadsheet reads"),
        (b"%PDF-1.7", "notes/a.md", "binary"),
        (b" \n ", "notes/a.md", "empty"),
        (b"<html></html>", "notes/a.html", "nothing to read"),
        (b"---\n: [\n---\nText", "notes/a.md", "front matter"),
        (b"---\ntitle: Only a head\n---\n", "notes/a.md", "no text"),
        (b"no headers at all", "mail/a.eml", "neither sender nor subject"),
        (b"Subject: Empty\n\n", "mail/a.eml", "no text part"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, url: str, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read_file(document(content, url))
    assert caught.value.what == url


def test_a_web_page() -> None:
    html = f"<html lang=en><head><title>Four berths</title></head><body><article><p>{PROSE}</p></article>"
    article = read(html, "pages/a.html")
    assert (article.title, article.text) == ("Four berths", PROSE)
    assert read(html.encode("utf-16"), "pages/a.html", charset="utf-16").text == PROSE


def test_markdown_with_front_matter() -> None:
    article = read(
        "---\ntitle: Four berths & more\ndate: 2026-10-08T09:35:00+02:00\nupdated: 2026-10-09\n"
        "url: https://skerry.example/four\nauthors: [Ida Strand, Olav Berg, {a: 1}]\npublisher: Skerry Post\n"
        "family: Skerry Group\nlanguage: en-GB\ntags: [ports]\nextra: {a: 1}\n---\n"
        f"# Four berths & more\n\n{PROSE}\n\n> A quote\n\n- one\n- **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "notes/four.md",
    )
    assert article.title == "Four berths & more"
    assert article.url == "https://skerry.example/four"
    assert article.text == f"{PROSE}\n\nA quote\n\none\n\ntwo\n\na b\n\n1 2"
    assert (article.publisher, article.family, article.language) == (
        "Skerry Post",
        "Skerry Group",
        "en",
    )
    assert article.authors == ("Ida Strand", "Olav Berg")
    assert article.tags == ("ports",)
    assert article.published == datetime(2026, 10, 8, 7, 35, tzinfo=UTC)
    assert article.updated == datetime(2026, 10, 9, tzinfo=UTC)
    assert article.date_source == "front-matter"


def test_markdown_without_front_matter() -> None:
    article = read(f"# Four berths\n\n{PROSE}", "notes/four.md")
    assert (article.title, article.text, article.url) == ("Four berths", PROSE, "notes/four.md")
    assert (article.published, article.date_source) == (None, "")
    assert read(PROSE, "notes/four.md").title == PROSE
    assert read(f"---\ntitle: Mine\n---\n# Other\n\n{PROSE}", "notes/a.md").text.startswith("Other")


@pytest.mark.parametrize("date", ["soon", "{a: 1}", "9999-12-31", "''", "2026-02-30"])
def test_a_front_matter_date_that_is_none(date: str) -> None:
    assert read(f"---\ndate: {date}\n---\n{PROSE}", "notes/a.md").published is None


def test_front_matter_of_other_shapes() -> None:
    assert read(f"---\n- a\n- b\n---\n{PROSE}", "a.md").text == PROSE
    assert read(f"---\nauthor: Ida Strand\nlink: ftp://x\n---\n{PROSE}", "a.md").url == "a.md"


def test_markdown_may_not_smuggle_markup() -> None:
    article = read(f"# <script>x</script>Quay\n\n{PROSE} <script>alert(1)</script><b>x</b>", "a.md")
    assert "alert" not in article.text
    assert "<" not in article.title + article.text


def test_plain_text() -> None:
    article = read(f"\ufeff\nFour  berths\r\n\r\n{PROSE}\r\n\r\n\r\nMore.", "notes/a.txt")
    assert (article.title, article.text) == ("Four berths", f"{PROSE}\n\nMore.")
    assert read("Only a line", "a.txt").text == "Only a line"
    long = read("word " * 60 + "\nrest", "a.txt")
    assert long.text.startswith("word word")
    assert long.text.endswith("rest")
    assert len(long.title) <= 120
    assert (
        read("Gr\xfc\xdfe vom Kai".encode("latin-1"), "a.txt", charset="iso-8859-1").title
        == "Grüße vom Kai"
    )


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def test_a_mail_with_html_and_text() -> None:
    message = mail(
        Subject="Die Mooring Line – 45",
        From="The Mooring Line <letter@mooring.example>",
        Date="Sun, 01 Nov 2026 18:00:00 +0100",
        List_Id="Letter <letter.mooring.example>",
    )
    message.set_content("The plain part.")
    message.add_alternative(
        f"<p>{PROSE}</p><script>x()</script><img src='https://t.example/p'>", subtype="html"
    )
    article = read(message.as_bytes(), "mail/45.eml")
    assert (article.title, article.text) == ("Die Mooring Line – 45", PROSE)
    assert (article.publisher, article.tags) == ("The Mooring Line", ("letter.mooring.example",))
    assert article.published == datetime(2026, 11, 1, 17, 0, tzinfo=UTC)
    assert article.date_source == "header"


def test_a_plain_mail_without_name_and_date() -> None:
    message = mail(From="letter@mooring.example")
    message.set_content(PROSE)
    article = read(message.as_bytes(), "mail/a.eml")
    assert (article.publisher, article.title) == ("mooring.example", PROSE[:120])
    assert article.published is None


def test_attachments_and_empty_parts_are_not_read() -> None:
    message = mail(Subject="Parts")
    message.set_content(PROSE)
    message.add_attachment("<p>Attached secret</p>", subtype="html", filename="a.html")
    message.add_attachment(b"\x00", maintype="application", subtype="octet-stream")
    assert read(message.as_bytes(), "mail/a.eml").text == PROSE


def test_an_empty_html_part_gives_way_to_the_text() -> None:
    message = mail(Subject="Parts")
    message.set_content(PROSE)
    message.add_alternative("<p> </p>", subtype="html")
    assert read(message.as_bytes(), "mail/a.eml").text == PROSE


def test_a_mail_of_too_many_parts_is_read_up_to_a_limit() -> None:
    parts = "".join("--b\nContent-Type: application/x\n\nx\n" for _ in range(300))
    raw = f"Subject: Many\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b\n\n{PROSE}\n--b--\n"
    with pytest.raises(ReadError):
        read(raw, "mail/a.eml")


def test_broken_mails() -> None:
    raw = b'Subject: =?utf-8?q?broken=\nFrom: "<>,;:\nDate: never\nContent-Type: text/plain; charset=x-none\n\nText \xe9'
    article = read(raw, "mail/a.eml")
    assert article.text.startswith("Text")
    raw = b'Subject: Odd\nFrom: "\n\nText of a mail whose sender breaks the header parser.'
    assert read(raw, "mail/a.eml").publisher == ""
    raw = b"Subject: Odd\nContent-Transfer-Encoding: base64\n\n!!!!"
    with pytest.raises(ReadError):
        read(raw, "mail/a.eml")
