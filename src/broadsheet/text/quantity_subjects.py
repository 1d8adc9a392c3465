"""Whose a quantity is, as far as the words of its clause tell.

No parser is used: the subject is the nearest name that opens the clause. It is a guess to label a
figure with; the figure's evidence is its sentence.
"""

from __future__ import annotations

from bisect import bisect_left

from broadsheet.text.quantity_currencies import ISO_CODES, PREFIXES
from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_nouns import is_plural, phrase
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens
from broadsheet.text.stopwords import STOP_WORDS

# How many tokens back a subject is looked for: the cost of a figure is bounded.
_REACH = 60
ARTICLES = LEXICON["articles"]
VERBS = LEXICON["verbs"]
_PREPOSITIONS = LEXICON["prepositions"]
_BREAKS = LEXICON["breaks"]
_OPENINGS = frozenset('"“„«.:')
_NO_NAMES = (
    STOP_WORDS["en"]
    | LEXICON["subjects_calendar"]
    | LEXICON["foreign_articles"]
    | {code.lower() for code in (*ISO_CODES, *PREFIXES)}
)
# Common nouns that open sentences with a capital, and what follows a name that does.
_COMMON_OPENERS = LEXICON["unitless_subjects"]
_AFTER_NAMES = LEXICON["after_names"]


def subject_of(tokens: Tokens, reading: Reading, language: str) -> str:
    """Return the entity the quantity belongs to, "" when the clause names none.

    German writes every noun with a capital, so there only runs of two capitalised words count.
    """
    start = clause_start(tokens, reading.first)
    earlier = max(0, start - _REACH)
    runs = _free_runs(tokens, start, reading.first) or _free_runs(tokens, earlier, start)
    if language == "de":
        runs = [run for run in runs if run[1] - run[0] > 1]
    if not runs:
        return ""
    name = phrase(tokens, *runs[-1])
    return name.removesuffix("'s").removesuffix("’s")


def clause_start(tokens: Tokens, at: int) -> int:
    """Return where the clause of token `at` starts: after a strong break, or before a new name."""
    farthest = max(0, at - _REACH)
    for index in range(at - 1, farthest - 1, -1):
        word = tokens.lower[index]
        if word in _BREAKS:
            return index + 1
        if word in (",", "and") and _opens_clause(tokens, index + 1, at):
            return index + 1
    return farthest


def _opens_clause(tokens: Tokens, at: int, limit: int) -> bool:
    """Tell whether a name and then a verb follow: a clause of its own."""
    index = at + 1 if tokens.at(at) in ("and", "the") else at
    if index >= limit or not tokens.word[index][0].isupper():
        return False
    return any(tokens.lower[n] in VERBS for n in range(index + 1, limit))


def _free_runs(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names between two tokens that no preposition leads."""
    return [run for run in capital_runs(tokens, start, end) if not _is_led(tokens, run[0])]


def capital_runs(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """Return the token spans of names between two tokens."""
    runs: list[tuple[int, int]] = []
    done = start
    capitals = tokens.capitals
    for place in range(bisect_left(capitals, start), bisect_left(capitals, end)):
        index = capitals[place]
        if index < done or not _is_name_word(tokens, index):
            continue
        last = index + 1
        while last < end and (_is_name_word(tokens, last) or _links(tokens, last, end)):
            last += 1
        if not _is_opening_noun(tokens, index, last):
            runs.append((index, last))
        done = last + 1
    return runs


def _is_name_word(tokens: Tokens, at: int) -> bool:
    word = tokens.word[at]
    if not word[0].isupper() or len(word) == 1 or tokens.at(at + 1) == "$":
        return False
    return tokens.lower[at] not in _NO_NAMES


def _links(tokens: Tokens, at: int, end: int) -> bool:
    """Tell a word inside a name: "Port of Greyholm", "Unit 3 Storage", "Lumen-Quay"."""
    if at + 1 >= end:
        return False
    if tokens.kind[at] == "n":
        return len(tokens.word[at]) <= 4 and tokens.kind[at + 1] == "w"
    return tokens.lower[at] in ("of", "&", "-", "de") and tokens.word[at + 1][0].isupper()


def _is_opening_noun(tokens: Tokens, first: int, last: int) -> bool:
    """Tell a common noun that has its capital only from opening the sentence."""
    if last - first > 1 or (first > 0 and tokens.word[first - 1] not in _OPENINGS):
        return False
    word, lower, follower = tokens.word[first], tokens.lower[first], tokens.at(last)
    if lower in _COMMON_OPENERS:
        return True
    if follower in VERBS or follower in _AFTER_NAMES or lower.endswith(("'s", "’s")):
        return False
    plural = is_plural(word) and not word.isupper()
    return plural or follower.isalpha()


def _is_led(tokens: Tokens, at: int) -> bool:
    before = tokens.at(at - 1)
    return (tokens.at(at - 2) if before in ARTICLES else before) in _PREPOSITIONS
