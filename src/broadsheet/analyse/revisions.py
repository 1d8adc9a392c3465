"""Revisions: what an earlier edition quoted from an article that has since been changed or gone.

An article is held against itself: a sentence that readers were shown still stands, stands in other
words that say the same, says something else now, or is gone. Only the last two are worth a notice.
That the words still say the same is decided by the verifier of claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadsheet.analyse.claims import check_claim
from broadsheet.analyse.expectations import evidence_for, shared
from broadsheet.analyse.notices import is_corrected, is_retracted
from broadsheet.analyse.phrases import Phrases
from broadsheet.model.articles import FIRST_SEEN, Article
from broadsheet.model.editions import Edition, EditionArticle, Past, Revision
from broadsheet.model.evidence import Evidence, Span
from broadsheet.model.findings import Level
from broadsheet.model.insights import Correction, CorrectionKind
from broadsheet.text.quantities import find_figures
from broadsheet.text.sentences import split_sentences
from broadsheet.text.words import content_words, words

_MOST_NOTICES = 5
# Of the words of the old text so many must be in the new one, or it is another article.
_SAME_ARTICLE = 0.5
_SAME_SENTENCE = 0.45
_COMPARED = 2
_NEW_ISSUE = timedelta(hours=36)
_LONGEST_NOTICE = 60

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A sentence of an article as editions showed it."""

    evidence: Evidence
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """What became of a quoted sentence: `now` is its place in the changed article, None if gone."""

    quoted: _Quoted
    now: Span | None = None
    phrase: str = "edited"


def find_revised(past: Past, phrases: Phrases) -> list[Correction]:
    """Return a notice for what past editions quoted and its source no longer says.

    A page that is gone and a notice of retraction make one notice an article, a changed sentence
    one each, at most five an article. What an earlier edition has told already is not told again.
    A text at the same address that shares less than half of the old one's words, or that is dated a
    day and a half later, is a new issue and no edit of the old.
    """
    told = {_key(one) for edition in past.editions for one in edition.corrections}
    found: list[Correction] = []
    for revisions in _by_address(past):
        # That a page is gone says more than that its text had changed before.
        last = max(revisions, key=lambda one: (bool(one.status), one.seen_at))
        quoted = _quoted(past, {one.article_id for one in revisions}, last)
        if quoted:
            found += _notices(past, last, quoted, phrases)
    return [one for one in found if _key(one) not in told]


def _key(correction: Correction) -> tuple[str, str, int, str]:
    """Return what makes two notices one: a change of the same sentence to the same words."""
    first = correction.evidence[0]
    start = first.start if correction.kind is CorrectionKind.EDITED else 0
    return correction.kind.value, first.article_id, start, correction.holds


def _by_address(past: Past) -> list[list[Revision]]:
    """Return the revisions of articles that past editions hold, together by address."""
    held = {one.id: one.url for edition in past.editions for one in edition.articles}
    rows: dict[str, list[Revision]] = {}
    for revision in past.revisions:
        if revision.article_id in held:
            rows.setdefault(held[revision.article_id], []).append(revision)
    return list(rows.values())


def _quoted(past: Past, ids: Collection[str], last: Revision) -> list[_Quoted]:
    """Return what editions made before the change showed of an article, in the text's order."""
    rows: dict[str, tuple[Evidence, list[Edition]]] = {}
    for edition in past.editions:
        if edition.made_at >= last.seen_at:
            continue
        for evidence in _shown(edition):
            if evidence.article_id in ids:
                row = rows.setdefault(_plain(evidence.quote), (evidence, []))
                if edition not in row[1]:
                    row[1].append(edition)
    found = [_Quoted(evidence, tuple(editions)) for evidence, editions in rows.values()]
    return sorted(found, key=lambda one: (one.evidence.start, one.evidence.end))


def _shown(edition: Edition) -> Iterator[Evidence]:
    """Yield what readers of an edition saw quoted, the most prominent first."""
    yield from edition.dek.evidence
    rows = [*edition.takeaways, *(one for story in edition.stories for one in story.takeaways)]
    for row in (rows, edition.metrics, edition.insights, edition.watch, edition.changes):
        for item in row:
            yield from item.evidence
    for conflict in edition.conflicts:
        for claim in conflict.claims:
            yield claim.evidence


