"""The edition: one dated, numbered, frozen result of a briefing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from broadsheet.model.articles import Article, LeftOut
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import FigureRecord, Metric
from broadsheet.model.findings import Finding
from broadsheet.model.insights import Conflict, Correction, Insight, StoryChange, WatchItem
from broadsheet.model.stories import Story, Takeaway

EDITION_SCHEMA = "https://broadsheet.example/schema/edition-1.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPeriod:
    """The half-open window [start, end) in UTC, and the zone readers see it in."""

    start: datetime
    end: datetime
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dek:
    """The line under the headline."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionArticle:
    """An article as the edition keeps it: enough to render, verify and explain it alone."""

    id: str
    url: str
    title: str
    publisher: str
    family: str
    published: datetime | None
    language: str
    text: str
    used: bool
    date_source: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    also_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was read, used and left out: `read` = `used` + the sum of `dropped`.

    `unread` counts, by reason, what the run found at the sources but could not or would not read.
    """

    read: int
    used: int
    dropped: Mapping[str, int]
    silent_sources: tuple[str, ...]
    writer: str
    publishers: int = 0
    failed_sources: Mapping[str, str] | None = None
    unread: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One frozen edition. Channels only render it; `id` is derived from everything else in it.

    `watch` is what readers see of the dated expectations; `ledger` is all of them, those carried
    over from earlier editions and those settled in this one included.
    """

    schema: str
    id: str
    briefing: str
    number: int
    title: str
    headline: str
    dek: Dek
    period: EditionPeriod
    made_at: datetime
    language: str
    sections: tuple[str, ...]
    articles: tuple[EditionArticle, ...]
    stories: tuple[Story, ...]
    takeaways: tuple[Takeaway, ...]
    metrics: tuple[Metric, ...]
    insights: tuple[Insight, ...]
    watch: tuple[WatchItem, ...]
    conflicts: tuple[Conflict, ...]
    changes: tuple[StoryChange, ...]
    corrections: tuple[Correction, ...]
    figures: tuple[FigureRecord, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]
    coverage: Coverage
    ledger: tuple[WatchItem, ...] = ()

    def article(self, article_id: str) -> EditionArticle:
        """Return the article with that id; KeyError when the edition holds none."""
        for article in self.articles:
            if article.id == article_id:
                return article
        raise KeyError(article_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What became of an article that an edition holds, as far as its source says.

    `article` is how it reads now, None when its page is gone; `status` is the HTTP status that said
    so (404, 410), `seen_at` when the change was first seen.
    """

    article_id: str
    seen_at: datetime
    article: Article | None = None
    status: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What came before: recent editions and the figure history, both oldest first.

    `revisions` tell which of the editions' articles have changed or gone since.
    """

    editions: tuple[Edition, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    revisions: tuple[Revision, ...] = ()


def past_of(editions: tuple[Edition, ...]) -> Past:
    """Return the past that a row of editions amounts to, oldest first."""
    ordered = tuple(sorted(editions, key=lambda edition: (edition.period.end, edition.number)))
    return Past(
        editions=ordered,
        figures=tuple(figure for edition in ordered for figure in edition.figures),
    )
