"""The edition: from the results of the stages to one frozen, numbered, content-addressed record.

The call sequence, as the pipeline runs it (names on the left are what the stages hand over):

    unique      = drop_duplicates(articles)
    stories     = match_stories(group_stories(unique.kept, copies=unique.copies), by_id, past, ...)
    forecasts   = read_forecasts(unique.kept)
    settled     = resolve_due(past, unique.kept, forecasts, now=now)
    placement   = place_stories(with_outcomes(stories, settled), by_id, briefing)
    records     = figures_on_record(unique.kept, copies=unique.copies)
    conflicts   = find_conflicts(records, stories, by_id)
    metrics     = choose_metrics(records, past, by_id, limit=..., stories=..., conflicts=..., ...)
    expected    = carry_over(past, settled, find_expectations(forecasts, now=now, ...), ...)
    watch       = choose_watch(settled, expected, limit=...)
    ledger      = (*settled, *expected)
    stale       = find_stale_forecasts(forecasts)
    changes     = list_changes(placement.stories, by_id, past)
    corrections = find_corrections(past, unique.kept, records=records, language=...)

    draft       = Draft(briefing=..., stories=placement.stories, reasons=placement.reasons, ...)
    context     = CheckContext(articles=known_articles(draft), copies=..., stale=..., conflicts=...)
    insights    = compose_insight(Material(articles=context.articles, ...), words=...)
    reviewed    = review(with_headline(draft), context)
    edition     = freeze(reviewed, number=next_number(past))
    data        = edition_to_json(edition)                                  # compose.codec

`freeze` decides nothing about content: it counts what was used, names why the rest was not, and
derives the id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from broadsheet.compose.codec import content_hash, edition_document
from broadsheet.compose.draft import Draft, items_of
from broadsheet.errors import NothingToPublish
from broadsheet.model.articles import FIRST_SEEN, Article, LeftOut
from broadsheet.model.editions import EDITION_SCHEMA, Coverage, Edition, EditionArticle, Past
from broadsheet.model.independence import family_of

NOT_SELECTED = "not_selected"

#: So many failed sources are named when there is no edition; all are in the sources' health.
_MOST_FAILED = 3


def next_number(past: Past) -> int:
    """Return the number after the highest of the past editions; 1 for the first."""
    return max((edition.number for edition in past.editions), default=0) + 1


def freeze(draft: Draft, *, number: int) -> Edition:
    """Return the edition a reviewed draft amounts to, with its number, coverage and id.

    Articles in a story shown or cited in a sentence count as used; those only the figure history
    or the forecast ledger cites are kept, so that every quotation can be checked, but not counted
    as used.

    Raises:
        NothingToPublish: fewer stories are left than the briefing demands.
    """
    least = draft.briefing.empty.min_stories
    if len(draft.stories) < least:
        raise NothingToPublish(
            _too_few(draft, least),
            what=draft.briefing.slug,
            remedy=f"how its sources are: broadsheet sources health {draft.briefing.slug}",
        )
    used = set(_used_ids(draft))
    kept = used | _record_ids(draft)
    left_out = (*draft.left_out, *_unused(draft, used))
    edition = Edition(
        schema=EDITION_SCHEMA,
        id="",
        briefing=draft.briefing.slug,
        number=number,
        title=draft.briefing.title,
        headline=draft.headline,
        dek=draft.dek,
        period=draft.period,
        made_at=draft.made_at,
        language=draft.briefing.language,
        sections=tuple(section.kind.value for section in draft.briefing.sections),
        articles=(*_kept(draft, used, kept), *_kept_from_earlier(draft, kept)),
        stories=draft.stories,
        takeaways=draft.takeaways,
        metrics=draft.metrics,
        insights=draft.insights,
        watch=draft.watch,
        conflicts=draft.conflicts,
        changes=draft.changes,
        corrections=draft.corrections,
        figures=draft.figures,
        findings=draft.findings,
        left_out=left_out,
        coverage=_coverage(draft, used, left_out),
        ledger=draft.ledger,
    )
    return replace(edition, id=content_hash(edition_document(edition)))


def _too_few(draft: Draft, least: int) -> str:
    """Say how many stories there are, what became of the other articles, and what failed."""
    reasons = Counter(one.reason for one in (*draft.left_out, *_unused(draft, set())))
    told = ", ".join(
        f"{count} {reason.replace('_', ' ')}" for reason, count in reasons.most_common()
    )
    failed = [draft.failed_sources[name] for name in sorted(draft.failed_sources)]
    more = [f"{len(failed) - _MOST_FAILED} more"] if len(failed) > _MOST_FAILED else []
    return (
        f"{len(draft.stories)} stories, {least} needed; left out: {told or 'no articles at all'}"
        + (f"; failed: {', '.join(failed[:_MOST_FAILED] + more)}" if failed else "")
    )


def _used_ids(draft: Draft) -> Iterator[str]:
    for story in draft.stories:
        yield from story.article_ids
    for item in items_of(draft):
        for evidence in item.evidence:
            yield evidence.article_id


def _record_ids(draft: Draft) -> set[str]:
    """Return the articles that the figure history and the forecast ledger cite."""
    rows = [record.evidence for record in draft.figures]
    rows += [item.evidence for item in draft.ledger]
    return {one.article_id for evidence in rows for one in evidence}


def _kept(draft: Draft, used: set[str], kept: set[str]) -> Iterator[EditionArticle]:
    for article in draft.articles:
        if article.id in kept:
            yield kept_article(article, used=article.id in used)


def _kept_from_earlier(draft: Draft, kept: set[str]) -> Iterator[EditionArticle]:
    current = {article.id for article in draft.articles}
    for article in draft.earlier:
        if article.id in kept and article.id not in current:
            yield replace(article, used=False)


def _unused(draft: Draft, used: set[str]) -> Iterator[LeftOut]:
    for article in draft.articles:
        if article.id not in used:
            yield LeftOut(
                reason=draft.reasons.get(article.id, NOT_SELECTED),
                title=article.title,
                url=article.url,
                publisher=article.publisher,
            )


def kept_article(article: Article, *, used: bool) -> EditionArticle:
    """Return an article as an edition keeps it; `used` if it counts as used there."""
    return EditionArticle(
        id=article.id,
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        family=article.family,
        published=article.dated,
        language=article.language,
        text=article.text,
        used=used,
        date_source=article.date_source if article.has_own_date else FIRST_SEEN,
        authors=article.authors,
        tags=article.tags,
        also_at=article.also_at,
    )


def _coverage(draft: Draft, used: set[str], left_out: Iterable[LeftOut]) -> Coverage:
    dropped = Counter(one.reason for one in left_out)
    read = [article for article in draft.articles if article.id in used]
    return Coverage(
        read=len(read) + sum(dropped.values()),
        used=len(read),
        dropped=dict(sorted(dropped.items())),
        silent_sources=draft.silent_sources,
        writer=draft.writer,
        publishers=len({family_of(article) for article in read}),
        failed_sources=dict(sorted(draft.failed_sources.items())),
        unread=dict(sorted(draft.unread.items())),
    )
