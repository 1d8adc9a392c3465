"""Dates on the specification cases of Recognizers-Text: what is resolved right, left open, invented.

Scored are the mentions of a day, or of a span with both ends, in cases with a reference date. A case
is right when the mention that overlaps it has its days (or the first and the last of several, "from
26 October to 23 November"), where a span may or may not count the day it ends on; left open when
the mention is reported without days, which is no error; "two months ago" may name the month. Text
without any date or duration shows the false alarms. The cases come from chat ("I'll go back on the 4th"); not scored is what is not
claimed: holidays, days counted from another date ("two weeks after Christmas"), day and month in
digits without a year, numbered weeks, early and late parts, whose cut is a matter of taste.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from broadsheet.text import date_words as words
from broadsheet.text.dates import DateMention, find_dates
from quality.corpora import corpora, report, say
from quality.gold_rows import rows

pytestmark = pytest.mark.quality

LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
UNCLAIMED = re.compile(
    r"\b(?:after|before|since|nach|vor|après|avant|depuis|después|antes|earlier|later|now|date|then"
    r"|end|middle|beginning|start|mid|early|late|ende|mitte|anfang|fin|finales|mediados|début|mi"
    r"|principios|inicios|comienzos|weeks?|woche|semaines?|semanas?|weekend|wochenende|work\w*"
    r"|same|current|rest|remaining|business|laborables|resto|reste|fortnight|day)\b(?!\s+de\s+\w+$)",
    re.IGNORECASE,
)
WEEK_STEP = re.compile(
    r"(?:next|last|this|past|previous|coming|following)\s+(?:\w+\s+)?(?:weeks?|days?)$|nächste\w*\s+\w*\s*\w+$"
    r"|letzte\w*\s+\w*\s*\w+$|semana\s+(?:pasada|próxima)|semaine\s+(?:dernière|prochaine)|\d+\s+weeks?\s+ago",
    re.IGNORECASE,
)
AGO = re.compile(r"\b(?:ago|from now|vor|il y a|hace)\b", re.IGNORECASE)
KNOWN = {
    language: {
        word
        for table in (words.MONTHS, words.WEEKDAYS, words.UNITS, words.DAYS)
        for word in table[language]
    }
    for language in LANGUAGES
}
SCORED = ("datetimeV2.date", "datetimeV2.daterange")


@cache
def _cases(folder: Path, language: str) -> list[Any]:
    name = f"Specs/DateTime/{LANGUAGES[language]}/DateTimeModel.json"
    with tarfile.open(folder / "recognizers-specs" / "specs.tar.gz") as archive:
        member = archive.extractfile(name) or archive.extractfile(f"./{name}")
        assert member is not None
        return json.loads(member.read().decode("utf-8-sig"))


def _days(value: Any) -> tuple[date, date] | None:
    """Return the first and last day of a marked value; the end of a span is not part of it."""
    try:
        if "value" in value:
            day = date.fromisoformat(value["value"])
            return day, day
        first, end = (date.fromisoformat(value[name]) for name in ("start", "end"))
    except (KeyError, ValueError):
        return None
    return first, end - timedelta(days=1)


def _marked(case: Any) -> Iterator[tuple[int, int, set[tuple[date, date]]]]:
    for result in case["Results"]:
        if result.get("TypeName") not in SCORED or "Start" not in result:
            continue
        values = [_days(value) for value in (result["Resolution"] or {}).get("values", ())]
        if values and all(values):
            yield result["Start"], result["End"] + 1, {value for value in values if value}


def _found(case: Any, language: str) -> list[DateMention]:
    moment = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07T00:00:00")
    as_of = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return find_dates(case["Input"], language=language, as_of=as_of)


def _is_claimed(text: str, language: str) -> bool:
    found = set(re.findall(r"[^\W\d_]+", text.lower()))
    year = re.search(r"(?:19|20)\d\d", text)
    if UNCLAIMED.search(text) and not WEEK_STEP.search(text):
        return False
    if re.search(r"\d{1,2}[./-]\d{1,2}(?![./-]\d)", text) and not year:
        return False
    stems = {word.rstrip("s") for word in found} | found
    return bool(year or stems & KNOWN[language])


def _holds(mention: DateMention, days: set[tuple[date, date]]) -> bool:
    """Return whether a time counted in months or years ago holds the one day that is marked."""
    period = mention.period
    if (
        period is None
        or period.granularity not in ("month", "year")
        or not AGO.search(mention.text)
    ):
        return False
    return any(period.start <= start == end <= period.end for start, end in days)


def _is_same(first: date, last: date, marked: tuple[date, date]) -> bool:
    """Compare spans; one marked up to the first day of a month or year may mean all of it."""
    start, end = marked
    if start == end:
        return (first, last) == marked
    after = end + timedelta(days=1)
    whole = after.day == 1 and (last.year, last.month) == (after.year, after.month)
    year = (after.month, after.day) == (1, 1) and last == date(after.year, 12, 31)
    near = abs((last - end).days) <= 1 and abs((first - start).days) <= 1
    return near or (first == start and (whole or year))


def _verdict(
    mentions: list[DateMention], start: int, end: int, days: set[tuple[date, date]]
) -> str:
    near = [one for one in mentions if one.start < end and start < one.end]
    spans = [one.period for one in near if one.period]
    if any(_is_same(one.start, one.end, value) for one in spans for value in days):
        return "right"
    if any(_holds(one, days) for one in near):
        return "right"
    if len(spans) > 1 and any(
        _is_same(min(one.start for one in spans), max(one.end for one in spans), value)
        for value in days
    ):
        return "right"
    if not near:
        return "missed"
    return "wrong" if any(one.period for one in near) else "open"


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_of_the_specification(language: str) -> None:
    cases = _cases(corpora(), language)
    verdicts: Counter[str] = Counter()
    alarms = free = 0
    for case in cases:
        mentions = _found(case, language)
        if not case["Results"]:
            free += 1
            alarms += bool(mentions)
        for start, end, days in _marked(case):
            if case.get("Context") and _is_claimed(case["Input"][start:end], language):
                verdicts[_verdict(mentions, start, end, days)] += 1
    total = sum(verdicts.values())
    say(f"dates, {language}: {dict(verdicts)} of {total}; {alarms} alarms on {free} without dates")
    resolved = verdicts["right"] + verdicts["wrong"]
    report(
        f"dates_{language}",
        {
            "right": 100 * verdicts["right"] / total,
            "right of resolved": 100 * verdicts["right"] / resolved,
            "free of alarms": 100 - 100 * alarms / max(free, 1),
        },
    )


def test_dates_of_our_own_sentences() -> None:
    """Tense, quarters, spans and what names no day, on our own gold (see gold/GUIDELINE.md)."""
    parts: dict[str, Counter[str]] = {"all": Counter()}
    for number, row in enumerate(rows("dates"), start=1):
        found = find_dates(row["text"], language=row["language"], as_of=row["published"])
        verdicts = Counter(_judged(row, found))
        unseen = "even lines" if number % 2 == 0 else "odd lines (not looked at)"
        for part in ("all", row["language"], unseen):
            parts.setdefault(part, Counter()).update(verdicts)
    for name, counts in parts.items():
        right, wrong = _shares(counts)
        say(f"own dates, {name}: {dict(counts)}; right {right:.1f} %, wrong {wrong:.1f} %")
    right, wrong = _shares(parts["all"])
    report("dates_gold", {"right": right, "right of resolved": 100 - wrong})


def _judged(row: Any, found: list[DateMention]) -> Iterator[str]:
    """Yield a verdict for each labelled date, and "wrong" for days of what is not labelled."""
    spans = []
    for text, first, last in row["dates"]:
        start = row["text"].index(text)
        spans.append((start, start + len(text)))
        days = {(date.fromisoformat(first), date.fromisoformat(last))} if first else set()
        verdict = _verdict(found, start, start + len(text), days)
        if days or verdict == "wrong":
            yield verdict
    for one in found:
        if one.period and all(one.end <= start or end <= one.start for start, end in spans):
            yield "wrong"


def _shares(counts: Counter[str]) -> tuple[float, float]:
    """Return the right ones of all, and the wrong ones of those resolved, in percent."""
    resolved = max(1, counts["right"] + counts["wrong"])
    return 100 * counts["right"] / max(1, counts.total()), 100 * counts["wrong"] / resolved
