"""Numbers that are no quantities: parts of names, labels, addresses, scores, years, lists."""

from __future__ import annotations

import re

from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_nouns import STOP
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens

_STREET = re.compile(
    r"(?:\s[NSEW]\b)?\s(?:(?:[A-Z][\w'’.-]*|\d+(?:st|nd|rd|th))\s){1,4}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Place|Pl|Square|Sq|Court"
    r"|Ct|Terrace|Crescent|Highway|Hwy|Quay|Wharf|Parkway|Ranch)\b"
    r"|\s(?:Rue|Avenue|Av\.?|Ave|Boulevard|Calle|Via|Rua)\s[A-Z]|\sEl\s[A-Z]\w+\s(?:Way|Road)"
)
_GERMAN_STREET = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß-]*(?:straße|str\.|strasse|weg|platz|allee|gasse|ufer)\s$"
)
# Words that number what they name ("phase 2", "page 12"); the loose ones not before a noun.
_LABELS = LEXICON["labels"]
_LOOSE_LABELS = LEXICON["loose_labels"]
_FAMILY = LEXICON["family"]
_CALENDAR = LEXICON["calendar"]
_OPENERS = LEXICON["openers"]
_ONES = frozenset({"one", "eins", "uno", "un", "une"})
_ROUND_LEADS = frozenset({"about", "around", "roughly", "approximately", "over", "than"})
_PREFIXES = frozenset({"minus", "sub", "pre", "plus", "super"})
_NUMBER_SIGNS = frozenset({"no", "nos", "nr", "art"})
_FIRST_CJK = 0x2E80


def is_no_quantity(tokens: Tokens, reading: Reading, language: str) -> bool:
    """Tell whether digits that read like a number are part of a name, a label or a list."""
    if reading.number.worded:
        return _is_pronoun(tokens, reading)
    if _touches_letters(tokens, reading):
        return True
    if reading.currency or reading.unit == "%":
        return False
    return (
        _is_padded(tokens, reading)
        or _is_numeral(tokens, reading)
        or _is_address(tokens, reading)
        or _is_year(tokens, reading)
        or _is_score(tokens, reading)
        or (not reading.measured and _is_labelled(tokens, reading, language))
    )


def _is_pronoun(tokens: Tokens, reading: Reading) -> bool:
    """Tell "one" the pronoun, "no one", "one day", "the top three" from what counts."""
    word, before = tokens.lower[reading.first], tokens.at(reading.first - 1)
    if reading.unit == "" and before in LEXICON["rank_leads"]:
        return True
    if word not in _ONES or reading.currency or reading.unit == "%":
        return False
    if tokens.at(reading.last - 1) == "day" and before in ("", ",", "and", "but"):
        return True
    if before in LEXICON["pronoun_leads"] or reading.unit == "":
        return reading.number.last == reading.first + 1
    return reading.noun is not None and (tokens.at(reading.noun[1] - 1) in LEXICON["pronoun_nouns"])


def _touches_letters(tokens: Tokens, reading: Reading) -> bool:
    """Refuse A4, V12, COVID-19, F-16, 21st, 3D: digits grown together with letters."""
    first, last, after = reading.first, reading.last, reading.number.last
    if tokens.kind[first] == "n" and tokens.glued(first) and _grows_from(tokens, first):
        return True
    if last == after and _is_tight_dash(tokens, after) and tokens.raw(after + 1).isalpha():
        return True  # "3-for-2"
    counted = reading.noun is not None or last == after
    if counted and tokens.glued(after) and tokens.kind[after] == "w":
        return tokens.kind[after - 1] == "n"
    if tokens.lower[last - 1] == "s" and tokens.glued(last - 1):
        return _is_family(tokens, first)
    return False


def _grows_from(tokens: Tokens, first: int) -> bool:
    """Tell what stands tight before the digits: letters, or letters and a dash or slash."""
    before = tokens.word[first - 1]
    if tokens.kind[first - 1] == "w":
        return ord(before[-1]) < _FIRST_CJK
    if before in "_#^@\\":
        return True
    tight = tokens.glued(first - 1) and tokens.kind[first - 2] == "w"
    return tight and before in "-–./" and tokens.lower[first - 2] not in _PREFIXES


