"""The sentences a takeaway may be made of, and how fit each is to stand alone.

A sentence is read out of its article, so one that points back ("He added", "This"), speaks in the
first person, asks, or is page furniture is worth less or nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.model.articles import Article
from broadsheet.model.blocks import BlockKind, TextBlock
from broadsheet.model.evidence import Span
from broadsheet.text.sentences import split_sentences
from broadsheet.text.speech import find_quotes
from broadsheet.text.words import content_words

# News puts what matters first; further down there is context, which also costs time.
_READ_SENTENCES = 15
_READ_CHARACTERS = 4_000
_FEWEST_WORDS = 7
_MOST_WORDS = 70

_NO_PROSE = frozenset({BlockKind.HEADING, BlockKind.ROW, BlockKind.PREFORMATTED})
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*(?:[ ,/]+[A-ZÀ-Þ][\w.'’-]*){0,4}[ ,]*)?"
    r"(?:\([A-Z][\w ./]{1,20}\)|(?<=[A-Z]{3}))(?:[ ,]+[A-Z][a-z]+\.? \d{1,2})?\s*[-–—]{1,2}\s+"
)
# Both are looked for in small letters.
_FURNITURE = (
    "toggle caption", "enlarge this image", "getty images", "click here", "sign up", "subscribe",
    "newsletter", "all rights reserved", "read more", "read the full", "related:",
    "image copyright", "image caption", "photo by", "photograph:", "story continues",
    "advertisement", "follow us on", "follow him on", "follow her on", "follow them on", "cookie",
    "javascript", "contributed to this report", "contributed to this story", "https://", "http://",
    "www.", "pic.twitter", "view image", "file photo", "watch:", "watch the video", "updated at",
    "last updated", "originally appeared", "originally published", '{"', "mehr zum thema",
    "lire aussi", "leer más",
)  # fmt: skip
_CREDIT = re.compile(r"via (?:ap|reuters)\b|image \d+ of")
_SHARED = r"(?:there|here|such|so|then|also|but|and|or|yet|still|however|meanwhile|moreover)"
_POINTING_BACK = re.compile(
    r"[\"'“‘]?(?:(?:he|she|they|it|this|that|these|those|his|her|their|its|him|them)\b"
    rf"|{_SHARED}\b|the (?:move|same|latter|former|other|remarks?|comments?|company|firm)\b"
    r"|(?:er|sie|es|dies|diese[rsnm]?|dabei|damit|dazu|dort|doch|aber|und|auch)\b"
    r"|(?:il|elle|ils|elles|ce|cette|ces|cela|mais|et)\b|(?:él|ella|ellos|esto|esta|este|pero|y)\b)",
    re.IGNORECASE,
)
_POINTING_INSIDE = re.compile(r"\b(?:of|among|between) (?:them|these|those|whom)\b")
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Oo]ur|[Mm]y|us|me|[Ii]ch|[Ww]ir|[Jj]e|[Nn]ous)\b"
)
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence: where it stands, its topical stems in order, and its fitness to stand alone.

    `fault` is 0 for a plain reporting sentence; 1 and more for one better left where it is.
    """

    article: int
    position: int
    span: Span
    text: str
    length: int
    terms: tuple[str, ...]
    fault: float


def find_candidates(articles: Sequence[Article]) -> list[Candidate]:
    """Return the usable sentences of the openings of the articles, in order."""
    return [
        candidate
        for index, article in enumerate(articles)
        for candidate in _of_article(index, article)
    ]


def _of_article(index: int, article: Article) -> Iterator[Candidate]:
    text = article.text[:_READ_CHARACTERS]
    complete = len(text) == len(article.text)
    spans = split_sentences(text, language=article.language)
    if not complete:
        spans = spans[:-1]
    quotes = find_quotes(text)
    aside = [block for block in article.blocks if block.kind in _NO_PROSE]
    title = frozenset(content_words(article.title, article.language))
    position = 0
    for whole in spans:
        if position >= _READ_SENTENCES:
            return
        span = _without_dateline(text, whole)
        sentence = span.of(text)
        length = count_words(sentence)
        if not _is_usable(sentence, length) or _is_inside(span, aside):
            continue
        terms = tuple(content_words(sentence, article.language))
        if position == 0 and len(terms) > 2 and title.issuperset(terms):
            continue  # the title again, above the text
        quoted = sum(max(0, min(q.end, span.end) - max(q.start, span.start)) for q in quotes)
        yield Candidate(
            article=index,
            position=position,
            span=span,
            text=sentence,
            length=length,
            terms=terms,
            fault=_fault(sentence, quoted / len(sentence)),
        )
        position += 1


def _is_inside(span: Span, blocks: Sequence[TextBlock]) -> bool:
    """Say whether a span begins in one of some blocks that are in order."""
    place = bisect_right(blocks, span.start, key=lambda block: block.start) - 1
    return place >= 0 and span.start < blocks[place].end


def count_words(sentence: str) -> int:
    """Return the number of words as a reader counts them; in unspaced scripts, half the letters."""
    spaced = len(sentence.split())
    if sentence.isascii():
        return spaced
    return max(spaced, sum(character > "\u0e00" for character in sentence) // 2)


def _without_dateline(text: str, span: Span) -> Span:
    match = _DATELINE.match(text, span.start, span.end)
    return Span(start=match.end(), end=span.end) if match and match.end() < span.end else span


def _is_usable(sentence: str, length: int) -> bool:
    if not _FEWEST_WORDS <= length <= _MOST_WORDS or _is_furniture(sentence.lower()):
        return False
    letters = len(_LETTER.findall(sentence))
    return letters * 2 >= len(sentence) - sentence.count(" ") and not sentence.isupper()


def _is_furniture(folded: str) -> bool:
    # Forty plain searches are five times as fast as one pattern of forty alternatives.
    return any(phrase in folded for phrase in _FURNITURE) or bool(_CREDIT.search(folded))


def _fault(sentence: str, quoted: float) -> float:
    fault = 0.0
    if _POINTING_BACK.match(sentence) or _POINTING_INSIDE.search(sentence):
        fault += 1.0
    if not _ENDED.search(sentence):
        fault += 1.0
    if sentence.rstrip("\"'”’»)").endswith(("?", "!")):
        fault += 1.0
    if sentence[0].islower():
        fault += 1.0
    if quoted > 0.5 or (quoted < 0.1 and _FIRST_PERSON.search(sentence)):
        fault += 1.0
    return fault
