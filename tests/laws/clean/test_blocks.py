"""What holds of the structure of a text whatever is cut from it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.clean.blocks import carry_blocks
from broadsheet.clean.residue import clean_article
from broadsheet.model.articles import Article, article_id
from broadsheet.model.blocks import BlockKind, TextBlock, outline, paragraph_spans
from spans import are_right

PARAGRAPHS = st.lists(
    st.one_of(
        st.sampled_from([
            "Ports", "The port grows.", "Share", "1First 2Second", "By Ida Strand", "KÃ¼ste",
            "North 1 | 6.5 MW", "Related", "One\nShare", "  x ", "\u200b", "&amp;amp;", "|", "||",
        ]),
        st.text(max_size=12),
    ),
    max_size=8,
)  # fmt: skip


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[TextBlock, ...]]:
    """Return a text with some of its paragraphs marked as blocks, some rows of two paragraphs."""
    text = "\n\n".join(draw(PARAGRAPHS))
    found = []
    spans = paragraph_spans(text)
    place = 0
    while place < len(spans):
        kind = draw(st.sampled_from(BlockKind))
        own = spans[place : place + 2] if kind is BlockKind.ROW else spans[place : place + 1]
        cells = tuple(own) if kind is BlockKind.ROW else ()
        if kind is not BlockKind.PARAGRAPH:
            found.append(TextBlock(kind=kind, start=own[0][0], end=own[-1][1], cells=cells))
        place += len(own)
    return text, tuple(found)


@given(marked(), PARAGRAPHS)
def test_blocks_lie_in_the_text_in_order_and_apart(
    given_text: tuple[str, tuple[TextBlock, ...]], other: list[str]
) -> None:
    text, blocks = given_text
    assert are_right(text, blocks)
    assert are_right("\n\n".join(other), carry_blocks(blocks, text, "\n\n".join(other)))
    article = Article(
        id=article_id("", "Ports", text),
        url="",
        title="Ports",
        text=text,
        publisher="",
        family="",
        language="en",
        blocks=blocks,
    )
    cleaned = clean_article(article)
    assert are_right(cleaned.text, cleaned.blocks)
    told = tuple(outline(cleaned.text, cleaned.blocks))
    assert are_right(cleaned.text, told)
    letters = "".join(cleaned.text[block.start : block.end] for block in told)
    assert "".join(letters.split()) == "".join(cleaned.text.split())


@given(marked(), st.data())
def test_what_stays_as_it_was_stays_what_it_was(
    given_text: tuple[str, tuple[TextBlock, ...]], data: st.DataObject
) -> None:
    text, _ = given_text
    paragraphs = list(dict.fromkeys(text[start:end] for start, end in paragraph_spans(text)))
    kept = [each for each in paragraphs if data.draw(st.booleans())]
    old, new = "\n\n".join(paragraphs), "\n\n".join(kept)
    every = tuple(
        TextBlock(kind=BlockKind.ITEM, start=start, end=end) for start, end in paragraph_spans(old)
    )
    carried = carry_blocks(every, old, new)
    assert [new[one.start : one.end] for one in carried] == kept