def _is_family(tokens: Tokens, first: int) -> bool:
    """Tell "his 30s", "Channel 5s", "2018s" from a time in seconds."""
    before = tokens.word[first - 1] if first else ""
    named = before[:1].isupper() or before.lower() in _FAMILY or before.lower() in _LABELS
    return named or len(tokens.word[first]) > 3


def _is_padded(tokens: Tokens, reading: Reading) -> bool:
    """Tell digits that start with a nought, as of a telephone or a form: "0134", "007"."""
    word = tokens.word[reading.number.first]
    return len(word) > 1 and word[0] == "0" and word.isdecimal()


def _is_numeral(tokens: Tokens, reading: Reading) -> bool:
    """Tell the numerals of a list: "1. ...", "2) ...", "(3)"."""
    first, last = reading.first, reading.last
    if reading.unit or len(tokens.word[first]) > 2 or last - first != 1:
        return False
    after = tokens.at(last)
    if first == 0 and after in (".", ")") and tokens.glued(last):
        return True
    return after == ")" and tokens.at(first - 1) == "(" and reading.value <= 20


def _is_address(tokens: Tokens, reading: Reading) -> bool:
    if len(tokens.word[reading.first]) > 5:
        return False
    if _STREET.match(tokens.text, tokens.end[reading.number.last - 1]):
        return True
    start = tokens.start[reading.first]
    return bool(_GERMAN_STREET.search(tokens.text[max(0, start - 40) : start]))


def _is_year(tokens: Tokens, reading: Reading) -> bool:
    """Tell a bare year: four digits, 1900 to 2100, without a unit of measure."""
    word = tokens.word[reading.number.first]
    if len(word) != 4 or not word.isdigit() or not 1900 <= int(word) <= 2100 or reading.measured:
        return False
    before = tokens.at(reading.first - 1)
    if reading.noun is None:
        return before not in _ROUND_LEADS
    return reading.high is None and (before == "" or before in LEXICON["year_leads"])


def _is_score(tokens: Tokens, reading: Reading) -> bool:
    """Tell "2-2", "9-2 lead": two digits joined by a tight dash, without a measure."""
    first = reading.first
    if tokens.kind[first] != "n" or (reading.measured and reading.high is not None):
        return False
    if _is_tight_dash(tokens, first + 1) and tokens.kind[first + 2 : first + 3] == ["n"]:
        return reading.high is None or reading.noun is None
    return _is_tight_dash(tokens, first - 1) and tokens.kind[first - 2 : first - 1] == ["n"]


def _is_tight_dash(tokens: Tokens, at: int) -> bool:
    return tokens.at(at) in ("-", "–") and tokens.glued(at) and tokens.glued(at + 1)


def _is_labelled(tokens: Tokens, reading: Reading, language: str) -> bool:
    """Tell a number that completes a name or a label: "Model 3", "S&P 500", "phase 2"."""
    at = reading.first - 1
    plain = tokens.kind[reading.number.first] == "n" and reading.number.scale == 1
    if at < 0 or not plain:
        return False
    word, lower = tokens.word[at], tokens.lower[at]
    if tokens.kind[at] != "w":
        return lower in ("#", "№", "§") or (lower == "." and tokens.at(at - 1) in _NUMBER_SIGNS)
    if reading.unit == "" and _is_name_part(tokens, reading.last):
        return True
    if lower in _LABELS and (lower not in _LOOSE_LABELS or reading.noun is None):
        return True
    named = word.isupper() if language == "de" else word[0].isupper()
    return named and not _starts_clause(tokens, at)


def _is_name_part(tokens: Tokens, at: int) -> bool:
    """Tell "787 Dreamliner": a capitalised word after the digits."""
    after = tokens.word[at] if at < len(tokens) else ""
    return after[:1].isupper() and len(after) > 2


def _starts_clause(tokens: Tokens, at: int) -> bool:
    """Tell a capital that only opens a sentence ("About 20", "Some 30") or names a day."""
    lower = tokens.lower[at]
    if lower in _CALENDAR:
        return True
    opening = at == 0 or tokens.word[at - 1] in '"“„«(:–—'
    return opening and (lower in STOP or lower.endswith("ly") or lower in _OPENERS)
