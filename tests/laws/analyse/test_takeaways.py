"""What holds of takeaways whatever the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.analyse.candidates import count_words
from broadsheet.analyse.takeaways import select_takeaways
from broadsheet.analyse.trimming import is_subsequence
from deskwork import article

SENTENCES = st.lists(
    st.sampled_from(
        [
            "Halsund Ferries has ordered eight electric ferries.",
            "The yard, which is old, builds eight ferries for Halsund Ferries.",
            "“We will sail,” said Ida Aune of Halsund Ferries on Monday.",
            "It was late.",
            "Sign up for more news from the harbour office of Halsund.",
            "Voltara Cells delivers 1,200 batteries to the yard in Lindhavn.",
            "Die Werft baut acht Fähren für die Inseln im Norden.",
            "渡轮今天从霍尔松出发前往外岛，乘客很多。",
            "!!! ... 12",
        ]
    ),
    max_size=8,
).map(" ".join)


@given(st.lists(SENTENCES, max_size=4), st.integers(0, 6), st.one_of(st.none(), st.integers(0, 30)))
def test_takeaways_always_stand_in_their_articles(bodies, limit, most):
    held = [article(body, publisher=f"Paper {n}") for n, body in enumerate(bodies)]
    by_id = {one.id: one.text for one in held}
    found = select_takeaways(held, limit=limit, max_words=most)
    assert len(found) <= limit
    assert len({one.text for one in found}) == len(found)
    for one in found:
        (evidence,) = one.evidence
        assert by_id[evidence.article_id][evidence.start : evidence.end] == evidence.quote
        assert is_subsequence(one.text, evidence.quote)
        assert most is None or count_words(one.text) <= most
