"""What only looks like a date: verbs, names, counts and codes that share its words and digits."""

from __future__ import annotations

import re

from broadsheet.text.date_direction import PAST, direction
from broadsheet.text.date_grammar import GRAMMARS, DateGrammar
from broadsheet.text.date_words import MONTHS, WEEKDAYS

_LAST_WORD = re.compile(r"([^\W\d_]+)[\s-]+$")
_MONTH_LEADING = """
in by since until till of from to last next this early mid late during through before after and for
between throughout end around or
"""
_MONTH_LEADS = frozenset(_MONTH_LEADING.split())
_BEFORE_LAST = frozenset("the in over for during within these his her its their our of".split())
_MORNINGS = frozenset({"mañana", "morgen"})
_BEFORE_MORNING = frozenset("la una esta esa aquella cada toda media misma".split())
_LONGEST_SHORT = 5
_TO_MONTH = re.compile(
    r"\s(?:to|and|through|until)\s+(?:" + "|".join(m.capitalize() for m in MONTHS["en"]) + r")\b"
)
# Not an adjective of a counted noun: "für 2000 neue Stellen".
_SMALL_NEXT = re.compile(r"\s(?!\w+(?:e|en|er|es|em)\s+[A-ZÄÖÜ])[a-zäöü]")
# "Within two years" is a term, "in two years" may be a length of time.
_WITHIN_ALWAYS = re.compile(r"within|binnen|innerhalb|d['’]ici", re.IGNORECASE)
_OF_NEXT = re.compile(r"\s+(?:of|von|de)\b")
# One of many: "every Friday", "on a Sunday".
_GENERIC = frozenset(
    "every each any most another a jeden jedem jeder jedes einem chaque un cada algún".split()
)
_NAMES = ("month", "month3", "month2", "weekday")
_VERBS_TOO = frozenset({"may", "march"})
_NAMES_TOO = frozenset({"april", "june"})
_INSIDE = frozenset("-_/+.")
_CAPITAL_NEXT = re.compile(r"\s[A-Z]")
# A bare year after "of" or "to" must end its phrase; "of 2000 homes" names no year.
_PHRASE_END = re.compile(
    r"\s*(?:$|[^\w\s]|(?:and|or|but|as|to|when|with|by|for|after|before|while|from|on|in|at|was|were|is"
    r"|are|has|have|had|will|would|that|the|a|it|und|oder|wird|war|ist|et|ou|est|y|o|es)\b)"
)


def is_date(
    text: str, meaning: str, match: re.Match[str], grammar: DateGrammar, language: str
) -> bool:
    """Refuse what only looks like a date: the modal "may", "a march", "of 2000 homes"."""
    if meaning == "year":
        return _is_year(text, match, grammar)
    if meaning in ("date", "years"):  # not of a file name, of a telephone number
        return text[max(0, match.start() - 1) : match.start()] not in _INSIDE
    if meaning in ("span", "within"):
        return not _is_duration(text, match, meaning, language)
    if meaning == "weekday" and _word_before(text, match.start()) in _GENERIC:
        return False
    if meaning == "days_word" and match.group().lower() in _MORNINGS:
        return _is_tomorrow(text, match)
    return language not in ("en", "de") or _is_named(text, meaning, match, language)


def _is_named(text: str, meaning: str, match: re.Match[str], language: str) -> bool:
    """Tell months and weekdays by their capital letter, where the language has one."""
    groups = match.groupdict()
    name = next((groups[key] for key in _NAMES if groups.get(key)), "") or ""
    if name and not name[0].isupper() and not _is_sure(match, name, language):
        return False
    return meaning != "month" or language != "en" or _is_month(text, match, name.lower())


def _is_duration(text: str, match: re.Match[str], meaning: str, language: str) -> bool:
    """Tell "it doubled in two years", "in two years of war", "to last six weeks" from dates."""
    if meaning == "span":
        verb = language == "en" and match.group().startswith("last ")
        return verb and _word_before(text, match.start()) not in _BEFORE_LAST
    if _WITHIN_ALWAYS.match(match.group()):
        return False
    if _OF_NEXT.match(text, match.end()):
        return True
    return direction(text, match.start(), match.end(), language) == PAST


def _is_tomorrow(text: str, match: re.Match[str]) -> bool:
    """Tell "mañana" and "morgen" from "la mañana" and "am Morgen"."""
    if match.group()[0].isupper():
        return not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?:"
    return _word_before(text, match.start()) not in _BEFORE_MORNING


def _is_sure(match: re.Match[str], name: str, language: str) -> bool:
    """Tell "12 june" and "on friday": digits make a month of a small word, but of "march 9"."""
    if language == "en" and name in WEEKDAYS["en"] and len(name) > _LONGEST_SHORT:
        return True
    return name not in _VERBS_TOO and re.search(r"\d", match.group()) is not None


def _is_month(text: str, match: re.Match[str], name: str) -> bool:
    """Tell the month from the modal, the verb and the first name."""
    if name in _VERBS_TOO:
        lead = _word_before(text, match.start())
        return lead in _MONTH_LEADS or _TO_MONTH.match(text, match.end()) is not None
    return name not in _NAMES_TOO or not _CAPITAL_NEXT.match(text, match.end())


def _is_year(text: str, match: re.Match[str], grammar: DateGrammar) -> bool:
    lead = _word_before(text, match.start())
    if lead in grammar.year_leads:
        return True
    if lead in grammar.weak_year_leads and _PHRASE_END.match(text, match.end()):
        return True
    if grammar is not GRAMMARS["de"]:
        return False
    # German nouns are capital, so a small word after the year is none that it could count.
    opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?:"
    return (opens or lead in grammar.weak_year_leads) and _SMALL_NEXT.match(
        text, match.end()
    ) is not None


def _word_before(text: str, at: int) -> str:
    found = _LAST_WORD.search(text, max(0, at - 20), at)
    return found.group(1).lower() if found else ""
