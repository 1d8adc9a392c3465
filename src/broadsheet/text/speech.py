"""Who says it: quoted spans, and the source a sentence is attributed to.

Attribution is read from reporting verbs ("X said", "said X", "teilte X mit") and from phrases that
name a source ("according to X", "laut X", "selon X", "según X"). No grammar is parsed: the source
is the noun phrase that touches the verb or follows the phrase.
"""

from __future__ import annotations

import re

from broadsheet.model.evidence import Span

# opening mark -> the marks that may close it
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", '"': '"', "「": "」", "『": "』"}
_MARKS = re.compile('[“”„«»‹›"「」『』]|\n\\s*\n')


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
        if mark.isspace():
            opened = None
        elif opened is not None and mark in closers:
            if at > opened:
                spans.append(Span(start=opened, end=at))
            opened = None
        elif opened is None and mark in _CLOSERS and _opens(text, at, mark):
            opened, closers = at + 1, _CLOSERS[mark]
    return spans


def _opens(text: str, at: int, mark: str) -> bool:
    if mark != '"':
        return True
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([{-–—:"


_CAPS = r"[A-ZÀ-ÖØ-Þ][\w&'’.-]*"
_NAME = rf"(?:{_CAPS}(?:\s+(?:(?:of|and|the|for|de|la|du|der|des|von|del|&)\s+)*{_CAPS})*)"

_EN_ROLES = (
    r"company|companies|firm|group|agency|authority|ministry|minister|government|regulator|court|"
    r"bank|operator|producer|supplier|manufacturer|maker|carmaker|automaker|yard|shipyard|port|"
    r"council|commission|committee|board|union|association|institute|university|police|report|"
    r"study|survey|statement|filing|analysts?|officials?|researchers?|economists?|experts?|"
    r"executives?|managers?|spokes(?:man|woman|person)|chief executive|chairman|chairwoman|"
    r"president|director|insurer|lender|utility|retailer|start-?up|developer|organisation|"
    r"organization|department|bureau|office|newspaper|paper|people familiar with the matter"
)
_EN_ROLE = (
    rf"(?:(?:the|a|an|its|their|one|two|three|several|some|many|industry)\s+(?:[a-z-]+\s+){{0,2}}"
    rf"(?:{_EN_ROLES})|analysts|officials|researchers|economists|experts|sources)\b"
)
_EN_PRONOUN = r"(?:it|he|she|they|we)"
_EN_VERBS = (
    r"(?:said|says|saying|told|announced|announces|reported|reports|claimed|claims|stated|states|"
    r"added|adds|argued|argues|noted|notes|explained|explains|estimated|estimates|warned|warns|"
    r"confirmed|confirms|insisted|insists|wrote|writes|predicted|predicts|believes?|believed|"
    r"suggested|suggests|forecasts?|disclosed|revealed|declared|declares)"
)
_ADVERB = r"(?:(?:also|later|earlier|today|yesterday|has|have|had|previously|now|on\s+\w+day|[a-z]+ly)\s+)?"

_PATTERNS: dict[str, tuple[str, ...]] = {
    "en": (
        rf"\b(?i:according\s+to|in\s+the\s+words\s+of|as\s+per)\s+(?P<who>(?:[Tt]he\s+)?{_NAME}|{_EN_ROLE})",
        (
            rf"[”\"»,]\s*(?:said|says|added|adds|told|wrote|argued|explained|noted|warned|according\s+to)\s+"
            rf"(?P<who>(?:the\s+)?{_NAME}|{_EN_ROLE})"
        ),
        rf"(?P<who>(?:[Tt]he\s+)?{_NAME})(?:,[^,;.]{{2,60}},)?\s+{_ADVERB}{_EN_VERBS}\b",
        rf"(?P<who>(?i:{_EN_ROLE}))(?:\s+(?:of|at|for)\s+{_NAME})?\s+{_ADVERB}{_EN_VERBS}\b",
        rf"\b(?P<who>(?i:{_EN_PRONOUN}))\s+{_ADVERB}{_EN_VERBS}\b",
        rf"\b(?:said|says)\s+(?P<who>(?:the\s+)?{_NAME}|{_EN_ROLE})",
        r"\b(?P<who>(?i:statement|press release|filing|report|survey|study))\s+(?:said|says|shows?|showed)\b",
    ),
    "de": (
        rf"\b(?i:laut|gemäß)\s+(?P<who>(?:(?:de[rmsn]|eine[rmsn]?)\s+)?{_NAME})",
        rf"\b(?i:nach\s+(?:eigenen\s+)?angaben)\s+(?:von\s+)?(?P<who>(?:(?:de[rsn]|eine[rs])\s+)?{_NAME})",
        r"\b(?i:nach\s+(?P<who>eigenen)\s+angaben)\b",
        rf"(?P<who>(?:(?:[Dd](?:er|em|en|as|ie)|[Dd]es)\s+)?{_NAME})\s+zufolge\b",
        (
            rf"\b(?:sagte|sagt|sagten|erklärte|erklärt|teilte|teilten|berichtete|berichtet|meldete|meldet|"
            rf"betonte|schrieb|kündigte|warnte|gab|so)\s+(?P<who>(?:(?:der|die|das|ein|eine)\s+)?{_NAME})"
        ),
        (
            rf"(?P<who>(?:(?:[Dd]er|[Dd]ie|[Dd]as)\s+)?{_NAME})\s+(?:sagte|sagt|sagten|erklärte|erklärt|"
            rf"berichtete|berichtet|meldete|meldet|betonte|schrieb|warnte|teilte\b.{{0,80}}?\bmit\b|"
            rf"teilt\b.{{0,80}}?\bmit\b|kündigte|gab\b.{{0,60}}?\bbekannt\b|hat\b.{{0,60}}?\bmitgeteilt\b)"
        ),
    ),
    "fr": (
        rf"\b(?i:selon|d['’]après)\s+(?P<who>(?:l['’]|l[ea]s?\s+|un[e]?\s+)?(?:{_NAME}|[a-zà-ÿ]+))",
        (
            rf"\b(?:a\s+)?(?:dit|déclaré|annoncé|indiqué|précisé|affirmé|estimé|expliqué)\s+"
            rf"(?P<who>(?:l['’]|l[ea]s?\s+)?(?:{_NAME}|entreprise|société|groupe|ministère|direction))"
        ),
        (
            rf"(?P<who>(?:L['’]|L[ea]s?\s+|l['’]|l[ea]s?\s+)?(?:{_NAME}|entreprise|société|groupe))\s+"
            r"(?:a|ont)\s+(?:dit|déclaré|annoncé|indiqué|précisé|affirmé|estimé|expliqué)\b"
        ),
    ),
    "es": (
        (
            rf"\b(?i:según|de\s+acuerdo\s+con)\s+(?P<who>(?:el\s+|la\s+|los\s+|las\s+|un[a]?\s+)?"
            rf"(?:{_NAME}|[a-zà-ÿ]+))"
        ),
        (
            rf"\b(?:dijo|afirmó|anunció|indicó|declaró|señaló|explicó|informó)\s+"
            rf"(?P<who>(?:el\s+|la\s+|los\s+|las\s+)?(?:{_NAME}|empresa|compañía|grupo|ministerio))"
        ),
        (
            rf"(?P<who>(?:(?:[Ee]l|[Ll]a)\s+)?(?:{_NAME}|empresa|compañía|grupo))\s+"
            r"(?:dijo|afirmó|anunció|indicó|declaró|señaló|explicó|informó)\b"
        ),
    ),
}
_COMPILED = {
    language: tuple(re.compile(pattern) for pattern in patterns)
    for language, patterns in _PATTERNS.items()
}
_CUES = {
    "en": re.compile(rf"\b(?i:according\s+to|words\s+of|as\s+per|{_EN_VERBS}|shows?|showed)\b"),
    "de": re.compile(
        r"(?i)\b(?:laut|gemäß|angaben|zufolge|sag|erklär|teilt|bericht|meld|beton|schrieb|kündig|warnt"
        r"|gab|so\b|mitgeteilt)"
    ),
    "fr": re.compile(
        r"(?i)\b(?:selon|d['’]après|dit|déclaré|annoncé|indiqué|précisé|affirmé|estimé|expliqué)\b"
    ),
    "es": re.compile(
        r"(?i)\b(?:según|de acuerdo|dijo|afirmó|anunció|indicó|declaró|señaló|explicó|informó)\b"
    ),
}
_ARTICLE = re.compile(
    r"^(?:[Tt]he|[Dd](?:er|ie|as|em|en|es)|[LlEe][ael]s?|L['’]|l['’])\s*(?=[A-ZÀ-Þ])"
)
_NOT_A_SOURCE = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "As",
        "It",
        "He",
        "She",
        "They",
        "We",
        "This",
        "That",
        "These",
        "Those",
        "When",
        "While",
        "If",
        "For",
    ]
)
_LONGEST = 1500


def find_speaker(sentence: str, language: str = "en") -> str:
    """Return the source the sentence is attributed to, as it is written, or "".

    "Voltara Cells" (without the article), "the company", "it". German, French and Spanish are read
    by their commonest forms; any other language yields "". Only the first 1,500 characters count.
    """
    cue = _CUES.get(language)
    head = sentence[:_LONGEST]
    if cue is None or not cue.search(head):
        return ""
    for pattern in _COMPILED[language]:
        for match in pattern.finditer(head):
            who = _trim(match.group("who"))
            if who and who not in _NOT_A_SOURCE:
                return who
    return ""


def is_attributed(sentence: str, language: str = "en") -> bool:
    """Tell whether the sentence names who says it."""
    return find_speaker(sentence, language) != ""


def _trim(who: str) -> str:
    who = _ARTICLE.sub("", " ".join(who.split())).strip(" .,;:'’")
    lowered = who[:1].lower() + who[1:]
    return lowered if re.match(r"(?:the|it|he|she|they|we|an?|its|their)\b", lowered) else who
