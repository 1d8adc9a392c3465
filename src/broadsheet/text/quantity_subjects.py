"""Whose a quantity is and what it measures, as far as the words of its clause tell.

No parser is used: the subject is the nearest name that opens the clause, the measure the noun phrase
that the quantity completes ("a loan of ...", "... in charging revenue", "the index closed at ...").
Both are guesses to label a figure with; its evidence is the sentence.
"""

from __future__ import annotations

from broadsheet.text.quantity_currencies import ISO_CODES, PREFIXES
from broadsheet.text.quantity_lexicon import LEXICON
from broadsheet.text.quantity_nouns import STOP, is_plural, phrase
from broadsheet.text.quantity_readings import Reading
from broadsheet.text.quantity_tokens import Tokens
from broadsheet.text.stopwords import STOP_WORDS

_PREPOSITIONS = LEXICON["prepositions"]
_BREAKS = LEXICON["breaks"]
_ARTICLES = LEXICON["articles"]
_PHRASE_STOP = STOP - frozenset({"set", "cost", "left", "deep", "long", "due"})
_CALENDAR = LEXICON["subjects_calendar"]
_FOREIGN_ARTICLES = LEXICON["foreign_articles"]
_LINKS = LEXICON["links"]
_VERBS = LEXICON["verbs"]
# Who acts is no measure.
_ROLES = LEXICON["roles"]
_UNITLESS_SUBJECTS = LEXICON["unitless_subjects"]


def subject_of(tokens: Tokens, reading: Reading, language: str) -> str:
    """Return the entity the quantity belongs to, "" when the clause names none.

    German writes every noun with a capital, so there only runs of two capitalised words count.
    """
    start = _clause_start(tokens, reading.first)
    runs = _capital_runs(tokens, start, reading.first)
    free = [run for run in runs if not _is_led(tokens, run[0])]
    if not free and start > 0:
        runs = _capital_runs(tokens, 0, start)
        free = [run for run in runs if not _is_led(tokens, run[0])]
    if language == "de":
        free = [run for run in free if run[1] - run[0] > 1]
    if not free:
        return ""
    first, last = free[-1]
    name = phrase(tokens, first, last)
    return name.removesuffix("'s").removesuffix("’s").rstrip(".,'’")


def _clause_start(tokens: Tokens, at: int) -> int:
    """Return where the clause of token `at` starts: after a strong break, or a comma before a name."""
    index = at - 1
    while index >= 0:
        word = tokens.lower[index]
        if word in _BREAKS:
            return index + 1
        if word == "," and index + 1 < at and _opens_clause(tokens, index + 1, at):
            return index + 1
        if word == "and" and index + 1 < at and _opens_clause(tokens, index + 1, at):
            return index + 1
        index -= 1
    return 0


def _opens_clause(tokens: Tokens, at: int, limit: int) -> bool:
    """Tell whether a name and then a verb follow: a clause of its own."""
    index = at + 1 if tokens.at(at) in ("and", "the") else at
    if index >= limit or not tokens.word[index][:1].isupper() or tokens.kind[index] != "w":
        return False
    return any(tokens.lower[n] in _VERBS for n in range(index + 1, limit))


