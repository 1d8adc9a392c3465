"""Making an edition: pure, from candidate articles to one frozen, checked record."""

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
    find_unread,
    read_forecasts,
)
from broadsheet.analyse.figures import figures_on_record
from broadsheet.analyse.insight import compose_insight
from broadsheet.analyse.insight_lines import Material
from broadsheet.analyse.ledger import carry_over, choose_watch, resolve_due
from broadsheet.analyse.metrics import choose_metrics
from broadsheet.analyse.reach import find_beyond_reach, find_crowded, within_reach
from broadsheet.analyse.takeaways import select_takeaways
from broadsheet.analyse.unnamed import find_unnamed
from broadsheet.clean.dates import apply_window
from broadsheet.clean.duplicates import Deduplicated, drop_duplicates
from broadsheet.clean.filters import apply_filters
from broadsheet.collect.windows import edition_window
from broadsheet.compose.checks.check import CheckContext
from broadsheet.compose.checks.review import review
from broadsheet.compose.draft import Draft, known_articles
from broadsheet.compose.edition import freeze, kept_article, next_number
from broadsheet.compose.headline import with_headline
from broadsheet.compose.placement import place_stories
from broadsheet.group.crossings import Encoder
from broadsheet.group.stories import group_stories
from broadsheet.model.articles import Article
from broadsheet.model.briefings import (
    Briefing,
    Section,
    SectionKind,
    Source,
    SourceKind,
    StoryRule,
    WindowRule,
)
from broadsheet.model.editions import Edition, EditionArticle, EditionPeriod, Past, past_of
from broadsheet.model.insights import WatchItem
from broadsheet.model.stories import Story, Takeaway
from broadsheet.model.windows import Window
from broadsheet.ports import ArticleStore

#: Sentences a story card holds, besides the one that became a key takeaway.
_STORY_SENTENCES = 3
_STORY_WORDS = 34
UNDETERMINED = "und"
#: How old a file may be to be analysed on its own; what claims to be older is left out as too old.
_OLDEST = timedelta(days=36_500)


def candidates(briefing: Briefing, store: ArticleStore, now: datetime) -> list[Article]:
    """Return the stored articles an edition looks at: those of its window, and late arrivals.

    What the run of the slot before could have used is that edition's affair and not counted again.
    The end is included: an undated article first seen by this very run belongs to it. Of several
    texts that one source had at one address the newest counts.
    """
    window = edition_window(briefing.window, briefing.timezone, now)
    span = Window(
        start=window.start - briefing.window.late_arrivals,
        end=window.end + timedelta(microseconds=1),
    )
    found = store.between(span, sources=[source.name for source in briefing.sources])
    newest = {
        (article.source, article.url or article.id): article
        for article in sorted(found, key=lambda one: (one.first_seen or window.end, one.id))
    }
    current = {(article.source, article.id) for article in newest.values()}
    return [
        article
        for article in found
        if (article.source, article.id) in current and not _had_its_chance(article, window)
    ]


def _had_its_chance(article: Article, window: Window) -> bool:
    """Say whether an article belonged to the window before, and that window's run had seen it."""
    seen, dated = article.first_seen, article.dated
    is_earlier = dated is not None and (dated < window.start or dated == seen == window.start)
    return is_earlier and seen is not None and seen <= window.start


