"""Names in running text: spans of capitalised words, untyped.

The rule: a run of capitalised words is a name. At the start of a sentence a capital proves nothing,
so there the rest of the text decides: the word must be capitalised inside a sentence too, or never
be written small and be followed by another capital. Recall of people, organisations and places is
about nine in ten on edited English; types would need a gazetteer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.model.evidence import Span
from broadsheet.text.scripts import is_unspaced
from broadsheet.text.sentences import split_sentences
from broadsheet.text.stopwords import STOP_WORDS

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W_][\w'’-]*(?:&\w+)?"
    r"|&"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_LINK_WORDS = "of de del della di da do dos du des van von der den bin ibn al el &"
_TITLE_WORDS = "mr mrs ms dr prof sen rep gov gen sir dame lord lady herr frau mme"
_CALENDAR_WORDS = """
january february march april may june july august september october november december jan feb mar
apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon
tue tues wed thu thurs fri sat sun today yesterday tomorrow januar februar märz mai juni juli
oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
"""
_LINKS = frozenset(_LINK_WORDS.split())
_TITLES = frozenset(_TITLE_WORDS.split())
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
# Between two capitalised words of one name: a space, or a full stop after an initial or a title.
_INSIDE_NAME = re.compile(r"\.?[ \u00a0]")
_NOUNS_CAPITALISED = frozenset({"de", "lb"})
_FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    folded: str
    capital: bool
    acronym: bool
    opening: bool


def find_names(text: str, *, language: str = "en") -> list[Span]:
    """Return the names in a text as spans, in order, without possessive endings and titles.

    In German, where every noun is capitalised, only runs of two or more capitalised words, acronyms
    and words with an inner capital count. Scripts without capitals yield nothing.
    """
    sentences = [list(_tokens(text, span)) for span in split_sentences(text, language=language)]
    small = Counter(t.folded for tokens in sentences for t in tokens if not t.capital)
    inner = Counter(t.folded for tokens in sentences for t in tokens if t.capital and not t.opening)
    stop = STOP_WORDS.get(language, STOP_WORDS["en"])
    found: list[Span] = []
    for tokens in sentences:
        followers: list[_Token | None] = [*tokens[1:], None][: len(tokens)]
        marks = [
            _is_name_word(token, after, small, inner, stop)
            for token, after in zip(tokens, followers, strict=True)
        ]
        for run in _runs(text, tokens, marks):
            span = _name_span(run, strict=language in _NOUNS_CAPITALISED)
            if span is not None:
                found.append(span)
    return found


def names_checkable(text: str, *, language: str = "en") -> bool:
    """Return whether capitals in this text tell names apart.

    False for text all in capitals, all in small letters or in Title Case, for scripts without
    capitals, and for less than a dozen letters.
    """
    letters = [character for character in text[:4000] if character.isalpha()]
    if len(letters) < _FEWEST_LETTERS or is_unspaced(text):
        return False
    upper = sum(character.isupper() for character in letters)
    cased = sum(character.islower() for character in letters) + upper
    if not upper or cased * 2 < len(letters) or upper * 2 > cased:
        return False
    stop = STOP_WORDS.get(language, STOP_WORDS["en"])
    tokens = [m.group() for m in _TOKEN.finditer(text[:4000])]
    topical = [token for token in tokens if token.casefold() not in stop and token[0].isalpha()]
    return sum(token[0].isupper() for token in topical) * 5 <= len(topical) * 4


def _tokens(text: str, sentence: Span) -> Iterator[_Token]:
    opening = True
    end = sentence.start
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        # A word after a colon or an opening quotation mark starts a sentence of its own.
        between = text[end : match.start()]
        opening = opening or ":" in between or (match.start() > end and between[-1] in '"“„«‘(')
        word = _POSSESSIVE.sub("", match.group())
        start, end = match.start(), match.start() + len(word)
        letters = [character for character in word if character.isalpha()]
        yield _Token(
            start=start,
            end=end,
            word=word,
            folded=word.casefold(),
            capital=word[0].isupper() or any(character.isupper() for character in word[1:]),
            acronym=len(letters) > 1 and word.isupper(),
            opening=opening,
        )
        opening = False


def _is_name_word(
    token: _Token,
    after: _Token | None,
    small: Counter[str],
    inner: Counter[str],
    stop: frozenset[str],
) -> bool:
    if not token.capital or token.folded in _TITLES or token.folded in _CALENDAR:
        return False
    if token.folded in stop:
        return token.acronym and token.folded == "us"
    if token.acronym:
        return True
    if not token.opening:
        return inner[token.folded] * 4 >= small[token.folded]
    if inner[token.folded] > small[token.folded]:
        return True
    followed = after is not None and after.capital and after.folded not in stop
    return followed and not small[token.folded]


def _runs(text: str, tokens: list[_Token], marks: list[bool]) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for i, token in enumerate(tokens):
        if run and not _continues(text, run[-1], token):
            yield run
            run = []
        linked = run and token.folded in _LINKS and i + 1 < len(tokens) and marks[i + 1]
        if marks[i] or linked:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _continues(text: str, before: _Token, token: _Token) -> bool:
    gap = text[before.end : token.start]
    if gap in {" ", "\u00a0"}:
        return True
    return bool(_INSIDE_NAME.fullmatch(gap)) and len(before.word) <= 2


def _name_span(run: list[_Token], *, strict: bool) -> Span | None:
    while run and run[-1].folded in _LINKS:
        run = run[:-1]
    if not run or (len(run) == 1 and len(run[0].word) == 1):
        return None
    if strict and len(run) == 1 and not any(c.isupper() for c in run[0].word[1:]):
        return None
    return Span(start=run[0].start, end=run[-1].end)
