"""Forecasts: a word that points ahead, bound to a date in the same clause.

A clause ends at a semicolon, a colon, a dash, an attribution ("..., the yard said on Monday") or a
comma before a conjunction or relative word. The binding matters: a date elsewhere in the sentence
is somebody else's date, and "due to" before a noun is a cause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from broadsheet.analyse.clauses import Clause, Dated, may_date, read_clauses
from broadsheet.model.evidence import Span
from broadsheet.model.figures import Period

_MOVED = re.compile(
    r"\b(?:postponed|delayed|pushed back|put off|brought forward|rescheduled|verschoben"
    r"|vertagt)\b"
)
_TO_THEN = re.compile(r"\b(?:to|until|till|for|by|auf|bis|zum)\s+(?:\w+\s+){0,2}$")
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|published|wrote|confirmed|sagte|teilte|erklärte)\b"
    r"[^,;]{0,40}$"
)
_CANCELLED = re.compile(
    r"\b(?:called off|dropped|abandoned|cancelled|scrapped|shelved|sagte[^.;]* ab|abgesagt)\b"
)
_HABIT = re.compile(r"\b(?:every|each|jede[nrs]?|chaque|cada)\b")
_FEW_WORDS = 2
_NEAR = 10
_LOOSENS = re.compile(r",\s|\b(?:that|which|who|say|was|were)\b|[.!?]\s|\s-\s")
# Timetable forms that are plural nouns as often.
_VERB_OR_NOUN = re.compile(r"(?:votes|reports|returns|launches|runs|ends|meets|arrives)\b")
_TERM = re.compile(r"^(?:must|has to|have to|to)\b.*\b(?:by|until|before)\s+(?:the\s+)?$")
_PLACED = re.compile(
    r"\b(?:on|from|by|until|at|end of|am|ab|le|el)\s+(?:the\s+|next\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A forward statement: its clause (offsets in the sentence), where its cue starts, its date.

    `moved` marks a report that something was put off or brought forward to the date; `firm` that a
    form of the future, a term ("must pay by") or an event with its date says so, and not a mere
    possibility or the present tense.
    """

    clause: Span
    cue: int
    period: Period
    date: Span
    moved: bool = False
    firm: bool = True


def find_forecasts(sentence: str, *, language: str, as_of: datetime | None) -> list[Forecast]:
    """Return the forecasts of a sentence, one a clause, in order.

    English and German are read well, French and Spanish by their commonest forms, others not at
    all. A question forecasts nothing, nor does a clause in the past tense unless it reports a
    forecast ("said it would") or names a day that is still ahead.
    """
    if not may_date(sentence):
        return []
    clauses = read_clauses(sentence, language, as_of, dated=True)
    found = (_bind(clause) for clause in clauses)
    return [forecast for forecast in found if forecast is not None]


def looks_ahead(sentence: str, *, language: str, as_of: datetime | None = None) -> bool:
    """Return whether any clause speaks of what is to come, with a date or without."""
    return any(
        bool(clause.strong) or _bind(clause) is not None
        for clause in read_clauses(sentence, language, as_of)
    )


def _bind(clause: Clause) -> Forecast | None:
    """Return the forecast of a clause: what it expects and the date that belongs to it."""
    if not clause.dates:
        return None
    text = clause.span.of(clause.sentence)
    moved = _MOVED.search(text)
    if moved:
        return _moved_to(clause, clause.span.start + moved.start())
    if _CANCELLED.search(text):
        return None
    return _after_cue(clause) or _before_cue(clause) or _without_cue(clause)


def _moved_to(clause: Clause, cue: int) -> Forecast | None:
    """Return the new date of something put off "from 6 November to 20 November"."""
    last = clause.dates[-1]
    before = clause.sentence[cue : last.start]
    if last.start < cue or (clause.is_past and not (last.ahead and _TO_THEN.search(before))):
        return None
    return _forecast(clause, cue, last, moved=True)


