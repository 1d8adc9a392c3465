"""Whether two sentences count within other bounds: all and each, mill and mills, here and there.

A figure is told of something (one mill, both mills, the mills of a country), for a stretch of time
and, where it is a change, since some earlier time. Two publishers contradict each other only where
all of these are the same; what only one of them says may be left unsaid by the other, except where
saying it makes it less than the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from broadsheet.model.figures import Figure, Period
from broadsheet.text.quantities import find_figures
from broadsheet.text.words import content_words

# Of how many a figure is told; "both" and "all" are told of a whole, "each" of one.
_SCOPES = {
    "each": r"each|every|apiece|per|jede[rsnm]?|je|chaque|cada",
    "together": r"both|combined|together|worldwide|globally|nationwide|group-wide|beide|zusammen"
    r"|weltweit|ensemble|juntos",
    "average": r"average|mean|median|typical|durchschnittlich|im Schnitt|en moyenne|en promedio",
}
_SCOPE = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _SCOPES.items()}
_WITHIN = re.compile(
    r"\b(?:in|for|during|over)\s+(?:the|its|their|a)\s+(?:\w+\s+)?"
    r"(?P<unit>day|week|month|quarter|half|year|decade)\b"
)
_SINCE = re.compile(
    r"\s*,?\s*(?:from|on|over|than|compared\s+with|compared\s+to|against|versus)\s+"
    r"(?:that\s+of\s+)?(?:a|an|the|one|last|in\s+the)?\s*(?:same\s+|previous\s+|prior\s+)?"
    r"(?P<unit>day|week|month|quarter|half|year|decade)\b"
)
_PLACE = re.compile(
    r"\s*(?:[a-z]+\s+)?(?:in|at|across|around|near|inside|outside)\s+"
    r"(?P<place>[\w'’-]+(?:\s+(?!and\b|or\b|with\b)[\w'’-]+){0,4})"
)
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*")
_LONGEST = 1.5
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_REPORTED = frozenset("said say says told tell reported report according added".split())


def counts_elsewhere(one: tuple[str, Figure], other: tuple[str, Figure]) -> bool:
    """Return whether two figures, each with its sentence, are told of different wholes or parts."""
    if _scope(*one) != _scope(*other) or _other_number(one, other):
        return True
    here, there = _places(*one), _places(*other)
    return bool(here and not _names_any(other[0], here)) or bool(
        there and not _names_any(one[0], there)
    )


def measures_otherwise(one: tuple[str, Figure], other: tuple[str, Figure], language: str) -> bool:
    """Return whether what leads to each figure has a word of its own: net profit, gross profit.

    Wording may be fuller on one side, "the new terminal" for "the terminal"; where each side has a
    word that the other lacks anywhere, and only one, they name two things of a kind.
    """
    ours, theirs = _own(one, other, language), _own(other, one, language)
    return len(ours) == len(theirs) == 1


def spans_another_time(
    one: tuple[str, Figure], other: tuple[str, Figure], a: Period | None, b: Period | None
) -> bool:
    """Return whether one figure is for a quarter, the other for a year, or since one of them."""
    for pattern in (_WITHIN, _SINCE):
        units = [_unit(pattern, *side) for side in (one, other)]
        if all(units) and units[0] != units[1]:
            return True
    if a is None or b is None or "day" in (a.granularity, b.granularity):
        return False
    lengths = sorted((period.end - period.start).days + 1 for period in (a, b))
    return lengths[1] > _LONGEST * lengths[0]


def rounds_to(one: Decimal, other: Decimal) -> bool:
    """Return whether a whole number is the other, told in decimals: 8 for 8.2."""
    return any(
        whole == whole.to_integral_value()
        and exact != exact.to_integral_value()
        and exact.quantize(Decimal(1), ROUND_HALF_UP) == whole
        for whole, exact in ((one, other), (other, one))
    )


def names_value(sentence: str, value: Decimal, language: str) -> bool:
    """Return whether a sentence also gives a value, of whatever: "8,000 homes, 3,000 of them"."""
    return any(figure.value == value for figure in find_figures(sentence, language=language))


def _scope(sentence: str, figure: Figure) -> frozenset[str]:
    told = f"{sentence[: figure.start]} {sentence[figure.end :]}"
    return frozenset(name for name, words in _SCOPE.items() if words.search(told))


def _places(sentence: str, figure: Figure) -> frozenset[str]:
    """Return the names in the place told right after a figure: "4,000 people in Brent"."""
    found = _PLACE.match(sentence, figure.end)
    return frozenset(_NAME.findall(found.group("place"))) if found else frozenset()


def _names_any(sentence: str, names: frozenset[str]) -> bool:
    return not names.isdisjoint(_NAME.findall(sentence))


def _unit(pattern: re.Pattern[str], sentence: str, figure: Figure) -> str:
    found = pattern.match(sentence, figure.end) or (
        pattern.search(sentence) if pattern is _WITHIN else None
    )
    return found.group("unit") if found else ""


def _other_number(one: tuple[str, Figure], other: tuple[str, Figure]) -> bool:
    """Return whether one tells of a plant and the other of plants, before the figures."""
    ours, theirs = (
        frozenset(_WORD.findall(sentence[: figure.start].lower()))
        for sentence, figure in (one, other)
    )
    mine, yours = ours - theirs, theirs - ours
    return any(f"{word}s" in yours for word in mine) or any(f"{word}s" in mine for word in yours)


def _own(one: tuple[str, Figure], other: tuple[str, Figure], language: str) -> frozenset[str]:
    """Return the topical words before a figure that the other sentence has nowhere."""
    sentence, figure = one
    said = frozenset(content_words(other[0], language))
    return frozenset(_nouns(sentence[: figure.start], language)) - said


def _nouns(text: str, language: str) -> Iterator[str]:
    for word in content_words(text, language):
        if not any(map(str.isdigit, word)) and word not in _REPORTED:
            yield word
