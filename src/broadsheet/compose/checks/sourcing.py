"""Checks on sourcing: evidence that stands, quotations that are verbatim, sources counted once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.compose.checks.check import Breach, Check, CheckContext
from broadsheet.compose.draft import Draft, Item, Place, items_of
from broadsheet.model.articles import Article
from broadsheet.model.evidence import Evidence
from broadsheet.model.findings import Level
from broadsheet.model.independence import support_of
from broadsheet.model.insights import ChangeKind
from broadsheet.text.names import find_names
from broadsheet.text.speech import find_quotes, find_speaker
from broadsheet.text.words import content_words, words

_COVERED = 0.6
_TOLD = ("dek", "takeaways", "stories", "watch", "changes")
# "Allegedly" and the like keep the distance without a name.
_ATTRIBUTES = frozenset(("allegedly", "reportedly", "according", "angeblich", "laut", "zufolge"))
_UNNAMED = re.compile(
    r"\b(?:(?:industry|market|some|many|several|other|most)\s+)?"
    r"(analysts|experts|observers|insiders|sources|critics|traders|brokers|economists|officials"
    r"|watchers|commentators)\s+"
    r"(?:say|said|suggest|suggested|expect|expected|believe|warn|warned|see|think|estimate|predict"
    r"|argue|fear|reckon)\b"
    r"|\b(branchenkenner|branchenexperten|experten|analysten|beobachter|insider|kritiker)\s+"
    r"(?:werten|sagen|erwarten|rechnen|meinen|sehen|warnen|glauben|vermuten|schätzen)\b",
    re.IGNORECASE,
)


def _unsourced(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for item in items_of(draft):
        if not item.evidence:
            if not _speaks_of_absence(draft, item.place):
                yield Breach(message="no evidence", place=item.place, quote=item.text)
            continue
        broken = next((one for one in item.evidence if not _stands(one, context)), None)
        if broken is not None:
            yield Breach(
                message="the evidence does not match the article",
                place=item.place,
                article_id=broken.article_id,
                start=broken.start,
                end=broken.end,
                quote=broken.quote,
            )


def _speaks_of_absence(draft: Draft, place: Place) -> bool:
    """Return whether a line reports that a story is gone: there is nothing to point to."""
    return place.part == "changes" and draft.changes[place.index].kind is ChangeKind.DROPPED


def _stands(evidence: Evidence, context: CheckContext) -> bool:
    article = context.articles.get(evidence.article_id)
    if article is None or not evidence.quote:
        return False
    return article.text[evidence.start : evidence.end] == evidence.quote


def _uncovered(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for item in items_of(draft):
        if item.place.part not in ("takeaways", "stories", "dek"):
            continue
        quotes = " ".join(evidence.quote for evidence in item.evidence)
        if item.text in quotes:
            continue
        message = _gap(item, quotes, context)
        if message:
            yield Breach(message=message, place=item.place, quote=item.text)


def _gap(item: Item, quotes: str, context: CheckContext) -> str:
    language = _language(item, context)
    ground = set(words(quotes))
    for span in find_names(item.text, language=language):
        name = span.of(item.text)
        if not ground.issuperset(words(name)):
            return f"{name} is not in the evidence"
    wanted = content_words(item.text, language)
    held = set(content_words(quotes, language))
    covered = sum(word in held for word in wanted)
    if covered < _COVERED * len(wanted):
        return f"the evidence covers {covered} of {len(wanted)} words"
    return ""


def _language(item: Item, context: CheckContext) -> str:
    for evidence in item.evidence:
        article = context.articles.get(evidence.article_id)
        if article is not None:
            return article.language
    return "en"


def _not_verbatim(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for item in items_of(draft):
        if not item.evidence:
            continue  # another rule's breach, or the title of a story that is gone
        sources = [
            _straight(context.articles[evidence.article_id])
            for evidence in item.evidence
            if evidence.article_id in context.articles
        ]
        for span in find_quotes(item.text):
            quoted = _plain_quotes(span.of(item.text)).strip("\"'.,… ")
            if quoted and not any(quoted in source for source in sources):
                yield Breach(
                    message="the quotation is not in the source",
                    place=item.place,
                    start=span.start,
                    end=span.end,
                    quote=span.of(item.text),
                )


def _straight(article: Article) -> str:
    return _plain_quotes(f"{article.text}\n{article.title}")


def _plain_quotes(text: str) -> str:
    """Return the text with one form of each quotation mark, so that only the words are compared."""
    for mark in "“”„«»":
        text = text.replace(mark, '"')
    return text.replace("’", "'").replace("‘", "'").replace("…", "...")


def _overcounted(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for index, story in enumerate(draft.stories):
        held = [context.articles[key] for key in story.article_ids if key in context.articles]
        real = len(support_of(held, context.copies).families)
        if story.independent_publishers > real:
            yield Breach(
                message=f"{story.independent_publishers} publishers counted, {real} independent",
                place=Place(part="stories", index=index),
                quote=story.title,
            )
    for index, metric in enumerate(draft.metrics):
        cited = [
            context.articles[evidence.article_id]
            for evidence in metric.evidence
            if evidence.article_id in context.articles
        ]
        real = len(support_of(cited, context.copies).families)
        if metric.families > real:
            yield Breach(
                message=f"{metric.families} publishers counted, {real} independent",
                place=Place(part="metrics", index=index),
                quote=metric.label,
            )


def _unattributed(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    """Yield what somebody said and the edition tells as a fact.

    Looked at is what repeats a source's words: one sentence, cut or rewritten, whose cited evidence
    names a speaker. A line that quotes, or names the speaker or the publisher, attributes.
    """
    for item in items_of(draft):
        if item.place.part not in _TOLD or find_quotes(item.text):
            continue
        said = [_speaker_cut(item, evidence, context) for evidence in item.evidence]
        if said and all(said):
            yield Breach(message=f"{said[0]} said so", place=item.place, quote=item.text)


def _speaker_cut(item: Item, evidence: Evidence, context: CheckContext) -> str:
    """Return who says a piece of evidence, when the item tells the same without saying so."""
    article = context.articles.get(evidence.article_id)
    if article is None or evidence.quote in item.text or item.text == article.title:
        return ""
    speaker = find_speaker(evidence.quote, article.language)
    if not speaker or find_speaker(item.text, article.language):
        return ""
    told = set(words(item.text))
    named = told.issuperset(words(article.publisher)) or not told.isdisjoint(_ATTRIBUTES)
    return "" if named else speaker


def _unnamed(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    for item in items_of(draft):
        for match in _UNNAMED.finditer(item.text):
            yield Breach(
                message=f"{match.group().lower()}: no name",
                place=item.place,
                start=match.start(),
                end=match.end(),
                quote=match.group(),
            )


SOURCING = (
    Check(
        name="unsourced_sentence",
        rule="R1",
        demands="Every sentence carries evidence that still matches the stored article.",
        remedy="Cite the sentence that says it, or leave the line out.",
        level=Level.ERROR,
        find=_unsourced,
    ),
    Check(
        name="takeaway_uncovered",
        rule="R3",
        demands="A takeaway's names and words are covered by its evidence.",
        remedy="Say it in the words of the source.",
        level=Level.ERROR,
        find=_uncovered,
    ),
    Check(
        name="quote_not_verbatim",
        rule="R4",
        demands="Words in quotation marks stand in the source as they are.",
        remedy="Quote the source's words as they are, or drop the marks and attribute.",
        level=Level.ERROR,
        find=_not_verbatim,
    ),
    Check(
        name="attribution_dropped",
        rule="R5",
        demands="What somebody says is told as what somebody says.",
        remedy="Keep the attribution, or choose a sentence the source states itself.",
        level=Level.ERROR,
        find=_unattributed,
    ),
    Check(
        name="overcounted_sources",
        rule="R11",
        demands="Publishers are counted by family, and a copied text counts once.",
        remedy="Count owners and copied texts once; declare `publisher` in the briefing.",
        level=Level.ERROR,
        find=_overcounted,
    ),
    Check(
        name="unnamed_authority",
        rule="R12",
        demands="Nobody speaks without a name: no bare 'analysts suggest'.",
        remedy="Name who says it, or choose a sentence that does.",
        level=Level.WARN,
        find=_unnamed,
    ),
)
