"""Numbers that are no quantities: times of day, phone numbers, addresses, names, markup residue."""

from __future__ import annotations

import re

from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_nouns import STOP
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens

_LINK = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_CLOCK_SIGNS = r"(?:[ap]\.?\s?m\b\.?|Uhr\b|hrs?\b|GMT|UTC|CES?T|E[SD]?T|BST|PT)"
# Tried at each run of digits.
_AT_DIGITS = re.compile(
    rf"\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s?{_CLOCK_SIGNS}"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
    r"|\d{1,2}\s?(?:[ap]\.?\s?m\b\.?|Uhr\b)(?!\w)"
    r"|\d{4}\s(?:GMT|UTC|EDT|EST)\b|\d{1,2}h\d{2}\b"
    r"|\d{3}-\d{3,4}-\d{4}\b|0\d{2,4}[\s/-]\d{5,9}\b"
    r"|\d{1,3}(?:\.\d{1,2}){2,3}(?![\d.]*\d)|(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)"
)
_DIGITS = re.compile(r"(?<![\d.,:])\d+")
_DIALLED = re.compile(
    r"(?<!\w)\+\d{1,3}[\s()./-]{0,2}\d[\d\s()./-]{5,17}\d|(?<!\w)\(\d{2,5}\)\s?\d[\d\s-]{4,12}\d"
)
_MARKUP = re.compile(
    r"[\"'][\w-]{1,40}[\"']\s?:\s?[\"']?[\d.,-]+|[\w-]{1,30}\s?[=:]\s?[\"']?\d+(?:px|em|rem|pt)?[;\"']"
    r"|&#\d+;|#[0-9a-fA-F]{3,8}\b"
)
_VERSION = re.compile(r"\b[vV]\d+(?:\.\d+)*\b")
_STREET = re.compile(
    r"(?:\s[NSEW]\b)?\s(?:(?:[A-Z][\w'’.-]*|\d+(?:st|nd|rd|th))\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|"
    r"Boulevard|Blvd|Way|Place|Pl|Square|Sq|Court|Ct|Terrace|Crescent|Highway|Hwy|Quay|Wharf|Parkway|Ranch)\b"
    r"|\s(?:Rue|Avenue|Av\.?|Ave|Boulevard|Calle|Via|Rua)\s[A-Z]|\sEl\s[A-Z]\w+\s(?:Way|Road)"
)
_GERMAN_STREET = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß-]*(?:straße|str\.|strasse|weg|platz|allee|gasse|ufer)\s$"
)

# Words that number what they name: "phase 2", "page 12", "No. 4".
_LABELS = LEXICON["labels"]
_PLURAL_LABELS = frozenset(["nos", "numbers", "pages", "items"])
_LOOSE_LABELS = LEXICON["loose_labels"]
_FAMILY = LEXICON["family"]


