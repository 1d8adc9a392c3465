"""Input made to break the reading of mails is survived in bounded time."""

from __future__ import annotations

import pytest

from broadsheet.errors import ReadError
from broadsheet.read.mails import read_mail
from patience import patience

HEAD = b"From: Torskar Letter <letter@torskar.example>\r\nSubject: A hull\r\n"

PARTS = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (HEAD + b"\r\n" + b"x" * 10_000_000, "larger than 10 MB"),
        (HEAD + b"\r\n" * 310_000, "more than 300,000 lines"),
        (HEAD + PARTS + b"--x\r\n\r\nA\r\n" * 11_000, "more than 10,000 parts"),
        (HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 5_000, "too deep"),
        (
            HEAD + PARTS + b"--x\r\nContent-Type: image/png\r\n\r\nA\r\n" * 1_000,
            "no text part; its first 200 of 1,001 were read",
        ),
    ],
)
def test_what_would_take_too_long_is_refused_by_name(content: bytes, message: str) -> None:
    with patience(), pytest.raises(ReadError, match=message):
        read_mail(content, url="a.eml")


def test_a_mail_of_a_thousand_parts_is_read_up_to_a_limit_and_says_so() -> None:
    part = b"--x\r\nContent-Type: text/plain\r\n\r\nThe tide.\r\n"
    with patience():
        reading = read_mail(HEAD + PARTS + part * 1_000 + b"--x--\r\n", url="a.eml")
    assert reading.article.text == "The tide."
    assert [one.message for one in reading.problems] == ["has 1,001 parts, the first 200 read"]
