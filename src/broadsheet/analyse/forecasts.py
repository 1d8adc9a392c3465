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
from datetime import date, datetime, timedelta

from broadsheet.analyse.future_forms import FORMS, FutureForms
from broadsheet.model.evidence import Span
from broadsheet.model.figures import Period
from broadsheet.text.date_words import MONTHS, WEEKDAYS
from broadsheet.text.dates import DateMention, find_dates

_REPORTED = re.compile(
    r"\b(?P<verb>said|says|told|announced|added|confirmed|promised)\b[^.;]{0,60}?"
    r"\b(?P<would>would)\s+(?!have\b)[a-z]+\b"
)
_MOVED = re.compile(
    r"\b(?:postponed|delayed|pushed back|put off|brought forward|rescheduled|verschoben"
    r"|vertagt)\b"
)
_TO_THEN = re.compile(r"\b(?:to|until|till|for|by|auf|bis|zum)\s+(?:\w+\s+){0,2}$")
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
_CANCELLED = re.compile(
    r"\b(?:called off|dropped|abandoned|cancelled|scrapped|shelved|sagte[^.;]* ab|abgesagt)\b"
)
_HABIT = re.compile(r"\b(?:every|each|jede[nrs]?|chaque|cada)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HAD = re.compile(r"\bhad\s+(?:\w+\s+)?$")
_LEAD = 25
_TAIL = 12
_LONG_AGO = timedelta(days=62)
_WEEK = timedelta(days=7)
_FEW_WORDS = 2
_NEAR = 10
_LOOSENS = re.compile(r",\s|\b(?:that|which|who|say|was|were)\b|[.!?]\s|\s-\s")
# Timetable forms that are plural nouns as often.
_VERB_OR_NOUN = re.compile(r"(?:votes|reports|returns|launches|runs|ends|meets|arrives)\b")
_TERM = re.compile(r"^(?:must|has to|have to|to)\b.*\b(?:by|until|before)\s+(?:the\s+)?$")
_PLACED = re.compile(
    r"\b(?:on|from|by|until|at|end of|am|ab|le|el)\s+(?:the\s+|next\s+)?$", re.IGNORECASE
)
_WEEKDAY_NAMES = frozenset(name for names in WEEKDAYS.values() for name in names)
_MONTH_NAMES = frozenset(name for names in MONTHS.values() for name in names)
# Without one of these no date stands in a sentence: a cheap look before the grammar is asked.
_TIME_WORDS = """
day days week weeks month months quarter quarters half year years decade decades spring summer
autumn fall winter weekend today tonight tomorrow
heute morgen tag tage tagen woche wochen monat monate monats quartal quartals halbjahr jahr jahre
jahres jahren frühjahr frühling sommer herbst
semaine semaines mois trimestre semestre an ans année années printemps été automne hiver demain
día días semana semanas mes meses año años primavera verano otoño invierno mañana
"""
_NAMED_TIMES = _WEEKDAY_NAMES | _MONTH_NAMES | frozenset(_TIME_WORDS.split())
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """A resolved date in a clause, as it stands to the day the sentence was published.

    `ahead`: it begins or ends later; `fresh`: all of it is later; `over`: it ended before.
    """

    start: int
    end: int
    period: Period
    ahead: bool
    fresh: bool
    over: bool
    says_year: bool
    says_day: bool
    moved_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """A clause with its dates and its cues: strong ones stand alone, weak ones need a date."""

    sentence: str
    span: Span
    dates: tuple[_Dated, ...]
    strong: tuple[Span, ...]
    weak: tuple[Span, ...]
    is_past: bool
    forms: FutureForms


def find_forecasts(sentence: str, *, language: str, as_of: datetime | None) -> list[Forecast]:
    """Return the forecasts of a sentence, one a clause, in order.

    English and German are read well, French and Spanish by their commonest forms, others not at
    all. A question forecasts nothing, nor does a clause in the past tense unless it reports a
    forecast ("said it would") or names a day that is still ahead.
    """
    if not _may_date(sentence):
        return []
    clauses = _read(sentence, language, as_of, dated=True)
    found = (_bind(clause) for clause in clauses)
    return [forecast for forecast in found if forecast is not None]


def _may_date(sentence: str) -> bool:
    if _DIGIT.search(sentence):
        return True
    return not _NAMED_TIMES.isdisjoint(_LETTERS.findall(sentence.lower()))


def looks_ahead(sentence: str, *, language: str, as_of: datetime | None = None) -> bool:
    """Return whether any clause speaks of what is to come, with a date or without."""
    return any(
        bool(clause.strong) or _bind(clause) is not None
        for clause in _read(sentence, language, as_of)
    )


def split_clauses(sentence: str) -> list[Span]:
    """Return the clauses of a sentence as spans that cover it without overlap."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    return [
        Span(start=start, end=end)
        for start, end in itertools.pairwise(cuts)
        if sentence[start:end].strip(" ,;:")
    ]


def _read(
    sentence: str, language: str, as_of: datetime | None, *, dated: bool = False
) -> list[_Clause]:
    """Return the clauses of a sentence; with `dated`, those with a resolved date alone."""
    forms = FORMS.get(language)
    if forms is None or sentence.rstrip('"”’») ').endswith("?"):
        return []
    mentions = find_dates(sentence, language=language, as_of=as_of)
    today = as_of.date() if as_of else None
    dates = [one for mention in mentions for one in _dated(sentence, mention, today)]
    if dated and not dates:
        return []
    return [
        _clause(sentence, span, dates, forms, today)
        for span in split_clauses(sentence)
        if not dated or any(span.start <= one.start and one.end <= span.end for one in dates)
    ]


def _clause(
    sentence: str, span: Span, dates: list[_Dated], forms: FutureForms, today: date | None
) -> _Clause:
    text = span.of(sentence)
    inside = tuple(one for one in dates if span.start <= one.start and one.end <= span.end)
    is_past = forms.past.search(text) is not None
    strong = list(_cues(text, span.start, forms.strong, forms.blocked))
    if inside and not is_past:
        strong += _cues(text, span.start, forms.timetable, forms.blocked)
    strong += _reported(text, span.start, inside, today)
    return _Clause(
        sentence=sentence,
        span=span,
        dates=inside,
        strong=tuple(sorted(strong, key=lambda cue: cue.start)),
        weak=tuple(_cues(text, span.start, forms.dated, forms.blocked)),
        is_past=is_past,
        forms=forms,
    )


def _cues(
    text: str, offset: int, pattern: re.Pattern[str], blocked: re.Pattern[str]
) -> Iterator[Span]:
    """Yield the forms of a clause that nothing around them takes back, as spans of the sentence."""
    for match in pattern.finditer(text):
        around = text[max(0, match.start() - _LEAD) : match.end() + _TAIL]
        if not blocked.search(around):
            yield Span(start=offset + match.start(), end=offset + match.end())


def _reported(
    text: str, offset: int, dates: tuple[_Dated, ...], today: date | None
) -> Iterator[Span]:
    """Yield where "would" reports a promise that is not an old one."""
    for match in _REPORTED.finditer(text):
        start, end = offset + match.start("would"), offset + match.end()
        said_before = _HAD.search(text, 0, match.start()) is not None
        old = any(
            today is not None and one.period.end < today - _LONG_AGO
            for one in dates
            if one.end <= start
        )
        if not said_before and not old:
            yield Span(start=start, end=end)


def _dated(sentence: str, mention: DateMention, today: date | None) -> Iterator[_Dated]:
    period = mention.period
    if period is None or today is None or _is_duration(sentence, mention):
        return
    given, period = period, _next_one(mention, period, today)
    yield _Dated(
        start=mention.start,
        end=mention.end,
        period=period,
        ahead=period.start > today or (period.end > today and period.granularity != "span"),
        fresh=period.start > today,
        over=period.end < today,
        says_year=_YEAR.search(mention.text) is not None,
        says_day=any(map(str.isdigit, mention.text)),
        moved_on=period is not given and period.granularity == "month",
    )


def _is_duration(sentence: str, mention: DateMention) -> bool:
    """Return whether "last six weeks" is a verb and a length of time."""
    return mention.text.startswith("last ") and sentence[: mention.start].endswith("to ")


def _next_one(mention: DateMention, period: Period, today: date) -> Period:
    """Return the coming "Friday" or "April" where the text's date made it the one gone by.

    Dates are read without a view of the sentence; what looks ahead means the next one.
    """
    name = mention.text.casefold()
    if period.end >= today:
        return period
    if name in _WEEKDAY_NAMES:
        start, end = period.start + _WEEK, period.end + _WEEK
    elif name in _MONTH_NAMES and period.start.day == 1:
        start = period.start.replace(year=period.start.year + 1)
        end = period.end.replace(year=period.end.year + 1, day=min(period.end.day, 28))
    else:
        return period
    return Period(start=start, end=end, granularity=period.granularity)


def _bind(clause: _Clause) -> Forecast | None:
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


def _moved_to(clause: _Clause, cue: int) -> Forecast | None:
    """Return the new date of something put off "from 6 November to 20 November"."""
    last = clause.dates[-1]
    before = clause.sentence[cue : last.start]
    if last.start < cue or (clause.is_past and not (last.ahead and _TO_THEN.search(before))):
        return None
    return _forecast(clause, cue, last, moved=True)


def _after_cue(clause: _Clause) -> Forecast | None:
    """Return the forecast whose date follows a form: any date a strong one, a coming one a weak."""
    free = [one for one in clause.dates if not _is_attached(clause, one)]
    for mention in sorted(free, key=lambda one: _is_secondary(clause, one)):
        strong = [cue for cue in clause.strong if _reaches(clause, cue, mention)]
        if strong and (not mention.over or _is_firm(clause, strong[-1], mention)):
            return _forecast(clause, strong[-1].start, mention)
        weak = [cue for cue in clause.weak if _reaches(clause, cue, mention)]
        named = mention.says_day or not clause.is_past
        if weak and mention.fresh and named and _is_plain(clause, mention):
            firm = _TERM.search(clause.sentence[weak[-1].start : mention.start]) is not None
            return _forecast(clause, weak[-1].start, mention, firm=firm)
    return None


def _before_cue(clause: _Clause) -> Forecast | None:
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


def _without_cue(clause: _Clause) -> Forecast | None:
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


def _reaches(clause: _Clause, cue: Span, mention: _Dated) -> bool:
    between = (cue.end, mention.start)
    return (
        cue.start < mention.start
        and not _SAID_ON.search(clause.sentence, *between)
        and not clause.forms.barriers.search(clause.sentence, *between)
    )


def _is_firm(clause: _Clause, cue: Span, mention: _Dated) -> bool:
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


def _is_timetabled(clause: _Clause, mention: _Dated) -> bool:
    """Return whether a whole sentence in the present tense says when: "The branch shuts on 3 May".

    A weekday must have its preposition: "Wednesday" alone is mostly when something was said.
    """
    before = clause.sentence[clause.span.start : mention.start]
    placed = mention.says_day or _PLACED.search(before) is not None
    whole = clause.span.start == 0 and not clause.forms.past.search(clause.sentence)
    return whole and placed and not mention.moved_on


def _is_attached(clause: _Clause, mention: _Dated) -> bool:
    """Return whether a date belongs to the noun before it: "the ruling of 30 April"."""
    before = clause.sentence[clause.span.start : mention.start]
    return clause.forms.attached.search(before) is not None


def _is_secondary(clause: _Clause, mention: _Dated) -> bool:
    """Return whether a date may be a mere "for 2024": another in the clause is preferred."""
    return clause.sentence[clause.span.start : mention.start].endswith("for ")


def _is_plain(clause: _Clause, mention: _Dated) -> bool:
    """Return whether a coming date is one date, not a habit or a span that is under way."""
    long = mention.period.granularity == "span" and not mention.says_year
    return not long and not _HABIT.search(clause.span.of(clause.sentence))


def _forecast(
    clause: _Clause, cue: int, mention: _Dated, *, moved: bool = False, firm: bool = True
) -> Forecast:
    return Forecast(
        clause=clause.span,
        cue=cue,
        period=mention.period,
        date=Span(start=mention.start, end=mention.end),
        moved=moved,
        firm=firm,
    )
