"""What stands around a quantity: its bound, its movement, a negation."""

from __future__ import annotations

from broadsheet.model.figures import Bound, Movement
from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_readings import Reading, is_duration
from broadsheet.text.quantity_tokens import Tokens

# Phrases before a quantity, longest first, ending at it.
_BEFORE: dict[str, tuple[tuple[str, Bound], ...]] = {
    "en": (
        ("no fewer than", Bound.AT_LEAST), ("no less than", Bound.AT_LEAST),
        ("not less than", Bound.AT_LEAST), ("no more than", Bound.UP_TO),
        ("not more than", Bound.UP_TO), ("at a minimum", Bound.AT_LEAST),
        ("a minimum of", Bound.AT_LEAST), ("minimum of", Bound.AT_LEAST),
        ("a maximum of", Bound.UP_TO), ("maximum of", Bound.UP_TO),
        ("as much as", Bound.UP_TO), ("as many as", Bound.UP_TO), ("as high as", Bound.UP_TO),
        ("as little as", Bound.AT_LEAST), ("as few as", Bound.AT_LEAST),
        ("close to", Bound.NEARLY), ("more than", Bound.OVER), ("greater than", Bound.OVER),
        ("higher than", Bound.OVER), ("larger than", Bound.OVER), ("in excess of", Bound.OVER),
        ("upwards of", Bound.OVER), ("north of", Bound.OVER), ("better than", Bound.OVER),
        ("longer than", Bound.OVER), ("less than", Bound.UNDER), ("fewer than", Bound.UNDER),
        ("lower than", Bound.UNDER), ("smaller than", Bound.UNDER), ("just short of", Bound.NEARLY),
        ("short of", Bound.UNDER), ("south of", Bound.UNDER), ("just shy of", Bound.NEARLY),
        ("up to", Bound.UP_TO), ("at most", Bound.UP_TO), ("at least", Bound.AT_LEAST),
        ("an estimated", Bound.ABOUT), ("estimated", Bound.ABOUT), ("or so", Bound.ABOUT),
        ("in the region of", Bound.ABOUT), ("something like", Bound.ABOUT),
        ("over", Bound.OVER), ("above", Bound.OVER), ("exceeding", Bound.OVER),
        ("exceeds", Bound.OVER), ("exceeded", Bound.OVER), ("exceed", Bound.OVER),
        ("topping", Bound.OVER), ("surpassing", Bound.OVER), ("surpassed", Bound.OVER),
        ("topped", Bound.OVER), ("beyond", Bound.OVER),
        ("under", Bound.UNDER), ("below", Bound.UNDER), ("sub -", Bound.UNDER),
        ("about", Bound.ABOUT), ("around", Bound.ABOUT), ("roughly", Bound.ABOUT),
        ("approximately", Bound.ABOUT), ("approx .", Bound.ABOUT), ("approx", Bound.ABOUT),
        ("circa", Bound.ABOUT), ("ca .", Bound.ABOUT), ("ca", Bound.ABOUT), ("c .", Bound.ABOUT),
        ("some", Bound.ABOUT), ("~", Bound.ABOUT), ("≈", Bound.ABOUT), ("∼", Bound.ABOUT),
        ("almost", Bound.NEARLY), ("nearly", Bound.NEARLY), ("approaching", Bound.NEARLY),
        ("nearing", Bound.NEARLY), ("virtually", Bound.NEARLY),
        (">", Bound.OVER), ("<", Bound.UNDER), ("≥", Bound.AT_LEAST), ("≤", Bound.UP_TO),
        ("> =", Bound.AT_LEAST), ("< =", Bound.UP_TO),
    ),
    "de": (
        ("mehr als", Bound.OVER), ("weniger als", Bound.UNDER), ("nicht mehr als", Bound.UP_TO),
        ("bis zu", Bound.UP_TO), ("knapp unter", Bound.UNDER), ("nahezu", Bound.NEARLY),
        ("mindestens", Bound.AT_LEAST), ("wenigstens", Bound.AT_LEAST), ("höchstens", Bound.UP_TO),
        ("maximal", Bound.UP_TO), ("über", Bound.OVER), ("unter", Bound.UNDER),
        ("rund", Bound.ABOUT), ("etwa", Bound.ABOUT), ("ungefähr", Bound.ABOUT),
        ("circa", Bound.ABOUT), ("ca .", Bound.ABOUT), ("gut", Bound.OVER), ("knapp", Bound.NEARLY),
        ("fast", Bound.NEARLY), ("beinahe", Bound.NEARLY), ("~", Bound.ABOUT), (">", Bound.OVER),
        ("<", Bound.UNDER),
    ),
    "fr": (
        ("plus de", Bound.OVER), ("plus d'", Bound.OVER), ("moins de", Bound.UNDER),
        ("au moins", Bound.AT_LEAST), ("jusqu'à", Bound.UP_TO), ("jusqu’à", Bound.UP_TO),
        ("au plus", Bound.UP_TO), ("près de", Bound.NEARLY), ("presque", Bound.NEARLY),
        ("environ", Bound.ABOUT), ("quelque", Bound.ABOUT), ("autour de", Bound.ABOUT),
        ("~", Bound.ABOUT),
    ),
    "es": (
        ("más de", Bound.OVER), ("menos de", Bound.UNDER), ("al menos", Bound.AT_LEAST),
        ("por lo menos", Bound.AT_LEAST), ("hasta", Bound.UP_TO), ("como máximo", Bound.UP_TO),
        ("casi", Bound.NEARLY), ("cerca de", Bound.NEARLY), ("unos", Bound.ABOUT),
        ("unas", Bound.ABOUT), ("alrededor de", Bound.ABOUT), ("aproximadamente", Bound.ABOUT),
        ("~", Bound.ABOUT),
    ),
}  # fmt: skip
_AFTER: dict[str, Bound] = {
    "or more": Bound.AT_LEAST, "or less": Bound.UP_TO, "or fewer": Bound.UP_TO,
    "or so": Bound.ABOUT, "or higher": Bound.AT_LEAST, "at least": Bound.AT_LEAST,
    "at most": Bound.UP_TO, "or better": Bound.AT_LEAST, "and above": Bound.AT_LEAST,
    "oder mehr": Bound.AT_LEAST, "ou plus": Bound.AT_LEAST, "o más": Bound.AT_LEAST,
}  # fmt: skip
_ENDS = {language: frozenset(phrase.split()[-1] for phrase, _ in table)
        for language, table in _BEFORE.items()}  # fmt: skip