def _capital_runs(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    index = start
    while index < end:
        if not _is_name_word(tokens, index):
            index += 1
            continue
        last = index + 1
        while last < end and (_is_name_word(tokens, last) or _links(tokens, last, end)):
            last += 1
        while last > index and tokens.lower[last - 1] in _LINKS:
            last -= 1
        if not _is_opening_noun(tokens, index, last):
            runs.append((index, last))
        index = last + 1
    return runs


def _is_name_word(tokens: Tokens, at: int) -> bool:
    word = tokens.word[at]
    if tokens.kind[at] != "w" or not word[0].isupper() or word in ISO_CODES:
        return False
    lower = tokens.lower[at]
    if word in PREFIXES or (word in ("US", "HK") and tokens.at(at + 1) == "$"):
        return False
    if lower in _FOREIGN_ARTICLES:
        return False
    return lower not in _CALENDAR and lower not in STOP_WORDS["en"] and len(word) > 1


def _links(tokens: Tokens, at: int, end: int) -> bool:
    if tokens.kind[at] == "n":
        return tokens.kind[at - 1] == "w" and at + 1 < end and len(tokens.word[at]) <= 4
    inner = tokens.lower[at] in ("of", "&", "-", "'", "’") or tokens.word[at] == "de"
    return inner and at + 1 < end and tokens.word[at + 1][:1].isupper()


def _is_opening_noun(tokens: Tokens, first: int, last: int) -> bool:
    """Tell a common noun that has its capital only from opening the sentence."""
    if first > 0 and tokens.word[first - 1] not in '"“„«.:':
        return False
    if last - first > 1:
        return False
    lower = tokens.lower[first]
    if lower in _UNITLESS_SUBJECTS:
        return True
    plural = is_plural(tokens.word[first]) and not tokens.word[first].isupper()
    follower = tokens.at(last)
    return (plural or tokens.kind[last : last + 1] == ["w"]) and follower not in _VERBS and follower not in (
        "'s", "’s", "has", "had", "is", "was", "will", "plans", ",", "did", "does", "would", "could", "can", "may",
        "might", "must", "should", "also", "now", "then", "already", "-",
    )  # fmt: skip


def _is_led(tokens: Tokens, at: int) -> bool:
    before = tokens.at(at - 1)
    if before in _ARTICLES:
        before = tokens.at(at - 2)
    return before in _PREPOSITIONS


def measure_of(tokens: Tokens, reading: Reading, language: str) -> str:
    """Return the noun phrase that tells what is measured, "" when nothing does."""
    if reading.noun and not reading.hyphenated:
        return phrase(tokens, *reading.noun)
    if language != "en":
        return _after(tokens, reading.last, limit=3) if language in ("fr", "es") else ""
    last = reading.last
    if tokens.at(last) in ("of", "in") and tokens.at(last + 1) not in _CALENDAR:
        found = _after(tokens, last + 1, limit=5)
        if found:
            return found
    if tokens.at(reading.first - 1) != "of" and tokens.at(last) not in STOP:
        found = _after(tokens, last, limit=4)
        if found:
            return found
    return _before(tokens, reading)


def _after(tokens: Tokens, at: int, *, limit: int) -> str:
    """Return the noun phrase that starts at a token, without its article."""
    while tokens.at(at) in _ARTICLES or tokens.at(at).endswith(("'s", "’s")):
        at += 1
    index = at
    while index < len(tokens) and index - at < 2 * limit:
        word = tokens.lower[index]
        hyphen = word in ("-", "&") and tokens.glued(index) and index > at
        if not hyphen and (tokens.kind[index] != "w" or word in _PHRASE_STOP or word in _VERBS):
            break
        if tokens.word[index][0].isupper() and (
            word in _CALENDAR or (index == at and tokens.kind[index] != "w")
        ):
            break
        index += 1
        if is_plural(word) and index < len(tokens) and not is_plural(tokens.word[index]):
            break
    while index > at and tokens.lower[index - 1] in ("-", "&"):
        index -= 1
    words = [n for n in range(at, index) if tokens.kind[n] == "w"]
    if not words or len(words) > limit or tokens.lower[words[0]].endswith("ly"):
        return ""
    return phrase(tokens, at, index)


def _before(tokens: Tokens, reading: Reading) -> str:
    """Return the noun phrase before "of", or the small words of the clause's subject."""
    at = reading.first - 1
    while at >= 0 and tokens.lower[at] in (
        "about",
        "around",
        "nearly",
        "almost",
        "than",
        "more",
        "over",
        "up",
        "to",
    ):
        at -= 1
    if at > 0 and tokens.lower[at] == "of":
        found = _back(tokens, at)
        if found:
            return found
    start = _clause_start(tokens, reading.first)
    index = start
    while (
        index < reading.first
        and tokens.lower[index] not in _VERBS
        and (
            tokens.lower[index]
            not in ("is", "was", "are", "were", "has", "have", "had", "will", "would", "up", "down")
        )
    ):
        index += 1
    if index == reading.first and index > start:
        return ""
    return _small_words(tokens, start, index)


def _back(tokens: Tokens, at: int) -> str:
    index = at
    while (
        index > 0
        and tokens.kind[index - 1] == "w"
        and tokens.lower[index - 1] not in _PHRASE_STOP
        and (tokens.lower[index - 1] not in _VERBS)
    ):
        index -= 1
    found = phrase(tokens, index, at) if 0 < at - index <= 4 else ""
    return found[0].lower() + found[1:] if index == 0 and found[1:2].islower() else found


def _small_words(tokens: Tokens, start: int, end: int) -> str:
    """Return what follows the name in a subject: "coastal cell index" of "Skerry Exchange coastal ..."."""
    runs = _capital_runs(tokens, start, end)
    index = start
    if runs and all(tokens.lower[n] in _ARTICLES for n in range(start, runs[0][0])):
        index = runs[0][1]
    while index < end and (
        tokens.lower[index] in _ARTICLES or tokens.word[index] in ("'", "’", "s", ",")
    ):
        index += 1
    last = index
    while last < end and tokens.kind[last] == "w" and tokens.lower[last] not in _PHRASE_STOP:
        last += 1
        while last + 1 < end and tokens.word[last] == "-" and tokens.glued(last):
            last += 2
    if not 0 < last - index <= 7 or tokens.lower[last - 1] in _ROLES:
        return ""
    found = phrase(tokens, index, last)
    return found[0].lower() + found[1:] if index == 0 and found[1:2].islower() else found
