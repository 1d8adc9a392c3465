"""What holds of insight whatever the input."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.briefings import EmptyRule, StoryRule
from deskwork import BRIEFING, NOW, WEEK, article, edition_from

LENIENT = replace(
    BRIEFING,
    empty=EmptyRule(min_stories=0),
    stories=StoryRule(repeat_only_if_new_facts=False),
)


@settings(deadline=None)
@given(st.lists(st.text(max_size=200), min_size=1, max_size=3), st.sampled_from(["en", "de", "fr"]))
def test_no_text_breaks_the_analysis(texts, language):
    papers = [
        article(text or ".", title=text[:20], publisher=f"Paper {n}", language=language)
        for n, text in enumerate(texts)
    ]
    first = edition_from([papers], briefing=LENIENT)
    again = edition_from([papers], past=[first], now=NOW + WEEK, briefing=LENIENT)
    assert again.number == 2
