"""The mail of one reader."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.deliver.links import Links
from broadsheet.deliver.messages import build_message
from broadsheet.errors import ConfigError, SendError
from broadsheet.model.deliveries import Delivery
from broadsheet.model.renderings import Rendering
from editions import sample_edition

EDITION = sample_edition()
SENDER = "Harbour Weekly <news@lists.example.org>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
RENDERING = Rendering(
    subject="Torskar orders twelve ferries",
    html='<html><body><p>Grüße <img src="images/spark-1.png" alt=""> '
    '<a href="%%UNSUBSCRIBE_URL%%">Leave</a> <a href="%%VIEW_URL%%">View</a></p></body></html>',
    text="Grüße\n.a line that begins with a dot\nFrom here on\nView: %%VIEW_URL%%\n",
    web="",
    print_html="",
    images={"spark-1.png": PNG, "unused.png": PNG},
)
DELIVERY = Delivery(
    edition_id=EDITION.id,
    address="ann@reader.example",
    name="Ann Reader",
    list="execs",
    attach_pdf=True,
    message_id="<0123456789abcdef@lists.example.org>",
)
LINKS = Links(
    view_url="https://news.example.org/coastal/14/?a=1&b=2",
    unsubscribe_url="https://news.example.org/unsubscribe/" + "t" * 180,
    list_id="execs.lists.example.org",
    feedback_id="14:execs:skerry:broadsheet",
)


def build(
    *, rendering: Rendering = RENDERING, delivery: Delivery = DELIVERY, **rest: object
) -> bytes:
    options = {"sender": SENDER, "links": LINKS} | rest
    return build_message(EDITION, rendering, delivery, **options)


def parse(message: bytes) -> EmailMessage:
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    assert not parsed.defects
    assert all(not part.defects for part in parsed.walk())
    return parsed


def header_lines(message: bytes) -> list[bytes]:
    return message.partition(b"\r\n\r\n")[0].split(b"\r\n")


def body(parsed: EmailMessage, subtype: str) -> str:
    return parsed.get_body((subtype,)).get_content().replace("\r\n", "\n")


def kinds(message: bytes) -> list[str]:
    return [part.get_content_type() for part in parse(message).walk()]


def test_the_whole_tree_with_images_and_pdf():
    assert kinds(build(pdf=b"%PDF-1.7")) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]


def test_levels_with_a_single_child_are_left_out():
    plain = replace(RENDERING, images={})
    assert kinds(build(rendering=plain)) == ["multipart/alternative", "text/plain", "text/html"]


@pytest.mark.parametrize(
    ("pdf", "wanted"), [(None, True), (b"%PDF-1.7", False)], ids=["no pdf", "not asked for"]
)
def test_no_attachment_unless_there_is_a_pdf_and_it_is_asked_for(pdf, wanted):
    message = build(pdf=pdf, delivery=replace(DELIVERY, attach_pdf=wanted))
    assert "application/pdf" not in kinds(message)


def test_the_pdf_is_attached_under_a_readable_name():
    pdf = b"%PDF-1.7\n" + bytes(range(256)) * 20
    *_, attachment = parse(build(pdf=pdf)).walk()
    assert attachment.get_filename() == f"{EDITION.briefing}-{EDITION.number}.pdf"
    assert attachment.get_content() == pdf


def test_the_reader_reads_what_was_rendered():
    parsed = parse(build())
    text = body(parsed, "plain")
    assert text == RENDERING.text.replace("%%VIEW_URL%%", LINKS.view_url)
    html = body(parsed, "html")
    assert "Grüße" in html
    assert f'href="{LINKS.unsubscribe_url}"' in html
    assert 'href="https://news.example.org/coastal/14/?a=1&amp;b=2"' in html


def test_images_are_referred_to_by_content_id():
    parsed = parse(build())
    (image,) = [part for part in parsed.walk() if part.get_content_type() == "image/png"]
    assert image.get_content() == PNG
    content_id = image["Content-ID"].strip("<>")
    assert f'src="cid:{content_id}"' in body(parsed, "html")


def test_a_picture_that_is_not_in_the_rendering_is_left_as_it_is():
    html = '<img src="images/none.png"><img src="https://x.example/spark-1.png">'
    message = build(rendering=replace(RENDERING, html=html))
    assert body(parse(message), "html").strip() == html


def test_the_headers_a_list_message_needs():
    parsed = parse(build(reply_to="desk@lists.example.org"))
    assert {name: str(parsed[name]) for name in parsed if name != "Content-Type"} == {
        "From": SENDER,
        "To": "Ann Reader <ann@reader.example>",
        "Subject": "Torskar orders twelve ferries",
        "Reply-To": "desk@lists.example.org",
        "Date": "Mon, 12 Oct 2026 05:32:00 +0000",
        "Message-ID": "<0123456789abcdef@lists.example.org>",
        "Auto-Submitted": "auto-generated",
        "List-Id": "<execs.lists.example.org>",
        "List-Unsubscribe": f"<{LINKS.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Feedback-ID": "14:execs:skerry:broadsheet",
        "MIME-Version": "1.0",
    }


def test_without_links_no_list_header_is_written():
    parsed = parse(build(links=None))
    assert not [name for name in parsed if name.startswith(("List-", "Feedback"))]
    assert parsed["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("length", [10, 78, 200, 700])
def test_a_long_unsubscribe_link_is_neither_folded_nor_encoded(length):
    url = "https://news.example.org/u/" + "t" * length
    lines = header_lines(build(links=replace(LINKS, unsubscribe_url=url)))
    assert f"List-Unsubscribe: <{url}>".encode() in lines


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "https://x.example/a b", "https://x.example/>,<mailto:a@b>",
     "https://x.example/\r\nBcc: all@x.example", "https://x.example/" + "t" * 900, "ftp://x.example/"],
)  # fmt: skip
def test_a_url_that_cannot_stand_in_a_header_is_left_out(url):
    message = build(links=Links(unsubscribe_url=url, view_url=url))
    assert b"List-Unsubscribe" not in message
    assert "View: \n" in body(parse(message), "plain")


def test_equal_input_gives_equal_bytes_and_another_reader_other_boundaries():
    assert build(pdf=b"%PDF") == build(pdf=b"%PDF")
    other = build(delivery=replace(DELIVERY, message_id="<other@lists.example.org>"))
    assert parse(other).get_boundary() != parse(build()).get_boundary()


def test_lines_are_short_and_end_in_crlf():
    long = replace(RENDERING, html="<p>" + "é" * 3000 + "</p>", text="word " * 2000)
    message = build(rendering=long, pdf=bytes(5000))
    assert b"\n" not in message.replace(b"\r\n", b"")
    assert b"\r" not in message.replace(b"\r\n", b"")
    body = message.partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) <= 76


@pytest.mark.parametrize(
    ("name", "address", "shown"),
    [
        ("", "a@x.example", ""),
        ("Jürgen Müller", "a@x.example", "Jürgen Müller"),
        ('Eve "the, boss" <ceo@x.example>', "a@x.example", 'Eve "the, boss" <ceo@x.example>'),
        ("=?utf-8?Q?trick?=", "a@x.example", "=?utf-8?Q?trick?="),
        ("back\\slash", "a@x.example", "back\\slash"),
        ("龍" * 60, "a@x.example", "龍" * 60),
    ],
)
def test_every_name_arrives_as_it_is(name, address, shown):
    message = build(delivery=replace(DELIVERY, name=name, address=address))
    (mailbox,) = parse(message)["To"].addresses
    assert mailbox.addr_spec == address
    header = email.message_from_bytes(message, policy=email.policy.compat32)["To"]
    written = str(make_header(decode_header(header)))
    assert parseaddr(written)[0] == shown


def test_a_domain_outside_ascii_is_written_in_ascii():
    message = build(delivery=replace(DELIVERY, address="ann@bücher.example"))
    assert b"To: Ann Reader <ann@xn--bcher-kva.example>" in header_lines(message)


def test_a_local_part_outside_ascii_stays_for_relays_with_smtputf8():
    message = build(delivery=replace(DELIVERY, address="jürgen@bücher.example"))
    assert "To: Ann Reader <jürgen@bücher.example>".encode() in header_lines(message)


def test_a_long_subject_is_folded_into_encoded_words_of_legal_length():
    subject = "Fähren, Häfen und Öl: " * 15
    message = build(rendering=replace(RENDERING, subject=subject))
    assert parse(message)["Subject"] == subject.strip()
    words = [line for line in header_lines(message) if b"=?" in line]
    assert len(words) > 3
    assert max(map(len, words)) <= 76


@pytest.mark.parametrize("sender", ["", "nobody", "News <>", "a@b, c@d", "a@b\r\nBcc: x@y"])
def test_a_sender_that_is_no_address_is_a_setting_to_correct(sender):
    with pytest.raises(ConfigError, match="not a mail address for From"):
        build(sender=sender)


def test_a_recipient_that_is_no_address_cannot_be_written_to():
    with pytest.raises(SendError, match="not an address"):
        build(delivery=replace(DELIVERY, address="ann@x.example\r\nBcc: all@x.example"))


def test_the_date_is_the_editions():
    made = replace(EDITION, made_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    message = build_message(made, RENDERING, DELIVERY, sender=SENDER)
    assert parse(message)["Date"].datetime == made.made_at


HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from('\r\n\t\0\x0b\x0c\x1c\x85\u2028:;<>"\\,@=?. '), st.characters()),
    max_size=120,
).map(lambda text: "x\r\nBcc: victim@x.example\r\n\r\n" + text)  # fmt: skip


@given(subject=HOSTILE, name=HOSTILE, list_id=HOSTILE, feedback=HOSTILE, message_id=HOSTILE)
def test_nothing_breaks_out_of_a_header(subject, name, list_id, feedback, message_id):
    message = build(
        rendering=replace(RENDERING, subject=subject),
        delivery=replace(DELIVERY, name=name, message_id=message_id),
        sender="News <news@x.example>",
        links=Links(list_id=list_id, feedback_id=feedback),
    )
    names = {line.partition(b":")[0] for line in header_lines(message) if line[:1] not in b" \t"}
    assert names == {
        b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted", b"List-Id",
        b"Feedback-ID", b"MIME-Version", b"Content-Type",
    }  # fmt: skip
    assert max(map(len, header_lines(message))) <= 998
    parsed = email.message_from_bytes(message, policy=email.policy.compat32)
    assert parsed["Bcc"] is None
    assert parsed.is_multipart()


@given(text=st.text(max_size=400))
def test_any_text_arrives_whole(text):
    message = build(rendering=replace(RENDERING, text=text, html=f"<p>{text}</p>", images={}))
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    arrived = email.message_from_bytes(message).get_payload(0).get_payload(decode=True)
    expected = (lines if lines.endswith("\n") else lines + "\n").encode("utf-8", "replace")
    assert arrived.replace(b"\r\n", b"\n") == expected
