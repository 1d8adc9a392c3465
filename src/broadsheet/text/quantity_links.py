"""What one quantity owes to another in its sentence, or to the words of age around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.text.quantity_measures import read_unit_words
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens

_AGE = "year of age"
_AGED = frozenset({"aged", "age"})
_ELDEST = 120
_JOINED = frozenset({"or", "oder", "ou", "o"})


def share_units(tokens: Tokens, readings: Sequence[Reading]) -> list[Reading]:
    """Give "eight" of "eight or nine euros" the euros, and "Mara Lind, 44," her years."""
    shared: list[Reading] = []
    for index, reading in enumerate(readings):
        following = readings[index + 1] if index + 1 < len(readings) else None
        if reading.unit or reading.currency:
            shared.append(reading)
        elif _is_age(tokens, reading):
            shared.append(replace(reading, unit=_AGE))
        elif following and _is_alternative(tokens, reading, following):
            shared.append(replace(reading, unit=following.unit, currency=following.currency))
        elif reading.number.fraction:
            shared.append(_of_a_unit(tokens, reading))
        else:
            shared.append(reading)
    return shared


def _is_alternative(tokens: Tokens, reading: Reading, following: Reading) -> bool:
    """Tell "8 or 9 euros", "7- or 8-inch", "from 12 to 14 minutes": bare, and joined."""
    at = reading.last
    if tokens.at(at) == "-" and tokens.glued(at):
        return tokens.at(at + 1) in _JOINED and following.first == at + 2
    led = tokens.at(at) in _JOINED or (
        tokens.at(at) == "to" and tokens.at(reading.first - 1) == "from"
    )
    return led and following.first == at + 1 and not following.hyphenated


def _is_age(tokens: Tokens, reading: Reading) -> bool:
    """Tell an age: "aged 44", "Mara Lind, 44,", "who was 10", "at the age of 21"."""
    whole = reading.value == reading.value.to_integral_value() and 0 < reading.value <= _ELDEST
    if not whole or reading.number.scale != 1:
        return False
    at = reading.first
    before, second, after = tokens.at(at - 1), tokens.at(at - 2), tokens.at(reading.last)
    if before in _AGED or (before == "of" and second in _AGED):
        return True
    if before in ("is", "was") and second in ("who", "he", "she"):
        return after in ("", ".", ",", "and", "when")
    if before in ("turned", "turns"):
        return tokens.kind[at] == "n" and after in ("", ".", ",", "in", "on", "last", "this")
    return before == "," and after == "," and _is_person(tokens, at - 2)


def _is_person(tokens: Tokens, at: int) -> bool:
    """Tell two capitalised words in a row, as a person's name is written."""
    return at >= 1 and all(
        tokens.kind[n] == "w" and tokens.word[n][0].isupper() and not tokens.word[n].isupper()
        for n in (at, at - 1)
    )


def _of_a_unit(tokens: Tokens, reading: Reading) -> Reading:
    """Read the unit of "1/16 of a pint"."""
    at = reading.last
    if tokens.at(at) != "of" or tokens.at(at + 1) not in ("a", "an"):
        return reading
    for first in (at + 2, at + 3):
        unit, per, last = read_unit_words(tokens, first)
        if unit:
            return replace(reading, last=last, unit=unit, per=per)
    return reading


def inherits(tokens: Tokens, before: Reading, reading: Reading) -> bool:
    """Tell the same quantity in another unit: "100 kilometres (60 miles)"."""
    end = before.last
    if before.noun and not before.hyphenated:
        end = max(end, before.noun[1])
    between = tokens.lower[end : reading.first]
    if between in (["("], ["/"]):
        return True
    same = before.unit == reading.unit and before.currency == reading.currency
    return between in (["or"], [",", "or"]) and not same