def _after_cue(clause: Clause) -> Forecast | None:
    """Return the forecast whose date follows a form: any date a strong one, a coming one a weak."""
    free = [one for one in clause.dates if not _is_attached(clause, one)]
    for mention in sorted(free, key=lambda one: _is_secondary(clause, one)):
        strong = [cue for cue in clause.strong if _reaches(clause, cue, mention)]
        if strong and (not mention.over or _is_firm(clause, strong[-1], mention)):
            return _forecast(clause, strong[-1].start, mention, firm=not clause.aside)
        weak = [cue for cue in clause.weak if _reaches(clause, cue, mention)]
        named = mention.says_day or not clause.is_past
        if weak and mention.fresh and named and _is_plain(clause, mention):
            firm = _TERM.search(clause.sentence[weak[-1].start : mention.start]) is not None
            return _forecast(clause, weak[-1].start, mention, firm=firm)
    return None


def _before_cue(clause: Clause) -> Forecast | None:
    """Return the forecast that opens with its date, or names a coming one in its subject."""
    if not clause.strong:
        return None
    cue = clause.strong[0]
    if clause.forms.past.search(clause.sentence, clause.span.start, cue.end):
        return None
    for mention in clause.dates:
        opening = clause.sentence[clause.span.start : mention.start].strip(" ,").split()
        fits = len(opening) <= _FEW_WORDS or (mention.ahead and mention.says_year)
        if mention.end <= cue.start and fits:
            return _forecast(clause, cue.start, mention)
    return None


def _without_cue(clause: Clause) -> Forecast | None:
    """Return the forecast that a coming date alone makes: of an event, or in the present tense."""
    for mention in clause.dates:
        before = clause.sentence[clause.span.start : mention.start]
        event = clause.forms.nouns.search(before)
        if mention.ahead and event and (mention.says_year or not clause.is_past):
            start = clause.span.start + event.start()
            return _forecast(clause, start, mention, firm=mention.says_year)
        if mention.fresh and _is_timetabled(clause, mention) and _is_plain(clause, mention):
            return _forecast(clause, clause.span.start, mention, firm=False)
    return None


def _reaches(clause: Clause, cue: Span, mention: Dated) -> bool:
    between = (cue.end, mention.start)
    return (
        cue.start < mention.start
        and not _SAID_ON.search(clause.sentence, *between)
        and not clause.forms.barriers.search(clause.sentence, *between)
    )


def _is_firm(clause: Clause, cue: Span, mention: Dated) -> bool:
    """Return whether a date that is over surely belongs to a form: near it, nothing between.

    That a forecast is stale is a reproach, so it must be beyond doubt.
    """
    between = clause.sentence[cue.end : mention.start]
    whole_year = mention.period.granularity == "year"
    return (
        len(between.split()) <= _NEAR
        and not _LOOSENS.search(between)
        and not clause.forms.past.search(clause.sentence, cue.end, mention.start)
        and not (whole_year and between.endswith("from "))
        and _VERB_OR_NOUN.match(clause.sentence, cue.start) is None
    )


def _is_timetabled(clause: Clause, mention: Dated) -> bool:
    """Return whether a whole sentence in the present tense says when: "The branch shuts on 3 May".

    A weekday must have its preposition: "Wednesday" alone is mostly when something was said.
    """
    before = clause.sentence[clause.span.start : mention.start]
    placed = mention.says_day or _PLACED.search(before) is not None
    whole = clause.span.start == 0 and not clause.forms.past.search(clause.sentence)
    return whole and placed and not mention.moved_on


def _is_attached(clause: Clause, mention: Dated) -> bool:
    """Return whether a date belongs to the noun before it: "the ruling of 30 April"."""
    before = clause.sentence[clause.span.start : mention.start]
    return clause.forms.attached.search(before) is not None


def _is_secondary(clause: Clause, mention: Dated) -> bool:
    """Return whether a date may be a mere "for 2024": another in the clause is preferred."""
    return clause.sentence[clause.span.start : mention.start].endswith("for ")


def _is_plain(clause: Clause, mention: Dated) -> bool:
    """Return whether a coming date is one date, not a habit or a span that is under way."""
    long = mention.period.granularity == "span" and not mention.says_year
    return not long and not _HABIT.search(clause.span.of(clause.sentence))


def _forecast(
    clause: Clause, cue: int, mention: Dated, *, moved: bool = False, firm: bool = True
) -> Forecast:
    return Forecast(
        clause=clause.span,
        cue=cue,
        period=mention.period,
        date=Span(start=mention.start, end=mention.end),
        moved=moved,
        firm=firm,
    )
