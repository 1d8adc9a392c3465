"""Forecasts: a word that points ahead, bound to a date in the same clause.

A clause ends at a semicolon, a colon, a dash, an attribution ("..., the yard said on Monday") or a
comma before a conjunction or relative word. The binding matters: a date elsewhere in the sentence
is somebody else's date, and "due to" before a noun is a cause.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from broadsheet.model.evidence import Span
from broadsheet.model.figures import Period
from broadsheet.text.dates import DateMention, find_dates

_ADVERB = r"(?:\w+ly |now |still |also |not |next |since |then )?"
_VERBS = (
    "be|become|begin|open|start|launch|publish|report|close|end|finish|complete|arrive|deliver"
    "|expire|meet|decide|vote|release|enter|come|take|go|sign|file|present|announce|resume|return"
    "|hold|receive|ship|leave|join|move|sell|pay|build|install|replace|appear|run|rule|set|name"
)
_FUTURE = {
    "en": re.compile(
        rf"\b(?:will|shall|must)\s+{_ADVERB}(?:have to )?[a-z]{{2,}}\b"
        rf"|\b(?:is|are|remains?)\s+{_ADVERB}(?:expected|scheduled|slated|planned|booked|timed"
        rf"|forecast|meant)\b"
        rf"|\b(?:is|are|remains?)\s+{_ADVERB}set\s+(?:to|for)\b"
        rf"|\b(?:is|are)\s+{_ADVERB}due\s+(?:to\s+(?:{_VERBS})\b|(?:in|on|by|at|before|for|until"
        rf"|this|next|early|late|mid)\b)"
        rf"|\b(?:now|currently|still)\s+(?:expected|slated|scheduled|planned|due)\s+(?!to\s+(?!"
        rf"(?:{_VERBS})\b))"
        rf"|\b(?:plans?|aims?|intends?|hopes?|wants?|promises?)\s+to\s+[a-z]+\b"
        r"|\b(?:expects?|forecasts?|still plans?)\b"
        rf"|\b(?:is|are)\s+{_ADVERB}(?:going\s+)?to\s+(?:{_VERBS})\b"
        r"|\bcan\s+[a-z]+\s+(?=(?:until|before|by)\b)",
    ),
    "de": re.compile(
        r"\b(?:wird|werden|soll|sollen|will|wollen|muss|müssen|plant|planen|rechnet|rechnen"
        r"|erwartet|erwarten)\b"
        r"|\b(?:ist|sind)\s+(?:\w+\s+){0,6}?(?:geplant|vorgesehen|angesetzt)\b",
    ),
}
# The present tense of a timetable: "deliveries start in", "shareholders vote on".
_TIMETABLE = {
    "en": re.compile(
        r"(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\b[Tt]he )(?<!\b[Ii]ts )(?<!\b[Tt]heir )(?<!\b[Tt]his )"
        r"(?<!\bto )(?<!-)"
        r"\b(?:starts?|begins?|opens?|closes|ends?|expires?|arrives?|votes?|decides?|meets?|reports"
        r"|publishes|returns?|resumes?|launches|runs|takes effect|take effect|comes into force"
        r"|come into force|goes to a vote|go to a vote)"
        r"\s+(?:its\s+\w+\s+|service\s+)?(?=(?:in|on|by|at|from|until|before|this|next|early|late)\b)",
    ),
    "de": re.compile(r"\b(?:beginnt|beginnen|startet|starten|endet|enden|läuft|öffnet|tagt)\b"),
}
_REPORTED = re.compile(
    r"\b(?:said|told|announced|added|confirmed|promised)\b[^.;]{0,60}?\b(?P<would>would)\s+[a-z]+\b"
)
_MOVED = re.compile(
    r"\b(?:postponed|delayed|pushed back|put off|brought forward|rescheduled|verschoben"
    r"|vertagt)\b"
)
_PAST = {
    "en": re.compile(r"\b(?:was|were|had|did|has|have)\b"),
    "de": re.compile(r"\b(?:wurde|wurden|war|waren|hatte|hatten|hat|haben)\b"),
}
_CLAUSE_END = re.compile(
    r"[;:](?=\s)|\s[–—](?=\s)|[“”\"„](?=\s|$)"
    r"|,(?=\s+(?:and|but|while|although|though|which|who|whose|when|where|because|so|as|after|before"
    r"|once|if|unless|since|until then|aber|und|während|weil|wenn|die|der|das|was|wer|sobald)\b)"
    r"|,(?=\s+[^,;.]{1,60}?\b(?:said|says|told|announced|reported|sagte|teilte|erklärte)\b)"
    r"|,?(?=\s+(?:according to|against|compared with|versus|instead of)\b)"
)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|published|wrote|confirmed|sagte|teilte|erklärte)\b"
    r"[^,;]{0,40}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A forward statement: its clause (offsets in the sentence), where its cue starts, its date.

    `moved` marks a report that something was put off or brought forward to the date.
    """

    clause: Span
    cue: int
    period: Period
    date: Span
    moved: bool = False


