"""From an edition to what all templates show: order, words, numbers and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from itertools import groupby
from operator import itemgetter

from broadsheet.model.briefings import SectionKind, Style
from broadsheet.model.editions import Edition
from broadsheet.model.evidence import Evidence
from broadsheet.model.insights import Block, ChangeKind, Insight, WatchItem, WatchState
from broadsheet.model.stories import Story
from broadsheet.render.exhibits import dates_ahead, difference, series_of
from broadsheet.render.formats import Labels, clock, day_span, weekday_date, zone_of
from broadsheet.render.labels import labels_for, reason_in_words
from broadsheet.render.prose import TITLE_LIMIT, inert, language_tag
from broadsheet.render.references import References, ranked
from broadsheet.render.tiles import tile
from broadsheet.render.tokens import check_colour, dark_palette, light_palette
from broadsheet.render.views import (
    BlockView,
    ChangeGroup,
    ClaimView,
    ConflictView,
    EditionView,
    InsightView,
    StatementView,
    StoryGroup,
    StoryView,
    WatchView,
)

#: Silent reading of non-fiction in English (Brysbaert 2019, a meta-analysis: 238 words a minute).
_WORDS_PER_MINUTE = 238
#: A list of mails shows no more of a subject or of a message's beginning than this.
_MOST_IN_A_LIST = 150
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
    in_order = ranked(edition)
    charted = series_of(edition, in_order, references, labels, zone)
    stories = tuple(
        replace(_story(story, position, references, labels), series=charted.get(story.id))
        for position, story in enumerate(in_order, start=1)
    )
    lead = next((s for s in stories if s.title == headline), None)
    return EditionView(
        id=edition.id,
        language=language,
        t=labels,
        masthead=masthead,
        subject=inert(f"{masthead}: {headline}" if headline else masthead, limit=_MOST_IN_A_LIST),
        preheader=inert(dek.text or headline, limit=_MOST_IN_A_LIST),
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
        conflicts=_conflicts(edition, references, labels),
        blocks=_blocks(edition, references, labels),
        stories=stories,
        groups=_groups(edition, stories, labels),
        settled=tuple(
            _watch(item, references, labels)
            for item in edition.watch
            if item.state is not WatchState.OPEN
        ),
        upcoming=tuple(
            _watch(item, references, labels)
            for item in sorted(edition.watch, key=lambda item: (item.due.start, item.due.end))
            if item.state is WatchState.OPEN
        ),
        changes=_changes(edition, references, labels),
        corrections=_corrections(edition, references),
        sources=references.sources,
        about=_about(edition, labels, zone),
        footer=inert(style.footer),
        light=light_palette(style.accent),
        dark=dark_palette(style.accent),
        bar=check_colour(style.accent),
        dates=dates_ahead(edition, labels, zone),
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


def _story(story: Story, position: int, references: References, labels: Labels) -> StoryView:
    count = story.independent_publishers
    language = _title_language(story, references)
    fresh = next((fact for fact in story.new_facts if fact.strip()), "")
    told = any(line.text == fresh for line in story.takeaways)
    found = references.found(fresh, story.article_ids)
    return StoryView(
        anchor=f"story-{position}",
        position=position,
        title=inert(story.title, limit=TITLE_LIMIT),
        language=language,
        tongue=references.tongue(language),
        lead=position == 1,
        statements=tuple(
            references.state(line.text, line.evidence, taken=True, new=line.text == fresh != "")
            for line in story.takeaways
        ),
        new_fact=None
        if told or not fresh
        else references.state(fresh, (found,) if found else (), taken=True, new=True),
        sources=references.of_articles(story.article_ids),
        independence=labels["publisher"]
        if count == 1
        else labels["publishers"].format(count=count),
        continued=story.continues is not None,
    )


def _groups(
    edition: Edition, stories: tuple[StoryView, ...], labels: Labels
) -> tuple[StoryGroup, ...]:
    """Return the stories under the titles of their sections, each title once for its neighbours."""
    titles = [inert(story.section, limit=40) for story in ranked(edition)]
    runs = [
        (title, tuple(story for _, story in run))
        for title, run in groupby(zip(titles, stories, strict=True), key=itemgetter(0))
    ]
    groups: list[StoryGroup] = []
    for title, run in runs:
        alone = len(runs) > 1 and len(run) == 1 and run[0].lead
        otherwise = labels["lead_story" if alone else "stories"]
        anchor = f"stories-{len(groups) + 1}" if groups else "stories"
        groups.append(StoryGroup(anchor=anchor, title=title or otherwise, stories=run))
    return tuple(groups)


def _title_language(story: Story, references: References) -> str:
    """A story's title is one of its articles' titles, in that article's language."""
    sources = references.of_articles(story.article_ids)
    shown = inert(story.title, limit=TITLE_LIMIT)
    titled = [source.language for source in sources if source.title == shown]
    return titled[0] if titled else references.language