def _notices(
    past: Past, last: Revision, quoted: Sequence[_Quoted], phrases: Phrases
) -> Iterator[Correction]:
    editions = tuple(one for one in past.editions if any(one in row.editions for row in quoted))
    if last.article is None:
        yield _withdrawn(last, quoted, editions, phrases)
        return
    before, after = _article(quoted[-1]), last.article
    retraction = _new_sentence(is_retracted, before, after)
    if retraction is not None:
        yield _retracted(before, after, retraction, quoted, editions, phrases)
    elif _is_edit(before, after):
        changes = list(_changes(after, _new_sentence(is_corrected, before, after), quoted))
        yield from (_edited(one, after, phrases) for one in changes[:_MOST_NOTICES])


def _article(quoted: _Quoted) -> EditionArticle:
    """Return the article a sentence was quoted from, as the edition holds it."""
    held = (
        one
        for edition in quoted.editions
        for one in edition.articles
        if one.id == quoted.evidence.article_id
    )
    return next(held)


def _withdrawn(
    revision: Revision,
    quoted: Sequence[_Quoted],
    editions: Sequence[Edition],
    phrases: Phrases,
) -> Correction:
    first = _foremost(quoted, editions)
    text = phrases.say(
        "withdrawn" if revision.status == 410 else "withdrawn_missing",
        editions=say_editions(editions, phrases),
        publisher=_article(quoted[0]).publisher,
        said=phrases.quoted(first.quote),
        status=revision.status,
        date=phrases.full_date(revision.seen_at.date()),
    )
    return Correction(
        edition_id=editions[-1].id,
        text=_capitalised(text),
        evidence=tuple(dict.fromkeys([first, *(one.evidence for one in quoted)])),
        kind=CorrectionKind.WITHDRAWN,
        said=first.quote,
        editions=tuple(one.id for one in editions),
    )


def _foremost(quoted: Sequence[_Quoted], editions: Sequence[Edition]) -> Evidence:
    """Return the sentence that one of the editions, the newest first, gave most prominence."""
    held = [one.evidence for one in quoted]
    shown = (one for edition in reversed(editions) for one in _shown(edition))
    return next(one for one in shown if one in held)


def _retracted(
    before: EditionArticle,
    after: Article,
    notice: Span,
    quoted: Sequence[_Quoted],
    editions: Sequence[Edition],
    phrases: Phrases,
) -> Correction:
    first = _foremost(quoted, editions)
    told = evidence_for(after, notice)
    title = after.title if is_retracted(after.title) else ""
    holds = title if title and not is_retracted(told.quote) else told.quote
    text = phrases.say(
        "retracted",
        editions=say_editions(editions, phrases),
        title=phrases.quoted(before.title),
        publisher=before.publisher,
        holds=phrases.quoted(holds),
    )
    return Correction(
        edition_id=editions[-1].id,
        text=_capitalised(text),
        evidence=(first, told),
        kind=CorrectionKind.RETRACTED,
        said=first.quote,
        holds=holds,
        editions=tuple(one.id for one in editions),
    )


def _edited(change: _Change, after: Article, phrases: Phrases) -> Correction:
    quoted = change.quoted
    told = evidence_for(after, change.now) if change.now is not None else None
    holds = told.quote if told else ""
    text = phrases.say(
        change.phrase if told else "edited_away",
        editions=say_editions(quoted.editions, phrases),
        publisher=after.publisher,
        said=phrases.quoted(quoted.evidence.quote),
        holds=phrases.quoted(holds),
    )
    return Correction(
        edition_id=quoted.editions[-1].id,
        text=_capitalised(text),
        evidence=(quoted.evidence, *((told,) if told else ())),
        kind=CorrectionKind.EDITED,
        said=quoted.evidence.quote,
        holds=holds,
        editions=tuple(one.id for one in quoted.editions),
    )


