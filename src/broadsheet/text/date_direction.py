"""Whether the clause around a date looks back or ahead: what decides which "March" it names.

The verb decides, not the date: "fell in September" and "will fall in September" name two months.
The nearest sign in the clause of the date wins, what stands before it over what stands after; then
the sentence. A plain sentence without a sign of the past is a timetable ("Parliament votes on
Monday").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.text.date_signs import SIGNS, Signs
from broadsheet.text.date_words import WEEKDAYS

PAST, UNKNOWN, AHEAD = -1, 0, 1

_REACH = 220
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s+(?=[\"'“‘«(¿¡]*[A-ZÀ-Þ])|[\n;]")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|Inc|Ltd|Co|Corp|vs|bzw|ca|Nr|Sr|Sra)|\d)$"
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_PLAIN_WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{4,}(?![\w'’-])")
_CLOSED = re.compile(r"[.!][\"'”’»)]*\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The part of a text a date's tense is read from: before it and after it, and its own end."""

    before: str
    after: str


def direction(text: str, start: int, end: int, language: str) -> int:
    """Return whether what is said of the date at start:end lies in the `PAST` or `AHEAD`.

    `UNKNOWN` where nothing tells, as in a heading, and for languages without a grammar.
    """
    signs = SIGNS.get(language)
    if signs is None:
        return UNKNOWN
    around = _sentence(text, start, end)
    lead = signs.lead.search(around.before)
    if lead and lead.lastgroup:
        return PAST
    if _is_set(around, text[start:end], language, signs):
        return AHEAD
    for part, last in _parts(around, signs):
        found = list(_found(part, signs))
        if found:
            return found[-1 if last else 0]
    if lead:
        return AHEAD
    return AHEAD if _is_plain_present(around, signs) else UNKNOWN


def _sentence(text: str, start: int, end: int) -> Sentence:
    before = text[max(0, start - _REACH) : start]
    for cut in reversed(list(_SENTENCE_END.finditer(before))):
        if not _ABBREVIATED.search(before, 0, cut.start()):
            before = before[cut.end() :]
            break
    after = text[end : end + _REACH]
    for cut in _SENTENCE_END.finditer(after):
        if not _ABBREVIATED.search(after, 0, cut.start()):
            after = after[: cut.start() + 1]
            break
    return Sentence(before, after)


def _parts(around: Sentence, signs: Signs) -> Iterator[tuple[str, bool]]:
    """Yield where to look, in order, and whether the last sign there is the nearest."""
    cuts = [cut.end() for cut in signs.clause.finditer(around.before)]
    own = around.before[cuts[-1] :] if cuts else around.before
    cut = signs.clause.search(around.after)
    rest = around.after[: cut.start()] if cut else around.after
    if around.after.startswith(("'s ", "’s ")):
        yield rest, False
    if signs.verb_last:
        yield f"{own} {rest}", True
    else:
        yield own, True
        yield rest, False
    yield around.before, True
    yield around.after, False


def _found(part: str, signs: Signs) -> Iterator[int]:
    """Yield the signs of a part in order; what was ahead at a past time is past: "was due to"."""
    for match in signs.any.finditer(part):
        yield PAST if match.lastgroup else AHEAD


def _is_plain_present(around: Sentence, signs: Signs) -> bool:
    """Return whether this is a whole sentence with words enough for a verb, none of them past."""
    if not _CLOSED.search(around.after):
        return False
    words = _PLAIN_WORD.findall(around.before) + _PLAIN_WORD.findall(around.after)
    return any(word not in signs.no_verbs for word in words)


def _is_set(around: Sentence, date: str, language: str, signs: Signs) -> bool:
    """Return whether something is moved to a date, or set for a day: "a meeting for 12 November".

    Only for a day: sales "for May" are over.
    """
    if signs.moved.search(f"{around.before}\0{around.after}"):
        return True
    words = _WORD.findall(date.lower())
    is_day = _SHORT_NUMBER.search(date) or not WEEKDAYS[language].keys().isdisjoint(words)
    return bool(is_day and signs.aim.search(around.before))
