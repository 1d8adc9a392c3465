"""What holds of urls whatever the input."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.clean.urls import canonical_url, strip_tracking

PIECES = st.lists(
    st.sampled_from(
        ["http://", "HTTPS://", "www.", "m.", "amp.", "Quay.example", ":80", ":443", "/", "//", "amp",
         "index.html", "index.php", ".amp", ".html", "?", "&", "utm_source=x", "b=2", "a=1", "#top",
         "%7e", "%C3%A9", "%zz", "é", " ", "user@", "..", ";", "=", "amp=1", "+", ".", "%2e", "。", "ü",
         ";sid=1", "&amp;", "google.com/url?q=", "t.umblr.com/redirect?z=", "https%3A%2F%2F", "amp/s/"]
    ),
    max_size=12,
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=60),
        PIECES.map("".join),
        PIECES.map(lambda x: "https://quay.example/" + "".join(x)),
    )
)
def test_canonical_is_idempotent(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@example("https://quay.example/ #top")
@example("https://quay.example/? #top")
@given(PIECES.map(lambda pieces: "https://quay.example/" + "".join(pieces)))
def test_stripping_tracking_is_idempotent_and_keeps_the_key(url: str) -> None:
    once = strip_tracking(url)
    assert strip_tracking(once) == once