def _conflicts(
    edition: Edition, references: References, labels: Labels
) -> tuple[ConflictView, ...]:
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
            difference=difference(conflict, edition, labels),
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
                    note=_note(item, labels),
                )
                for item in edition.insights
                if item.block is block
            )
        )
    )


def _note(item: Insight, labels: Labels) -> str:
    """Return how sure a sentence is, why, and what kind it is; the kind never stands alone."""
    reason = inert(item.reason, limit=TITLE_LIMIT)
    sure = " · ".join(part for part in (labels[item.confidence.value], reason) if part)
    return f"{sure}\u00a0·\u00a0{labels[item.kind.value]}"


def _watch(item: WatchItem, references: References, labels: Labels) -> WatchView:
    due, settled = item.due, item.state is not WatchState.OPEN
    return WatchView(
        when=day_span(due.start, due.end, due.granularity, labels),
        statement=references.state(item.text, item.evidence, taken=True),
        kind=item.state.value if settled else "",
        state=labels[item.state.value],
        outcome=inert(item.outcome, limit=TITLE_LIMIT) if settled else "",
    )


def _changes(edition: Edition, references: References, labels: Labels) -> tuple[ChangeGroup, ...]:
    return tuple(
        ChangeGroup(kind=kind.value, name=labels[kind.value], statements=statements)
        for kind in ChangeKind
        if (
            statements := tuple(
                references.state(change.text, change.evidence)
                for change in edition.changes
                if change.kind is kind
            )
        )
    )


def _corrections(edition: Edition, references: References) -> tuple[StatementView, ...]:
    """Return the notices; one that several editions call for is said once, with all it rests on."""
    notices: dict[str, list[Evidence]] = {}
    for each in edition.corrections:
        notices.setdefault(each.text, []).extend(each.evidence)
    return tuple(
        references.state(text, dict.fromkeys(evidence)) for text, evidence in notices.items()
    )


def _about(edition: Edition, labels: Labels, zone: tzinfo) -> tuple[str, ...]:
    """Return the lines on how the edition came about: window, coverage, what is missing, method."""
    period, coverage = edition.period, edition.coverage
    reasons = ", ".join(
        f"{inert(reason_in_words(reason, labels), limit=60)} ({count})"
        for reason, count in sorted(coverage.dropped.items())
    )
    unread = ", ".join(
        f"{inert(reason_in_words(reason, labels), limit=60)} ({count})"
        for reason, count in sorted((coverage.unread or {}).items())
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
        labels["unread"].format(reasons=unread) if unread else "",
        labels["silent"].format(names=silent) if silent else "",
        labels["failed"].format(names=failed) if failed else "",
        labels["checks"].format(count=len(edition.findings)) if edition.findings else "",
        labels["writer"].format(writer=inert(coverage.writer, limit=60)),
    )
    return tuple(inert(line) for line in lines if line)
