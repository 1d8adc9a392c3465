"""Where sentences begin and end.

The boundaries come from sentencex; what follows mends the cases it is known to get wrong. Text is
given to it in bounded pieces, because its cost grows faster than the length of a paragraph full of
quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import sentencex

from broadsheet.model.evidence import Span

_BREAK = r"\n(?:[ \t\f\v]*\r?\n|(?=[ \t]*(?:[-*•‣▪–—]|\d{1,2}[.)])[ \t]){row})|[\u2028\u2029]"
# An empty line, or a list item next.
_HARD_BREAK = re.compile(_BREAK.replace("{row}", ""))
# The same, or a row of a table pasted as text.
_ROW_BREAK = re.compile(_BREAK.replace("{row}", r"|(?=[ \t]*\||[^\n\t]*\t)"))
_PIECE = 4_000
# Longer than any sentence a reader would finish: a list, a table or code without a full stop.
_LONGEST = 1_500
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SPACE_OR_MARK = re.compile(r"[\s\u200b\ufeff]*")

# Half a UTF-16 pair: no letter, and nothing that can be handed to the splitter.
_SURROGATE = re.compile("[\ud800-\udfff]")
_LIST_NUMBER = re.compile(r"\d{1,2}[.)]")
_PARTY = re.compile(r"\b[A-Z]-[A-Z]\.$")  # D-N.J.
_INITIAL = re.compile(r"[A-Z]\.")
_CLOSING_START = re.compile(r"[)\]”’»,;:]")
_LETTER = re.compile(r"[^\W_]")
_QUOTE_END = re.compile(r"[.!?…][\"'”’»)\]]+$")
_NUMBERED = re.compile(r"\b(?:No|Nos|Nr|Vol|Art|Fig|Ch|Sec|pp?|ca|c|approx|est)\.$", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Rev|Hon|Pres"
    r"|St|Ste|Mt|Ft|Supt|Atty|Messrs|Mme|Mlle|Sr|Sra|Hr|Fr|vs|v|z|B|bzw|usw|d|h|u|a)\.$"
)
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}$|\b[A-Z]\.$")
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_AFTER_CLOCK = re.compile(
    r"\s*(?:E[SD]?T|C[SDE]?S?T|M[SD]T|P[SD]?T|GMT|UTC|BST|Eastern|Central|Mountain|Pacific|local"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
# Ordinals in German, the short form of "Monsieur" in French.
_SPECIAL = {
    "de": re.compile(r"(?:^|[^\d.,])\d{1,2}\.$"),
    "fr": re.compile(r"\bMM?\.$"),
}


def split_sentences(text: str, *, language: str = "en") -> list[Span]:
    """Return the sentences of a text as spans without surrounding white space, in order.

    A blank line and the start of a list item always end a sentence. A language the splitter does
    not know is treated like English. The spans cover every letter and digit of the text.
    """
    code = _LANGUAGE.match(language.lower())
    known = code.group() if code else "en"
    return list(_split_long(text, known)) if len(text) > _LONGEST else _split(text, known)


@lru_cache(maxsize=8)
def _split_long(text: str, language: str) -> tuple[Span, ...]:
    """Split an article; the last ones are remembered, for each step of analysis splits anew."""
    return tuple(_split(text, language))


def _split(text: str, language: str) -> list[Span]:
    found: list[Span] = []
    for start, end in _paragraphs(text):
        found.extend(_split_paragraph(text, start, end, language))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    breaks = _ROW_BREAK if "\t" in text or "|" in text else _HARD_BREAK
    for gap in breaks.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _split_paragraph(text: str, start: int, end: int, language: str) -> list[Span]:
    spans: list[Span] = []
    for begin, finish in _rough_cuts(text, start, end, language):
        span = _trimmed(text, begin, finish)
        if span is None:
            continue
        if spans and _belong_together(spans[-1].of(text), span.of(text), language):
            span = Span(start=spans.pop().start, end=span.end)
        spans.append(span)
    if all(span.end - span.start <= _LONGEST for span in spans):
        return spans
    return [part for span in spans for part in _bounded(text, span)]


def _bounded(text: str, span: Span) -> list[Span]:
    """Cut what is too long for a sentence where a line ends, else at a semicolon or a space."""
    cuts = [span.start]
    while span.end - cuts[-1] > _LONGEST:
        middle, limit = cuts[-1] + _LONGEST // 2, cuts[-1] + _LONGEST
        places = (text.rfind(mark, middle, limit) + 1 for mark in "\n; ")
        cuts.append(next((place for place in places if place), limit))
    parts = [_trimmed(text, start, end) for start, end in pairwise([*cuts, span.end])]
    return [part for part in parts if part is not None]


def _rough_cuts(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = _piece_end(text, start, end)
        piece = _SURROGATE.sub("\ufffd", text[start:stop])
        for boundary in sentencex.get_sentence_boundaries(language, piece):
            yield start + boundary["start_index"], start + boundary["end_index"]
        start = stop


def _piece_end(text: str, start: int, end: int) -> int:
    """Return where the next piece ends: the paragraph's end, or after a space near the limit."""
    if end - start <= _PIECE:
        return end
    for mark in (". ", "\n", "; ", " "):
        space = text.rfind(mark, start + _PIECE // 2, start + _PIECE)
        if space > 0:
            return space + len(mark)
    return start + _PIECE


def _trimmed(text: str, start: int, end: int) -> Span | None:
    lead = _SPACE_OR_MARK.match(text, start, end)
    assert lead is not None  # the pattern matches the empty string
    start = lead.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    return Span(start=start, end=end) if start < end else None


def _belong_together(before: str, after: str, language: str) -> bool:
    if not _LETTER.search(after) or _CLOSING_START.match(after) or _LIST_NUMBER.fullmatch(before):
        return True
    tail = before[-40:].rsplit(None, 1)[-1]
    if tail.endswith("."):
        return _abbreviation_ends(tail, after, language)
    return bool(_QUOTE_END.search(tail)) and after[0].islower()


def _abbreviation_ends(tail: str, after: str, language: str) -> bool:
    if _TITLED.search(tail) or (_PARTY.search(tail) and _INITIAL.match(after)):
        return True
    if _NUMBERED.search(tail):
        return after[0].isdigit()
    if _CLOCK.search(tail):
        return bool(_AFTER_CLOCK.match(after))
    special = _SPECIAL.get(language)
    if special is not None and special.search(tail):
        return True
    return bool(_DOTTED.search(tail)) and after[0].islower()
