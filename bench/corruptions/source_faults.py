"""Faults in who did it, who said it, in which words, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.corruptions.material import Sentence
from bench.corruptions.rewriting import (
    edit,
    exchange,
    place_of,
    replace_all,
    start_large,
    start_small,
    without_stop,
)

_CAPS = r"[A-ZÅÆØ][\w’'-]+"
_NAME = re.compile(rf"(?<=[a-z,] )(?:the )?({_CAPS}(?: {_CAPS})*)|^({_CAPS} {_CAPS}(?: {_CAPS})*)")
_NO_NAMES = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|NOK|SEK|I\b|Christmas|Easter|CET|Dr|Judge"
)
_INVENTED = (
    "Kesgrave Lines",
    "Ulla Thornbeck",
    "Port Aldwin",
    "Verrin Partners",
    "Marrowby",
    "Tessa Quill",
)
_VERBS = (
    "said|says|say|told reporters|told the inquiry|claimed that|argues that|argued|announced that"
    "|insisted that"
    "|estimates that|believe that|believes that|alleges that"
)
_WHO = r"[^,\"“”]{3,60}?"
_QUOTED = re.compile(rf"^[\"“](?P<what>[^\"”]+?)[.,]?[\"”],? (?P<who>{_WHO}) (?:{_VERBS})\b.*$")
_QUOTED_AFTER = re.compile(
    rf"^[\"“](?P<what>[^\"”]+?)[.,]?[\"”],? (?:{_VERBS}) (?P<who>{_WHO})(?:,.*)?\.$"
)
_CLOSING = re.compile(
    rf"^(?P<what>[^\"“]+), (?P<who>(?:[A-Z]|the |its |a )[^,\"“]{{2,50}}?) "
    rf"(?:{_VERBS})[^,]{{0,60}}\.$"
)
_OPENING = re.compile(
    rf"^(?P<who>(?:[A-Z]|The |Its |It )[^,\"“]{{1,50}}?)(?<! not) (?:{_VERBS}) (?:that )?"
    r"(?P<what>(?:the|it|its|there|\w+)"
    r" [^\"“]+)\.$"
)
_ACCORDING = re.compile(r"^(?P<what>.+), according to (?P<who>[^,]+)\.$")
_ACCORDING_FIRST = re.compile(r"^According to (?P<who>[^,]+), (?P<what>.+)\.$")
_REPORTS = (_QUOTED, _QUOTED_AFTER, _CLOSING, _ACCORDING, _ACCORDING_FIRST, _OPENING)
_QUOTE = re.compile(r'(?<=")[^"]{12,}(?=[.,!?]?")|(?<=“)[^”]{12,}(?=[.,!?]?”)')
_REASONS = (
    " because of weak demand abroad",
    " due to a shortage of staff",
    " after a warning by the police",
    " because the weather was bad",
    ", driven by lower taxes",
    " as a result of the strike",
    " thanks to cheaper credit",
    ", which led to protests",
)
_JOINTS = {
    ", and ": " because ",
    " and ": " because ",
    ", while ": " because ",
    " while ": " because ",
}
_CLAUSE_AFTER = re.compile(
    r"^(?:its|it|the|\d[\d,.]*|one|two|three|she|he|they|[A-Z]\w+|prices|delays|imports|exports)\b"
    r"[^,]* (?:\w+ed|fell|rose|left|sold|is|are|was"
    r"|were|has|had|will|cost|found|lost|won|grew|came)\b"
)
_CLAUSE_BEFORE = re.compile(
    r"\b(?:\w+ed|fell|rose|left|sold|is|are|was|were|has|had|will|cost|found|lost|won|grew|came)\b"
)
_SWAPS = {
    "we": "they",
    "is": "was",
    "are": "were",
    "will": "may",
    "every": "some",
    "never": "rarely",
    "all": "most",
    "not": "never",
    "always": "often",
    "good": "great",
    "now": "soon",
    "the": "our",
    "a": "the",
    "our": "the",
    "should": "must",
    "can": "will",
    "have": "had",
    "was": "is",
    "only": "just",
}
_RANKS = {
    r"\bfirst\b(?= (?:ferry|quay|unit|harbour|fund|of |time|ship|batch|vessel|trial|town|to ))": (
        "second",
    ),
    r"(?<!per )(?<! a )\bsecond\b(?! (?:half|quarter|did|above))(?= [a-z])": ("fourth",),
    r"(?<! a )\b[Tt]hird\b(?! (?:quarter|of\b|did))(?= [a-z])": ("second",),
    r"\bfourth\b(?! quarter)(?= [a-z])": ("first",),
    r"\bfifth\b(?! of\b)(?= [a-z])": ("third",),
    r"\bthe (largest|biggest|oldest|busiest)\b": (r"the second-\1",),
}


def invent_names(one: Sentence) -> Iterator[str]:
    if one.language != "en":
        return
    for at, found in enumerate(_NAME.finditer(one.text)):
        group = 1 if found.group(1) else 2
        if not _NO_NAMES.search(found.group(group)):
            new = _INVENTED[(len(one.text) + at) % len(_INVENTED)]
            yield one.text[: found.start(group)] + new + one.text[found.end(group) :]


def exchange_names(one: Sentence) -> Iterator[str]:
    yield from exchange(one, "names")


def change_lists(one: Sentence) -> Iterator[str]:
    """A member more than the list has, or one left out though the count or an "only" stays."""
    yield from edit(one, "added")
    yield from edit(one, "dropped")


def change_ranks(one: Sentence) -> Iterator[str]:
    yield from edit(one, "rank")
    if "rank" not in one.edits:
        yield from replace_all(one.text, _RANKS)


def said(text: str) -> tuple[str, str] | None:
    """Return what is said and by whom, when the sentence is of a form that can be taken apart."""
    for form in _REPORTS:
        found = form.match(text)
        if found:
            return found.group("what"), found.group("who")
    return None


def drop_attribution(one: Sentence) -> Iterator[str]:
    parts = said(one.text)
    if parts and len(parts[0].split()) >= 3:
        yield f"{start_large(parts[0])}."


def exchange_speakers(one: Sentence) -> Iterator[str]:
    """Each statement told as the other source's."""
    if "speakers" not in one.edits:
        return
    first, second = one.edits["speakers"].split(" <> ")
    for text, own, other in ((one.text, first, second), (one.also[0], second, first)):
        start, end = place_of(text, own if own in text else start_small(own))
        yield start_large(text[:start] + start_small(other) + text[end:])
        parts = said(text)
        if parts:
            yield f"According to {start_small(other)}, {start_small(parts[0])}."


