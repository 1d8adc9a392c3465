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
from itertools import pairwise
from typing import NamedTuple

from broadsheet.model.evidence import Span
from broadsheet.text.scripts import is_unspaced
from broadsheet.text.sentences import split_sentences
from broadsheet.text.stopwords import STOP_WORDS

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W_][\w'’-]*(?:&\w+)?"
    r"|&"
)
# A word that may have a capital: its first letter is no common small one, or one is inside.
_MAYBE_CAPITAL = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?<![\w'’])(?:(?![a-zß-öø-ÿ])[^\W_]|[a-z](?=[A-Z]))[\w'’-]*(?:&\w+)?"
)
_SMALL_WORD = re.compile(r"(?<![\w'’.-])[a-zß-öø-ÿ][\w-]*")
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
_OPENERS = frozenset(':\n"“„«‘(–—')
_AFTER_MONTH = tuple(".0123456789")
_NOUNS_CAPITALISED = frozenset({"de", "lb"})
# A German noun behind one of these, alone or after an adjective, is a thing and no name.
_DETERMINED = re.compile(
    r"\b(?i:der|die|das|de[nms]|ein(?:e[mnrs]?)?|kein(?:e[mnrs]?)?|[dms]ein(?:e[mnrs]?)?"
    r"|ihr(?:e[mnrs]?)?|unser(?:e[mnrs]?)?|diese[mnrs]?|jede[mnrs]?|viele|alle|[iau]m|zu[mr]|vom"
    r"|ins|beim)\s+(?:[a-zäöüß]+\s+)?(?=[A-ZÄÖÜ])"
)
_FEWEST_LETTERS = 12


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str
    opening: bool


def find_names(text: str, *, language: str = "en") -> list[Span]:
    """Return the names in a text as spans, in order, without possessive endings and titles.

    In German, where every noun is capitalised, only runs of two or more capitalised words, acronyms
    and words with an inner capital count, and alone the words of such a run ("Nordkai" beside
    "Nordkai AG") unless an article stands before them anywhere. Scripts
    without capitals yield nothing.
    """
    capitals = _capitals(text, language)
    small = Counter(_SMALL_WORD.findall(text))
    inner = Counter(word.folded for word in capitals if not word.opening)
    stop = STOP_WORDS.get(language, STOP_WORDS["en"])
    # A possessive at the start of a sentence is as good a sign as a second capital.
    followed = [_touches(text, a, b) or _owns(text, a) for a, b in pairwise(capitals)]
    followed.extend(_owns(text, word) for word in capitals[-1:])
    named = [
        word
        for word, touching in zip(capitals, followed, strict=True)
        if _is_name_word(word, small, inner, stop, touching=touching) and not _is_date(text, word)
    ]
    runs = [run for run in _runs(text, named) if len(run) > 1 or len(run[0].text) > 1]
    if language in _NOUNS_CAPITALISED:
        runs = _proper(text, runs)
    return [Span(start=run[0].start, end=run[-1].end) for run in runs]


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


def _capitals(text: str, language: str) -> list[_Word]:
    starts = [span.start for span in split_sentences(text, language=language)]
    found: list[_Word] = []
    sentence = 0
    for match in _MAYBE_CAPITAL.finditer(text):
        start = match.start()
        raw = match.group()
        word = raw if raw[-1] == "." else _POSSESSIVE.sub("", raw.rstrip("'’-"))
        if not word[0].isupper() and not any(character.isupper() for character in word):
            continue
        while sentence + 1 < len(starts) and starts[sentence + 1] <= start:
            sentence += 1
        before = text[max(starts[sentence], start - 4) : start].rstrip(" ")
        opening = not before or before[-1] in _OPENERS
        found.append(_Word(start, start + len(word), word, word.casefold(), opening))
    return found


def _touches(text: str, before: _Word, after: _Word) -> bool:
    gap = text[before.end : after.start]
    return gap in {" ", "\u00a0"} or (gap in {". ", "."} and len(before.text) <= 2)


def _owns(text: str, word: _Word) -> bool:
    return _POSSESSIVE.match(text, word.end, word.end + 2) is not None


def _is_name_word(
    word: _Word, small: Counter[str], inner: Counter[str], stop: frozenset[str], *, touching: bool
) -> bool:
    folded = word.folded
    if folded in _TITLES:
        return False
    acronym = len(word.text) > 1 and word.text.isupper()
    if folded in stop:
        return acronym and folded == "us"
    if acronym or any(character.isupper() for character in word.text[1:]):
        return True
    if not word.opening:
        return inner[folded] * 4 >= small[folded]
    return inner[folded] > small[folded] or (touching and not small[folded])


def _is_date(text: str, word: _Word) -> bool:
    if word.folded == "jan":  # more often a person
        return text[word.end : word.end + 2].strip(" \u00a0")[:1] in _AFTER_MONTH
    return word.folded in _CALENDAR


def _runs(text: str, named: list[_Word]) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    for word in named:
        if run and not _joined(text, run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _joined(text: str, before: _Word, after: _Word) -> bool:
    if _touches(text, before, after):
        return True
    gap = text[before.end : after.start]
    links = gap.split()
    return (
        gap[:1] == gap[-1:] == " "
        and 0 < len(links) <= 2
        and links[0] in _LINKS
        and links[-1] in _LINKS | {"the"}
    )


def _proper(text: str, runs: list[list[_Word]]) -> list[list[_Word]]:
    """Return the runs that are names where every noun has a capital."""
    determined = {match.end() for match in _DETERMINED.finditer(text)}
    nouns = {run[0].folded for run in runs if len(run) == 1 and run[0].start in determined}
    known = {word.folded for run in runs if len(run) > 1 for word in run} - nouns
    return [
        run
        for run in runs
        if len(run) > 1
        or any(character.isupper() for character in run[0].text[1:])
        or run[0].folded in known
        or run[0].folded.removesuffix("s") in known
    ]
