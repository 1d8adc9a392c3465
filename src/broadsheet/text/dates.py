"""Dates and periods in text, resolved to days against the date of the text.

The span is found by an own grammar first and resolved after; nothing is guessed from digits alone.
What cannot be resolved with certainty (a fiscal year, 03/04/2026, a year outside 1900..2100, a
relative date without `as_of`) is reported with `period` None, so a reader of the result sees that
there is a date and that it is open. Languages other than English, German, French and Spanish get
ISO 8601 dates only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from broadsheet.model.figures import Period
from broadsheet.text.date_grammar import GRAMMARS, DateGrammar
from broadsheet.text.date_meanings import Setting, narrow, resolve
from broadsheet.text.date_periods import move_years
from broadsheet.text.date_words import FORWARD, MONTHS, PARTS

_FORWARD = {language: re.compile(words, re.IGNORECASE) for language, words in FORWARD.items()}
_FORWARD_REACH = 160
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s-]+$")
_MONTH_LEADING = """
in by since until till of from to last next this early mid late during through before after and for
between throughout end around or
"""
_MONTH_LEADS = frozenset(_MONTH_LEADING.split())
_WITH_YEAR = re.compile(r"(?:19|20)\d\d$")
_UNTIL = re.compile(
    r"\s?(?:to|until|till|through|and|bis|zum|bis zum|à|au|et|a|al|hasta|y|[-–])\s?"
)
_VERBS_TOO = frozenset({"may", "march"})
_NAMES_TOO = frozenset({"april", "june"})
_INSIDE = frozenset("-_/+.")
_CAPITAL_NEXT = re.compile(r"\s[A-Z]")
# Verbs as often as parts of a period: "the start of March", but "works start in March".
_NEEDS_OF = frozenset({"beginning", "close", "start"})
# "Early in March" names a part; what will "end in March" does not.
_TAKES_IN = frozenset({"early", "late"})
# A bare year after "of" or "to" must end its phrase; "of 2000 homes" names no year.
_PHRASE_END = re.compile(
    r"\s*(?:$|[^\w\s]|(?:and|or|but|as|to|when|with|by|for|after|before|while|from|on|in|at|was|were|is"
    r"|are|has|have|had|will|would|that|the|a|it|und|oder|wird|war|ist|et|ou|est|y|o|es)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or period in a text: its span, its words and, when resolved, its days."""

    start: int
    end: int
    text: str
    period: Period | None


def find_dates(
    text: str, *, language: str = "en", as_of: datetime | None = None
) -> list[DateMention]:
    """Return the dates and periods a text names, in order, without overlaps.

    Args:
        text: The text; offsets are code points into it.
        language: ISO 639-1; other than en, de, fr and es only ISO 8601 dates are found.
        as_of: When the text was published; relative dates stay open without it.
    """
    known = language if language in GRAMMARS else ""
    grammar = GRAMMARS[known]
    today = as_of.date() if as_of else None
    mentions = [
        _mention(text, meaning, match, grammar, known, today)
        for meaning, match in grammar.scan(text)
        if _is_date(text, meaning, match, grammar, known)
    ]
    for at, following in enumerate(mentions[1:]):
        mentions[at] = _in_year_of(mentions[at], following, text, known)
    return mentions


def _in_year_of(
    mention: DateMention, following: DateMention, text: str, language: str
) -> DateMention:
    """Let "November" of "from November to May 2027" be that of 2026."""
    if mention.period is None or following.period is None or not language:
        return mention
    words = re.findall(r"[^\W\d_]+", mention.text.lower())
    lone = words and words[-1] in MONTHS[language] and _WITH_YEAR.search(following.text)
    if (
        not lone
        or _WITH_YEAR.search(mention.text)
        or not _UNTIL.fullmatch(text, mention.end, following.start)
    ):
        return mention
    first, last = mention.period, following.period.start
    year = last.year - ((first.start.month, first.start.day) > (last.month, last.day))
    return replace(mention, period=move_years(first, year - first.start.year))


def _mention(
    text: str,
    meaning: str,
    match: re.Match[str],
    grammar: DateGrammar,
    language: str,
    today: date | None,
) -> DateMention:
    start = match.start()
    end = start + len(match.group().rstrip("."))
    before = text[max(0, start - _FORWARD_REACH) : start]
    setting = Setting(language, today, _looks_ahead(before, language))
    period = resolve(meaning, match.groupdict(), match.group(), setting)
    part = grammar.part.search(before) if grammar.part and meaning != "part_unit" else None
    if part and _is_part(part, language):
        start -= len(before) - part.start()
        period = narrow(period, PARTS[language][part.group("part").lower()])
    return DateMention(start=start, end=end, text=text[start:end], period=period)


def _is_part(part: re.Match[str], language: str) -> bool:
    word, said = part.group("part").lower(), f"{part.group().lower()} "
    if language != "en":
        return True
    if word in _NEEDS_OF:
        return " of " in said
    return word in _TAKES_IN or " in " not in said


def _looks_ahead(before: str, language: str) -> bool:
    tail = re.split(r"[.!?;]\s", before)[-1]
    return language in _FORWARD and _FORWARD[language].search(tail) is not None


def _is_date(
    text: str, meaning: str, match: re.Match[str], grammar: DateGrammar, language: str
) -> bool:
    """Refuse what only looks like a date: the modal "may", "a march", "of 2000 homes"."""
    if meaning == "year":
        return _is_year(text, match, grammar)
    if meaning in ("date", "years") and text[max(0, match.start() - 1) : match.start()] in _INSIDE:
        return False  # of a file name, of a telephone number
    if language not in ("en", "de"):
        return True
    groups = match.groupdict()
    name = (
        groups.get("month")
        or groups.get("month3")
        or groups.get("month2")
        or groups.get("weekday")
        or ""
    )
    if name and not name[0].isupper() and meaning != "week_day" and not _is_sure(match, name):
        return False
    if meaning == "month" and language == "en":
        return _is_month(text, match, name.lower())
    return True


def _is_sure(match: re.Match[str], name: str) -> bool:
    """Tell "12 june" and "june 2027": digits make a month of a small word, but of "march 9"."""
    return name not in _VERBS_TOO and re.search(r"\d", match.group()) is not None


def _is_month(text: str, match: re.Match[str], name: str) -> bool:
    """Tell the month from the modal, the verb and the first name."""
    if name in _VERBS_TOO:
        return _word_before(text, match.start()) in _MONTH_LEADS
    return name not in _NAMES_TOO or not _CAPITAL_NEXT.match(text, match.end())


def _is_year(text: str, match: re.Match[str], grammar: DateGrammar) -> bool:
    lead = _word_before(text, match.start())
    if lead in grammar.year_leads:
        return True
    return lead in grammar.weak_year_leads and _PHRASE_END.match(text, match.end()) is not None


def _word_before(text: str, at: int) -> str:
    found = _LAST_WORD.search(text, max(0, at - 20), at)
    return found.group(1).lower() if found else ""