def say_editions(editions: Sequence[Edition], phrases: Phrases) -> str:
    """Return "Edition 3" or "Editions 3 and 4"."""
    numbers = phrases.listed([str(one.number) for one in editions])
    return phrases.say("edition_one" if len(editions) == 1 else "edition_many", numbers=numbers)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _new_sentence(
    says: Callable[[str], bool], before: EditionArticle, after: Article
) -> Span | None:
    """Return the sentence that gives notice, in the new text only; the first when the title does.

    A notice is short: a long sentence tells of somebody else's retraction.
    """
    spans = split_sentences(after.text, language=after.language)
    old = _plain(before.text)
    for span in spans:
        text = span.of(after.text)
        short = len(text.split()) <= _LONGEST_NOTICE
        if short and says(text) and _plain(text) not in old:
            return span
    titled = says(after.title) and not says(before.title)
    return spans[0] if titled and spans else None


def _is_edit(before: EditionArticle, after: Article) -> bool:
    """Return whether a text is an edited form of the old one, and not another at its address."""
    was, now = before.published, after.dated
    stated = before.date_source != FIRST_SEEN and after.has_own_date
    if stated and was is not None and now is not None and now - was > _NEW_ISSUE:
        return False
    old = frozenset(content_words(before.text, before.language))
    new = frozenset(content_words(after.text, after.language))
    return len(old & new) >= _SAME_ARTICLE * len(old)


def _changes(after: Article, notice: Span | None, quoted: Sequence[_Quoted]) -> Iterator[_Change]:
    """Yield the quoted sentences that the changed article no longer supports.

    Where it supports them all, a notice of correction counts for those whose figures it names.
    """
    plain = _plain(after.text)
    spans = split_sentences(after.text, language=after.language)
    terms = {span: frozenset(content_words(span.of(after.text), after.language)) for span in spans}
    changed = 0
    for one in quoted:
        quote = one.evidence.quote
        if _plain(quote) in plain:
            continue
        near = _nearest(frozenset(content_words(quote, after.language)), terms)
        if not near and _is_cut(one, plain):
            changed += 1
            yield _Change(one, notice, "noticed")
        elif near and not _still_said(quote, [span.of(after.text) for span in near], after):
            changed += 1
            yield _Change(one, near[0])
    if notice is not None and not changed:
        corrected = _values(notice.of(after.text), after.language)
        for one in quoted:
            if corrected & _values(one.evidence.quote, after.language):
                yield _Change(one, notice, "noticed")


def _nearest(wanted: frozenset[str], terms: Mapping[Span, frozenset[str]]) -> list[Span]:
    """Return the sentences most like the old one, best first; none when no one is like it."""
    ranked = sorted(terms, key=lambda span: (-shared(wanted, terms[span]), span.start))
    enough = _SAME_SENTENCE * max(1, len(wanted))
    return [span for span in ranked[:_COMPARED] if len(wanted & terms[span]) >= enough]


def _is_cut(quoted: _Quoted, plain: str) -> bool:
    """Return whether a sentence was taken out, and not merely the end of the text left away."""
    before = _article(quoted)
    spans = split_sentences(before.text, language=before.language)
    last = [span for span in spans if span.end <= quoted.evidence.start][-1:]
    later = [span for span in spans if span.start >= quoted.evidence.end]
    return any(_plain(span.of(before.text)) in plain for span in later or last)


def _still_said(quote: str, sentences: Sequence[str], after: Article) -> bool:
    """Return whether the sentences still support the old one.

    A qualification that was added ("about", "the yard said") takes nothing back.
    """
    found = check_claim(quote, sentences, language=after.language)
    kinds = {one.check for one in found if one.level is Level.ERROR} - {"attribution_dropped"}
    if kinds <= {"figure_mismatch"}:
        now = set[object]().union(*(_values(text, after.language) for text in sentences))
        return _values(quote, after.language) <= now
    return False


def _values(text: str, language: str) -> set[object]:
    found = find_figures(text, language=language)
    return {(one.value, one.currency, one.unit == "%") for one in found}


def _plain(text: str) -> str:
    """Return the words of a text in a row, so that typography and line breaks do not count."""
    return " ".join(words(_SPACES.sub(" ", text)))
