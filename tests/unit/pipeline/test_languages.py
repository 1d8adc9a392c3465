"""An edition speaks one language: what is composed around the quotations is in it too."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from broadsheet.compose.codec import edition_to_json
from broadsheet.compose.verification import verify
from broadsheet.model.articles import Article
from broadsheet.model.briefings import Briefing, Section, SectionKind, Source, SourceKind
from broadsheet.model.editions import Edition
from broadsheet.model.insights import WatchState
from broadsheet.pipeline import make_edition
from deskwork import NOW, WEEK, article

ENGLISH = re.compile(
    r"\b(?:the|of|by|and|publishers?|report(?:s|ed|ing)?|edition|days|figure|confidence|next|new"
    r"|since|value|record)\b",
    re.IGNORECASE,
)
# By language: a series of two weeks, an announcement, what became of it, and one nobody reports.
NEWS = {
    "de": (
        "Voltara Zellen lieferte in der Woche {count} Batteriepakete aus. Es regnete viel.",
        "Die Lumen Kai GmbH will den Ladekai in Estervik am 14. Oktober 2026 eröffnen.",
        "Die Lumen Kai GmbH hat den Ladekai in Estervik am 14. Oktober 2026 eröffnet.",
        "Der Hafen Lindhavn soll bis 16. Oktober 2026 seinen Baggerplan vorlegen.",
    ),
    "fr": (
        "Voltara Cellules a livré {count} batteries cette semaine. Il a beaucoup plu.",
        "Lumen Quai va ouvrir le quai de recharge d’Estervik le 14 octobre 2026.",
        "Lumen Quai a ouvert le quai de recharge d’Estervik le 14 octobre 2026.",
        "Le port de Lindhavn doit présenter son plan de dragage le 16 octobre 2026.",
    ),
    "es": (
        "Voltara Celdas entregó {count} baterías en la semana. Llovió mucho en la costa.",
        "Lumen Muelle abrirá el muelle de carga de Estervik el 14 de octubre de 2026.",
        "Lumen Muelle abrió el muelle de carga de Estervik el 14 de octubre de 2026.",
        "El puerto de Lindhavn presentará su plan de dragado el 16 de octubre de 2026.",
    ),
}


def briefing(language: str) -> Briefing:
    return Briefing(
        slug="coast",
        title="Kabelblatt",
        language=language,
        sources=(Source(kind=SourceKind.FOLDER, location="x", name="s"),),
        sections=(
            Section(kind=SectionKind.TAKEAWAYS, max=5, words=25),
            Section(kind=SectionKind.NUMBERS, max=8),
            Section(kind=SectionKind.INSIGHT, words=500),
            Section(kind=SectionKind.STORIES, max=20),
            Section(kind=SectionKind.WATCH, max=8),
        ),
    )


def told(text: str, language: str, publisher: str, week: int) -> Article:
    moment = NOW + week * WEEK - timedelta(days=2)
    one = article(
        text,
        title=text.partition(". ")[0].rstrip("."),
        publisher=publisher,
        published=moment,
        language=language,
    )
    return replace(one, source="s", first_seen=moment)


def two_weeks(language: str) -> tuple[Edition, Edition]:
    series, announced, done, silent = NEWS[language]
    first = [
        told(series.format(count="1240"), language, "Kabelblatt", 0),
        told(announced, language, "Havnebladet", 0),
        told(silent, language, "Kabelblatt", 0),
    ]
    second = [
        told(series.format(count="1310"), language, "Kabelblatt", 1),
        told(done, language, "Havnebladet", 1),
    ]
    one = make_edition(briefing(language), first, (), NOW)
    return one, make_edition(briefing(language), second, (one,), NOW + WEEK)


@pytest.mark.parametrize("language", NEWS)
def test_no_english_stands_in_an_edition_of_another_language(language: str) -> None:
    for edition in two_weeks(language):
        assert edition.insights
        for insight in edition.insights:
            assert not ENGLISH.search(insight.text), insight.text
            assert not ENGLISH.search(insight.reason), insight.reason
        for item in edition.watch:
            assert not ENGLISH.search(item.outcome), item.outcome
        assert verify(edition_to_json(edition)) == []
    states = [item.state for item in edition.watch]
    assert states == [WatchState.HAPPENED, WatchState.NO_NEWS]


def test_a_german_briefing_reads_like_one() -> None:
    first, second = two_weeks("de")
    said = [insight.text for insight in second.insights]
    assert any(
        text.startswith("Voltara Zellen: 1.310 Batteriepakete, gestiegen um") for text in said
    )
    assert any(
        text.startswith("Erwartet am 14. Oktober und eingetreten: Die Lumen") for text in said
    )
    assert {insight.reason for insight in first.insights} <= {
        "ein Herausgeber, Havnebladet",
        "ein Herausgeber, Kabelblatt",
    }
    (silent,) = [item for item in second.watch if item.state is WatchState.NO_NEWS]
    assert silent.outcome == "Seither kein Bericht darüber."
