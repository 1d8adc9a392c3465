"""What holds of markup whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.read.charsets import decode
from broadsheet.read.markup import plain_text, plain_title, sanitise
from broadsheet.read.timestamps import parse_timestamp


@given(st.text(alphabet="<>/abipscrt=\"'& :;jx#", max_size=80))
def test_nothing_active_survives(markup: str) -> None:
    safe = sanitise(markup).lower()
    assert "<script" not in safe
    assert "javascript:" not in safe
    assert sanitise(safe) == sanitise(sanitise(safe))


@given(st.text(max_size=60))
def test_plain_text_takes_anything(markup: str) -> None:
    assert "\n\n\n" not in plain_text(markup)
    assert "\n" not in plain_title(markup)


@given(st.text(alphabet="0123456789-:TZ+ ,.OctNvFebGMThu", max_size=40))
def test_no_date_text_raises(text: str) -> None:
    moment = parse_timestamp(text).moment
    assert moment is None or moment.tzinfo is not None


@given(st.binary(max_size=60), st.text(max_size=20))
def test_any_bytes_decode(content: bytes, label: str) -> None:
    assert isinstance(decode(content, content_type=f"text/xml; charset={label}").text, str)
