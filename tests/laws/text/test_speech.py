"""What holds of speech whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.speech import find_quotes


@given(st.text(alphabet='ab “”„«»"\n', max_size=60))
def test_quotes_never_overlap_nor_cross_paragraphs(text: str) -> None:
    end = 0
    for span in find_quotes(text):
        assert end <= span.start < span.end
        assert "\n\n" not in span.of(text)
        end = span.end
