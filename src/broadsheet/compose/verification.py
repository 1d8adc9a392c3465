"""Verification: does an edition file still say what was frozen, and does its evidence hold?

Works on the bytes alone, offline: the file holds the articles' text.
"""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.compose.checks.check import CheckContext
from broadsheet.compose.checks.numbers import evidence_figures, supports_metric
from broadsheet.compose.codec import (
    canonical_bytes,
    content_hash,
    edition_document,
    edition_of,
    read_document,
)
from broadsheet.compose.draft import restored
from broadsheet.errors import ReadError
from broadsheet.model.articles import article_id
from broadsheet.model.editions import Edition
from broadsheet.model.evidence import Evidence
from broadsheet.model.findings import Finding, Level
from broadsheet.model.stories import Takeaway
from broadsheet.text.words import words


def verify(data: bytes) -> list[Finding]:
    """Return everything that does not hold in an edition file; empty means all of it does.

    Checked: the bytes are canonical; the id is the content's hash; each article's id is its
    content's; each evidence quotes its article; each metric is found again in its evidence; each
    takeaway is made of its evidence's words in their order; the coverage adds up.
    """
    try:
        document = read_document(data)
        edition = edition_of(document)
    except ReadError as error:
        return [_finding("readable", error.message)]
    findings = []
    if canonical_bytes(document) != data:
        findings.append(_finding("canonical", "the bytes are not in canonical form"))
    if content_hash(document) != edition.id:
        findings.append(_finding("edition_id", "the id is not the hash of the content"))
    if not _keeps(edition_document(edition), document):
        findings.append(_finding("fields", "the file holds fields an edition does not have"))
    return findings + verify_edition(edition)


def verify_edition(edition: Edition) -> list[Finding]:
    """Return everything that does not hold inside an edition, whatever bytes it came from."""
    return [
        *_article_findings(edition),
        *_evidence_findings(edition),
        *_metric_findings(edition),
        *_takeaway_findings(edition),
        *_coverage_findings(edition),
    ]


def _finding(check: str, message: str, *, item: str = "", article: str = "") -> Finding:
    return Finding(check=check, level=Level.ERROR, message=message, item=item, article_id=article)


def _keeps(whole: object, part: object) -> bool:
    """Return whether everything in `part` stands unchanged in `whole`."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(key in whole and _keeps(whole[key], item) for key, item in part.items())
    if isinstance(whole, list) and isinstance(part, list):
        return len(whole) == len(part) and all(map(_keeps, whole, part))
    return whole == part and isinstance(part, type(whole))


def _article_findings(edition: Edition) -> Iterator[Finding]:
    for article in edition.articles:
        if article_id(article.url, article.title, article.text) != article.id:
            yield _finding(
                "article_id",
                "the id is not the hash of the article",
                item=article.title,
                article=article.id,
            )


def _evidence_findings(edition: Edition) -> Iterator[Finding]:
    texts = {article.id: article.text for article in edition.articles}
    for item, evidence in _all_evidence(edition):
        text = texts.get(evidence.article_id)
        if text is None:
            yield _finding("evidence", "the article is missing", item=item)
        elif not evidence.quote or text[evidence.start : evidence.end] != evidence.quote:
            yield _finding(
                "evidence",
                "the quote is not in the article at that place",
                item=item,
                article=evidence.article_id,
            )


def _all_evidence(edition: Edition) -> Iterator[tuple[str, Evidence]]:
    rows: list[tuple[str, tuple[Evidence, ...]]] = [(edition.dek.text, edition.dek.evidence)]
    rows += [(one.text, one.evidence) for one in _takeaways(edition)]
    rows += [(one.text, one.evidence) for one in edition.insights]
    rows += [(one.text, one.evidence) for one in (*edition.watch, *edition.ledger)]
    rows += [(one.text, one.evidence) for one in edition.changes]
    rows += [(one.text, one.evidence) for one in edition.corrections]
    rows += [(one.label, one.evidence) for one in edition.metrics]
    rows += [(one.label, one.evidence) for one in edition.figures]
    for text, cited in rows:
        for evidence in cited:
            yield text, evidence
    for conflict in edition.conflicts:
        for claim in conflict.claims:
            yield claim.text, claim.evidence


def _metric_findings(edition: Edition) -> Iterator[Finding]:
    context = CheckContext(articles={one.id: restored(one) for one in edition.articles})
    for metric in edition.metrics:
        if not supports_metric(metric, evidence_figures(metric.evidence, context)):
            yield _finding("metric", "the evidence does not hold this figure", item=metric.label)


def _takeaway_findings(edition: Edition) -> Iterator[Finding]:
    for takeaway in _takeaways(edition):
        if not takeaway.evidence:
            yield _finding("takeaway", "no evidence", item=takeaway.text)
        elif not _made_of_evidence(takeaway):
            yield _finding("takeaway", "the words are not the evidence's", item=takeaway.text)


def _takeaways(edition: Edition) -> tuple[Takeaway, ...]:
    return (*edition.takeaways, *(one for story in edition.stories for one in story.takeaways))


def _made_of_evidence(takeaway: Takeaway) -> bool:
    quotes = " ".join(evidence.quote for evidence in takeaway.evidence)
    if takeaway.text in quotes:
        return True
    source = iter(words(quotes))
    return all(word in source for word in words(takeaway.text))


def _coverage_findings(edition: Edition) -> Iterator[Finding]:
    coverage = edition.coverage
    if coverage.read != coverage.used + sum(coverage.dropped.values()):
        yield _finding("coverage", "read is not used plus dropped")
    if coverage.used != sum(article.used for article in edition.articles):
        yield _finding("coverage", "used is not the number of articles used")
    if sum(coverage.dropped.values()) != len(edition.left_out):
        yield _finding("coverage", "dropped is not the number of items left out")
