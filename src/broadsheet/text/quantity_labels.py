"""What a quantity measures: the noun phrase it completes.

"A loan of NOK 410 million", "€3.4 million in charging revenue", "the coastal cell index closed at
$84.20": the phrase after "of" or "in", the noun beside the amount, or the subject without its name.
"""

from __future__ import annotations

from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_nouns import STOP, is_plural, phrase
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_subjects import ARTICLES, VERBS, capital_runs, clause_start
from broadsheet.text.quantity_tokens import Tokens

_STOP = (STOP | VERBS) - {"set", "cost", "left", "deep", "long", "due"}
_CALENDAR = LEXICON["subjects_calendar"]
_HEDGES = LEXICON["hedges"]
_PREDICATES = VERBS | LEXICON["auxiliaries"]
# Who acts is no measure.
_ROLES = LEXICON["roles"]
_LONGEST = 5


def measure_of(tokens: Tokens, reading: Reading, language: str) -> str:
    """Return the noun phrase that tells what is measured, "" when nothing does.

    English only but for counted nouns, which are taken in every language.
    """
    if reading.noun and not reading.hyphenated:
        return phrase(tokens, *reading.noun)
    if language != "en":
        return ""
    last = reading.last
    found = ""
    if tokens.at(last) in ("of", "in"):
        found = _following(tokens, last + 1)
    if not found and tokens.at(reading.first - 1) != "of":
        found = _following(tokens, last)
    return found or _preceding(tokens, reading.first)


def _following(tokens: Tokens, at: int) -> str:
    """Return the noun phrase that starts at a token, without its article or owner."""
    while at < len(tokens) and _is_owner(tokens, at) and tokens.kind[at] == "w":
        at += 1
    index, count = at, 0
    while index < len(tokens) and _is_phrase_word(tokens, index, at):
        word = tokens.lower[index]
        count += tokens.kind[index] == "w"
        index += 1
        if is_plural(word) and not is_plural(tokens.at(index)):
            break
    if not 0 < count <= _LONGEST or tokens.lower[at].endswith("ly"):
        return ""
    return phrase(tokens, at, index)


def _is_owner(tokens: Tokens, at: int) -> bool:
    """Tell what a phrase does without: articles, owners ("the port's"), marks."""
    word = tokens.lower[at]
    return word in ARTICLES or word.endswith(("'s", "’s")) or tokens.kind[at] == "s"


def _is_phrase_word(tokens: Tokens, at: int, first: int) -> bool:
    word = tokens.lower[at]
    if tokens.kind[at] == "w":
        return word not in _STOP and not (word in _CALENDAR and tokens.word[at][0].isupper())
    inner = word in ("-", "&") and at > first and tokens.glued(at)
    return inner and tokens.glued(at + 1) and tokens.kind[at + 1] == "w"


def _preceding(tokens: Tokens, first: int) -> str:
    """Return the noun phrase before "of", or the small words of the clause's subject."""
    at = first - 1
    while tokens.at(at) in _HEDGES:
        at -= 1
    found = _leading(tokens, at) if tokens.at(at) == "of" else ""
    if found:
        return found
    start = clause_start(tokens, first)
    index = start
    while index < first and tokens.lower[index] not in _PREDICATES:
        index += 1
    return _small_words(tokens, start, index) if index < first else ""


def _leading(tokens: Tokens, at: int) -> str:
    """Return the noun phrase that ends before a token."""
    index = at
    while index > 0 and tokens.kind[index - 1] == "w" and tokens.lower[index - 1] not in _STOP:
        index -= 1
    return _uncapped(tokens, index, at) if 0 < at - index < _LONGEST else ""


def _small_words(tokens: Tokens, start: int, end: int) -> str:
    """Return what follows the name in a subject: the "coastal cell index" of an exchange."""
    runs = capital_runs(tokens, start, end)
    index = start
    if runs and all(tokens.lower[n] in ARTICLES for n in range(start, runs[0][0])):
        index = runs[0][1]
    while index < end and _is_owner(tokens, index):
        index += 1
    last = index
    while last < end and _is_phrase_word(tokens, last, index):
        last += 1
    if not 0 < last - index <= 7 or tokens.lower[last - 1] in _ROLES:
        return ""
    return _uncapped(tokens, index, last)


def _uncapped(tokens: Tokens, first: int, last: int) -> str:
    """Return a phrase without the capital it has from opening the sentence."""
    found = phrase(tokens, first, last)
    return found[0].lower() + found[1:] if first == 0 and found[1:2].islower() else found
