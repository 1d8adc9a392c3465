"""What stands around a quantity: its bound, its movement, a negation."""

from __future__ import annotations

from broadsheet.model.figures import Bound, Movement
from broadsheet.text.listings import read_lists
from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_readings import Reading, is_duration
from broadsheet.text.quantity_tokens import Tokens

# What limits the quantity it stands before.
_BEFORE = """
en at_least: no fewer than, no less than, not less than, at a minimum, a minimum of, minimum of,
    as little as, as few as, at least, ≥, > =
en up_to: no more than, not more than, a maximum of, maximum of, as much as, as many as, as high
    as, up to, at most, ≤, < =
en nearly: close to, just short of, just shy of, almost, nearly, approaching, nearing, virtually
en over: more than, greater than, higher than, larger than, in excess of, upwards of, north of,
    better than, longer than, over, above, exceeding, exceeds, exceeded, exceed, topping,
    surpassing, surpassed, topped, beyond, >
en under: less than, fewer than, lower than, smaller than, short of, south of, under, below, sub
    -, <
en about: an estimated, estimated, or so, in the region of, something like, about, around,
    roughly, approximately, approx ., approx, circa, ca ., ca, c ., some, ~, ≈, ∼
de over: mehr als, über, gut, >
de under: weniger als, knapp unter, unter, <
de up_to: nicht mehr als, bis zu, höchstens, maximal
de nearly: nahezu, knapp, fast, beinahe
de at_least: mindestens, wenigstens
de about: rund, etwa, ungefähr, circa, ca ., ~
fr over: plus de, plus d'
fr under: moins de
fr at_least: au moins
fr up_to: jusqu'à, jusqu’à, au plus
fr nearly: près de, presque
fr about: environ, quelque, autour de, ~
es over: más de
es under: menos de
es at_least: al menos, por lo menos
es up_to: hasta, como máximo
es nearly: casi, cerca de
es about: unos, unas, alrededor de, aproximadamente, ~
"""
# What limits the quantity it follows.
_AFTER = """
at_least: or more, or higher, at least, or better, and above, oder mehr, ou plus, o más
up_to: or less, or fewer, at most
about: or so
"""


def _phrases_before() -> dict[str, dict[str, list[tuple[list[str], Bound]]]]:
    """Return the phrases of each language by their last word, the longest first."""
    found: dict[str, dict[str, list[tuple[list[str], Bound]]]] = {}
    for name, phrases in read_lists(_BEFORE, separator=",").items():
        language, _, bound = name.partition(" ")
        for phrase in phrases:
            words = phrase.split()
            ends = found.setdefault(language, {})
            ends.setdefault(words[-1], []).append((words, Bound(bound)))
    for ends in found.values():
        for listed in ends.values():
            listed.sort(key=lambda item: -len(item[0]))
    return found


_PHRASES = _phrases_before()
_FOLLOWING = {
    phrase: Bound(bound)
    for bound, phrases in read_lists(_AFTER, separator=",").items()
    for phrase in phrases
}
_SOFTENERS = LEXICON["softeners"]

_UP = LEXICON["up"]
_DOWN = LEXICON["down"]
_NEUTRAL = {"lower": Movement.DOWN, "higher": Movement.UP, "cheaper": Movement.DOWN}
# What leads the level a change reaches.
_TO = {"en": ("to",), "de": ("auf",), "fr": ("à",), "es": ("a", "hasta")}
# "Raised $8 million" of a fund is no rise.
_FUNDING = frozenset({"raise", "raised", "raises", "raising"})
_CLAUSE_ENDS = LEXICON["clause_ends"]
_TRANSPARENT = LEXICON["transparent"]
_NEGATORS = LEXICON["negators"]
_POSITIVE_NO = LEXICON["positive_no"]
_LASTING = LEXICON["lasting"]
_STILL = LEXICON["still"]
_REACH = 9
# Verbs that take "up" without meaning a rise.
_PHRASAL = LEXICON["phrasal"]


def bound_of(tokens: Tokens, reading: Reading, language: str) -> tuple[Bound, int]:
    """Return how the text limits the value, and the token where the limiting words start."""
    at = reading.first - 1
    for _ in range(3):
        found = _bound_before(tokens, at, language)
        if found and not _is_during(tokens, at, found[0], reading):
            return found
        if tokens.at(at) not in _SOFTENERS:
            break
        at -= 1
    return _bound_after(tokens, reading), reading.first


