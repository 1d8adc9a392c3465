"""From an edition to what all templates show: order, words, numbers and links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from broadsheet.model.briefings import SectionKind, Style
from broadsheet.model.editions import Edition
from broadsheet.model.insights import Block, ChangeKind, Due, WatchItem
from broadsheet.model.stories import Story
from broadsheet.render.formats import Labels, clock, day_span, weekday_date, zone_of
from broadsheet.render.labels import labels_for
from broadsheet.render.prose import TITLE_LIMIT, inert, language_tag
from broadsheet.render.references import References
from broadsheet.render.tiles import tile
from broadsheet.render.tokens import check_colour, dark_palette, light_palette
from broadsheet.render.views import (
    BlockView,
    ChangeView,
    ClaimView,
    ConflictView,
    CorrectionView,
    EditionView,
    InsightView,
    StoryView,
    WatchView,
)

#: Silent reading of non-fiction in English (Brysbaert 2019, a meta-analysis: 238 words a minute).
_WORDS_PER_MINUTE = 238
_KINDS = frozenset(kind.value for kind in SectionKind)


def present(edition: Edition, style: Style) -> EditionView:
    """Return the view of an edition, the one thing all templates are given.

    Raises:
        RenderError: `style.accent` is not a colour.
    """
    language = language_tag(edition.language, "en")
    labels = labels_for(language)
    zone = zone_of(edition.period.timezone)
    order = reading_order(edition)
    references = References(edition, order, labels, zone)
    # A published edition's own name wins; the style's masthead is how the house writes it.
    masthead = inert(style.masthead or edition.title, limit=60)
    headline = inert(edition.headline, limit=TITLE_LIMIT)
    dek = references.state(edition.dek.text, edition.dek.evidence, taken=True)
    stories = tuple(
        _story(story, position, references, labels)
        for position, story in enumerate(sorted(edition.stories, key=_rank), start=1)
    )
    lead = next((s for s in stories if s.title == headline), None)
    cited = sorted({number for item in edition.insights
                    for number in references.state("", item.evidence).numbers})  # fmt: skip
    return EditionView(
        id=edition.id,
        language=language,
        t=labels,
        masthead=masthead,
        subject=f"{masthead}: {headline}" if headline else masthead,
        preheader=dek.text or headline,
        issue=labels["issue_short"].format(number=edition.number),
        date=weekday_date(edition.period.end, zone, labels),
        made_at=edition.made_at.isoformat(timespec="seconds"),
        reading=labels["reading"].format(minutes=reading_minutes(edition, order)),
        headline=headline or masthead,
        headline_language=lead.language if lead else language,
        dek=dek,
        order=order,
        takeaways=tuple(
            references.state(each.text, each.evidence, taken=True) for each in edition.takeaways
        ),
        metrics=tuple(
            tile(metric, position, references, labels)
            for position, metric in enumerate(edition.metrics, start=1)
        ),
        conflicts=_conflicts(edition, references),
        blocks=_blocks(edition, references, labels),
        insight_rests_on=references.rests_on(tuple(cited)),
        stories=stories,
        watch=tuple(_watch(item, references, labels) for item in edition.watch),
        changes=tuple(
            ChangeView(
                kind=change.kind.value,
                kind_name=labels[change.kind.value],
                statement=references.state(change.text, change.evidence),
            )
            for kind in ChangeKind
            for change in edition.changes
            if change.kind is kind
        ),
        corrections=tuple(
            CorrectionView(statement=references.state(each.text, each.evidence))
            for each in edition.corrections
        ),
        sources=references.sources,
        about=_about(edition, labels, zone),
        footer=inert(style.footer),
        light=light_palette(style.accent),
        dark=dark_palette(style.accent),
        bar=check_colour(style.accent),
    )


def reading_order(edition: Edition) -> tuple[str, ...]:
    """Return the parts to show, in order, each once and only where there is something in it.

    Corrections and sources are never left out: corrections come before the changes, the sources or
    at the end; the sources, which every number in the text refers to, at the end if nowhere else.
    """
    filled = {
        "lead": True,
        "takeaways": bool(edition.takeaways),
        "numbers": bool(edition.metrics or edition.conflicts),
        "insight": bool(edition.insights),
        "stories": bool(edition.stories),
        "watch": bool(edition.watch),
        "changes": bool(edition.changes),
        "sources": bool(edition.articles),
    }
    order = [kind for kind in dict.fromkeys(edition.sections) if kind in _KINDS and filled[kind]]
    if filled["sources"] and "sources" not in order:
        order.append("sources")
    if edition.corrections:
        before = next((kind for kind in ("changes", "sources") if kind in order), None)
        order.insert(order.index(before) if before else len(order), "corrections")
    return tuple(order)


def reading_minutes(edition: Edition, order: Iterable[str]) -> int:
    """Return how long the shown parts take to read, in whole minutes, at least one."""
    texts = {
        "lead": [edition.headline, edition.dek.text],
        "takeaways": [item.text for item in edition.takeaways],
        "numbers": [item.label for item in edition.metrics],
        "insight": [text for item in edition.insights for text in (item.text, item.reason)],
        "stories": [
            text
            for story in edition.stories
            for text in (story.title, *(line.text for line in story.takeaways))
        ],
        "watch": [item.text for item in edition.watch],
        "changes": [item.text for item in edition.changes],
        "corrections": [item.text for item in edition.corrections],
    }
    words = sum(len(text.split()) for kind in order for text in texts.get(kind, []))
    return max(1, round(words / _WORDS_PER_MINUTE))


def _rank(story: Story) -> tuple[int, str]:
    return story.rank, story.id


def _story(story: Story, position: int, references: References, labels: Labels) -> StoryView:
    seen: set[int] = set()
    sources = references.of_articles(story.article_ids)
    count = story.independent_publishers
    return StoryView(
        anchor=f"story-{position}",
        title=inert(story.title, limit=TITLE_LIMIT),
        language=_title_language(story, references),
        kicker=inert(story.section, limit=40),
        lead=position == 1,
        statements=tuple(
            references.state(line.text, line.evidence, taken=True, seen=seen)
            for line in story.takeaways
        ),
        sources=sources,
        independence=labels["publisher"]
        if count == 1
        else labels["publishers"].format(count=count),
        continued=story.continues is not None,
        new_facts=tuple(inert(fact, limit=TITLE_LIMIT) for fact in story.new_facts),
    )


def _title_language(story: Story, references: References) -> str:
    """A story's title is one of its articles' titles, in that article's language."""
    sources = references.of_articles(story.article_ids)
    shown = inert(story.title, limit=TITLE_LIMIT)
    titled = [source.language for source in sources if source.title == shown]
    return titled[0] if titled else references.language


