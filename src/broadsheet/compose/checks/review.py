"""The review: run the checks on a draft, take out what fails, say what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from broadsheet.compose.checks.check import Breach, Check, CheckContext
from broadsheet.compose.checks.registry import CHECKS
from broadsheet.compose.draft import NO_DEK, Draft, Place
from broadsheet.compose.headline import with_headline
from broadsheet.errors import EditionHeld
from broadsheet.model.briefings import CheckRule, OnError
from broadsheet.model.findings import Action, Finding, Level
from broadsheet.model.stories import Story

FAILED_CHECK = "failed_check"
_MOST_PASSES = 3


def review(draft: Draft, context: CheckContext) -> Draft:
    """Return the draft without the items that fail a check of level error, findings added.

    The levels are the checks' own unless the briefing says otherwise; `off` skips a check. When a
    check takes out the lead story, headline and dek are chosen anew and checked like the rest.

    Raises:
        EditionHeld: the briefing holds editions on an error, and there is one; the message lists
            what was found.
    """
    rules = draft.briefing.checks
    findings: list[Finding] = []
    for _ in range(_MOST_PASSES):
        found = _findings(draft, context, rules)
        findings += [finding for finding, _ in found if finding not in findings]
        if rules.on_error is OnError.HOLD:
            _hold_on_error(findings, draft.briefing.slug)
        cuts = [place for finding, place in found if finding.action is Action.DROPPED and place]
        if not cuts:
            break
        draft = _without(draft, cuts)
    return replace(draft, findings=(*draft.findings, *findings))


def _hold_on_error(findings: Iterable[Finding], slug: str) -> None:
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if errors:
        listed = "; ".join(f"{one.check}: {one.message} ({one.item})" for one in errors)
        raise EditionHeld(
            f"{len(errors)} items failed a check: {listed}",
            what=slug,
            remedy="correct the source, or set `checks: {on_error: drop_item}`",
        )


def _findings(
    draft: Draft, context: CheckContext, rules: CheckRule
) -> list[tuple[Finding, Place | None]]:
    found = []
    for check in CHECKS.values():
        level = rules.levels.get(check.name, check.level)
        if level is Level.OFF:
            continue
        found += [_finding(check, level, breach) for breach in check.find(draft, context)]
    return found


def _finding(check: Check, level: Level, breach: Breach) -> tuple[Finding, Place | None]:
    drops = level is Level.ERROR and breach.place is not None
    finding = Finding(
        check=check.name,
        level=level,
        message=breach.message,
        article_id=breach.article_id,
        start=breach.start,
        end=breach.end,
        item=breach.quote,
        action=Action.DROPPED if drops else Action.NONE,
    )
    return finding, breach.place


def _without(draft: Draft, places: Iterable[Place]) -> Draft:
    cuts: dict[str, set[tuple[int, int]]] = {}
    for place in places:
        cuts.setdefault(place.part, set()).add((place.index, place.inner))
    changed: dict[str, Any] = {
        part: _remaining(getattr(draft, part), {index for index, _ in cuts[part]})
        for part in cuts
        if part not in ("stories", "headline", "dek")
    }
    stories = _remaining_stories(draft.stories, cuts.get("stories", set()))
    reasons = {**_lost_articles(draft.stories, stories), **draft.reasons}
    kept = replace(draft, **changed, stories=stories, reasons=reasons)
    if draft.stories and draft.stories[0].id not in {story.id for story in stories[:1]}:
        return with_headline(kept)
    return replace(
        kept,
        headline=draft.briefing.title if "headline" in cuts else draft.headline,
        dek=NO_DEK if "dek" in cuts else draft.dek,
    )


def _remaining(rows: tuple[Any, ...], cuts: set[int]) -> tuple[Any, ...]:
    return tuple(row for index, row in enumerate(rows) if index not in cuts)


def _lost_articles(before: Iterable[Story], after: Iterable[Story]) -> dict[str, str]:
    kept = {story.id for story in after}
    return {
        key: FAILED_CHECK for story in before if story.id not in kept for key in story.article_ids
    }


def _remaining_stories(stories: tuple[Story, ...], cuts: set[tuple[int, int]]) -> tuple[Story, ...]:
    remaining: list[Story] = []
    for index, story in enumerate(stories):
        if (index, -1) in cuts:
            continue
        takeaways = tuple(
            takeaway for inner, takeaway in enumerate(story.takeaways) if (index, inner) not in cuts
        )
        remaining.append(replace(story, takeaways=takeaways, rank=len(remaining) + 1))
    return tuple(remaining)