def find_forecasts(sentence: str, *, language: str, as_of: datetime | None) -> list[Forecast]:
    """Return the forecasts of a sentence, one a clause, in order. Only English and German are read.

    The date is the first after the last cue of the clause that stands before a date, or the clause
    opens with it ("In March the yard will ..."). Clauses in the past tense say nothing about the
    future unless they report it ("said it would").
    """
    if language not in _FUTURE or not _has_cue(sentence, language):
        return []
    dates = find_dates(sentence, language=language, as_of=as_of)
    found = []
    for clause in split_clauses(sentence):
        inside = [one for one in dates if clause.start <= one.start and one.end <= clause.end]
        forecast = _bind(sentence, clause, inside, language)
        if forecast is not None:
            found.append(forecast)
    return found


def split_clauses(sentence: str) -> list[Span]:
    """Return the clauses of a sentence as spans that cover it without overlap."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    return [
        Span(start=start, end=end)
        for start, end in itertools.pairwise(cuts)
        if sentence[start:end].strip(" ,;:")
    ]


def _has_cue(text: str, language: str) -> bool:
    patterns = (_FUTURE[language], _TIMETABLE[language], _REPORTED, _MOVED)
    return any(pattern.search(text) for pattern in patterns)


def _bind(sentence: str, clause: Span, dates: list[DateMention], language: str) -> Forecast | None:
    dated = [(one, one.period) for one in dates if one.period is not None]
    if not dated:
        return None
    moved = _MOVED.search(clause.of(sentence))
    if moved:
        return _moved_to(clause, clause.start + moved.start(), dated)
    cues = list(_cues(sentence, clause, language))
    for mention, period in dated:
        before = [cue for cue in cues if cue < mention.start]
        if before and not _SAID_ON.search(sentence[before[-1] : mention.start]):
            date = Span(start=mention.start, end=mention.end)
            return Forecast(clause=clause, cue=before[-1], period=period, date=date)
    mention, period = dated[0]
    opening = sentence[clause.start : mention.start].strip(" ,")
    if cues and len(opening.split()) <= 2:
        date = Span(start=mention.start, end=mention.end)
        return Forecast(clause=clause, cue=cues[0], period=period, date=date)
    return None


def _moved_to(clause: Span, cue: int, dated: list[tuple[DateMention, Period]]) -> Forecast | None:
    """Return the new date of something put off "from 6 November to 20 November"."""
    mention, period = dated[-1]
    if mention.start < cue:
        return None
    date = Span(start=mention.start, end=mention.end)
    return Forecast(clause=clause, cue=cue, period=period, date=date, moved=True)


def _cues(sentence: str, clause: Span, language: str) -> Iterator[int]:
    """Yield where the cues of a clause start, in order."""
    text = clause.of(sentence)
    starts = [match.start() for match in _FUTURE[language].finditer(text)]
    if not _PAST[language].search(text):
        starts += [match.start() for match in _TIMETABLE[language].finditer(text)]
    if language == "en":
        starts += [match.start("would") for match in _REPORTED.finditer(text)]
    for start in sorted(starts):
        yield clause.start + start
