"""Whatever the bytes of a mail, it is read or refused by name."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import ReadError
from broadsheet.read.mails import read_mail

ADDRESS = "imaps://desk%40quay.example@imap.quay.example/Letters;UIDVALIDITY=7/;UID=3"
lines = st.sampled_from(
    [
        b"From: a@b.example", b"Subject: =?utf-8?b?//8=?=", b"Content-Type: multipart/mixed; boundary=x",
        b"Content-Type: text/html; charset=utf-7", b"Content-Transfer-Encoding: base64", b"--x", b"--x--",
        b"Content-Type: message/rfc822", b"", b"<p hidden>A</p><a href='http://['>quay</a>", b"\xff\xfe\0",
        b"List-Unsubscribe: <", b"Message-ID: <\xff>", b"Date: 1 Jan 0000", b"The tide is high.",
    ]
)  # fmt: skip


@given(st.lists(lines, max_size=25), st.sampled_from(["a.eml", ADDRESS]))
def test_any_mail_is_read_or_refused_by_name(found: list[bytes], url: str) -> None:
    with contextlib.suppress(ReadError):
        article = read_mail(b"\r\n".join(found), url=url).article
        assert article.text
        assert article.title
