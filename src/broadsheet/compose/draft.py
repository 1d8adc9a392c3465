"""The draft: everything an edition will hold, before it is checked and frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from broadsheet.model.articles import Article, LeftOut
from broadsheet.model.briefings import Briefing
from broadsheet.model.editions import Dek, EditionArticle, EditionPeriod
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import FigureRecord, Metric
from broadsheet.model.findings import Finding
from broadsheet.model.insights import Conflict, Correction, Insight, StoryChange, WatchItem
from broadsheet.model.stories import Story, Takeaway

NO_DEK = Dek(text="", evidence=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An edition in the making.

    `articles` are all that could have been used (after filters, window and duplicates); what is not
    cited in the end is left out with the reason `reasons` gives for its id. `left_out` holds what
    earlier stages dropped. `earlier` are articles of past editions: those that evidence points to
    (a forecast that fell due, a figure corrected) are kept with the edition, not counted as read.
    """

    briefing: Briefing
    period: EditionPeriod
    made_at: datetime
    articles: tuple[Article, ...]
    stories: tuple[Story, ...]
    earlier: tuple[EditionArticle, ...] = ()
    headline: str = ""
    dek: Dek = NO_DEK
    takeaways: tuple[Takeaway, ...] = ()
    metrics: tuple[Metric, ...] = ()
    insights: tuple[Insight, ...] = ()
    watch: tuple[WatchItem, ...] = ()
    ledger: tuple[WatchItem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[StoryChange, ...] = ()
    corrections: tuple[Correction, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    silent_sources: tuple[str, ...] = ()
    failed_sources: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    writer: str = "extractive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a part of a draft stands: the field, the index in it, a story's takeaway's index."""

    part: str
    index: int = 0
    inner: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One sentence readers will see, with its place and its evidence."""

    place: Place
    text: str
    evidence: tuple[Evidence, ...]


def items_of(draft: Draft) -> Iterator[Item]:
    """Yield every sentence of a draft in reading order. Metrics speak through their label."""
    if draft.dek.text:
        yield Item(place=Place(part="dek"), text=draft.dek.text, evidence=draft.dek.evidence)
    for index, takeaway in enumerate(draft.takeaways):
        yield Item(
            place=Place(part="takeaways", index=index),
            text=takeaway.text,
            evidence=takeaway.evidence,
        )
    for index, metric in enumerate(draft.metrics):
        yield Item(
            place=Place(part="metrics", index=index), text=metric.label, evidence=metric.evidence
        )
    yield from _story_items(draft)
    yield from _section_items(draft)


def _story_items(draft: Draft) -> Iterator[Item]:
    for index, story in enumerate(draft.stories):
        for inner, takeaway in enumerate(story.takeaways):
            yield Item(
                place=Place(part="stories", index=index, inner=inner),
                text=takeaway.text,
                evidence=takeaway.evidence,
            )


def _section_items(draft: Draft) -> Iterator[Item]:
    for part in ("insights", "watch", "changes", "corrections"):
        for index, entry in enumerate(getattr(draft, part)):
            yield Item(
                place=Place(part=part, index=index), text=entry.text, evidence=entry.evidence
            )
    for index, conflict in enumerate(draft.conflicts):
        for inner, claim in enumerate(conflict.claims):
            yield Item(
                place=Place(part="conflicts", index=index, inner=inner),
                text=claim.text,
                evidence=(claim.evidence,),
            )


def restored(article: EditionArticle) -> Article:
    """Return an edition's article as the stages know articles."""
    return Article(
        id=article.id,
        url=article.url,
        title=article.title,
        text=article.text,
        publisher=article.publisher,
        family=article.family,
        language=article.language,
        authors=article.authors,
        published=article.published,
        date_source=article.date_source,
        tags=article.tags,
        also_at=article.also_at,
    )


def known_articles(draft: Draft) -> dict[str, Article]:
    """Return every article that evidence may point to, by id: the current and the earlier ones."""
    earlier = {article.id: restored(article) for article in draft.earlier}
    return {**earlier, **{article.id: article for article in draft.articles}}
