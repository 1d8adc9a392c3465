"""What holds of residue whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.residue import clean_text

PIECES = st.lists(
    st.sampled_from(
        ["1Halsund", "2Ester", " ", "\n", "\n\n", "Home » News", "Share", "&amp;", "amp;", "&lt;b&gt;", "<p>", "<",
         ">", '{"a": 1}', "{", "}", "[", "]", '"k":', "Related", "Read more", ".", "The port grows.", "It ",
         "\u200d", "\u200c", "x", "By Ida Strand", "8 October 2026", "[gallery]", "<script>", "</script>", "&#8203;", "KÃ¼ste", "â€“", "Ã", "¼", "Ãƒ"]
    ),
    max_size=14,
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), PIECES.map("".join)))
def test_cleaning_is_idempotent(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(
    st.lists(
        st.sampled_from(
            ["the", "port", "of", "halsund", "plans", "four", "new", "berths", "by", "may"]
        ),
        min_size=4,
    )
)
def test_plain_prose_is_never_eaten(words: list[str]) -> None:
    sentence = "It seems that " + " ".join(words) + "."
    assert clean_text(sentence) == sentence