_SOFTENERS = LEXICON["softeners"]

_UP = LEXICON["up"]
_DOWN = LEXICON["down"]
_NEUTRAL = {"lower": Movement.DOWN, "higher": Movement.UP, "cheaper": Movement.DOWN}
_EDGE = LEXICON["edge"]
_PARTICLES = LEXICON["particles"]
_CLAUSE_ENDS = LEXICON["clause_ends"]
_TRANSPARENT = LEXICON["transparent"]
_NEGATORS = LEXICON["negators"]
_POSITIVE_NO = LEXICON["positive_no"]
_REACH = 9
# Verbs that take "up" without meaning a rise.
_PHRASAL = LEXICON["phrasal"]


def bound_of(tokens: Tokens, reading: Reading, language: str) -> tuple[Bound, int]:
    """Return how the text limits the value, and the token where the limiting words start."""
    after = _bound_after(tokens, reading)
    start = reading.first
    at = start - 1
    ends = _ENDS.get(language, _ENDS["en"])
    for _ in range(3):
        if at >= 0 and tokens.lower[at] in ends:
            found = _bound_before(tokens, at, language)
            if found and not _is_during(tokens, at, found[0], reading):
                return found
        if at < 0 or tokens.lower[at] not in _SOFTENERS:
            break
        at -= 1
    return after, start


def _bound_before(tokens: Tokens, at: int, language: str) -> tuple[Bound, int] | None:
    for phrase, bound in _BEFORE.get(language, _BEFORE["en"]):
        words = phrase.split()
        first = at - len(words) + 1
        if first >= 0 and tokens.lower[first : at + 1] == words:
            if phrase == "up to" and tokens.at(first - 1) in ("went", "goes", "go"):
                continue
            return bound, first
    return None


def _bound_after(tokens: Tokens, reading: Reading) -> Bound:
    ends = {reading.last, reading.number.last if reading.number else reading.last}
    for end in sorted(ends):
        if tokens.at(end) == "+" or (tokens.at(end) == "-" and tokens.at(end + 1) == "plus"):
            return Bound.AT_LEAST
        known = _AFTER.get(f"{tokens.at(end)} {tokens.at(end + 1)}")
        if known:
            return known
    return Bound.EXACT


def _is_during(tokens: Tokens, at: int, bound: Bound, reading: Reading) -> bool:
    """Tell "over 12 months" (in the course of) from "for over two years" (more than)."""
    if (
        bound is not Bound.OVER
        or tokens.lower[at] not in ("over", "über")
        or not is_duration(reading)
    ):
        return False
    return tokens.at(at - 1) not in (
        "for", "just", "well", "lasting", "lasts", "took", "take", "takes", "spans", "spent", "after", "in",
        "is", "was", "little", "seit",
    )  # fmt: skip


def movement_of(tokens: Tokens, reading: Reading, start: int, inherited: Movement) -> Movement:
    """Return what the clause says the quantity did. `start` is where its limiting words begin.

    A verb or particle of change must touch the quantity but for transparent words, "by" and "to" let
    the object stand between. `inherited` is the movement of the quantity before in the same clause:
    "rose 2% to 40" moves the 40 too.
    """
    follower = tokens.at(reading.last)
    if follower in _NEUTRAL and reading.unit != "":
        return _NEUTRAL[follower]
    if reading.signed and reading.unit in ("%", "point"):
        return Movement.DOWN if reading.value < 0 else Movement.UP
    led = tokens.at(start - 1)
    if led in ("a", "an", "the") and not (reading.number and reading.number.fraction):
        return Movement.NONE
    if led in ("from", "at", "in", "with", "von", "de", "desde", "on", "of", "for"):
        return Movement.NONE
    direction = _direction(tokens, start - 1, by=led in ("by", "um", "to", "auf", "en"))
    if direction is Movement.NONE and led == "to":
        direction = _base(inherited)
    if led in ("to", "auf", "à") and direction is not Movement.NONE:
        return Movement.UP_TO if direction is Movement.UP else Movement.DOWN_TO
    return direction


def _base(movement: Movement) -> Movement:
    if movement in (Movement.UP, Movement.UP_TO):
        return Movement.UP
    return Movement.DOWN if movement in (Movement.DOWN, Movement.DOWN_TO) else Movement.NONE


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
        if word in _NEGATORS and tokens.at(at + 1) not in _POSITIVE_NO:
            return True
        at, steps = at - 1, steps + 1
    return False