def _conflicts(edition: Edition, references: References) -> tuple[ConflictView, ...]:
    return tuple(
        ConflictView(
            label=inert(conflict.label, limit=TITLE_LIMIT),
            claims=tuple(
                ClaimView(
                    publisher=inert(claim.publisher, limit=80),
                    statement=references.state(claim.text, (claim.evidence,)),
                )
                for claim in conflict.claims
            ),
        )
        for conflict in edition.conflicts
    )


def _blocks(edition: Edition, references: References, labels: Labels) -> tuple[BlockView, ...]:
    return tuple(
        BlockView(title=labels[block.value], insights=insights)
        for block in Block
        if (
            insights := tuple(
                InsightView(
                    statement=references.state(item.text, item.evidence),
                    kind=item.kind.value,
                    kind_name=labels[item.kind.value],
                    confidence=labels[item.confidence.value],
                    reason=inert(item.reason, limit=TITLE_LIMIT),
                )
                for item in edition.insights
                if item.block is block
            )
        )
    )


def _watch(item: WatchItem, references: References, labels: Labels) -> WatchView:
    due: Due = item.due
    return WatchView(
        when=day_span(due.start, due.end, due.granularity, labels),
        statement=references.state(item.text, item.evidence, taken=True),
        owner=inert(item.owner, limit=80),
        state=labels[item.state.value],
        outcome=inert(item.outcome, limit=TITLE_LIMIT),
    )


def _about(edition: Edition, labels: Labels, zone: tzinfo) -> tuple[str, ...]:
    """Return the lines on how the edition came about: window, coverage, what is missing, method."""
    period, coverage = edition.period, edition.coverage
    reasons = ", ".join(
        f"{inert(reason, limit=60).replace('_', ' ')} {count}"
        for reason, count in sorted(coverage.dropped.items())
    )
    silent = ", ".join(inert(name, limit=60) for name in coverage.silent_sources)
    failed = ", ".join(inert(name, limit=60) for name in sorted(coverage.failed_sources or {}))
    lines = (
        labels["period"].format(
            start=clock(period.start, zone, labels),
            end=clock(period.end, zone, labels),
            zone=inert(period.timezone, limit=60),
        ),
        labels["read_used"].format(
            read=coverage.read, used=coverage.used, publishers=coverage.publishers
        ),
        labels["left_out"].format(reasons=reasons) if reasons else "",
        labels["silent"].format(names=silent) if silent else "",
        labels["failed"].format(names=failed) if failed else "",
        labels["checks"].format(count=len(edition.findings)) if edition.findings else "",
        labels["writer"].format(writer=inert(coverage.writer, limit=60)),
    )
    return tuple(inert(line) for line in lines if line)