def make_edition(
    briefing: Briefing,
    articles: Sequence[Article],
    past: Past | Sequence[Edition],
    now: datetime,
    *,
    failed_sources: Mapping[str, str] | None = None,
    unread: Mapping[str, int] | None = None,
    number: int | None = None,
    encoder: Encoder | None = None,
) -> Edition:
    """Make the edition of a briefing. Pure: equal arguments give an equal edition, byte for byte.

    Args:
        briefing: The standing order.
        articles: The candidates; what is off topic, too old or a repeat is left out and named.
        past: Earlier editions, or those with the figure history.
        now: The slot; the window ends here.
        failed_sources: Sources that could not be fetched, with the reason, for the footer.
        unread: What was found but not read, counted by reason, for the footer.
        number: The edition's number; the one after the last past edition's when None.
        encoder: Puts translations side by side; with it stories merge across languages.

    Raises:
        NothingToPublish: there are fewer stories than the briefing demands.
        EditionHeld: a check found an error and the briefing holds editions on errors.
    """
    now = now.astimezone(UTC)
    past = past if isinstance(past, Past) else past_of(tuple(past))
    window = edition_window(briefing.window, briefing.timezone, now)
    timely, untimely = apply_window(articles, window, briefing.window, now)
    fitting, unfitting = apply_filters(timely, briefing.filters)
    unique = drop_duplicates(fitting)
    read = replace(unique, kept=tuple(map(within_reach, unique.kept)))
    draft = Draft(
        briefing=briefing,
        period=EditionPeriod(start=window.start, end=window.end, timezone=briefing.timezone),
        made_at=now,
        articles=read.kept,
        stories=(),
        findings=tuple(find_beyond_reach(unique.kept)),
        left_out=(*untimely, *unfitting, *unique.left_out),
        silent_sources=_silent(briefing, timely),
        failed_sources=failed_sources or {},
        unread=unread or {},
    )
    draft, context = _analysed(draft, read, past, encoder)
    draft = replace(review(with_headline(draft), context), articles=unique.kept)
    return freeze(draft, number=number or next_number(past))


def _silent(briefing: Briefing, articles: Sequence[Article]) -> tuple[str, ...]:
    """Return the sources that brought nothing for this window."""
    heard = {article.source for article in articles}
    return tuple(source.name for source in briefing.sources if source.name not in heard)


def _analysed(
    draft: Draft, unique: Deduplicated, past: Past, encoder: Encoder | None
) -> tuple[Draft, CheckContext]:
    """Return the draft with everything the analysis finds, and what its checks need to know."""
    briefing, now, kept, copies = draft.briefing, draft.made_at, unique.kept, unique.copies
    by_id = {article.id: article for article in kept}
    grouped = group_stories(kept, copies=copies, encoder=encoder)
    matched = match_stories(grouped, by_id, past, now=now, days=briefing.stories.seen_days)
    forecasts = read_forecasts(kept)
    settled = resolve_due(past, kept, forecasts, now=now, language=briefing.language)
    placement = place_stories(with_outcomes(matched, settled), by_id, briefing)
    takeaways, stories = _take_away(placement.stories, by_id, briefing)
    records = figures_on_record(kept, copies=copies)
    conflicts = find_conflicts(records, matched, by_id)
    stale = find_stale_forecasts(forecasts)
    found = find_expectations(forecasts, now=now, stories=matched, language=briefing.language)
    expected = carry_over(past, settled, found, now=now, stories=matched)
    draft = replace(
        draft,
        stories=stories,
        reasons=placement.reasons,
        takeaways=takeaways,
        conflicts=tuple(conflicts),
        figures=tuple(records),
        metrics=tuple(
            choose_metrics(
                records,
                past,
                by_id,
                limit=_limit(briefing, SectionKind.NUMBERS),
                stories=stories,
                conflicts=conflicts,
                copies=copies,
                language=briefing.language,
            )
        ),
        watch=tuple(choose_watch(settled, expected, limit=_limit(briefing, SectionKind.WATCH))),
        ledger=(*settled, *expected),
        findings=(
            *draft.findings,
            *find_unread(kept),
            *find_unnamed(kept),
            *find_crowded(records, by_id),
        ),
        changes=tuple(list_changes(stories, by_id, past)),
        corrections=tuple(
            find_corrections(past, kept, records=records, language=briefing.language)
        ),
        earlier=_earlier(past),
    )
    context = CheckContext(
        articles=known_articles(draft),
        copies=copies,
        stale=tuple(stale),
        conflicts=tuple(conflicts),
    )
    return _with_insight(draft, context, past, [*settled, *expected]), context


