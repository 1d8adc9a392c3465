"""Placement: which stories go into which section, and why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.model.articles import Article
from broadsheet.model.briefings import Briefing, Section, SectionKind
from broadsheet.model.independence import family_of
from broadsheet.model.stories import Story
from broadsheet.text.words import words

REPEATED = "repeated_story"
PER_PUBLISHER = "per_publisher"
STORY_LIMIT = "story_limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The stories shown, in order, with rank and section; a reason for the others' articles."""

    stories: tuple[Story, ...]
    reasons: Mapping[str, str]


def place_stories(
    stories: Sequence[Story], articles: Mapping[str, Article], briefing: Briefing
) -> Placement:
    """Return the stories an edition shows and the reason for each article of those it does not.

    A story that continues an earlier edition's without a new fact is left out when the briefing
    says so; a publisher family gets at most `per_publisher` stories that it alone reports. Sections
    take stories in the order of the briefing: the lead first, then each list by its tag and limit.
    `boosts` divide the rank of a story that has the word in a title.
    """
    reasons: dict[str, str] = {}
    open_stories = _admissible(_boosted(stories, articles, briefing), articles, briefing, reasons)
    shown: list[Story] = []
    for section in _story_sections(briefing):
        taken = [story for story in open_stories if _belongs(story, section, articles)]
        taken = taken[: section.max]
        ids = {story.id for story in taken}
        open_stories = [story for story in open_stories if story.id not in ids]
        shown += [replace(story, section=section.title) for story in taken]
    for story in open_stories:
        reasons.update(dict.fromkeys(story.article_ids, STORY_LIMIT))
    ranked = tuple(replace(story, rank=rank) for rank, story in enumerate(shown, start=1))
    return Placement(stories=ranked, reasons=reasons)


def _story_sections(briefing: Briefing) -> list[Section]:
    kinds = (SectionKind.LEAD, SectionKind.STORIES)
    return [section for section in briefing.sections if section.kind in kinds]


def _belongs(story: Story, section: Section, articles: Mapping[str, Article]) -> bool:
    if not section.tag:
        return True
    return any(section.tag in articles[key].tags for key in story.article_ids)


def _boosted(
    stories: Sequence[Story], articles: Mapping[str, Article], briefing: Briefing
) -> list[Story]:
    boosts = {tuple(words(term)): factor for term, factor in briefing.stories.boosts.items()}

    def weighed_rank(story: Story) -> tuple[float, int]:
        titles = [words(articles[key].title) for key in story.article_ids]
        factors = [
            factor
            for term, factor in boosts.items()
            if any(_holds(title, term) for title in titles)
        ]
        return (story.rank / max(factors, default=1.0), story.rank)

    return sorted(stories, key=weighed_rank)


def _holds(title: Sequence[str], term: tuple[str, ...]) -> bool:
    width = len(term)
    return any(tuple(title[at : at + width]) == term for at in range(len(title) - width + 1))


def _admissible(
    stories: Sequence[Story],
    articles: Mapping[str, Article],
    briefing: Briefing,
    reasons: dict[str, str],
) -> list[Story]:
    alone: Counter[str] = Counter()
    kept = []
    for story in stories:
        families = {family_of(articles[key]) for key in story.article_ids}
        repeated = story.continues is not None and not story.new_facts
        if repeated and briefing.stories.repeat_only_if_new_facts:
            reasons.update(dict.fromkeys(story.article_ids, REPEATED))
            continue
        if len(families) == 1:
            family = min(families)
            alone[family] += 1
            if alone[family] > briefing.stories.per_publisher:
                reasons.update(dict.fromkeys(story.article_ids, PER_PUBLISHER))
                continue
        kept.append(story)
    return kept
