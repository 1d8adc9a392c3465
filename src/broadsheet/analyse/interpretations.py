"""Interpretations and gaps: sentences that judge, and sentences that say what is not known.

Both are quoted word for word and attributed to their publisher. A sentence judges when the outlet
speaks for itself ("we expect") or draws a conclusion ("this suggests"); it names a gap when it says
that something is not confirmed, not disclosed or not decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.analyse.wording import stands_alone
from broadsheet.model.articles import Article
from broadsheet.model.evidence import Evidence, Span
from broadsheet.text.sentences import split_sentences
from broadsheet.text.speech import find_quotes, find_speaker

_JUDGES = {
    "en": (
        (
            re.compile(r"\b[Ww]e (?:think|expect|believe|read|doubt|see|assume|reckon|conclude)\b"),
            3.0,
        ),
        (re.compile(r"\b(?:[Ii]n our (?:view|reading)|our (?:view|reading) is)\b"), 3.0),
        (
            re.compile(
                r"\b(?:[Tt]his|[Tt]hat|[Ii]t|shift|move|order|figures?)\s+"
                r"(?:suggests?|implies|signals?|points to|amounts to)\b"
            ),
            2.5,
        ),
        (
            re.compile(
                r"\b[Tt]he (?:wider|real|deeper|open|next|critical) (?:question|test|next)\b"
            ),
            2.0,
        ),
        (re.compile(r"\b(?:is|are) really (?:a|an|about)\b|\bwhat it buys\b"), 1.5),
        (re.compile(r"\b(?:likely|unlikely|probably)\b"), 1.5),
    ),
    "de": (
        (re.compile(r"\b[Ww]ir (?:erwarten|glauben|halten|meinen|rechnen)\b"), 3.0),
        (re.compile(r"\b(?:deutet|spricht) (?:das |dies )?(?:darauf|dafür)\b"), 2.5),
    ),
}
_GAPS = {
    "en": re.compile(
        r"\b[Nn]o (?:independent|official|public)\b[^.;]{0,60}\b(?:has|have|is|are)\b"
        r"|\b(?:would|did|does|do) not (?:disclose|say|name|comment|confirm|explain|specify)\b"
        r"|\bneither (?:side|party|company) (?:would|has|had)\b"
        r"|\b(?:has|have|had) (?:not|no)(?: yet)? (?:said|decided|confirmed|been (?:confirmed"
        r"|decided"
        r"|published)|disclosed|named|finding)\b"
        r"|\b(?:[Ii]t is|[Ii]t remains|remains) (?:unclear|open|unknown|to be seen|undecided)\b"
        r"|\bnobody (?:knows|has said)\b|\bis not (?:yet )?(?:known|clear|confirmed)\b"
        r"|\bunconfirmed\b|\byet to (?:say|decide|confirm|publish)\b"
        r"|\bhad no finding\b"
    ),
    "de": re.compile(
        r"\b(?:[Oo]ffen bleibt|[Uu]nklar ist|[Uu]nabhängig geprüft ist|noch nicht (?:bekannt"
        r"|geprüft"
        r"|bestätigt|entschieden)|ist (?:noch )?unklar|machte keine Angaben)\b"
    ),
}
_LONGEST = 40
_LONGEST_QUOTE = 45
_SHORTEST = 5
_TELLING = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A quotable sentence: where it stands and how strongly it does what it was chosen for.

    `said` is the sentence itself; the evidence may hold a neighbour that makes it clear.
    """

    article: Article
    evidence: Evidence
    said: str
    weight: float

    @property
    def text(self) -> str:
        """What is quoted, as it stands."""
        return self.evidence.quote

    @property
    def is_clear(self) -> bool:
        """Whether it can be understood where it will be read."""
        if self.text.endswith(self.said) and self.text != self.said:
            return True
        return stands_alone(self.said) and len(self.text.split()) >= _TELLING


def find_interpretations(articles: Sequence[Article], *, limit: int = 3) -> list[Remark]:
    """Return the clearest judgements of the outlets themselves, at most one of each article.

    What somebody is quoted or reported as saying is news, not the outlet's view, and is left out.
    """
    best: dict[str, Remark] = {}
    for article in articles:
        for remark in _remarks(article):
            weight = _judgement(remark, article)
            known = best.get(article.id)
            if weight > 0 and (known is None or weight > known.weight):
                best[article.id] = replace(remark, weight=weight)
    ordered = sorted(best.values(), key=lambda one: -one.weight)
    return ordered[:limit]


def find_gaps(articles: Sequence[Article], *, limit: int = 3) -> list[Remark]:
    """Return sentences that say something is not established, at most one of each article."""
    found: dict[str, Remark] = {}
    for article in articles:
        pattern = _GAPS.get(article.language)
        if pattern is None:
            continue
        fitting = [
            one
            for one in _remarks(article)
            if pattern.search(one.said) and not find_quotes(one.said)
        ]
        fitting.sort(key=lambda one: (not one.is_clear, one.text != one.said))
        for remark in fitting[:1]:
            found.setdefault(remark.said, remark)
    return list(found.values())[:limit]


def _remarks(article: Article) -> Iterator[Remark]:
    spans = split_sentences(article.text, language=article.language)
    for at, span in enumerate(spans):
        text = span.of(article.text)
        if _SHORTEST <= len(text.split()) <= _LONGEST and "\n" not in text:
            whole = _with_context(article, spans, at)
            evidence = Evidence(
                article_id=article.id,
                start=whole.start,
                end=whole.end,
                quote=whole.of(article.text),
            )
            yield Remark(article=article, evidence=evidence, said=text, weight=1.0)


def _with_context(article: Article, spans: Sequence[Span], at: int) -> Span:
    """Return a sentence with its neighbour in the paragraph, where it says too little alone.

    One that leans on the sentence before it is quoted with that; a short one with the next.
    """
    span = spans[at]
    text = span.of(article.text)
    both = span
    if not stands_alone(text):
        if at and stands_alone(spans[at - 1].of(article.text)):
            both = Span(start=spans[at - 1].start, end=span.end)
    elif len(text.split()) < _TELLING and at + 1 < len(spans):
        both = Span(start=span.start, end=spans[at + 1].end)
    return both if _is_quotable(both.of(article.text)) else span


def _is_quotable(text: str) -> bool:
    return len(text.split()) <= _LONGEST_QUOTE and "\n" not in text and not find_quotes(text)


def _judgement(remark: Remark, article: Article) -> float:
    """Return how clearly the outlet judges in a sentence; 0 when it does not."""
    text = remark.said
    if find_quotes(text):
        return 0.0
    cues = _JUDGES.get(article.language, ())
    weight = max((value for pattern, value in cues if pattern.search(text)), default=0.0)
    if weight and find_speaker(text, article.language).lower() not in ("", "we", "wir"):
        return 0.0
    if not weight:
        return 0.0
    length = len(remark.text.split())
    return weight - 0.6 * (not remark.is_clear) - 0.8 * (length < _TELLING) + min(length, 30) / 60
