"""Faults in what is counted, measured, paid and dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bench.corruptions.material import Sentence
from bench.corruptions.rewriting import edit, exchange, replace_all

_NUMBER = re.compile(r"(?<![\w.,:])\d{1,3}(?:[.,]\d{3})*(?:[.,]\d+)?(?![\w:]|[.,]\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s*(?:homes|people))")
_MONTH_NAMES = (
    "January February March April May June July August September October November December".split()
)
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTH_NAMES)})\b")
_DAY = re.compile(rf"\b(\d{{1,2}})(?= (?:{'|'.join(_MONTH_NAMES)})\b)")
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")

_SCALES = {
    r"\bmillion\b": ("billion", "thousand"),
    r"\bbillion\b": ("million",),
    r"\bbn\b": ("m",),
    r"\bcrore\b": ("lakh",),
    r"\bMillionen\b": ("Milliarden",),
    r"\bMrd\.": ("Mio.",),
}
_CURRENCIES = {
    r"€(?=\d)": ("$", "£"),
    r"(?<![A-Z])\$(?=\d)": ("€",),
    r"£(?=\d)": ("€",),
    r"\bNOK (?=\d)": ("SEK ", "€"),
    r"\bSEK (?=\d)": ("NOK ",),
    r"₹(?=\d)": ("$",),
    r"(?<= )Euro\b": ("Dollar",),
    r"\bkr (?=\d)": ("€",),
}
_UNITS = {
    r"(?<=[\d.] )megawatt-hours\b": ("kilowatt-hours",),
    r"(?<=[\d.] )megawatts\b": ("kilowatts",),
    r"(?<=-)megawatt\b": ("kilowatt",),
    r"(?<=[\d.] )kilowatt-hours\b": ("megawatt-hours",),
    r"(?<=[\d.] )kilometres\b": ("metres", "miles"),
    r"(?<=[\d.] )metres\b": ("kilometres",),
    r"(?<=-)metre\b": ("kilometre",),
    r"(?<=[\d.] )centimetres\b": ("metres",),
    r"(?<=[\d.] )millimetres\b": ("centimetres",),
    r"(?<=[\d.] )tonnes\b": ("kilograms",),
    r"(?<=[\d.] )kilograms\b": ("tonnes",),
    r"(?<=[\d.] )grams\b": ("kilograms",),
    r"(?<=[\d.] )litres\b": ("gallons",),
    r"(?<=[\d.] )hectares\b": ("acres",),
    r"(?<=[\d.] )barrels\b": ("litres",),
    r"(?<=[\d.] )minutes\b": ("hours", "seconds"),
    r"(?<=[\d.] )hours\b": ("days", "minutes"),
    r"(?<=[\d.] )days\b": ("weeks",),
    r"(?<=[\d.] )weeks\b": ("months",),
    r"(?<=[\d.] )months\b": ("years",),
    r"(?<=[\d.] )years\b": ("months",),
    r"(?<=[\d.] )decibels\b": ("%",),
    r"(?<=[\d.] )vessels\b": ("crews",),
    r"(?<=[\d.] )berths\b": ("harbours",),
    r"(?<=[\d.] )passengers\b": ("cars",),
    r"(?<=[\d.] )households\b": ("companies",),
}
_BOUNDS = {
    "more than": "less than",
    "less than": "more than",
    "over": "under",
    "at least": "at most",
    "up to": "at least",
    "nearly": "more than",
    "almost": "over",
    "about": "more than",
    "fewer than": "more than",
    "no more than": "no less than",
    "roughly": "under",
    "exactly": "at least",
    "only": "more than",
}
_QUANTITY = (
    r"(?=(?:[€$£₹]|NOK |SEK |kr )?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|half)\b)"
)
_STRETCHES = {
    r"\bin the (?:first|second) half of (20\d\d)": r"in \1",
    r"\bin the (?:first|second|third|fourth) quarter of (20\d\d)": r"in \1",
    rf"\b(in|during) (?:{'|'.join(_MONTH_NAMES)}) (20\d\d)": r"\1 \2",
    r"\ba week\b": "a month",
    r"\bper week\b": "per month",
    r"\ba day\b": "a week",
    r"\bper day\b": "per week",
    r"\ba month\b": "a year",
    r"\blast week\b": "last month",
    r"\bthis week\b": "this month",
    r"\blast month\b": "last year",
    r"\bthis month\b": "this year",
    r"\bper second\b": "per minute",
    r"\bper minute\b": "per hour",
    r"\bin the quarter to\b": "in the year to",
    r"\bin the six months to\b": "in the year to",
    r"\bthis summer\b": "this year",
    r"\bof the week\b": "of the year",
}
_RATES = re.compile(
    r"(?<=\w) (?:(?:a|per|each|every) (?:day|week|month|year|winter|call|night|kilowatt-hour|pack"
    r"|tonne|hectare|hour|second|minute)|an hour)\b"
)
_NO_RATE = re.compile(r"\b(?:once|twice|times)\b|\b(?:in|after|for|of|within|than|is \w+)$")
_PERCENT = re.compile(r"(\d)(?:%| per cent\b| percent\b)")
_POINTS = re.compile(r" percentage points?")
_MOVES = (
    r"(?:rose|fell|grew|dropped|climbed|slipped|increased|decreased|jumped|declined|improved|gained"
    r"|lost|shrank|down|up)"
)
_BY = re.compile(
    rf"\b({_MOVES}(?: \w+){{0,4}}) by (?=(?:about |nearly |almost |more than )?[€$£]?\d)"
)
_TO = re.compile(rf"\b({_MOVES}(?: \w+){{0,4}}) to (?=(?:about |nearly |almost )?[€$£]?\d)")
_BARE = re.compile(r"\b(rose|fell|climbed|dropped|lost|gained) (?=[€$£]?\d)")
_RANGE = re.compile(
    r"(?P<lead>\bbetween |\bfrom )?(?P<low>(?:[€$£₹]|NOK )?\d[\d.,]*(?: million|%| crore)?)"
    r"(?:-| to | and )(?P<high>(?:[€$£₹]|NOK )?\d[\d.,]*(?: million|%| crore)?)"
)
_ADDITIONS = (
    " in {} harbours",
    ", {}% more than planned",
    " after {} months",
    " for €{} million",
    ", the highest figure in {} years",
    " with {} staff",
)


def change_numbers(one: Sentence) -> Iterator[str]:
    for found in _NUMBER.finditer(one.text):
        digits = found.group()
        if _YEAR.fullmatch(digits) or _DAY.match(one.text, found.start()):
            continue
        first = str((int(digits[0]) + 2) % 9 + 1)
        yield one.text[: found.start()] + first + digits[1:] + one.text[found.end() :]


def exchange_numbers(one: Sentence) -> Iterator[str]:
    spans = [
        found.span()
        for found in _NUMBER.finditer(one.text)
        if not _YEAR.fullmatch(found.group()) and not _DAY.match(one.text, found.start())
    ]
    for (a, b), (c, d) in pairwise(spans):
        if one.text[a:b] != one.text[c:d] and "range" not in one.edits:
            yield one.text[:a] + one.text[c:d] + one.text[b:c] + one.text[a:b] + one.text[d:]


def exchange_metrics(one: Sentence) -> Iterator[str]:
    yield from exchange(one, "metrics")


def change_scales(one: Sentence) -> Iterator[str]:
    yield from replace_all(one.text, _SCALES)


def change_currencies(one: Sentence) -> Iterator[str]:
    yield from replace_all(one.text, _CURRENCIES)


def change_units(one: Sentence) -> Iterator[str]:
    yield from replace_all(one.text, _UNITS)


def change_years(one: Sentence) -> Iterator[str]:
    for found in _YEAR.finditer(one.text):
        for step in (1, -1):
            year = str(int(found.group()) + step)
            yield one.text[: found.start()] + year + one.text[found.end() :]


def change_days(one: Sentence) -> Iterator[str]:
    """Another month, day of the month or day of the week."""
    for pattern, names in ((_MONTH, _MONTH_NAMES), (_WEEKDAY, _WEEKDAYS)):
        for found in pattern.finditer(one.text):
            if found.group() == "May" and not re.search(
                r"(?:\d|in|by|of|and|until|since) $", one.text[: found.start()]
            ):
                continue
            other = names[(names.index(found.group()) + 2) % len(names)]
            yield one.text[: found.start()] + other + one.text[found.end() :]
    for found in _DAY.finditer(one.text):
        other = str(int(found.group()) % 27 + 2)
        yield one.text[: found.start()] + other + one.text[found.end() :]


def flip_bounds(one: Sentence) -> Iterator[str]:
    for old, new in _BOUNDS.items():
        for found in re.finditer(rf"(?<!no )\b{old} {_QUANTITY}", one.text, re.IGNORECASE):
            word = new.capitalize() if found.group()[0].isupper() else new
            yield f"{one.text[: found.start()]}{word} {one.text[found.end() :]}"


def drop_bounds(one: Sentence) -> Iterator[str]:
    for old in _BOUNDS:
        if old in ("exactly", "only"):
            continue
        for found in re.finditer(rf"(?<!no )\b{old} {_QUANTITY}", one.text):
            if not re.match(r"over \d+ (?:years|months)", one.text[found.start() :]):
                yield one.text[: found.start()] + one.text[found.end() :]


def stretch_periods(one: Sentence) -> Iterator[str]:
    if not re.search(r"\d", _DAY.sub("", _YEAR.sub("", one.text))):
        return
    for old, new in _STRETCHES.items():
        changed = re.sub(old, new, one.text, count=1)
        if changed != one.text:
            yield changed


def confuse_points(one: Sentence) -> Iterator[str]:
    """Percent told as percentage points, and the other way round."""
    for found in _PERCENT.finditer(one.text):
        yield f"{one.text[: found.end(1)]} percentage points{one.text[found.end() :]}"
    for found in _POINTS.finditer(one.text):
        yield f"{one.text[: found.start()]}%{one.text[found.end() :]}"


def drop_rates(one: Sentence) -> Iterator[str]:
    for found in _RATES.finditer(one.text):
        before = _YEAR.sub("", one.text[max(0, found.start() - 40) : found.start()])
        ago = re.match(r" (?:ago|earlier|later|before|of)\b", one.text[found.end() :])
        if re.search(r"\d", before) and not ago and not _NO_RATE.search(before):
            yield one.text[: found.start()] + one.text[found.end() :]


def confuse_levels(one: Sentence) -> Iterator[str]:
    """A change told as the level it reached, and the other way round."""
    for found in _BY.finditer(one.text):
        yield f"{one.text[: found.start()]}{found.group(1)} to {one.text[found.end() :]}"
    for found in _TO.finditer(one.text):
        yield f"{one.text[: found.start()]}{found.group(1)} by {one.text[found.end() :]}"
    for found in _BARE.finditer(one.text):
        verb = {"lost": "fell", "gained": "rose"}.get(found.group(1), found.group(1))
        yield f"{one.text[: found.start()]}{verb} to {one.text[found.end() :]}"


def collapse_ranges(one: Sentence) -> Iterator[str]:
    yield from edit(one, "range")
    for found in _RANGE.finditer(one.text):
        if "range" in one.edits or (found.group("lead") is None and " and " in found.group()):
            continue
        if re.search(
            r"(?:from|fell|rose|down|up|cut|lost|won|beat|by)\b[^,]{0,12}$",
            one.text[: found.start()],
        ):
            continue
        if (found.group("lead") or "").startswith("from"):
            continue
        if found.group("low").endswith("%") and not found.group("high").endswith("%"):
            continue
        for end in (found.group("low"), found.group("high")):
            yield one.text[: found.start()] + end + one.text[found.end() :]


def add_numbers(one: Sentence) -> Iterator[str]:
    if one.language != "en" or not re.search(r"[a-z]\.$", one.text):
        return
    at = len(one.text) % len(_ADDITIONS)
    for step in range(2):
        number = 13 + (len(one.text) * 7 + step * 11) % 80
        if str(number) not in one.text:
            yield one.text[:-1] + _ADDITIONS[(at + step) % len(_ADDITIONS)].format(number) + "."