def alter_quotes(one: Sentence) -> Iterator[str]:
    found = _QUOTE.search(one.text)
    if found is None:
        return
    words = found.group().split()
    for at, word in enumerate(words):
        if word.lower() in _SWAPS:
            new = _SWAPS[word.lower()]
            changed = [
                *words[:at],
                new.capitalize() if word[0].isupper() else new,
                *words[at + 1 :],
            ]
            yield one.text[: found.start()] + " ".join(changed) + one.text[found.end() :]
            break
    if len(words) >= 6:
        shorter = [*words[:2], *words[3:]]
        yield one.text[: found.start()] + " ".join(shorter) + one.text[found.end() :]


def quote_paraphrases(one: Sentence) -> Iterator[str]:
    """Put what was reported in other words between quotation marks."""
    parts = said(one.text)
    if parts and '"' not in one.text and "“" not in one.text and len(parts[0].split()) >= 4:
        what = parts[0]
        first = re.sub(r"\b(it|its|they|their)\b", _first_person, what)
        yield f'"{start_large(first)}," {start_small(parts[1])} said.'


def _first_person(found: re.Match[str]) -> str:
    return {"it": "we", "its": "our", "they": "we", "their": "our"}[found.group()]


def invent_causes(one: Sentence) -> Iterator[str]:
    if (
        one.language != "en"
        or not one.text.endswith(".")
        or re.search(r"\bbecause\b|due to", one.text)
    ):
        return
    for old, new in _JOINTS.items():
        before, joint, after = one.text.partition(old)
        if joint and _CLAUSE_AFTER.search(after) and _CLAUSE_BEFORE.search(before):
            yield before + new + after
            break
    yield f"{without_stop(one.text)}{_REASONS[len(one.text) % len(_REASONS)]}."
