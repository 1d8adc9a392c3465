"""Owners: whom a statement is about, as far as names near it tell."""

from __future__ import annotations

import re

from broadsheet.model.articles import Article
from broadsheet.model.evidence import Span
from broadsheet.text.names import find_names
from broadsheet.text.speech import find_speaker

_VERB = (
    r"(?:will|shall|must|is|are|can|plans?|aims?|expects?|wants?|intends?|hopes?|starts?|begins?"
    r"|ends?|opens?|votes?|wird|soll|sollen|will|werden)\b"
)
_OPENING = re.compile(
    r"^(?:and|but|while|so|und|aber)?\s*"
    r"((?:(?:the|a|an|its|their|der|die|das|ein|eine)\s+)?(?:[\w'’-]+\s+){0,3}?[\w'’-]+?)\s+"
    + _VERB,
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|both|der|die|das|ein|eine)\s+", re.IGNORECASE)
_ROLES = frozenset(
    [
        "company",
        "firm",
        "group",
        "agency",
        "authority",
        "exchange",
        "yard",
        "port",
        "investor",
        "operator",
        "bank",
        "board",
        "council",
        "municipality",
        "ministry",
        "maker",
        "developer",
        "insurer",
        "unternehmen",
        "behörde",
        "betreiber",
        "companies",
        "ports",
        "harbour",
        "partners",
    ]
)
_PRONOUNS = frozenset(
    [
        "it",
        "he",
        "she",
        "they",
        "we",
        "this",
        "that",
        "these",
        "those",
        "which",
        "who",
        "what",
        "er",
        "sie",
        "es",
        "wir",
        "dies",
    ]
)
_NOT_AN_OWNER = re.compile(
    r"^(?:[A-Z]{3}|.*\b(?:Millionen|Milliarden|Euro|Prozent|Kronen)\b.*)$", re.DOTALL
)
_LOOK_BACK = 1200


def find_owner(article: Article, sentence: Span, clause: Span, *, cue: int) -> str:
    """Return whom a clause is about; `clause` and `cue` are offsets inside the sentence.

    In order: the first name of the clause before the cue; what a role there stands for ("the
    agency": the last name before it that holds the word, or the article's subject); the noun
    phrase that opens the clause; the speaker; what went before; the publisher as a last resort.
    """
    text = sentence.of(article.text)
    names = find_subjects(text[clause.start : cue], article.language)
    if names:
        return names[0]
    opening = _OPENING.match(text[clause.start : clause.end].strip())
    phrase = _ARTICLE.sub("", opening.group(1)) if opening else ""
    role = phrase.split()[-1].lower() if phrase else ""
    if role in _ROLES:
        return _behind_role(article, sentence, role) or _capitalised(phrase)
    if phrase and role not in _PRONOUNS:
        return _namesake(article, sentence, role) or _capitalised(phrase)
    speaker = find_speaker(text, article.language)
    if speaker[:1].isupper():
        return speaker
    return _subject_before(article, sentence) or article.publisher


def find_subjects(text: str, language: str) -> list[str]:
    """Return the names in a text that can be a subject: no currency codes, no sums of money."""
    names = (span.of(text) for span in find_names(text, language=language))
    return [name for name in names if not _NOT_AN_OWNER.match(name)]


def _behind_role(article: Article, sentence: Span, role: str) -> str:
    return _namesake(article, sentence, role) or _subject_before(article, sentence)


def _namesake(article: Article, sentence: Span, word: str) -> str:
    """Return the last name before a sentence that holds a word: the quay is Lumen Quay's."""
    before = article.text[max(0, sentence.start - _LOOK_BACK) : sentence.start]
    names = find_subjects(before, article.language)
    fitting = [name for name in names if word in name.lower().split()]
    return fitting[-1] if fitting else ""


def _subject_before(article: Article, sentence: Span) -> str:
    """Return the first name of the sentence before, else of the title, else of the text before."""
    before = article.text[max(0, sentence.start - _LOOK_BACK) : sentence.start].rstrip()
    last = max(before.rfind(mark, 0, len(before) - 1) for mark in (". ", "\n", "! ", "? "))
    for text in (before[last + 1 :], article.title, before):
        names = find_subjects(text, article.language)
        if names:
            return names[0]
    return ""


def _capitalised(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
