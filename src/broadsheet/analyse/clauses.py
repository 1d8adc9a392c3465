"""Clauses of a sentence with what a forecast needs: their dates and the words that point ahead."""

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
_CLAUSE_END = re.compile(
    r"[;:](?=\s)|\s[–—](?=\s)|[“”\"„](?=\s|$)"
    r"|,(?=\s+(?:and|but|while|although|though|which|who|whose|when|where|because|so|as|after|before"
    r"|once|if|unless|since|until then|aber|und|während|weil|wenn|die|der|das|was|wer|sobald)\b)"
    r"|,(?=\s+[^,;.]{1,60}?\b(?:said|says|told|announced|reported|sagte|teilte|erklärte)\b)"
    r"|,?(?=\s+(?:according to|against|compared with|versus|instead of)\b)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HAD = re.compile(r"\bhad\s+(?:\w+\s+)?$")
_LEAD = 25
_TAIL = 12
_RELATIVE = ("which ", "who ", "when ", "where ", "as ", "die ", "der ", "das ")
_LONG_AGO = timedelta(days=62)
_WEEK = timedelta(days=7)
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
class Dated:
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
class Clause:
    """A clause with its dates and its cues: strong ones stand alone, weak ones need a date."""

    sentence: str
    span: Span
    dates: tuple[Dated, ...]
    strong: tuple[Span, ...]
    weak: tuple[Span, ...]
    aside: bool
    is_past: bool
    forms: FutureForms


def may_date(sentence: str) -> bool:
    """Return whether a sentence can name a date at all."""
    if _DIGIT.search(sentence):
        return True
    return not _NAMED_TIMES.isdisjoint(_LETTERS.findall(sentence.lower()))


def read_clauses(
    sentence: str, language: str, as_of: datetime | None, *, dated: bool = False
) -> list[Clause]:
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


def split_clauses(sentence: str) -> list[Span]:
    """Return the clauses of a sentence as spans that cover it without overlap."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    return [
        Span(start=start, end=end)
        for start, end in itertools.pairwise(cuts)
        if sentence[start:end].strip(" ,;:")
    ]


def _clause(
    sentence: str, span: Span, dates: list[Dated], forms: FutureForms, today: date | None
) -> Clause:
    text = span.of(sentence)
    inside = tuple(one for one in dates if span.start <= one.start and one.end <= span.end)
    is_past = forms.past.search(text) is not None
    strong = list(_cues(text, span.start, forms.strong, forms.blocked))
    strong += _reported(text, span.start, inside, today)
    said = bool(strong)
    if inside and not is_past:
        strong += _cues(text, span.start, forms.timetable, forms.blocked)
    return Clause(
        sentence=sentence,
        span=span,
        dates=inside,
        strong=tuple(sorted(strong, key=lambda cue: cue.start)),
        weak=tuple(_cues(text, span.start, forms.dated, forms.blocked)),
        aside=not said and _is_aside(sentence, span, forms),
        is_past=is_past,
        forms=forms,
    )


def _is_aside(sentence: str, span: Span, forms: FutureForms) -> bool:
    """Return whether a clause only explains a word of a report: "the break, which starts on"."""
    relative = sentence[span.start : span.end].lstrip(" ,").startswith(_RELATIVE)
    return relative and forms.past.search(sentence, 0, span.start) is not None


def _cues(
    text: str, offset: int, pattern: re.Pattern[str], blocked: re.Pattern[str]
) -> Iterator[Span]:
    """Yield the forms of a clause that nothing around them takes back, as spans of the sentence."""
    for match in pattern.finditer(text):
        around = text[max(0, match.start() - _LEAD) : match.end() + _TAIL]
        if not blocked.search(around):
            yield Span(start=offset + match.start(), end=offset + match.end())


def _reported(
    text: str, offset: int, dates: tuple[Dated, ...], today: date | None
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


def _dated(sentence: str, mention: DateMention, today: date | None) -> Iterator[Dated]:
    period = mention.period
    if period is None or today is None or _is_duration(sentence, mention):
        return
    given, period = period, _next_one(mention, period, today)
    yield Dated(
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
