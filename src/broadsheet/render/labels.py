"""The fixed words of an edition, by language."""

from __future__ import annotations

from collections.abc import Mapping

from broadsheet.render.chinese import CHINESE
from broadsheet.render.english import ENGLISH
from broadsheet.render.french import FRENCH
from broadsheet.render.german import GERMAN
from broadsheet.render.spanish import SPANISH

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "zh": CHINESE,
}


def labels_for(language: str) -> Mapping[str, str]:
    """Return the fixed words in a language (BCP 47 tag), English where we have no other."""
    return LABELS.get(language.lower().split("-")[0], ENGLISH)


def reason_in_words(reason: str, labels: Mapping[str, str]) -> str:
    """Return why an article was left out, in words; a reason nobody named with its own words."""
    return labels.get(f"reason.{reason}", reason.replace("_", " "))


def tongue_of(language: str, labels: Mapping[str, str]) -> str:
    """Return the name of a language (BCP 47 tag), or the tag itself where no name is kept."""
    names = dict(pair.split("=") for pair in labels["languages"].split())
    return names.get(language.lower().split("-")[0], language)
