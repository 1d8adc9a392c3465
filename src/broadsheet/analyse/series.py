"""Series: what a figure measures, so that it can be found again next week and be named for readers.

The key joins subject, measure, unit, currency, rate and rhythm in normal form. The period itself is
not part of it, for a weekly figure is one series; its length is, for a month is not a week. The
label says the same in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.model.figures import Figure
from broadsheet.text.words import content_words, words

_VERBS = (
    "shipped|carried|sold|built|delivered|produced|ordered|opened|closed|hired|cut|handled|employs"
    "|employed|installed|operates|operated|added|bought|retired|charged|destroyed|lost|cancelled"
    "|replaced|served|generated|consumed|stored|saved|invested|owns|runs|completed|counted"
)
_VERB_BEFORE = re.compile(
    rf"\b({_VERBS})\s+(?:(?:its|the|about|nearly|almost|over|around|roughly|some|only|more than"
    r"|fewer than|less than|at least|up to|an estimated)\s+){0,2}$",
    re.IGNORECASE,
)
_PARTICIPLES = {"employs": "employed", "operates": "operated", "owns": "owned", "runs": "run"}
# The past tense a label's last word stands for: "battery packs shipped" comes from "shipped".
PAST_OF = {
    **{verb: verb for verb in _VERBS.split("|") if verb not in _PARTICIPLES},
    **{participle: participle for participle in _PARTICIPLES.values()},
    "run": "ran",
}
_OF_PHRASE = re.compile(
    r"^\s*(?:of|in|as)\s+((?:[^\W\d_][\w-]*\s+){0,3}?[^\W\d_][\w-]*)"
    r"(?=\s*(?:[,.;:]|$|\s(?:in|on|for|from|by|at|to|a|an|per|last|this|since|until|and|or|after"
    r"|before|during|with|which|that)\b))"
)
# What an amount of money is when only the verb says so.
_MONEY_MEASURES = (
    (
        re.compile(
            r"\b(?:contract|order|deal)\s+(?:\w+\s+)?(?:worth|valued at)\s+(?:about |nearly )?$"
        ),
        "contract value",
    ),
    (re.compile(r"\b(?:worth|valued at)\s+(?:about |nearly |around )?$"), "value"),
    (re.compile(r"\b(?:costs?|priced at|sells? \w+ at)\s+(?:\w+\s+)?$"), "cost"),
    (
        re.compile(r"\b(?:spent|spends?|invests?|invested)\s+(?:about |nearly |around )?$"),
        "spending",
    ),
    (
        re.compile(
            r"\b(?:buys?|bought|acquires?|acquired|takes? over|sells?|sold)\b[^.;]{0,80}\bfor\s+$"
        ),
        "purchase price",
    ),
    (re.compile(r"\b(?:pays?|paid)\s+(?:about |nearly )?$"), "payment"),
    (re.compile(r"\b(?:orders?|ordered)\b[^.;]{0,80}\bfor\s+$"), "order value"),
    (re.compile(r"\b(?:closed|ended|traded|stood)\b[^.;]{0,40}\bat\s+$"), "price"),
)
_NOT_A_MEASURE = frozenset(
    [
        "it",
        "them",
        "they",
        "this",
        "that",
        "the",
        "week",
        "month",
        "year",
        "day",
        "figure",
        "times",
        "looks",
        "sign",
        "flag",
        "six",
        "total",
        "all",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "first",
        "second",
        "third",
        "fourth",
        "quarter",
    ]
)
_SAYING = re.compile(r"^.*\b(?:expects?|needs?|sees?|plans?|wants?|makes?)(?:\s+|$)")
_OWNS = re.compile(r"\b(?:owns?|holds?|owned|held)\s+(?:about |nearly |over )?$")
_SHARE_OF = re.compile(r"\s*of (?:the|its|their|his|her|all)\b")
_CURRENCY = re.compile(r"^[A-Z]{3}$|^kr$")
# How many characters before a figure such wordings may begin: the cost of a figure is bounded.
_MONEY_LEAD = 200
_VERB_LEAD = 60
_RHYTHMS = frozenset(["week", "month", "quarter", "half", "year"])
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A figure's identity across editions, and its name for readers."""

    key: str
    label: str


def series_of(figure: Figure, sentence: str, subject: str, language: str) -> Series:
    """Return the series a figure belongs to; `subject` is whom it is about, resolved if need be."""
    measure = _measure(figure, sentence)
    verb = _verb(figure, sentence)
    parts = (
        _normal(subject, language),
        _normal(f"{measure} {verb}", language),
        figure.unit.casefold(),
        figure.currency or "",
        (figure.per or "").casefold(),
        _rhythm(figure),
    )
    return Series(key="|".join(parts), label=_label(figure, subject, measure, verb))


