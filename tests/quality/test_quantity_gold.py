"""Figures on our own labelled sentences: strict one-to-one F1 of value, and of value with the rest."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from broadsheet.model.figures import Figure
from broadsheet.text.quantities import find_figures
from quality.corpora import report

pytestmark = pytest.mark.quality

GOLD = Path(__file__).parent / "gold" / "quantities.jsonl"
SAME_NOUN = {"people": "person", "personne": "person", "persona": "person"}


def _rows() -> list[Any]:
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def _same_number(found: Decimal | None, marked: str | None) -> bool:
    if found is None or marked is None:
        return found is None and marked is None
    return abs(found - Decimal(marked)) <= Decimal("0.0005") * max(1, abs(Decimal(marked)))


def _value(found: Figure, marked: Any) -> bool:
    return _same_number(found.value, marked["value"]) and _same_number(
        found.high, marked.get("high")
    )


def _head(unit: str) -> str:
    plain = unicodedata.normalize("NFD", unit.lower()).encode("ascii", "ignore").decode()
    words = plain.replace("-", " ").split()
    return SAME_NOUN.get(words[-1], words[-1]) if words else ""


def _like(found: str, marked: str) -> bool:
    """Compare counted nouns by their heads; in other languages by how they begin."""
    one, other = _head(found), _head(marked)
    return one == other or (len(other) >= 4 and one[:4] == other[:4])


def _unit(found: Figure, marked: Any) -> bool:
    open_fields = marked.get("unjudged", ())
    unit = "unit" in open_fields or _like(found.unit, marked.get("unit", ""))
    per = {"per", "unit"} & set(open_fields) or _like(found.per or "", marked.get("per", ""))
    return (
        _value(found, marked)
        and bool(unit and per)
        and found.currency
        == marked.get("currency", found.currency if "unit" in open_fields else None)
    )


def _bound(found: Figure, marked: Any) -> bool:
    return _value(found, marked) and found.bound == marked.get("bound", "exact")


def _movement(found: Figure, marked: Any) -> bool:
    return _value(found, marked) and found.movement == marked.get("movement", "none")


MEASURES: dict[str, Callable[[Figure, Any], bool]] = {
    "value": _value,
    "unit": _unit,
    "bound": _bound,
    "movement": _movement,
}


def score(rows: list[Any], measure: str) -> tuple[int, int, int]:
    """Return hits, quantities found and quantities marked; optional ones count on neither side."""
    hits = found = marked = 0
    same = MEASURES[measure]
    for row in rows:
        ours = list(find_figures(row["text"], language=row["language"]))
        theirs = [quantity for quantity in row["quantities"] if not quantity.get("optional")]
        marked += len(theirs)
        for quantity in theirs:
            fitting = [one for one in ours if same(one, quantity)]
            if fitting:
                ours.remove(fitting[0])
                hits += 1
                found += 1
        for quantity in row["quantities"]:
            fitting = [one for one in ours if quantity.get("optional") and _value(one, quantity)]
            if fitting:
                ours.remove(fitting[0])
        found += len(ours)
    return hits, found, marked


def _f1(hits: int, found: int, marked: int) -> float:
    return 200 * hits / (found + marked)


def test_figures_in_our_own_sentences_hold_their_floors() -> None:
    rows = _rows()
    assert len(rows) >= 300
    scores = {measure: _f1(*score(rows, measure)) for measure in MEASURES}
    scores |= {
        f"unseen {measure}": _f1(*score(rows[::2], measure)) for measure in ("value", "unit")
    }
    report("quantity_gold", scores)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_each_language_holds_its_floor(language: str) -> None:
    rows = [row for row in _rows() if row["language"] == language]
    report(
        f"quantity_gold_{language}",
        {measure: _f1(*score(rows, measure)) for measure in ("value", "unit")},
    )