def _bound_before(tokens: Tokens, at: int, language: str) -> tuple[Bound, int] | None:
    for words, bound in _PHRASES.get(language, _PHRASES["en"]).get(tokens.at(at), ()):
        first = at - len(words) + 1
        if first >= 0 and tokens.lower[first : at + 1] == words:
            return bound, first
    return None


def _bound_after(tokens: Tokens, reading: Reading) -> Bound:
    for end in (reading.number.last, reading.last, reading.noun[1] if reading.noun else 0):
        if tokens.at(end) == "+" or (tokens.at(end) == "-" and tokens.at(end + 1) == "plus"):
            return Bound.AT_LEAST
        known = _FOLLOWING.get(f"{tokens.at(end)} {tokens.at(end + 1)}")
        if known:
            return known
    return Bound.EXACT


def _is_during(tokens: Tokens, at: int, bound: Bound, reading: Reading) -> bool:
    """Tell "over 12 months" (in the course of) from "for over two years" (more than)."""
    during = bound is Bound.OVER and tokens.at(at) in ("over", "über") and is_duration(reading)
    return during and tokens.at(at - 1) not in _LASTING


def movement_of(tokens: Tokens, reading: Reading, start: int, language: str) -> Movement:
    """Return what the clause says the quantity did. `start` is where its limiting words begin.

    A verb or particle of change must touch the quantity but for transparent words; "by" and "to"
    let the object, or another figure, stand between: "rose 2% to 40".
    """
    follower = tokens.at(reading.last)
    if follower in _NEUTRAL and reading.unit != "":
        return _NEUTRAL[follower]
    if reading.signed and reading.unit in ("%", "point"):
        return Movement.DOWN if reading.value < 0 else Movement.UP
    led = tokens.at(start - 1)
    if led in _STILL or (led in ("a", "an", "the") and not reading.number.fraction):
        return Movement.NONE
    if led == "de" and not _is_by(tokens, reading, language):
        return Movement.NONE
    reached = led in _TO.get(language, _TO["en"])
    direction = _direction(tokens, start - 1, by=reached or led in ("by", "um", "en"))
    if reached and direction is not Movement.NONE:
        return Movement.UP_TO if direction is Movement.UP else Movement.DOWN_TO
    raised = reading.currency and tokens.at(start - 1) in _FUNDING
    return Movement.NONE if raised else direction


def _is_by(tokens: Tokens, reading: Reading, language: str) -> bool:
    """Tell French "augmenté de 6 %" from "de 80 à 65 euros"; Spanish "de" is always "from"."""
    return language == "fr" and (reading.unit != "" or tokens.at(reading.last) != "à")


def is_level(tokens: Tokens, start: int, language: str) -> bool:
    """Tell Spanish "subieron hasta 40" (to) from "hasta 40 coches" (up to): a change leads it."""
    led = tokens.at(start)
    return (
        language == "es"
        and led == "hasta"
        and _direction(tokens, start - 1, by=True) is not Movement.NONE
    )


def _direction(tokens: Tokens, at: int, *, by: bool) -> Movement:
    steps = 0
    while at >= 0 and steps < _REACH:
        word = tokens.lower[at]
        if word in _UP and not (word == "up" and tokens.at(at - 1) in _PHRASAL):
            return Movement.UP
        if word in _DOWN:
            return Movement.DOWN
        if word in _CLAUSE_ENDS or (word == "and" and not by):
            return Movement.NONE
        if not by and word not in _TRANSPARENT and not word.endswith("ly"):
            return Movement.NONE
        at, steps = at - 1, steps + 1
    return Movement.NONE


def is_negated(tokens: Tokens, start: int) -> bool:
    """Tell whether the clause before a quantity denies it ("did not reach 40 megawatts")."""
    at, steps = start - 1, 0
    while at >= 0 and steps < 7:
        word = tokens.lower[at].replace("’", "'")
        if word in _CLAUSE_ENDS or word in ("and", "or"):
            return False
        if word in _NEGATORS and not _is_limit(tokens, at + 1):
            return True
        at, steps = at - 1, steps + 1
    return False


def _is_limit(tokens: Tokens, at: int) -> bool:
    """Tell "no more than" and "not only", which deny nothing."""
    word = tokens.at(at)
    return word in ("only", "just") or (word in _POSITIVE_NO and tokens.at(at + 1) == "than")