def residue_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of clock times, phone numbers, addresses of the web, versions and markup."""
    spans = [
        found.span()
        for digits in _DIGITS.finditer(text)
        if (found := _AT_DIGITS.match(text, digits.start()))
    ]
    if "@" in text or "://" in text or "www." in text:
        spans += [match.span() for match in _LINK.finditer(text)]
    if "+" in text or "(" in text:
        spans += [match.span() for match in _DIALLED.finditer(text)]
    if ":" in text or "=" in text or "#" in text:
        spans += [match.span() for match in _MARKUP.finditer(text)]
    if "v" in text or "V" in text:
        spans += [match.span() for match in _VERSION.finditer(text)]
    return spans


def is_no_quantity(tokens: Tokens, reading: Reading, language: str) -> bool:
    """Tell whether digits that read like a number are part of a name, a label or a list."""
    if reading.number is None or reading.number.worded:
        return _is_pronoun(tokens, reading)
    first = reading.first
    if _touches_letters(tokens, reading):
        return True
    if reading.currency or reading.unit == "%":
        return False
    if _is_numeral(tokens, reading) or _is_address(tokens, reading):
        return True
    if _is_year(tokens, reading) or _is_score(tokens, reading):
        return True
    return not reading.measured and _is_labelled(tokens, first, reading, language)


def _is_pronoun(tokens: Tokens, reading: Reading) -> bool:
    """Tell "one" the pronoun, "no one", "at one point" from one that counts."""
    word, before = tokens.lower[reading.first], tokens.at(reading.first - 1)
    if reading.unit == "" and before in (
        "top",
        "bottom",
        "last",
        "next",
        "first",
        "other",
        "final",
    ):
        return True
    if word not in ("one", "eins", "uno", "un", "une"):
        return False
    if reading.last - reading.first > 1 and reading.noun is None:
        return False
    if before in (
        "no",
        "any",
        "every",
        "each",
        "which",
        "that",
        "this",
        "the",
        "another",
        "some",
        "a",
        "day",
    ):
        return True
    if reading.noun and tokens.at(reading.noun[1] - 1) in (
        "day",
        "thing",
        "another",
        "way",
        "point",
        "hand",
    ):
        return True
    return reading.unit == ""


def _touches_letters(tokens: Tokens, reading: Reading) -> bool:
    """Refuse A4, V12, COVID-19, F-16, 21st, 3D: digits grown together with letters."""
    first, last = reading.first, reading.last
    if tokens.kind[first] == "n" and first > 0 and tokens.glued(first):
        before = tokens.word[first - 1]
        if tokens.kind[first - 1] == "w":
            return ord(before[-1]) < _CJK
        if before in "_#^@\\":
            return True
        if (
            before in "-–."
            and tokens.glued(first - 1)
            and tokens.kind[first - 2 : first - 1] == ["w"]
        ):
            return tokens.lower[first - 2] not in ("minus", "sub", "pre", "plus", "super")
        if (
            before == "/"
            and tokens.glued(first - 1)
            and tokens.kind[first - 2 : first - 1] == ["w"]
        ):
            return True
    if (
        last < len(tokens)
        and tokens.kind[last] == "w"
        and tokens.glued(last)
        and reading.noun is None
    ):
        return tokens.kind[last - 1] == "n" and tokens.word[last][0] not in "年月日"
    if reading.noun and tokens.glued(reading.noun[0]) and not reading.hyphenated:
        return tokens.kind[reading.noun[0] - 1] == "n"
    if tokens.lower[last - 1] != "s" or not tokens.glued(last - 1):
        return False
    before = tokens.word[first - 1] if first else ""
    return (
        before.lower() in _FAMILY | _LABELS or before[:1].isupper() or len(tokens.word[first]) > 3
    )


_CJK = 0x2E80


def _is_numeral(tokens: Tokens, reading: Reading) -> bool:
    """Tell the numerals of a list: "1. ...", "2) ...", "(3)"."""
    first, last = reading.first, reading.last
    small = reading.unit == "" and tokens.kind[first] == "n" and len(tokens.word[first]) <= 2
    if not small:
        return False
    after = tokens.at(last)
    if first == 0 and after in (".", ")") and tokens.glued(last) and last + 1 < len(tokens):
        return True
    return (
        after == ")" and tokens.at(first - 1) == "(" and last - first == 1 and reading.value <= 20
    )


def _is_address(tokens: Tokens, reading: Reading) -> bool:
    if tokens.kind[reading.first] != "n" or len(tokens.word[reading.first]) > 5:
        return False
    number = reading.number
    end = tokens.end[number.last - 1] if number else 0
    if _STREET.match(tokens.text, end):
        return True
    start = tokens.start[reading.first]
    return bool(_GERMAN_STREET.search(tokens.text[max(0, start - 40) : start]))


def _is_year(tokens: Tokens, reading: Reading) -> bool:
    """Tell a bare year: four digits, 1900 to 2100, without a unit of measure."""
    word = tokens.word[reading.number.first if reading.number else reading.first]
    if len(word) != 4 or not word.isdigit() or not 1900 <= int(word) <= 2100 or reading.measured:
        return False
    if reading.high is not None:
        return reading.high <= 2100 and reading.noun is None
    before = tokens.at(reading.first - 1)
    if reading.noun is None:
        return before not in ("about", "around", "roughly", "approximately", "over", "than")
    return before in (
        "",
        "in",
        "since",
        "by",
        "of",
        "for",
        "its",
        "the",
        "'s",
        "s",
        "and",
        "to",
        "from",
        ",",
        "(",
        "their",
    )


def _is_score(tokens: Tokens, reading: Reading) -> bool:
    """Tell "2-2", "9-2 lead": two small digits joined by a tight dash."""
    first = reading.first
    after = first + 1 if tokens.kind[first] == "n" else first
    tight = (
        tokens.at(after) in ("-", "–")
        and tokens.glued(after)
        and tokens.glued(after + 1)
        and tokens.kind[after + 1 : after + 2] == ["n"]
    )
    if tight and (reading.high is None or not (reading.measured or reading.noun)):
        return True
    back = tokens.at(first - 1) in ("-", "–") and tokens.glued(first) and tokens.glued(first - 1)
    return back and tokens.kind[first - 2 : first - 1] == ["n"] and not reading.measured


def _is_labelled(tokens: Tokens, first: int, reading: Reading, language: str) -> bool:
    """Tell a number that completes a name or a label: "Model 3", "S&P 500", "phase 2"."""
    at = first - 1
    if at < 0 or not _is_plain(tokens, reading):
        return False
    after = tokens.word[reading.last] if reading.last < len(tokens) else ""
    if (
        reading.unit == ""
        and after[:1].isupper()
        and tokens.kind[reading.last] == "w"
        and len(after) > 2
    ):
        return True
    word, lower = tokens.word[at], tokens.lower[at]
    if lower in ("#", "№", "§") or (
        lower == "." and tokens.at(at - 1) in ("no", "nr", "nos", "art")
    ):
        return True
    if tokens.kind[at] != "w":
        return False
    if lower in _LABELS and (lower not in _LOOSE_LABELS or reading.noun is None):
        return lower != "under" and (reading.noun is None or lower not in ("series", "group"))
    if not word[0].isupper() or (language == "de" and not word.isupper()):
        return False
    return not _starts_clause(tokens, at)


def _is_plain(tokens: Tokens, reading: Reading) -> bool:
    number = reading.number
    at = number.first if number else 0
    return number is not None and tokens.kind[at] == "n" and number.scale == 1


_CALENDAR = LEXICON["calendar"]


def _starts_clause(tokens: Tokens, at: int) -> bool:
    """Tell a capital that only opens a sentence ("About 20", "Some 30") or names a day."""
    lower = tokens.lower[at]
    if lower in _CALENDAR:
        return True
    opening = at == 0 or tokens.word[at - 1] in '"“„«(:–—'
    return opening and (lower in STOP or lower.endswith("ly") or lower in _OPENERS)


_OPENERS = LEXICON["openers"]
