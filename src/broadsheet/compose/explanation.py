"""Explanation: why each item is in an edition, and what was left out by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from broadsheet.compose.checks.registry import CHECKS
from broadsheet.model.editions import Edition
from broadsheet.model.figures import Metric
from broadsheet.model.findings import Action, Finding
from broadsheet.model.insights import WatchItem
from broadsheet.model.stories import Story, Takeaway


def explain(edition: Edition) -> list[str]:
    """Return the explanation in lines: a heading ends in a colon, an item is indented."""
    names = {article.id: article.publisher for article in edition.articles}
    lines = [
        f"{edition.title}, edition {edition.number} ({edition.id})",
        f"  covers {_moment(edition.period.start)} to {_moment(edition.period.end)} UTC",
    ]
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("Stories", _stories(edition.stories, names)),
        ("Takeaways", _takeaways(edition.takeaways, names)),
        ("By the numbers", map(_metric, edition.metrics)),
        ("Insight", _insight(edition, names)),
        ("Forecast ledger", map(_expected, edition.ledger)),
        ("Left out", _left_out(edition)),
        ("Findings", map(_found, edition.findings)),
        ("Coverage", _coverage(edition)),
    )
    for title, rows in sections:
        listed = [f"  {row}" for row in rows]
        if listed:
            lines += ["", f"{title}:", *listed]
    return lines


def _stories(stories: Iterable[Story], names: dict[str, str]) -> Iterator[str]:
    for story in stories:
        publishers = list(dict.fromkeys(names.get(key, "?") for key in story.article_ids))
        articles = _count(len(story.article_ids), "article")
        independent = _count(story.independent_publishers, "independent publisher")
        yield f"{story.rank}. {story.title} ({story.id})"
        yield f"   {articles}, {independent}: {', '.join(publishers)}"
        if story.why:
            yield f"   together because of {'; '.join(story.why)}"
        if story.continues is not None:
            facts = "; ".join(story.new_facts) or "nothing new"
            branched = story.continues != story.id
            line = f"continues {story.continues}" if branched else "told before under this id"
            yield f"   {line}; new: {facts}"


def _takeaways(takeaways: Iterable[Takeaway], names: dict[str, str]) -> Iterator[str]:
    for number, takeaway in enumerate(takeaways, start=1):
        yield f"{number}. {takeaway.text}"
        for evidence in takeaway.evidence:
            publisher = names.get(evidence.article_id, "?")
            yield (
                f"   {takeaway.method}, {publisher}, {evidence.article_id} "
                f"characters {evidence.start} to {evidence.end}"
            )


def _metric(metric: Metric) -> str:
    reasons = [_count(metric.families, "publisher")]
    if metric.previous is not None:
        reasons.append(f"{_count(len(metric.history), 'value')} on record")
    reasons += [marker.value.replace("_", " ") for marker in metric.markers]
    return (
        f"{metric.label}: {metric.value:f} {metric.currency or metric.unit} ({', '.join(reasons)})"
    )


def _insight(edition: Edition, names: dict[str, str]) -> Iterator[str]:
    for line in edition.insights:
        cited = ", ".join(dict.fromkeys(names.get(one.article_id, "?") for one in line.evidence))
        yield line.text
        yield f"   {line.kind.value}, {line.confidence.value}: {line.reason}; cites {cited}"


def _expected(item: WatchItem) -> str:
    outcome = f": {item.outcome}" if item.outcome else ""
    return f"{item.due.end}, {item.state.value.replace('_', ' ')}, {item.text}{outcome}"


def _left_out(edition: Edition) -> Iterator[str]:
    for reason in sorted({one.reason for one in edition.left_out}):
        rows = [one for one in edition.left_out if one.reason == reason]
        yield f"{reason.replace('_', ' ')}: {len(rows)}"
        for one in rows:
            detail = f" ({one.detail})" if one.detail else ""
            publisher = f", {one.publisher}" if one.publisher else ""
            yield f"   {one.title or one.url}{publisher}{detail}"


def _found(finding: Finding) -> str:
    done = "" if finding.action is Action.NONE else f" [{finding.action.value}]"
    about = f": {finding.item}" if finding.item else ""
    check = CHECKS.get(finding.check)
    remedy = f" {check.remedy}" if check else ""
    return f"{finding.level.value} {finding.check}, {finding.message}{about}{done}{remedy}"


def _coverage(edition: Edition) -> Iterator[str]:
    coverage = edition.coverage
    dropped = ", ".join(
        f"{count} {reason.replace('_', ' ')}" for reason, count in coverage.dropped.items()
    )
    yield f"{coverage.read} read = {coverage.used} used + {sum(coverage.dropped.values())} left out"
    if dropped:
        yield f"left out: {dropped}"
    if coverage.unread:
        unread = ", ".join(
            f"{count} {reason.replace('_', ' ')}" for reason, count in coverage.unread.items()
        )
        yield f"found but not read: {unread}"
    if coverage.silent_sources:
        yield f"silent sources: {', '.join(coverage.silent_sources)}"
    for source, error in (coverage.failed_sources or {}).items():
        yield f"failed source: {source}, {error}"
    yield f"written by the {coverage.writer} engine"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
