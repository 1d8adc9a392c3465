"""Identities: a story keeps its id from edition to edition, and no two stories share one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from broadsheet.model.editions import Past
from broadsheet.model.ids import content_id
from broadsheet.model.stories import Story


def keep_ids(
    stories: Sequence[Story], followed: Mapping[int, tuple[float, str]], past: Past
) -> list[Story]:
    """Return the stories under the ids by which earlier editions told them; others get new ones.

    Args:
        stories: The stories as grouped, each under an id made from its first article.
        followed: By place in `stories`: how alike a story is to the one it goes on from, and that
            one's id.
        past: Earlier editions; their ids are never given to another story.

    Of several stories that go on from one, the most alike keeps its id (the first in a draw). The
    others have branched off: they get ids of their own, and keep those from then on.
    """
    ranked = sorted((-likeness, place, key) for place, (likeness, key) in followed.items())
    heirs: dict[str, int] = {}
    for _, place, key in ranked:
        heirs.setdefault(key, place)
    kept = {place: key for key, place in heirs.items()}
    taken = {story.id for edition in past.editions for story in edition.stories}
    named: list[Story] = []
    for place, story in enumerate(stories):
        key = kept.get(place) or _unused(story.id, taken)
        taken.add(key)
        named.append(story if key == story.id else replace(story, id=key))
    return named


def _unused(key: str, taken: set[str]) -> str:
    """Return the id, or one made from it where an earlier story began with the same article."""
    number, candidate = 1, key
    while candidate in taken:
        number += 1
        candidate = content_id("s", key, str(number))
    return candidate