def _earlier(past: Past) -> tuple[EditionArticle, ...]:
    """Return the articles of past editions that this one may point to, and what became of them."""
    found = {article.id: article for edition in past.editions for article in edition.articles}
    for revision in past.revisions:
        if revision.article is not None:
            now = kept_article(revision.article, used=False)
            found.setdefault(now.id, now)
    return tuple(found.values())


def _with_insight(
    draft: Draft, context: CheckContext, past: Past, watch: Sequence[WatchItem]
) -> Draft:
    """Return the draft with the strategic section, when the briefing orders one."""
    section = draft.briefing.section(SectionKind.INSIGHT)
    if section is None:
        return draft
    material = Material(
        stories=draft.stories,
        articles=context.articles,
        now=draft.made_at,
        past=past,
        copies=context.copies,
        metrics=draft.metrics,
        conflicts=draft.conflicts,
        watch=watch,
        stale=context.stale,
        language=draft.briefing.language,
    )
    return replace(draft, insights=tuple(compose_insight(material, words=section.words)))


def _limit(briefing: Briefing, kind: SectionKind) -> int:
    """Return how many items a section may hold; none when the briefing does not order it."""
    section = briefing.section(kind)
    return section.max if section else 0


def _take_away(
    stories: Sequence[Story], articles: Mapping[str, Article], briefing: Briefing
) -> tuple[tuple[Takeaway, ...], tuple[Story, ...]]:
    """Return the key takeaways, and the stories with their own sentences, none said twice.

    The key takeaways are the best sentence of each story in their order; too few are made up by the
    second best ones. A story without a sentence in the edition's language has none among them.
    """
    order = briefing.section(SectionKind.TAKEAWAYS)
    own = [
        _readable([articles[one] for one in story.article_ids], briefing.language)
        for story in stories
    ]
    key = _key_takeaways(own, order, briefing.language) if order else []
    said = {one.evidence for one in key}
    rest = []
    for story, mine in zip(stories, own, strict=True):
        found = select_takeaways(mine, limit=_STORY_SENTENCES + 1, max_words=_STORY_WORDS)
        shown = [one for one in found if one.evidence not in said] or found
        rest.append(replace(story, takeaways=tuple(shown[:_STORY_SENTENCES])))
    return tuple(key), tuple(rest)


def _key_takeaways(
    stories: Sequence[Sequence[Article]], order: Section, language: str
) -> list[Takeaway]:
    best: list[Takeaway] = []
    second: list[Takeaway] = []
    for articles in stories:
        if articles[0].language in {language, UNDETERMINED}:
            found = select_takeaways(articles, limit=2, max_words=order.words)
            best += found[:1]
            second += found[1:]
    missing = max(order.min - len(best), 0)
    return [*best, *second[:missing]][: order.max]


def _readable(articles: Sequence[Article], language: str) -> list[Article]:
    """Return the articles in the edition's language; all of them when there are none."""
    return [article for article in articles if article.language == language] or list(articles)


def analyse_articles(articles: Sequence[Article], *, now: datetime) -> Edition:
    """Analyse articles on their own: an edition whose window spans them all.

    Raises:
        NothingToPublish: there are no articles.
    """
    dates = [article.dated for article in articles if article.dated is not None]
    age = min(now - min(dates, default=now) + timedelta(days=1), _OLDEST)
    briefing = Briefing(
        slug="analysis",
        title="Analysis",
        sources=tuple(
            Source(kind=SourceKind.FOLDER, location=name, name=name)
            for name in sorted({article.source for article in articles})
        ),
        stories=StoryRule(per_publisher=max(len(articles), 1)),
        window=WindowRule(late_arrivals=age, max_age=age),
        sections=(
            Section(kind=SectionKind.LEAD, max=1),
            Section(kind=SectionKind.TAKEAWAYS, max=5, words=25),
            Section(kind=SectionKind.NUMBERS, max=12),
            Section(kind=SectionKind.INSIGHT, words=600),
            Section(kind=SectionKind.STORIES, max=50),
            Section(kind=SectionKind.WATCH, max=12),
        ),
    )
    return make_edition(briefing, [replace(one, first_seen=now) for one in articles], (), now)
