"""Who says it: quoted spans, and the source a sentence is attributed to.

Attribution is read from reporting verbs ("X said", "said X", "teilte X mit") and from phrases that
name a source ("according to X", "laut X", "selon X", "según X"). No grammar is parsed: the source
is the noun phrase that touches the verb or follows the phrase.
"""

from __future__ import annotations

import re

from broadsheet.model.evidence import Span
from broadsheet.text.speech_forms import CUES, FORMS

# opening mark -> the marks that may close it
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", '"': '"', "「": "」", "『": "』"}
_MARKS = re.compile('[“”„«»‹›"「」『』]|\n[^\\S\n]*\n')
_ARTICLE = re.compile(
    r"^(?:(?:[Tt]he|[Dd](?:er|ie|as|em|en|es)|[LlEe][ael]s?)\s+(?=[A-ZÀ-Þ])|[Ll]['’](?=[A-ZÀ-Þ]))"
)
_SMALL_START = re.compile(
    r"(?:The|It|He|She|They|We|An?|Its|Their|One|Two|Three|Several|Some|Our|Local)\b"
)
_NO_SOURCES = frozenset(
    (
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "As",
        "This",
        "That",
        "These",
        "Those",
        "When",
        "While",
        "If",
        "For",
        "Nach",
        "Wie",
        "So",
        "Das",
        "Der",
        "Die",
        "Es",
        "Le",
        "La",
        "El",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Nobody",
        "Everybody",
        "Somebody",
        "Nothing",
        "Who",
        "I",
        "We",
    )
)
_LONGEST = 1500


def find_quotes(text: str) -> list[Span]:
    """Return the spans of quoted text, without the marks, in order and never nested.

    Only balanced marks count, and a quotation never crosses a paragraph break. A straight mark
    opens when it follows white space or a bracket and closes when it follows anything else, so the
    inch mark in `12"` opens nothing.
    """
    spans: list[Span] = []
    opened: int | None = None
    closers = ""
    for match in _MARKS.finditer(text):
        mark = match.group()
        at = match.start()
        if mark[0] == "\n":
            opened = None
        elif opened is not None:
            if mark in closers:
                spans.append(Span(start=opened, end=at))
                opened = None
        elif mark in _CLOSERS and _opens(text, at, mark):
            opened, closers = at + 1, _CLOSERS[mark]
    return [span for span in spans if span.end > span.start]


def _opens(text: str, at: int, mark: str) -> bool:
    return mark != '"' or at == 0 or text[at - 1].isspace() or text[at - 1] in "([{-–—:"


def find_speaker(sentence: str, language: str = "en") -> str:
    """Return the source the sentence is attributed to, as it is written, or "".

    "Voltara Cells" (without the article), "the company", "it". German, French and Spanish are read
    by their commonest forms; any other language yields "". Only the first 1,500 characters count.
    """
    cue = CUES.get(language)
    head = sentence[:_LONGEST]
    if cue is None or not cue.search(head):
        return ""
    for form in FORMS[language]:
        for match in form.finditer(head):
            who = _trim(match.group("who"))
            if who not in _NO_SOURCES:
                return who
    return ""


def _trim(who: str) -> str:
    """Return a source without the article before a name, or the capital of its place."""
    who = _ARTICLE.sub("", " ".join(who.split()), count=1).strip(" .,;:'’")
    return who[0].lower() + who[1:] if _SMALL_START.match(who) else who
