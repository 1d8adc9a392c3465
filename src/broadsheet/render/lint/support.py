"""What mail programs can show: the caniemail.com data, read and asked by family.

The data is the format of `https://www.caniemail.com/api/data.json`. It is a floor, not a promise:
many of its tests are years old, and a program it does not know is "unknown", never "fine".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from broadsheet.errors import ReadError

#: Data older than this no longer tells what mail programs do today.
MOST_AGE = timedelta(days=365)


class Support(StrEnum):
    """How far a feature works; the worst answer of a family comes first."""

    NO = "n"
    PARTLY = "a"
    UNKNOWN = "u"
    YES = "y"


#: Families by name: the (client, platform) pairs of the data whose behaviour is alike. The order is
#: that of reports.
FAMILIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Gmail": (("gmail", "desktop-webmail"), ("gmail", "ios"), ("gmail", "android")),
    "Gmail mobile webmail": (("gmail", "mobile-webmail"),),
    "Apple Mail": (("apple-mail", "macos"), ("apple-mail", "ios")),
    "Outlook (Word)": (("outlook", "windows"), ("outlook", "windows-mail")),
    "Outlook (new, web, mobile)": (
        ("outlook", "outlook-com"),
        ("outlook", "macos"),
        ("outlook", "ios"),
        ("outlook", "android"),
    ),
    "Yahoo and AOL": (
        ("yahoo", "desktop-webmail"),
        ("yahoo", "ios"),
        ("yahoo", "android"),
        ("aol", "desktop-webmail"),
        ("aol", "ios"),
        ("aol", "android"),
    ),
    "Samsung Email": (("samsung-email", "android"),),
    "Thunderbird": (("thunderbird", "macos"), ("thunderbird", "windows")),
    "Proton Mail": (
        ("protonmail", "desktop-webmail"),
        ("protonmail", "ios"),
        ("protonmail", "android"),
    ),
    "Fastmail": (("fastmail", "desktop-webmail"),),
    "GMX, WEB.DE, IONOS": (
        ("gmx", "desktop-webmail"),
        ("gmx", "ios"),
        ("gmx", "android"),
        ("web-de", "desktop-webmail"),
        ("web-de", "ios"),
        ("web-de", "android"),
        ("ionos-1and1", "desktop-webmail"),
        ("ionos-1and1", "android"),
    ),
    "Orange, SFR, LaPoste": (
        ("orange", "desktop-webmail"),
        ("orange", "ios"),
        ("orange", "android"),
        ("sfr", "desktop-webmail"),
        ("sfr", "ios"),
        ("sfr", "android"),
        ("laposte", "desktop-webmail"),
    ),
    "Mail.ru": (("mail-ru", "desktop-webmail"),),
    "HEY": (("hey", "desktop-webmail"),),
}
#: Families a message has to work in; what the others cannot do is a warning.
CORE = frozenset(list(FAMILIES)[:10])


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One feature of HTML, CSS or images, with the answer of each (client, platform)."""

    slug: str
    title: str
    answers: Mapping[tuple[str, str], Support]

    def in_family(self, family: str) -> Support:
        """Return the worst known answer in a family; unknown when none of it was tested."""
        known = [
            answer
            for pair in FAMILIES[family]
            if (answer := self.answers.get(pair, Support.UNKNOWN)) is not Support.UNKNOWN
        ]
        order = list(Support)
        return min(known, key=order.index, default=Support.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportData:
    """The features by slug, and the day of the data (None when it names none)."""

    day: date | None = None
    features: Mapping[str, Feature] = field(default_factory=dict)

    def is_stale(self, today: date) -> bool:
        """Whether the data is older than twelve months, or does not say how old it is."""
        return self.day is None or today - self.day > MOST_AGE


def read_support(content: bytes) -> SupportData:
    """Return the support data of a caniemail file. What is missing or odd in it becomes unknown.

    Raises:
        ReadError: it is no such file.
    """
    try:
        found = json.loads(content)
        entries = list(found["data"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReadError(
            "this is no caniemail data",
            what="mail support data",
            remedy="get https://www.caniemail.com/api/data.json",
        ) from error
    features = [_feature(entry) for entry in entries if isinstance(entry, dict)]
    return SupportData(
        day=_day(found.get("last_update_date")),
        features={feature.slug: feature for feature in features if feature.slug},
    )


def _feature(entry: Mapping[str, Any]) -> Feature:
    answers: dict[tuple[str, str], Support] = {}
    for client, platforms in _items(entry.get("stats")):
        for platform, versions in _items(platforms):
            answers[client, platform] = _answer(versions)
    slug = str(entry.get("slug") or "")
    return Feature(slug=slug, title=str(entry.get("title") or slug), answers=answers)


def _items(value: object) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _answer(versions: object) -> Support:
    """Return the answer for the last version tested: "a #2" is partly, with note 2."""
    last = next((value for _, value in reversed(_items(versions))), "")
    letter = str(last)[:1]
    return Support(letter) if letter in set(Support) else Support.UNKNOWN


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
