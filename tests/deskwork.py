"""Small articles, drafts and editions about an invented coast, for tests of analysis and composition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadsheet.analyse.changes import list_changes, match_stories, with_outcomes
from broadsheet.analyse.conflicts import find_conflicts
from broadsheet.analyse.corrections import find_corrections
from broadsheet.analyse.expectations import (
    find_expectations,
    find_stale_forecasts,
    read_forecasts,
)
from broadsheet.analyse.figures import figures_on_record
from broadsheet.analyse.insight import compose_insight
from broadsheet.analyse.insight_lines import Material
from broadsheet.analyse.ledger import carry_over, choose_watch, resolve_due
from broadsheet.analyse.metrics import choose_metrics
from broadsheet.compose.checks.check import CheckContext
from broadsheet.compose.checks.review import review
from broadsheet.compose.draft import Draft, known_articles
from broadsheet.compose.edition import freeze, next_number
from broadsheet.compose.headline import with_headline
from broadsheet.model.articles import Article, article_id
from broadsheet.model.briefings import Briefing
from broadsheet.model.editions import Edition, EditionPeriod, past_of
from broadsheet.model.evidence import Evidence
from broadsheet.model.ids import content_id
from broadsheet.model.independence import support_of
from broadsheet.model.stories import Story, Takeaway

NOW = datetime(2026, 10, 12, 5, 30, tzinfo=UTC)
WEEK = timedelta(days=7)
BRIEFING = Briefing(slug="coast", title="Coast Weekly", sources=())


def article(
    text: str,
    *,
    title: str = "News from the coast",
    publisher: str = "Harbour Ledger",
    family: str = "",
    published: datetime | None = NOW - timedelta(days=2),
    language: str = "en",
    tags: tuple[str, ...] = (),
) -> Article:
    """Return an article with a content id; paragraphs are split by blank lines."""
    url = f"https://{publisher.lower().replace(' ', '-')}.example/{content_id('p', title, text)}"
    return Article(
        id=article_id(url, title, text),
        url=url,
        title=title,
        text=text,
        publisher=publisher,
        family=family or publisher,
        language=language,
        published=published,
        date_source="feed" if published else "",
        source=publisher,
        tags=tags,
    )


def cite(source: Article, quote: str) -> Evidence:
    """Return the evidence a quote of an article is; ValueError when it is not in there."""
    start = source.text.index(quote)
    return Evidence(article_id=source.id, start=start, end=start + len(quote), quote=quote)


def story(*articles: Article, copies: Mapping[str, tuple[str, ...]] | None = None) -> Story:
    """Return the story that the articles tell, named after the first."""
    first = articles[0]
    quote = first.text.split(". ")[0]
    quote = f"{quote}." if f"{quote}." in first.text else quote
    return Story(
        id=content_id("s", first.id),
        title=first.title,
        rank=1,
        article_ids=tuple(one.id for one in articles),
        independent_publishers=len(support_of(articles, copies or {}).families),
        takeaways=(Takeaway(text=quote, evidence=(cite(first, quote),), method="verbatim"),),
    )


def draft_of(*articles: Article, briefing: Briefing = BRIEFING) -> Draft:
    """Return a draft with one story of all the articles and its first sentence as a takeaway."""
    one = story(*articles)
    return with_headline(
        Draft(
            briefing=briefing,
            period=EditionPeriod(start=NOW - WEEK, end=NOW, timezone="Europe/Berlin"),
            made_at=NOW,
            articles=tuple(articles),
            stories=(one,),
            takeaways=one.takeaways,
        )
    )


def context_of(draft: Draft, **more: object) -> CheckContext:
    """Return what the checks need to know of a draft."""
    return CheckContext(articles=known_articles(draft), **more)  # type: ignore[arg-type]


def edition_from(
    groups: Sequence[Sequence[Article]],
    *,
    past: Sequence[Edition] = (),
    now: datetime = NOW,
    words: int = 400,
    briefing: Briefing = BRIEFING,
) -> Edition:
    """Return the edition that ready-made stories amount to, all of analysis and review included."""
    kept = tuple(one for group in groups for one in group)
    by_id = {one.id: one for one in kept}
    before = past_of(tuple(past))
    forecasts = read_forecasts(kept)
    settled = resolve_due(before, kept, forecasts, now=now)
    stories = match_stories([story(*group) for group in groups], by_id, before, now=now)
    stories = with_outcomes(stories, settled)
    stories = [replace(one, rank=rank) for rank, one in enumerate(stories, start=1)]
    records = figures_on_record(kept, copies={})
    conflicts = find_conflicts(records, stories, by_id)
    metrics = choose_metrics(records, before, by_id, limit=8, stories=stories, conflicts=conflicts)
    found = find_expectations(forecasts, now=now, stories=stories)
    ahead = carry_over(before, settled, found, now=now, stories=stories)
    stale = find_stale_forecasts(forecasts)
    draft = Draft(
        briefing=briefing,
        period=EditionPeriod(start=now - WEEK, end=now, timezone="Europe/Berlin"),
        made_at=now,
        articles=kept,
        earlier=tuple({a.id: a for one in past for a in one.articles}.values()),
        stories=tuple(stories),
        takeaways=tuple(one for row in stories for one in row.takeaways),
        metrics=tuple(metrics),
        watch=tuple(choose_watch(settled, ahead, limit=6)),
        ledger=(*settled, *ahead),
        conflicts=tuple(conflicts),
        changes=tuple(list_changes(stories, by_id, before)),
        corrections=tuple(find_corrections(before, kept)),
        figures=tuple(records),
    )
    known = known_articles(draft)
    material = Material(
        stories=stories,
        articles=known,
        now=now,
        past=before,
        metrics=metrics,
        conflicts=conflicts,
        watch=[*settled, *ahead],
        stale=stale,
    )
    draft = with_headline(replace(draft, insights=tuple(compose_insight(material, words=words))))
    context = context_of(draft, stale=tuple(stale), conflicts=tuple(conflicts))
    return freeze(review(draft, context), number=next_number(before))
