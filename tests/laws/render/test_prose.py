"""What holds of prose whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render.prose import columns, inert, set_lines


@given(st.text(), st.integers(20, 200))
def test_inert_text_is_short_one_line_and_stays_as_it_is(text, limit):
    shown = inert(text, limit=limit)
    assert len(shown) <= limit
    assert shown == " ".join(shown.split())
    assert inert(shown, limit=limit) == shown
    shown.encode()


@given(
    st.lists(st.text("ab,.-渡。、《》（）", min_size=1, max_size=200)),
    st.sampled_from(("", "* ", "12. ")),
)
def test_lines_keep_every_letter_and_the_width(words, indent):
    text = " ".join(words)
    lines = set_lines(text, indent).split("\n")
    assert all(columns(line) <= 78 for line in lines)
    assert "".join("".join(lines).removeprefix(indent).split()) == text.replace(" ", "")