def is_measured(figure: Figure, sentence: str, language: str) -> bool:
    """Return whether the sentence says in words what the figure counts or measures."""
    return bool(_normal(f"{_measure(figure, sentence)} {_verb(figure, sentence)}", language))


def _rhythm(figure: Figure) -> str:
    granularity = figure.period.granularity if figure.period else ""
    return granularity if granularity in _RHYTHMS else ""


def _normal(text: str, language: str) -> str:
    return " ".join(dict.fromkeys(content_words(text, language))).replace("|", " ")


def _qualified(named: str, figure: Figure, sentence: str) -> str:
    """Return what a share or a sum is of, where its noun alone says too little; or ""."""
    if named and figure.unit == "%":
        if _leads(_OWNS, figure, sentence):
            return f"stake in {named}"
        return f"share of {named}" if _SHARE_OF.match(sentence[figure.end :]) else ""
    if figure.currency and named.lower() in ("contract", "order", "deal"):
        return f"{named} value"
    if figure.currency and named.lower() in ("cash", "shares"):
        return f"payment in {named}"
    return ""


def _measure(figure: Figure, sentence: str) -> str:
    named = _SAYING.sub("", _SPACES.sub(" ", figure.measure).strip())
    qualified = _qualified(named, figure, sentence)
    if qualified:
        return qualified
    if named and named.lower() not in _NOT_A_MEASURE and not _CURRENCY.match(named):
        return named
    if figure.currency:
        named = next((name for led, name in _MONEY_MEASURES if _leads(led, figure, sentence)), "")
        if named:
            return named
    match = _OF_PHRASE.match(sentence[figure.end :])
    if match and match.group(1).lower().split()[0] not in _NOT_A_MEASURE:
        return match.group(1)
    return ""


def _leads(pattern: re.Pattern[str], figure: Figure, sentence: str) -> re.Match[str] | None:
    """Return where a pattern leads to a figure, if it does within a bounded distance."""
    lead = _VERB_LEAD if pattern is _VERB_BEFORE else _MONEY_LEAD
    return pattern.search(sentence, max(0, figure.start - lead), figure.start)


def _verb(figure: Figure, sentence: str) -> str:
    match = _leads(_VERB_BEFORE, figure, sentence)
    if match is None:
        return ""
    verb = match.group(1).lower()
    return _PARTICIPLES.get(verb, verb)


def _label(figure: Figure, subject: str, measure: str, verb: str) -> str:
    counted = not figure.currency and figure.unit and not is_physical(figure.unit)
    what = measure or (plural(figure.unit) if counted else "")
    if counted and measure and not _holds(measure, figure.unit) and plural(figure.unit) != measure:
        what = f"{plural(figure.unit)}, {measure}"
    if verb and counted and not _holds(what, verb):
        what = f"{what} {verb}"
    elif verb and not what:
        what = verb
    if not counted and figure.unit and not figure.currency and figure.unit != "%":
        what = f"{what}, {plural(figure.unit)}" if what else plural(figure.unit)
    if figure.per:
        what = f"{what}, per {figure.per}" if what else f"per {figure.per}"
    return _joined(subject, what)


def _joined(subject: str, what: str) -> str:
    if not subject or not what:
        joined = subject or what
    elif _starts_with(what, subject):
        joined = what
    else:
        joined = f"{subject}: {what}"
    return joined[:1].upper() + joined[1:]


def _starts_with(what: str, subject: str) -> bool:
    head = words(subject)
    return words(what)[: len(head)] == head


def _holds(text: str, term: str) -> bool:
    return set(content_words(term)) <= set(content_words(text))


_PHYSICAL = re.compile(
    r"^(?:%|percent|percentage point|basis point|(?:kilo|mega|giga|tera|milli|centi)?"
    r"(?:watt|watt-hour|meter|metre|gram|gramme|liter|litre|tonne|ton|volt|ampere|joule|byte|bit)"
    r"|tonne|ton|barrel|mile|foot|inch|acre|hectare|degree.*|second|minute|hour|day|week|month"
    r"|quarter|year|decade|(?:kilo|mega|giga|tera)watt[- ]hour|square .*|cubic .*|.* per .*)$",
    re.IGNORECASE,
)
TIME_UNITS = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "year of age")
)


def is_physical(unit: str) -> bool:
    """Return whether a unit is a measure (megawatt, %) and not a counted thing (passenger)."""
    return bool(_PHYSICAL.match(unit))


_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "foot": "feet",
}


def plural(noun: str) -> str:
    """Return the English plural of a unit name, well enough for a label."""
    head, _, last = noun.rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith(("ss", "x", "ch", "sh")):
        last = f"{last}es"
    elif last.endswith("s"):
        pass  # a plural already, as far as one can tell
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = f"{last[:-1]}ies"
    else:
        last = f"{last}s"
    return f"{head} {last}".strip()
